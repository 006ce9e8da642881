#pragma once

#include <memory>

#include "core/openstack/imageapi.h"
#include "core/service/imageservice.h"
#include "core/service/workerpool.h"

namespace vitrine {

/// The image service of a cloud: Glance behind worker threads.
///
/// A cloud has neither a trash nor a history: what asks for them is refused in a sentence, and listings of
/// the trash are empty. uploadFile() and stageFile() look at the file first, as the local service does, and
/// refuse what Glance would refuse after it had received all of it. Signals tell of this service's own
/// changes only. Calls under way when the service is destroyed end as if it lived; `workers` must outlive it.
class GlanceImageService final : public ImageService
{
    Q_OBJECT

public:
    GlanceImageService(std::shared_ptr<ImageApi> api, WorkerPool &workers, QObject *parent = nullptr);

    QString displayName() const override;

    QCoro::Task<Result<ImagePage>> listImages(ImageQuery query) override;
    /// Asks for every page: Glance cannot count.
    QCoro::Task<Result<qint64>> countImages(ImageQuery query) override;
    QCoro::Task<Result<Image>> image(ImageId id) override;
    QCoro::Task<Result<QList<Transition>>> history(ImageId id) override;
    QCoro::Task<Result<QList<Task>>> tasks(ImageId id) override;
    QCoro::Task<Result<QList<Member>>> listMembers(ImageId id) override;
    QCoro::Task<Result<QList<StoreInfo>>> stores() override;
    /// Of the images that one's own project owns.
    QCoro::Task<Result<Usage>> usage() override;
    QCoro::Task<Result<Image>> createImage(ImageDraft draft) override;
    QCoro::Task<Result<Image>> updateImage(ImageId id, ImagePatch patch) override;
    QCoro::Task<Result<void>> deleteImage(ImageId id) override;
    QCoro::Task<Result<Image>> restoreImage(ImageId id) override;
    QCoro::Task<Result<int>> emptyTrash() override;
    QCoro::Task<Result<Image>> deactivateImage(ImageId id) override;
    QCoro::Task<Result<Image>> reactivateImage(ImageId id) override;
    QCoro::Task<Result<Member>> addMember(ImageId id, QString project) override;
    QCoro::Task<Result<void>> removeMember(ImageId id, QString project) override;
    QCoro::Task<Result<Member>> setMemberStatus(ImageId id, QString project, MemberStatus status) override;
    QCoro::Task<Result<Image>> uploadFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override;
    QCoro::Task<Result<Image>> stageFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override;
    /// Ends when the cloud's task has ended.
    QCoro::Task<Result<Task>> importImage(
        ImageId id, ImportRequest request, OperationControl control) override;
    QCoro::Task<Result<void>> exportImage(
        ImageId id, ExportRequest request, OperationControl control) override;
    /// Always ErrorCode::Unavailable: the data are not on this computer.
    QCoro::Task<Result<QString>> lendFile(ImageId id, QString fileName) override;
    // Always ErrorCode::Unavailable: what is converted or looked into must lie on this computer.
    QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) override;
    QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) override;
    QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) override;

private:
    template<typename Work>
    auto run(WorkerPool::Lane lane, Work work)
    {
        return m_workers.run(lane, std::move(work));
    }
    template<typename Work>
    QCoro::Task<Result<Image>> change(WorkerPool::Lane lane, Work work);
    template<typename Work>
    auto changeMember(const ImageId &id, Work work);

    const std::shared_ptr<ImageApi> m_api;
    WorkerPool &m_workers;
};

} // namespace vitrine
