#pragma once

#include <memory>
#include <stop_token>

#include "core/service/cataloguewatcher.h"
#include "core/service/imageservice.h"
#include "core/service/workerpool.h"

namespace vitrine {

/// The image service of this desk: a catalogue behind worker threads.
///
/// uploadFile() and stageFile() look at the file first when the image lacks a format: they set disk_format,
/// container_format and, when it is 0, min_disk (GB, from the virtual size) from its content, or refuse it
/// before the image changes. Calls under way when the service is destroyed end as if it lived; `workers` must
/// outlive it.
class LocalImageService final : public ImageService
{
    Q_OBJECT

public:
    /// Announces what happened after the event `lastEvent`; without it, after now, which asks the database on
    /// the calling thread.
    LocalImageService(std::shared_ptr<Catalogue> catalogue, WorkerPool &workers,
        std::optional<qint64> lastEvent = {}, QObject *parent = nullptr);
    ~LocalImageService() override;

    QString displayName() const override;

    QCoro::Task<Result<ImagePage>> listImages(ImageQuery query) override;
    QCoro::Task<Result<qint64>> countImages(ImageQuery query) override;
    QCoro::Task<Result<Image>> image(ImageId id) override;
    QCoro::Task<Result<QList<Transition>>> history(ImageId id) override;
    QCoro::Task<Result<QList<Task>>> tasks(ImageId id) override;
    QCoro::Task<Result<QList<Member>>> listMembers(ImageId id) override;
    QCoro::Task<Result<QList<StoreInfo>>> stores() override;
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
    QCoro::Task<Result<Task>> importImage(
        ImageId id, ImportRequest request, OperationControl control) override;
    QCoro::Task<Result<void>> exportImage(
        ImageId id, ExportRequest request, OperationControl control) override;
    QCoro::Task<Result<QString>> lendFile(ImageId id, QString fileName) override;
    QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) override;
    QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) override;
    QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) override;

private:
    /// Runs what only reads.
    template<typename Work>
    auto read(Work work)
    {
        return m_workers.run(WorkerPool::Lane::Short, std::move(work));
    }
    /// Runs what changes the catalogue, and announces the change at once.
    template<typename Work>
    auto write(WorkerPool::Lane lane, Work work);

    void announce(const CatalogueChanges &changes);
    void purgeTrash();
    void backUp();

    const std::shared_ptr<Catalogue> m_catalogue;
    WorkerPool &m_workers;
    CatalogueWatcher m_watcher;
    QTimer m_purgeTimer;
    QTimer m_backupTimer;
    std::stop_source m_backupStop; ///< whoever closes the catalogue does not wait for a copy
};

} // namespace vitrine
