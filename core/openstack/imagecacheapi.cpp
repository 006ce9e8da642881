#include "core/openstack/imagecacheapi.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString root = u"/v2/cache"_s;

Result<void> act(
    ApiSession &session, const QByteArray &method, const QString &path, const OperationControl &control)
{
    ApiCall call;
    call.method = method;
    call.path = path;
    const auto answer = session.call(call, control);
    return answer ? Result<void>() : failure(answer.error());
}

QString pathOf(const ImageId &id)
{
    return root + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

/// Seconds with a fraction; Glance writes 0 for never.
std::optional<QDateTime> timeOf(const QJsonValue &value)
{
    const double seconds = value.toDouble();
    if (seconds <= 0)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(seconds * 1000), Qt::UTC);
}

} // namespace

Result<ImageCache> readImageCache(ApiSession &session, const OperationControl &control)
{
    ApiCall call;
    call.path = root;
    const auto json = session.json(call, control);
    if (!json)
        return failure(json.error());
    ImageCache cache;
    const QJsonArray cached = json->value(u"cached_images").toArray();
    for (const QJsonValue &image : cached) {
        cache.cached.append(
            { image[u"image_id"].toString(), image[u"size"].toInteger(), image[u"hits"].toInteger(),
                timeOf(image[u"last_modified"]).value_or(QDateTime()), timeOf(image[u"last_accessed"]) });
    }
    const QJsonArray queued = json->value(u"queued_images").toArray();
    for (const QJsonValue &id : queued)
        cache.queued.append(id.toString());
    return cache;
}

Result<void> queueForCache(ApiSession &session, const ImageId &id, const OperationControl &control)
{
    return act(session, "PUT", pathOf(id), control);
}

Result<void> removeFromCache(ApiSession &session, const ImageId &id, const OperationControl &control)
{
    return act(session, "DELETE", pathOf(id), control);
}

Result<void> clearImageCache(ApiSession &session, const OperationControl &control)
{
    return act(session, "DELETE", root, control);
}

} // namespace vitrine
