#pragma once

#include "core/image/image.h"
#include "core/image/imagequery.h"
#include "core/image/member.h"
#include "core/image/task.h"
#include "core/openstack/apisession.h"

namespace vitrine {

/// A back end of Glance in which image data may rest.
struct RemoteStore {
    QString id;
    QString description;
    bool isDefault = false;
    bool isReadOnly = false;
    QString type = {}; ///< "file", "rbd", ...; only administrators are told
    int weight = 0; ///< likewise

    bool operator==(const RemoteStore &) const = default;
};

/// What POST /v2/images/{id}/import is to do.
struct RemoteImport {
    QString method; ///< "glance-direct", "web-download", "copy-image", "glance-download"
    QString uri; ///< for web-download
    QStringList stores; ///< empty: the default one
    bool isForAllStores = false; ///< instead of `stores`
    bool mustAllSucceed = true; ///< false: the image is active once one of several stores has it
    QString regionName = {}; ///< for glance-download: where the other image service is
    ImageId remoteId = {}; ///< and its image
};

/// The Image API v2 of one cloud. Blocking; any thread, several calls at once.
class ImageApi
{
public:
    explicit ImageApi(const CloudConfig &cloud)
        : ImageApi(cloud, ApiSettings::of(cloud))
    {
    }
    ImageApi(const CloudConfig &cloud, const ApiSettings &settings);

    const CloudConfig &cloud() const { return m_session.cloud(); }
    ApiSession &session() { return m_session; }

    /// "v2.15", ...: what the service speaks. ErrorCode::Unavailable when it has no version 2.
    Result<QStringList> versions(const OperationControl &control = {});
    /// The import methods that the service has.
    Result<QStringList> importMethods(const OperationControl &control = {});
    /// Empty when the service has one store only, which then has no name.
    Result<QList<RemoteStore>> stores(const OperationControl &control = {});
    /// With what only administrators are told; ErrorCode::Forbidden for others.
    Result<QList<RemoteStore>> storeDetails(const OperationControl &control = {});

    /// One page. What Glance has no words for in the query is not looked at: see imageQueryToParameters().
    Result<ImagePage> list(const ImageQuery &query, const OperationControl &control = {});
    /// Every page from the query's marker on, up to 100,000 images, which the log then tells; `limit` is not
    /// looked at.
    Result<QList<Image>> listAll(ImageQuery query, const OperationControl &control = {});
    Result<Image> image(const ImageId &id, const OperationControl &control = {});
    /// Makes one image however often the answer is lost.
    Result<Image> create(ImageDraft draft, const OperationControl &control = {});
    Result<Image> update(const ImageId &id, const ImagePatch &patch, const OperationControl &control = {});
    /// An image that is gone when the question is asked again was deleted by the first one.
    Result<void> remove(const ImageId &id, const OperationControl &control = {});
    Result<void> deactivate(const ImageId &id, const OperationControl &control = {});
    Result<void> reactivate(const ImageId &id, const OperationControl &control = {});

    Result<QList<Member>> members(const ImageId &id, const OperationControl &control = {});
    /// Also when the answer was lost; ErrorCode::Conflict for who was a member before.
    Result<Member> addMember(const ImageId &id, const QString &project, const OperationControl &control = {});
    Result<void> removeMember(
        const ImageId &id, const QString &project, const OperationControl &control = {});
    Result<Member> setMemberStatus(
        const ImageId &id, const QString &project, MemberStatus status, const OperationControl &control = {});

    /// Newest first.
    Result<QList<Task>> tasks(const ImageId &id, const OperationControl &control = {});
    /// Takes the data out of one of several stores.
    Result<void> removeFromStore(
        const ImageId &id, const QString &store, const OperationControl &control = {});
    /// Returns when the service has begun.
    Result<void> startImport(
        const ImageId &id, const RemoteImport &request, const OperationControl &control = {});

private:
    Result<Image> imageOf(const ApiCall &call, const OperationControl &control);
    Result<QList<RemoteStore>> storesAt(const QString &path, const OperationControl &control);
    Result<Member> memberOf(const ApiCall &call, const OperationControl &control);
    Result<void> removeAt(const QString &path, const OperationControl &control);
    Result<void> act(const QByteArray &method, const QString &path, const OperationControl &control);

    ApiSession m_session;
};

/// "/v2/images/<id>" and what follows, each part of the path encoded.
QString imagePath(const ImageId &id, const QStringList &parts = {});

} // namespace vitrine
