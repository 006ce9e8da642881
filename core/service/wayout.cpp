#include <QCoreApplication>
#include <QFileInfo>

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

QString convertCommand(const QString &path, const QString &options = {})
{
    const QFileInfo file(path);
    const QString target = file.path() % u'/' % file.completeBaseName() % u"-flat.qcow2"_s;
    return u"qemu-img convert -p "_s % options % u"-O qcow2 "_s % quoted(path) % u' ' % quoted(target);
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
    if (isOneOf(check, { "backing_file"_L1, "data_file"_L1, "parent"_L1, "differencing"_L1, "extents"_L1 })) {
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
