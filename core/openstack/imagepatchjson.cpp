#include "core/openstack/imagepatchjson.h"

#include "core/image/imageattributes.h"
#include "core/image/imagelimits.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QString pointerTo(QString key)
{
    key.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
    return u'/' + key;
}

QJsonObject operation(const QString &op, const QString &key, const QJsonValue &value)
{
    QJsonObject object{ { u"op"_s, op }, { u"path"_s, pointerTo(key) } };
    if (op != u"remove")
        object.insert(u"value"_s, value);
    return object;
}

QJsonValue textOrNull(const QString &text)
{
    return text.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

class Operations
{
public:
    template<typename T, typename ToJson>
    void replace(const QString &key, const std::optional<T> &value, ToJson toJson)
    {
        if (value)
            m_operations.append(operation(u"replace"_s, key, toJson(*value)));
    }

    void replaceTags(const Image &current, const ImagePatch &patch)
    {
        QStringList tags = patch.tags.value_or(current.tags) + patch.addTags;
        for (const QString &tag : patch.removeTags)
            tags.removeAll(tag);
        tags = normalisedTags(tags);
        if (tags != current.tags)
            m_operations.append(operation(u"replace"_s, u"tags"_s, QJsonArray::fromStringList(tags)));
    }

    void changeProperties(const Image &current, const ImagePatch &patch)
    {
        QMap<QString, QString> set = patch.properties.value_or(QMap<QString, QString>());
        set.insert(patch.setProperties);
        QStringList removed = patch.removeProperties;
        if (patch.properties) {
            for (auto entry = current.properties.cbegin(); entry != current.properties.cend(); ++entry) {
                const bool isFree = attributeKindOf(entry.key()) == AttributeKind::Custom;
                if (isFree && !set.contains(entry.key()) && !removed.contains(entry.key()))
                    removed.append(entry.key());
            }
        }
        for (const QString &key : removed) {
            set.remove(key);
            m_operations.append(operation(u"remove"_s, key, {}));
        }
        for (auto entry = set.cbegin(); entry != set.cend(); ++entry) {
            const bool isNew = !current.properties.contains(entry.key());
            if (isNew || current.properties.value(entry.key()) != entry.value())
                m_operations.append(operation(u"add"_s, entry.key(), entry.value()));
        }
    }

    const QJsonArray &all() const { return m_operations; }

private:
    QJsonArray m_operations;
};

} // namespace

QJsonObject createBodyOf(const ImageDraft &draft)
{
    QJsonObject body;
    for (auto entry = draft.properties.cbegin(); entry != draft.properties.cend(); ++entry)
        body.insert(entry.key(), entry.value());
    body.insert(u"id"_s, draft.id);
    if (!draft.name.isNull())
        body.insert(u"name"_s, draft.name);
    if (draft.diskFormat)
        body.insert(u"disk_format"_s, diskFormatName(*draft.diskFormat));
    if (draft.containerFormat)
        body.insert(u"container_format"_s, containerFormatName(*draft.containerFormat));
    body.insert(u"visibility"_s, visibilityName(draft.visibility));
    body.insert(u"protected"_s, draft.isProtected);
    if (draft.osHidden)
        body.insert(u"os_hidden"_s, true);
    if (!draft.owner.isNull())
        body.insert(u"owner"_s, draft.owner);
    body.insert(u"min_disk"_s, draft.minDisk);
    body.insert(u"min_ram"_s, draft.minRam);
    if (!draft.tags.isEmpty())
        body.insert(u"tags"_s, QJsonArray::fromStringList(normalisedTags(draft.tags)));
    return body;
}

QJsonArray patchOperationsOf(const Image &current, const ImagePatch &patch)
{
    Operations operations;
    operations.replace(u"name"_s, patch.name, textOrNull);
    operations.replace(u"visibility"_s, patch.visibility, visibilityName);
    operations.replace(u"protected"_s, patch.isProtected, [](bool value) { return QJsonValue(value); });
    operations.replace(u"os_hidden"_s, patch.osHidden, [](bool value) { return QJsonValue(value); });
    operations.replace(u"owner"_s, patch.owner, textOrNull);
    operations.replace(u"disk_format"_s, patch.diskFormat, diskFormatName);
    operations.replace(u"container_format"_s, patch.containerFormat, containerFormatName);
    operations.replace(u"min_disk"_s, patch.minDisk, [](qint64 value) { return QJsonValue(value); });
    operations.replace(u"min_ram"_s, patch.minRam, [](qint64 value) { return QJsonValue(value); });
    operations.replaceTags(current, patch);
    operations.changeProperties(current, patch);
    return operations.all();
}

} // namespace vitrine
