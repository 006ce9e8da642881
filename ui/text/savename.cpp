#include "ui/text/savename.h"

#include <QSet>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr qsizetype longestNameBytes = 255;

/// Separators, what FAT and NTFS forbid, and what is invisible or turns the reading direction around.
bool isUnsafe(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return u"/\\:*?\"<>|"_s.contains(QChar(static_cast<char16_t>(character < 0x10000 ? character : 0)));
    }
}

QString withoutUnsafe(const QString &name)
{
    QString safe;
    for (const char32_t character : name.toUcs4()) {
        if (isUnsafe(character))
            safe.append(u'_');
        else
            safe.append(QChar::fromUcs4(character));
    }
    return safe;
}

bool isReservedName(const QString &name)
{
    static const QSet<QString> reserved = { u"CON"_s, u"PRN"_s, u"AUX"_s, u"NUL"_s, u"COM1"_s, u"COM2"_s,
        u"COM3"_s, u"COM4"_s, u"COM5"_s, u"COM6"_s, u"COM7"_s, u"COM8"_s, u"COM9"_s, u"LPT1"_s, u"LPT2"_s,
        u"LPT3"_s, u"LPT4"_s, u"LPT5"_s, u"LPT6"_s, u"LPT7"_s, u"LPT8"_s, u"LPT9"_s };
    return reserved.contains(name.section(u'.', 0, 0).trimmed().toUpper());
}

/// Leading dots hide a file, leading dashes look like options; FAT drops dots and spaces at the end.
QString withoutEdges(QString name)
{
    while (!name.isEmpty() && (name.front() == u'.' || name.front() == u'-' || name.front().isSpace()))
        name.remove(0, 1);
    while (!name.isEmpty() && (name.back() == u'.' || name.back().isSpace()))
        name.chop(1);
    return name;
}

QString shortened(QString name, qsizetype mostBytes)
{
    while (name.toUtf8().size() > mostBytes) {
        const bool isPair = name.size() > 1 && name.back().isLowSurrogate();
        name.chop(isPair ? 2 : 1);
    }
    return name;
}

} // namespace

QString fileSuffix(const Image &image)
{
    if (image.containerFormat == ContainerFormat::Ova)
        return u".ova"_s;
    if (!image.diskFormat)
        return {};
    return image.diskFormat == DiskFormat::Raw ? u".img"_s : u'.' + diskFormatName(*image.diskFormat);
}

QString suggestedFileName(const Image &image)
{
    const QString suffix = fileSuffix(image);
    QString stem = image.name;
    if (!suffix.isEmpty() && stem.endsWith(suffix, Qt::CaseInsensitive))
        stem.chop(suffix.size());
    else if (image.diskFormat == DiskFormat::Raw && stem.endsWith(".raw"_L1, Qt::CaseInsensitive))
        stem.chop(4);
    stem = withoutEdges(withoutUnsafe(stem).simplified());
    if (stem.isEmpty() || stem.count(u'_') == stem.size())
        stem = image.id;
    if (isReservedName(stem))
        stem.prepend(u'_');
    return withoutEdges(shortened(stem, longestNameBytes - suffix.size() - qsizetype(5))) % suffix;
}

} // namespace vitrine
