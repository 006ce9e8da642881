#include "app/vitrinectl/imagerecord.h"

#include <QLocale>

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

ScalarMap propertiesOf(const Image &image)
{
    ScalarMap properties;
    for (auto entry = image.properties.begin(); entry != image.properties.end(); ++entry)
        properties.insert(entry.key(), entry.value());
    properties.insert(u"os_hidden"_s, image.osHidden);
    if (!image.osHashAlgo.isNull())
        properties.insert(u"os_hash_algo"_s, image.osHashAlgo);
    if (!image.osHashValue.isNull())
        properties.insert(u"os_hash_value"_s, image.osHashValue);
    if (!image.stores.isEmpty())
        properties.insert(u"stores"_s, image.stores.join(u','));
    return properties;
}

} // namespace

Cell numberCell(const std::optional<qint64> &number)
{
    return number ? Cell(*number) : Cell(None{});
}

Cell textCell(const QString &text)
{
    return text.isNull() ? Cell(None{}) : Cell(text);
}

Cell timeCell(const QDateTime &time)
{
    return time.isValid() ? Cell(time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ssZ"_s)) : Cell(None{});
}

Record imageRecord(const Image &image)
{
    return {
        { u"checksum"_s, textCell(image.checksum) },
        { u"container_format"_s,
            textCell(image.containerFormat ? containerFormatName(*image.containerFormat) : QString()) },
        { u"created_at"_s, timeCell(image.createdAt) },
        { u"disk_format"_s, textCell(image.diskFormat ? diskFormatName(*image.diskFormat) : QString()) },
        { u"file"_s, u"/v2/images/"_s + image.id + u"/file"_s },
        { u"id"_s, image.id },
        { u"min_disk"_s, image.minDisk },
        { u"min_ram"_s, image.minRam },
        { u"name"_s, textCell(image.name) },
        { u"owner"_s, textCell(image.owner) },
        { u"properties"_s, propertiesOf(image) },
        { u"protected"_s, image.isProtected },
        { u"schema"_s, u"/v2/schemas/image"_s },
        { u"size"_s, numberCell(image.size) },
        { u"status"_s, imageStatusName(image.status) },
        { u"tags"_s, image.tags },
        { u"updated_at"_s, timeCell(image.updatedAt) },
        { u"virtual_size"_s, numberCell(image.virtualSize) },
        { u"visibility"_s, visibilityName(image.visibility) },
    };
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1024 ? 0 : 1, QLocale::DataSizeIecFormat);
}

} // namespace vitrine::ctl
