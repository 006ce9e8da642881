#include "core/openstack/imageapi.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUuid>

#include "core/image/imagejson.h"
#include "core/openstack/apierror.h"
#include "core/openstack/imagepatchjson.h"
#include "core/support/log.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageApi)
};

constexpr qsizetype mostImages = 100'000;
constexpr auto jsonType = "application/json";

ApiCall get(const QString &path, const QUrlQuery &query = {})
{
    ApiCall call;
    call.path = path;
    call.query = query;
    return call;
}

ApiCall withJson(const QByteArray &method, const QString &path, const QJsonDocument &body)
{
    ApiCall call;
    call.method = method;
    call.path = path;
    call.body = body.toJson(QJsonDocument::Compact);
    call.contentType = jsonType;
    return call;
}

/// QUrlQuery leaves '+' and what it takes for encoded already as they are.
QUrlQuery queryOf(const QueryParameters &parameters)
{
    QUrlQuery query;
    for (const auto &[key, value] : parameters) {
        query.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(key)),
            QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    return query;
}

Error loopError(const CloudConfig &cloud)
{
    return { ErrorCode::Unavailable,
        Text::tr("The cloud “%1” lists the same images over and over. The list cannot be read to its end.")
            .arg(cloud.name),
        u"a page repeats images"_s };
}

template<typename T>
Result<QList<T>> listOf(const QJsonArray &array, Result<T> (*fromJson)(const QJsonObject &))
{
    QList<T> values;
    for (const QJsonValue &element : array) {
        const auto value = fromJson(element.toObject());
        if (!value)
            return failure(value.error());
        values.append(*value);
    }
    return values;
}

bool isTrue(const QJsonValue &value)
{
    return value.toBool() || value.toString().compare(u"true", Qt::CaseInsensitive) == 0;
}

QJsonObject importBodyOf(const RemoteImport &request)
{
    QJsonObject method{ { u"name"_s, request.method } };
    if (!request.uri.isEmpty())
        method.insert(u"uri"_s, request.uri);
    if (!request.remoteId.isEmpty()) {
        method.insert(u"glance_image_id"_s, request.remoteId);
        method.insert(u"glance_region"_s, request.regionName);
        method.insert(u"glance_service_interface"_s, u"public"_s);
    }
    QJsonObject body{ { u"method"_s, method } };
    if (!request.stores.isEmpty())
        body.insert(u"stores"_s, QJsonArray::fromStringList(request.stores));
    if (request.isForAllStores)
        body.insert(u"all_stores"_s, true);
    // A service with one store does not know the word.
    if (!request.mustAllSucceed)
        body.insert(u"all_stores_must_succeed"_s, false);
    return body;
}

} // namespace

QString imagePath(const ImageId &id, const QStringList &parts)
{
    QString path = u"/v2/images/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    for (const QString &part : parts)
        path += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(part));
    return path;
}

ImageApi::ImageApi(const CloudConfig &cloud, const ApiSettings &settings)
    : m_session(cloud, settings)
{
}

Result<QStringList> ImageApi::versions(const OperationControl &control)
{
    const HttpResult answer = m_session.exchange(get(u"/"_s), control);
    if (!answer)
        return failure(answer.error().error);
    // 300 Multiple Choices is the proper answer here.
    if (answer->status != 200 && answer->status != 300)
        return failure(imageErrorOf(cloud(), *answer));
    QStringList ids;
    const QJsonArray versions = QJsonDocument::fromJson(answer->body)[u"versions"].toArray();
    for (const QJsonValue &version : versions)
        ids.append(version[u"id"].toString());
    const bool hasVersion2
        = std::any_of(ids.cbegin(), ids.cend(), [](const QString &id) { return id.startsWith(u"v2"); });
    if (!hasVersion2)
        return failure(strangeAnswer(cloud(), m_session.endpoint(control).value_or(QUrl()), *answer));
    return ids;
}

Result<QStringList> ImageApi::importMethods(const OperationControl &control)
{
    const auto json = m_session.json(get(u"/v2/info/import"_s), control);
    if (!json)
        return failure(json.error());
    QStringList methods;
    const QJsonArray values = json->value(u"import-methods")[u"value"].toArray();
    for (const QJsonValue &value : values)
        methods.append(value.toString());
    return methods;
}

Result<QList<RemoteStore>> ImageApi::stores(const OperationControl &control)
{
    auto stores = storesAt(u"/v2/info/stores"_s, control);
    return !stores && stores.error().code == ErrorCode::NotFound ? QList<RemoteStore>() : stores;
}

Result<QList<RemoteStore>> ImageApi::storeDetails(const OperationControl &control)
{
    return storesAt(u"/v2/info/stores/detail"_s, control);
}

Result<QList<RemoteStore>> ImageApi::storesAt(const QString &path, const OperationControl &control)
{
    const auto json = m_session.json(get(path), control);
    if (!json)
        return failure(json.error());
    QList<RemoteStore> stores;
    const QJsonArray values = json->value(u"stores").toArray();
    for (const QJsonValue &value : values) {
        stores.append({ value[u"id"].toString(), value[u"description"].toString(), isTrue(value[u"default"]),
            isTrue(value[u"read-only"]), value[u"type"].toString(), value[u"weight"].toInt() });
    }
    return stores;
}

Result<ImagePage> ImageApi::list(const ImageQuery &query, const OperationControl &control)
{
    const ApiCall call = get(u"/v2/images"_s, queryOf(imageQueryToParameters(query)));
    const auto json = m_session.json(call, control);
    if (!json)
        return failure(json.error());
    if (!json->value(u"images").isArray()) {
        HttpResponse shown;
        shown.status = 200;
        shown.body = QJsonDocument(*json).toJson(QJsonDocument::Compact);
        return failure(strangeAnswer(cloud(), m_session.endpoint(control).value_or(QUrl()), shown));
    }
    const auto images = listOf(json->value(u"images").toArray(), imageFromJson);
    if (!images)
        return failure(images.error());
    ImagePage page{ *images, {} };
    const auto isMarker = [&query](const Image &image) { return image.id == query.marker; };
    if (!query.marker.isNull() && std::any_of(page.images.cbegin(), page.images.cend(), isMarker))
        return failure(loopError(cloud()));
    // Where `next` leads is made up here: Glance's own link forgets repeated parameters.
    if (json->contains(u"next") && !page.images.isEmpty())
        page.nextMarker = page.images.constLast().id;
    return page;
}

Result<QList<Image>> ImageApi::listAll(ImageQuery query, const OperationControl &control)
{
    QList<Image> images;
    QSet<ImageId> seen;
    query.limit = ImageQuery::maxPageSize;
    while (images.size() < mostImages) {
        const auto page = list(query, control);
        if (!page)
            return failure(page.error());
        for (const Image &image : page->images) {
            if (seen.contains(image.id))
                return failure(loopError(cloud()));
            seen.insert(image.id);
        }
        images += page->images;
        if (page->nextMarker.isNull())
            break;
        query.marker = page->nextMarker;
    }
    if (images.size() >= mostImages)
        qCWarning(lcOpenstack) << "cloud" << cloud().name << "has more than" << mostImages << "images";
    return images;
}

Result<Image> ImageApi::imageOf(const ApiCall &call, const OperationControl &control)
{
    const auto json = m_session.json(call, control);
    if (!json)
        return failure(json.error());
    return imageFromJson(*json);
}

Result<Image> ImageApi::image(const ImageId &id, const OperationControl &control)
{
    return imageOf(get(imagePath(id)), control);
}

Result<Image> ImageApi::create(ImageDraft draft, const OperationControl &control)
{
    const bool isOurId = draft.id.isNull();
    if (isOurId)
        draft.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const ApiCall call = withJson("POST", u"/v2/images"_s, QJsonDocument(createBodyOf(draft)));
    auto created = imageOf(call, control);
    // Nobody else can have made an image of that id: it is ours, and the answer was lost the first time.
    if (!created && isOurId && created.error().code == ErrorCode::Conflict)
        return image(draft.id, control);
    return created;
}

Result<Image> ImageApi::update(const ImageId &id, const ImagePatch &patch, const OperationControl &control)
{
    auto current = image(id, control);
    if (!current)
        return current;
    const QJsonArray operations = patchOperationsOf(*current, patch);
    if (operations.isEmpty())
        return current;
    ApiCall call = withJson("PATCH", imagePath(id), QJsonDocument(operations));
    call.contentType = "application/openstack-images-v2.1-json-patch";
    return imageOf(call, control);
}

Result<void> ImageApi::act(const QByteArray &method, const QString &path, const OperationControl &control)
{
    ApiCall call;
    call.method = method;
    call.path = path;
    const auto response = m_session.call(call, control);
    return response ? Result<void>() : failure(response.error());
}

Result<void> ImageApi::removeAt(const QString &path, const OperationControl &control)
{
    ApiCall call;
    call.method = "DELETE";
    call.path = path;
    const HttpResult answer = m_session.exchange(call, control);
    if (!answer)
        return failure(answer.error().error);
    if (answer->status == 404 && answer->isRepetition)
        return {};
    const auto checked = m_session.checked(*answer, control);
    return checked ? Result<void>() : failure(checked.error());
}

Result<void> ImageApi::remove(const ImageId &id, const OperationControl &control)
{
    return removeAt(imagePath(id), control);
}

Result<void> ImageApi::removeFromStore(
    const ImageId &id, const QString &store, const OperationControl &control)
{
    const QByteArray name = QUrl::toPercentEncoding(store);
    return removeAt(u"/v2/stores/%1/%2"_s.arg(QString::fromLatin1(name), id), control);
}

Result<void> ImageApi::deactivate(const ImageId &id, const OperationControl &control)
{
    return act("POST", imagePath(id, { u"actions"_s, u"deactivate"_s }), control);
}

Result<void> ImageApi::reactivate(const ImageId &id, const OperationControl &control)
{
    return act("POST", imagePath(id, { u"actions"_s, u"reactivate"_s }), control);
}

Result<QList<Member>> ImageApi::members(const ImageId &id, const OperationControl &control)
{
    const auto json = m_session.json(get(imagePath(id, { u"members"_s })), control);
    if (!json)
        return failure(json.error());
    return listOf(json->value(u"members").toArray(), memberFromJson);
}

Result<Member> ImageApi::memberOf(const ApiCall &call, const OperationControl &control)
{
    const auto json = m_session.json(call, control);
    if (!json)
        return failure(json.error());
    return memberFromJson(*json);
}

Result<Member> ImageApi::addMember(const ImageId &id, const QString &project, const OperationControl &control)
{
    const QJsonObject body{ { u"member"_s, project } };
    const ApiCall call = withJson("POST", imagePath(id, { u"members"_s }), QJsonDocument(body));
    const HttpResult answer = m_session.exchange(call, control);
    if (answer && answer->status == 409 && answer->isRepetition)
        return memberOf(get(imagePath(id, { u"members"_s, project })), control);
    const auto json = m_session.jsonOf(answer, control);
    return json ? memberFromJson(*json) : failure(json.error());
}

Result<void> ImageApi::removeMember(
    const ImageId &id, const QString &project, const OperationControl &control)
{
    return removeAt(imagePath(id, { u"members"_s, project }), control);
}

Result<Member> ImageApi::setMemberStatus(
    const ImageId &id, const QString &project, MemberStatus status, const OperationControl &control)
{
    const QJsonObject body{ { u"status"_s, memberStatusName(status) } };
    return memberOf(withJson("PUT", imagePath(id, { u"members"_s, project }), QJsonDocument(body)), control);
}

Result<QList<Task>> ImageApi::tasks(const ImageId &id, const OperationControl &control)
{
    const QString path = id.isNull() ? u"/v2/tasks"_s : imagePath(id, { u"tasks"_s });
    const auto json = m_session.json(get(path), control);
    if (!json)
        return failure(json.error());
    auto tasks = listOf(json->value(u"tasks").toArray(), taskFromJson);
    if (tasks) {
        std::stable_sort(tasks->begin(), tasks->end(),
            [](const Task &left, const Task &right) { return left.createdAt > right.createdAt; });
    }
    return tasks;
}

Result<void> ImageApi::startImport(
    const ImageId &id, const RemoteImport &request, const OperationControl &control)
{
    ApiCall call = withJson("POST", imagePath(id, { u"import"_s }), QJsonDocument(importBodyOf(request)));
    call.isRepeatable = false;
    const auto response = m_session.call(call, control);
    return response ? Result<void>() : failure(response.error());
}

} // namespace vitrine
