#include "core/image/imagejson.h"

#include <QJsonArray>

#include "core/image/imageattributes.h"
#include "core/image/imagelimits.h"
#include "core/image/jsonreader.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue numberOrNull(std::optional<qint64> number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(apiTime(time)) : QJsonValue(QJsonValue::Null);
}

/// Reads one of a closed set of words; a missing one is `fallback`.
template<typename Enum>
Enum word(
    JsonReader &reader, const QString &key, std::optional<Enum> (*fromName)(const QString &), Enum fallback)
{
    const QString text = reader.string(key);
    if (text.isNull())
        return fallback;
    const std::optional<Enum> value = fromName(text);
    if (!value)
        reader.fail(key, u"unknown word"_s);
    return value.value_or(fallback);
}

QString imageId(JsonReader &reader, const QString &key)
{
    const QString id = reader.requiredString(key);
    if (!reader.error() && !isImageId(id.toLower()))
        reader.fail(key, u"not a UUID"_s);
    return id;
}

QMap<QString, QString> customProperties(JsonReader &reader, const QJsonObject &json)
{
    QMap<QString, QString> properties;
    for (auto it = json.constBegin(); it != json.constEnd(); ++it) {
        const QString name = it.key();
        // Services show what they keep for themselves (os_glance_import_task) as properties.
        const bool isProperty
            = attributeKindOf(name) == AttributeKind::Custom || name.startsWith(u"os_glance_");
        if (!isProperty || !(it->isString() || it->isNull()))
            continue;
        if (!isStorableText(name))
            reader.fail(name, u"NUL or a lone surrogate in the name"_s);
        const QString value = reader.string(name);
        properties.insert(name, value.isNull() ? u""_s : value);
    }
    return properties;
}

QString imageIdOfTask(JsonReader &reader, const QJsonObject &json)
{
    const QString id = reader.string(u"image_id"_s);
    if (!id.isEmpty())
        return id;
    return json.value(u"result").toObject().value(u"image_id").toString();
}

} // namespace

QJsonObject imageToJson(const Image &image)
{
    QJsonObject json;
    for (auto it = image.properties.cbegin(); it != image.properties.cend(); ++it)
        json.insert(it.key(), it.value());

    const QString self = u"/v2/images/"_s + image.id;
    json.insert(u"id", image.id);
    json.insert(u"name", textOrNull(image.name));
    json.insert(u"status", imageStatusName(image.status));
    json.insert(u"visibility", visibilityName(image.visibility));
    json.insert(u"protected", image.isProtected);
    json.insert(u"os_hidden", image.osHidden);
    json.insert(u"checksum", textOrNull(image.checksum));
    json.insert(u"os_hash_algo", textOrNull(image.osHashAlgo));
    json.insert(u"os_hash_value", textOrNull(image.osHashValue));
    json.insert(u"owner", textOrNull(image.owner));
    json.insert(u"size", numberOrNull(image.size));
    json.insert(u"virtual_size", numberOrNull(image.virtualSize));
    json.insert(u"disk_format", textOrNull(image.diskFormat ? diskFormatName(*image.diskFormat) : QString()));
    json.insert(u"container_format",
        textOrNull(image.containerFormat ? containerFormatName(*image.containerFormat) : QString()));
    json.insert(u"min_disk", image.minDisk);
    json.insert(u"min_ram", image.minRam);
    json.insert(u"tags", QJsonArray::fromStringList(image.tags));
    json.insert(u"created_at", timeOrNull(image.createdAt));
    json.insert(u"updated_at", timeOrNull(image.updatedAt));
    json.insert(u"self", self);
    json.insert(u"file", QString(self + u"/file"));
    json.insert(u"schema", u"/v2/schemas/image"_s);
    if (!image.stores.isEmpty())
        json.insert(u"stores", image.stores.join(u','));
    return json;
}

Result<Image> imageFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    Image image;
    image.id = imageId(reader, u"id"_s);
    image.name = reader.string(u"name"_s);
    reader.requiredString(u"status"_s);
    image.status = word(reader, u"status"_s, &imageStatusFromName, image.status);
    image.visibility = word(reader, u"visibility"_s, &visibilityFromName, image.visibility);
    image.isProtected = reader.boolean(u"protected"_s);
    image.osHidden = reader.boolean(u"os_hidden"_s);
    image.checksum = reader.string(u"checksum"_s);
    image.osHashAlgo = reader.string(u"os_hash_algo"_s);
    image.osHashValue = reader.string(u"os_hash_value"_s);
    image.owner = reader.string(u"owner"_s);
    image.size = reader.number(u"size"_s);
    image.virtualSize = reader.number(u"virtual_size"_s);
    image.diskFormat = diskFormatFromName(reader.string(u"disk_format"_s));
    image.containerFormat = containerFormatFromName(reader.string(u"container_format"_s));
    image.minDisk = reader.number(u"min_disk"_s).value_or(0);
    image.minRam = reader.number(u"min_ram"_s).value_or(0);
    image.tags = normalisedTags(reader.strings(u"tags"_s));
    image.createdAt = reader.time(u"created_at"_s);
    image.updatedAt = reader.time(u"updated_at"_s);
    image.stores = reader.string(u"stores"_s).split(u',', Qt::SkipEmptyParts);
    image.properties = customProperties(reader, json);
    if (reader.error())
        return failure(*reader.error());
    return image;
}

QJsonObject taskToJson(const Task &task)
{
    QJsonValue result(QJsonValue::Null);
    if (task.status == TaskStatus::Success)
        result = QJsonObject{ { u"image_id"_s, task.imageId } };

    QJsonObject json;
    json.insert(u"id", task.id);
    json.insert(u"type", task.type);
    json.insert(u"status", taskStatusName(task.status));
    json.insert(u"image_id", textOrNull(task.imageId));
    json.insert(u"owner", textOrNull(task.owner));
    json.insert(u"message", task.message.isNull() ? u""_s : task.message);
    json.insert(u"input", QJsonObject());
    json.insert(u"result", result);
    json.insert(u"created_at", timeOrNull(task.createdAt));
    json.insert(u"updated_at", timeOrNull(task.updatedAt));
    json.insert(u"expires_at", timeOrNull(task.expiresAt.value_or(QDateTime())));
    json.insert(u"self", QString(u"/v2/tasks/"_s + task.id));
    json.insert(u"schema", u"/v2/schemas/task"_s);
    return json;
}

Result<Task> taskFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    Task task;
    task.id = reader.requiredString(u"id"_s);
    task.type = reader.requiredString(u"type"_s);
    reader.requiredString(u"status"_s);
    task.status = word(reader, u"status"_s, &taskStatusFromName, task.status);
    task.imageId = imageIdOfTask(reader, json);
    task.owner = reader.string(u"owner"_s);
    task.message = reader.string(u"message"_s);
    task.createdAt = reader.time(u"created_at"_s);
    task.updatedAt = reader.time(u"updated_at"_s);
    const QDateTime expiresAt = reader.time(u"expires_at"_s);
    if (expiresAt.isValid())
        task.expiresAt = expiresAt;
    if (reader.error())
        return failure(*reader.error());
    return task;
}

} // namespace vitrine
