#pragma once

#include <QCoro/QCoroTask>
#include <QList>
#include <QObject>

#include "core/catalog/catalogue.h"
#include "core/support/operation.h"

namespace vitrine {

/// The one face of an image service that window, transfers and command line know: the local catalogue or a
/// remote Glance. Every call returns at once; the result arrives on the calling thread, which is the thread
/// the service lives on. Parameters are values because the call may outlive its caller.
class ImageService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QString displayName() const = 0;

    virtual QCoro::Task<Result<ImagePage>> listImages(ImageQuery query) = 0;
    virtual QCoro::Task<Result<qint64>> countImages(ImageQuery query) = 0;
    virtual QCoro::Task<Result<Image>> image(ImageId id) = 0;
    virtual QCoro::Task<Result<QList<Transition>>> history(ImageId id) = 0;
    virtual QCoro::Task<Result<QList<Task>>> tasks(ImageId id) = 0;
    /// With whom a shared image is shared; ErrorCode::Forbidden for an image that is not shared.
    virtual QCoro::Task<Result<QList<Member>>> listMembers(ImageId id) = 0;
    virtual QCoro::Task<Result<QList<StoreInfo>>> stores() = 0;
    virtual QCoro::Task<Result<Usage>> usage() = 0;

    virtual QCoro::Task<Result<Image>> createImage(ImageDraft draft) = 0;
    virtual QCoro::Task<Result<Image>> updateImage(ImageId id, ImagePatch patch) = 0;
    virtual QCoro::Task<Result<void>> deleteImage(ImageId id) = 0;
    virtual QCoro::Task<Result<Image>> restoreImage(ImageId id) = 0;
    /// Purges everything in the trash for good. Gives the number of images purged.
    virtual QCoro::Task<Result<int>> emptyTrash() = 0;
    virtual QCoro::Task<Result<Image>> deactivateImage(ImageId id) = 0;
    virtual QCoro::Task<Result<Image>> reactivateImage(ImageId id) = 0;

    /// `project` is then a pending member; ErrorCode::Conflict when it is a member already.
    virtual QCoro::Task<Result<Member>> addMember(ImageId id, QString project) = 0;
    virtual QCoro::Task<Result<void>> removeMember(ImageId id, QString project) = 0;
    /// What `project` answers. Only it may, or an administrator.
    virtual QCoro::Task<Result<Member>> setMemberStatus(ImageId id, QString project, MemberStatus status) = 0;

    virtual QCoro::Task<Result<Image>> uploadFile(
        ImageId id, QString path, UploadOptions options, OperationControl control)
        = 0;
    virtual QCoro::Task<Result<Image>> stageFile(
        ImageId id, QString path, UploadOptions options, OperationControl control)
        = 0;
    virtual QCoro::Task<Result<Task>> importImage(ImageId id, ImportRequest request, OperationControl control)
        = 0;
    virtual QCoro::Task<Result<void>> exportImage(ImageId id, ExportRequest request, OperationControl control)
        = 0;
    /// The data as a file of this name on this computer, shared and not copied: see Catalogue::lend().
    virtual QCoro::Task<Result<QString>> lendFile(ImageId id, QString fileName) = 0;
    /// See Catalogue::convert().
    virtual QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) = 0;
    virtual QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control)
        = 0;
    /// How the disk in the image's data is stored, in at most `most` extents: see Catalogue::allocation().
    virtual QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) = 0;
    /// The image's data, to be looked into: see Catalogue::openData().
    virtual QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) = 0;
    /// Re-reads the data of these images, or of all when there are none, and compares the hashes.
    virtual QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) = 0;

Q_SIGNALS:
    /// Batched; made by this process or another. At most a second late. Added to the catalogue, not
    /// necessarily to a listing: ask matches() of imagematch.h.
    void imagesAdded(const QList<vitrine::Image> &images);
    void imagesChanged(const QList<vitrine::Image> &images);
    /// Deleted, or moved into or out of the trash: gone from the listing it was in. One that moved is then
    /// announced as added, to the other.
    void imagesRemoved(const QList<vitrine::ImageId> &ids);
    void tasksChanged(const QList<QString> &ids);
    void storesChanged();
};

} // namespace vitrine
