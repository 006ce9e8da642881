#include "core/disk/memberpath.h"

#include <algorithm>

#include <QStringDecoder>
#include <QStringList>

#include "core/disk/archiveerrors.h"

namespace vitrine {

namespace {

constexpr qsizetype longestName = 255;

bool isDrive(const QString &name)
{
    return name.size() >= 2 && name.at(1) == u':' && name.at(0).isLetter();
}

bool climbs(const QString &name)
{
    const QStringList parts = name.split(u'/');
    return std::any_of(parts.cbegin(), parts.cend(), [](const QString &part) { return part == u".."; });
}

bool hasControls(const QString &name)
{
    return std::any_of(
        name.cbegin(), name.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace

Result<QString> memberPathFrom(QByteArrayView bytes)
{
    if (bytes.size() > longestName)
        return refusedArchive("member_name", ArchiveText::tr("the name of a member is too long"));
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString name = decoder.decode(bytes);
    if (decoder.hasError() || hasControls(name))
        return refusedArchive("member_name", ArchiveText::tr("the name of a member is not readable text"));
    if (name.startsWith(u'/') || name.contains(u'\\') || isDrive(name) || climbs(name)) {
        return refusedArchive("member_path",
            ArchiveText::tr("the member “%1” points out of the archive, which is a known attack").arg(name));
    }
    while (name.startsWith(u"./"))
        name.remove(0, 2);
    if (name.startsWith(u'/'))
        return memberPathFrom(name.toUtf8());
    return name;
}

} // namespace vitrine
