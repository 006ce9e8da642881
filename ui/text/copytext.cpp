#include "ui/text/copytext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include "core/image/displayname.h"
#include "core/image/imagejson.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine::text {

namespace {

struct CopyText {
    Q_DECLARE_TR_FUNCTIONS(CopyText)
};

QString jsonOf(const QList<Image> &images)
{
    if (images.size() == 1)
        return QString::fromUtf8(QJsonDocument(imageToJson(images.constFirst())).toJson()).trimmed();
    QJsonArray array;
    for (const Image &image : images)
        array.append(imageToJson(image));
    return QString::fromUtf8(QJsonDocument(array).toJson()).trimmed();
}

/// A value of a table that is split at tabs and line ends.
QString cell(QString value)
{
    return value.replace(QRegularExpression(u"[\\t\\r\\n]+"_s), u" "_s);
}

QString row(const Image &image)
{
    const auto number
        = [](std::optional<qint64> value) { return value ? QString::number(*value) : QString(); };
    return QStringList{ image.id, cell(image.name), imageStatusName(image.status),
        image.diskFormat ? diskFormatName(*image.diskFormat) : QString(), number(image.size),
        number(image.virtualSize), visibilityName(image.visibility), cell(image.tags.join(u',')),
        image.updatedAt.toUTC().toString(Qt::ISODate) }
        .join(u'\t');
}

QString fileName(const Image &image)
{
    QString base = displayName(image);
    base.replace(QRegularExpression(u"[/\\x00-\\x1f]"_s), u"_"_s);
    // A name that begins with a dash would be taken for an option.
    if (base.startsWith(u'-') || base.startsWith(u'.'))
        base.prepend(u'_');
    const QString suffix = image.diskFormat ? u'.' + diskFormatName(*image.diskFormat) : QString();
    return base.endsWith(suffix) ? base : base + suffix;
}

QString createCommand(const Image &image)
{
    QStringList words{ u"openstack"_s, u"image"_s, u"create"_s };
    const auto option = [&words](const QString &name, const QString &value) { words << name << value; };
    if (image.diskFormat)
        option(u"--disk-format"_s, diskFormatName(*image.diskFormat));
    if (image.containerFormat)
        option(u"--container-format"_s, containerFormatName(*image.containerFormat));
    if (image.minDisk > 0)
        option(u"--min-disk"_s, QString::number(image.minDisk));
    if (image.minRam > 0)
        option(u"--min-ram"_s, QString::number(image.minRam));
    words << u"--"_s + visibilityName(image.visibility);
    if (image.isProtected)
        words << u"--protected"_s;
    if (image.osHidden)
        words << u"--hidden"_s;
    for (auto it = image.properties.cbegin(); it != image.properties.cend(); ++it) {
        // What a service keeps for itself cannot be given to another.
        if (!it.key().startsWith(u"os_glance_"))
            option(u"--property"_s, it.key() % u'=' % it.value());
    }
    for (const QString &tag : image.tags)
        option(u"--tag"_s, tag);
    option(u"--file"_s, fileName(image));
    words << u"--"_s << (displayName(image));
    for (QString &word : words)
        word = shellQuoted(word);
    return words.join(u' ');
}

QString line(CopyForm form, const Image &image)
{
    switch (form) {
    case CopyForm::Id:
        return image.id;
    case CopyForm::Name:
        return image.name;
    case CopyForm::Md5:
        return image.checksum;
    case CopyForm::Sha512:
        return image.osHashAlgo == "sha512"_L1 ? image.osHashValue : QString();
    case CopyForm::Tsv:
        return row(image);
    case CopyForm::VitrinectlShow:
        return u"vitrinectl image show "_s % shellQuoted(image.id);
    case CopyForm::VitrinectlSave:
        return u"vitrinectl image save --file "_s % shellQuoted(fileName(image)) % u' '
            % shellQuoted(image.id);
    case CopyForm::OpenStackCreate:
        return createCommand(image);
    case CopyForm::Json:
        break;
    }
    return {};
}

} // namespace

const QList<CopyForm> &allCopyForms()
{
    static const QList<CopyForm> forms{ CopyForm::Id, CopyForm::Name, CopyForm::Md5, CopyForm::Sha512,
        CopyForm::Json, CopyForm::Tsv, CopyForm::VitrinectlShow, CopyForm::VitrinectlSave,
        CopyForm::OpenStackCreate };
    return forms;
}

QString copyFormWord(CopyForm form)
{
    switch (form) {
    case CopyForm::Id:
        return CopyText::tr("ID");
    case CopyForm::Name:
        //: What is copied: the name of an image
        return CopyText::tr("Name");
    case CopyForm::Md5:
        return CopyText::tr("MD5 checksum");
    case CopyForm::Sha512:
        return CopyText::tr("SHA-512 checksum");
    case CopyForm::Json:
        return CopyText::tr("JSON");
    case CopyForm::Tsv:
        return CopyText::tr("Table row");
    case CopyForm::VitrinectlShow:
        //: %1 is a command
        return CopyText::tr("Command: %1").arg(u"vitrinectl image show"_s);
    case CopyForm::VitrinectlSave:
        return CopyText::tr("Command: %1").arg(u"vitrinectl image save"_s);
    case CopyForm::OpenStackCreate:
        return CopyText::tr("Command: %1").arg(u"openstack image create"_s);
    }
    Q_UNREACHABLE();
}

QString copyText(CopyForm form, const QList<Image> &images)
{
    if (form == CopyForm::Json)
        return images.isEmpty() ? QString() : jsonOf(images);
    QStringList lines;
    for (const Image &image : images) {
        const QString text = line(form, image);
        if (!text.isEmpty())
            lines.append(text);
    }
    return lines.join(u'\n');
}

QString shellQuoted(const QString &word)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(word).hasMatch())
        return word;
    QString escaped = word;
    return u'\'' % escaped.replace(u'\'', u"'\\''"_s) % u'\'';
}

} // namespace vitrine::text
