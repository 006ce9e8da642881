#pragma once

#include <memory>
#include <stop_token>

#include <QPointer>
#include <QTimer>

#include "core/openstack/imageapi.h"
#include "core/service/changesunderway.h"
#include "core/service/cloudimageservice.h"
#include "core/service/cloudstate.h"
#include "core/service/cloudwatcher.h"
#include "core/service/workerpool.h"

namespace vitrine {

/// What a cloud's service is given by the program.
struct CloudSettings {
    QString memoryFolder = {}; ///< for what was seen last and what happened; null: nothing is kept
    CloudWatcher::Pace pace = {};
    CloudState::Now now = &QDateTime::currentDateTimeUtc;
};

/// The image service of a cloud: Glance behind worker threads.
///
/// A cloud has no trash: what asks for it is refused in a sentence, and its listing is empty. The history of
/// an image is what this computer saw of it. uploadFile() and stageFile() look at the file first, as the
/// local service does, and refuse what Glance would refuse after it had received all of it. Signals tell of
/// this service's own changes, and while it is watched of all. Calls under way when the service is destroyed
/// end as if it lived; `workers` must outlive it, and should be the cloud's own, since a cloud that does not
/// answer keeps them waiting.
class GlanceImageService final : public CloudImageService
{
    Q_OBJECT

public:
    GlanceImageService(std::shared_ptr<ImageApi> api, WorkerPool &workers, QObject *parent = nullptr)
        : GlanceImageService(std::move(api), workers, CloudSettings(), parent)
    {
    }
    GlanceImageService(std::shared_ptr<ImageApi> api, WorkerPool &workers, const CloudSettings &settings,
        QObject *parent = nullptr);
    ~GlanceImageService() override;

    void setWatched(bool isWatched) override;
    void lookNow() override;
    CloudReach reach() const override;
    std::optional<QString> refusal(Action action, const Image &image) const override;
    QCoro::Task<Result<ImportProgress>> importProgress(ImageId id) override;
    QList<Image> offers() const override;
    QCoro::Task<Result<void>> answerOffer(ImageId id, MemberStatus answer) override;
    QCoro::Task<Result<QStringList>> importMethods() override;
    void setExchangesSeen(bool areSeen) override;

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
    /// Always ErrorCode::Unavailable: what is converted or looked into must lie on this computer.
    QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) override;
    QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) override;
    QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) override;

    /// The short changes that are not answered yet. They go on when the service is gone.
    const std::shared_ptr<ChangesUnderWay> &changesUnderWay() const { return m_changes; }

private:
    /// One call and what else there is to it.
    struct Change {
        Action action = Action::ModifyImage;
        ImageId id = {};
        std::optional<TransitionCause> cause = {};
        WorkerPool::Lane lane = WorkerPool::Lane::Short;
    };

    template<typename Work>
    auto run(WorkerPool::Lane lane, Work work)
    {
        return m_workers.run(lane, std::move(work));
    }
    /// Ends when the call has; what it brought to light is told before that.
    template<typename R>
    static QCoro::Task<R> thenTell(QCoro::Task<R> call, QPointer<GlanceImageService> service, bool isChange);
    template<typename Work>
    auto read(Work work);
    template<typename Work>
    auto change(const Change &change, Work work);
    template<typename Work>
    auto changeMember(Action action, const ImageId &id, Work work);
    static QCoro::Task<CloudWatcher::Outcome> look(
        QCoro::Task<Result<CloudWatcher::Outcome>> round, QPointer<GlanceImageService> service);

    /// Why nothing can be changed now.
    std::optional<Error> outOfReach() const;
    /// Emits what is known and has not been told, a part at a time.
    void tell();
    QCoro::Task<CloudWatcher::Outcome> ask();

    const std::shared_ptr<ImageApi> m_api;
    const std::shared_ptr<CloudState> m_state;
    const std::shared_ptr<ChangesUnderWay> m_changes = std::make_shared<ChangesUnderWay>();
    WorkerPool &m_workers;
    std::stop_source m_stop; ///< for looking, which nobody waits for
    QTimer m_telling;
    CloudWatcher m_watcher;
};

} // namespace vitrine
