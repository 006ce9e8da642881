#include "core/openstack/imageserviceinfo.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUrl>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostNamespaces = 1000;

ApiCall get(const QString &path, const QUrlQuery &query = {})
{
    ApiCall call;
    call.path = path;
    call.query = query;
    return call;
}

QStringList choicesOf(const QJsonObject &properties, const QString &name)
{
    QStringList choices;
    const QJsonArray values = properties.value(name)[u"enum"].toArray();
    for (const QJsonValue &value : values) {
        if (value.isString())
            choices.append(value.toString());
    }
    return choices;
}

/// "type" may be a list that allows null besides: metadef.h knows one type a property.
QJsonObject withOneType(QJsonObject property)
{
    const QJsonArray types = property.value(u"type").toArray();
    for (const QJsonValue &type : types) {
        if (type != u"null"_s)
            property.insert(u"type"_s, type);
    }
    return property;
}

/// The service itself says of a property of its own that it is a base one, but for those of
/// schema-image.json.
Result<QList<PropertyDefinition>> describedProperties(const QJsonObject &properties)
{
    QJsonObject described;
    for (auto property = properties.begin(); property != properties.end(); ++property) {
        const QJsonObject definition = property->toObject();
        if (definition.contains(u"is_base"_s) && !definition.value(u"is_base").toBool(true))
            described.insert(property.key(), withOneType(definition));
    }
    const QJsonObject wrapped{ { u"namespace"_s, u"schema"_s }, { u"properties"_s, described } };
    const auto read = metadefFromJson(QJsonDocument(wrapped).toJson(QJsonDocument::Compact));
    return read ? read->properties : Result<QList<PropertyDefinition>>(failure(read.error()));
}

/// Page by page: the service gives twenty-five at a time.
Result<QStringList> namespaceNames(ApiSession &session, const OperationControl &control)
{
    QStringList names;
    QSet<QString> seen;
    QString marker;
    while (names.size() < mostNamespaces) {
        QUrlQuery query{ { u"resource_types"_s, u"OS::Glance::Image"_s }, { u"limit"_s, u"100"_s } };
        if (!marker.isNull())
            query.addQueryItem(u"marker"_s, QString::fromLatin1(QUrl::toPercentEncoding(marker)));
        const auto json = session.json(get(u"/v2/metadefs/namespaces"_s, query), control);
        if (!json)
            return failure(json.error());
        const qsizetype before = names.size();
        const QJsonArray page = json->value(u"namespaces").toArray();
        for (const QJsonValue &entry : page) {
            const QString name = entry[u"namespace"].toString();
            if (name.isEmpty() || seen.contains(name))
                continue;
            seen.insert(name);
            names.append(name);
        }
        if (!json->contains(u"next") || names.size() == before)
            break;
        marker = names.constLast();
    }
    return names;
}

} // namespace

Result<QList<RemoteLimit>> remoteLimits(ApiSession &session, const OperationControl &control)
{
    const auto json = session.json(get(u"/v2/info/usage"_s), control);
    if (!json && json.error().code == ErrorCode::NotFound)
        return QList<RemoteLimit>(); // an older service
    if (!json)
        return failure(json.error());
    QList<RemoteLimit> limits;
    const QJsonObject usage = json->value(u"usage").toObject();
    for (auto entry = usage.begin(); entry != usage.end(); ++entry) {
        const QJsonObject limit = entry->toObject();
        limits.append(
            { entry.key(), limit.value(u"limit").toInteger(-1), limit.value(u"usage").toInteger() });
    }
    return limits;
}

Result<RemoteSchema> remoteImageSchema(ApiSession &session, const OperationControl &control)
{
    const auto json = session.json(get(u"/v2/schemas/image"_s), control);
    if (!json)
        return failure(json.error());
    const QJsonObject properties = json->value(u"properties").toObject();
    const auto described = describedProperties(properties);
    if (!described)
        return failure(described.error());
    return RemoteSchema{ choicesOf(properties, u"disk_format"_s),
        choicesOf(properties, u"container_format"_s), *described };
}

Result<QList<MetadefNamespace>> remoteMetadefs(ApiSession &session, const OperationControl &control)
{
    const auto names = namespaceNames(session, control);
    if (!names)
        return failure(names.error());
    QList<MetadefNamespace> namespaces;
    for (const QString &name : *names) {
        const QString path
            = u"/v2/metadefs/namespaces/"_s + QString::fromLatin1(QUrl::toPercentEncoding(name));
        // With it the names of properties get the prefix that they have on an image.
        const auto json
            = session.json(get(path, { { u"resource_type"_s, u"OS::Glance::Image"_s } }), control);
        // Somebody may have removed it meanwhile.
        if (!json && json.error().code == ErrorCode::NotFound)
            continue;
        if (!json)
            return failure(json.error());
        const auto read = metadefFromJson(QJsonDocument(*json).toJson(QJsonDocument::Compact));
        if (read && !read->properties.isEmpty())
            namespaces.append(*read);
    }
    return namespaces;
}

} // namespace vitrine
