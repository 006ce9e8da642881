#include <algorithm>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/disk/convertdisk.h"
#include "core/disk/qcow2backing.h"
#include "core/service/fileinspection.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileInspection)
};

QString quoted(QString argument)
{
    return u'\'' % argument.replace(u'\'', u"'\\''"_s) % u'\'';
}

QString targetOf(const QString &path)
{
    const QFileInfo file(path);
    return file.path() % u'/' % file.completeBaseName() % u"-flat.qcow2"_s;
}

QString convertCommand(const QString &path, const QString &options = {})
{
    return u"qemu-img convert -p "_s % options % u"-O qcow2 "_s % quoted(path) % u' '
        % quoted(targetOf(path));
}

/// The file below a qcow2 image as it is named there; it is not looked for.
QString backingFileOf(const QString &path)
{
    const auto file = openDiskFile(path);
    const auto whole = file ? wholeFile(file->get()) : failure(file.error());
    const auto reference = whole ? backingReferenceOf(*whole) : std::nullopt;
    // A protocol may stand before a colon, and nobody should paste what cannot be seen.
    const auto isHarmless = [](QChar each) { return each.isPrint() && each != u':'; };
    const bool isFile = reference && !reference->name.isEmpty()
        && std::all_of(reference->name.cbegin(), reference->name.cend(), isHarmless);
    //: Stands in a command for a file whose name is not known
    return isFile ? QFileInfo(path).dir().filePath(reference->name) : Text::tr("FILE-BELOW-IT");
}

QString flattenCommand(const QString &path)
{
    return u"vitrinectl convert --to qcow2 --backing "_s % quoted(backingFileOf(path)) % u' ' % quoted(path)
        % u' ' % quoted(targetOf(path));
}

bool isOneOf(const QString &check, std::initializer_list<QLatin1String> checks)
{
    return std::find(checks.begin(), checks.end(), check) != checks.end();
}

} // namespace

WayOut wayOutOf(const QString &check, const QString &path)
{
    if (check == "in_use"_L1)
        return { Text::tr("Shut the machine down first, or what is added may not start."), {} };
    if (check == "backing_file"_L1) {
        return { Text::tr("It is laid over another file, which does not travel with an image. Make one of "
                          "both, name each file below it with --backing, and add that:"),
            flattenCommand(path) };
    }
    if (isOneOf(check, { "data_file"_L1, "parent"_L1, "differencing"_L1, "extents"_L1 })) {
        return { Text::tr("It needs other files beside it, which do not travel with an image. Flatten it "
                          "into one file where the others are, and add that:"),
            convertCommand(path) };
    }
    if (isOneOf(check, { "subformat"_L1, "extended_l2"_L1 }))
        return { Text::tr("Convert it, and add the new file:"), convertCommand(path) };
    if (check == "qed"_L1)
        return { Text::tr("Convert it, and add the new file:"), convertCommand(path, u"-f qed "_s) };
    if (isOneOf(check, { "dirty"_L1, "marked_corrupt"_L1 })) {
        return { Text::tr("Check it before you rely on it:"), u"qemu-img check -f qcow2 "_s % quoted(path) };
    }
    if (check == "multiple_formats"_L1)
        return { Text::tr("Do not use it. Get the file again from whoever made it."), {} };
    if (check == "aes_encryption"_L1) {
        return { Text::tr("Convert it with its passphrase to an image that is not encrypted, and add that."),
            {} };
    }
    if (check.startsWith("corrupt-"_L1)) {
        return { Text::tr("It may have been cut off. Copy or download it again and compare its checksum with "
                          "that of its source."),
            {} };
    }
    if (isOneOf(check, { "unknown_features"_L1, "version"_L1 })) {
        return { Text::tr("Open it with the program that made it and save it as an ordinary QCOW2 image."),
            {} };
    }
    if (isOneOf(check, { "virtual_size"_L1, "descriptor"_L1, "mbr"_L1 }))
        return { Text::tr("Make it again with the program it comes from, or choose another file."), {} };
    if (check == "snapshots"_L1)
        return { Text::tr("Nothing is lost as long as it is kept as it is."), {} };
    return {};
}

} // namespace vitrine
