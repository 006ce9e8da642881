#pragma once

#include <optional>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTemporaryDir>
#include <QTimer>

#include "core/service/imageservice.h"

namespace vitrine::test {

/// An image service in memory, with Glance's states, that answers through the event loop and does what a test
/// tells it: hold calls of a kind, fail them, change images as another process would.
///
/// Calls that move bytes read and write real files, all at once. While held they show their transitional
/// status, their control can be looked at, and they end when its stop is requested; paused ones are not
/// dealt.
class FakeImageService final : public ImageService
{
    Q_OBJECT

public:
    enum class Call {
        ListImages,
        CountImages,
        Image,
        History,
        Tasks,
        ListMembers,
        Stores,
        Usage,
        CreateImage,
        UpdateImage,
        DeleteImage,
        RestoreImage,
        EmptyTrash,
        DeactivateImage,
        ReactivateImage,
        AddMember,
        RemoveMember,
        SetMemberStatus,
        UploadFile,
        StageFile,
        ImportImage,
        ExportImage,
        LendFile,
        VerifyImages,
        ConvertImage,
        ForecastConversion,
        Allocation,
        OpenData,
    };

    explicit FakeImageService(QObject *parent = nullptr);
    /// Answers what still waits with ErrorCode::Cancelled.
    ~FakeImageService() override;

    // Telling it what to do
    void hold(Call call) { m_heldCalls.insert(call, true); }
    /// Lets all calls of this kind go on and holds no more.
    void release(Call call);
    /// Lets the longest waiting held call of this kind go on.
    void releaseOne(Call call);
    /// Calls of this kind do not notice that they are asked to stop, as when their work is already committed.
    void setUnstoppable(Call call) { m_unstoppable.insert(call, true); }
    void failNext(Call call, const Error &error) { m_failures[call].append(error); }
    void setStores(const QList<StoreInfo> &stores);
    /// verifyImages() finds that the data of this image have other hashes.
    void damage(const ImageId &id) { m_damaged.append(id); }
    /// What allocation() answers for this image. Otherwise all of its data are data.
    void setAllocation(const ImageId &id, const AllocationMap &map) { m_allocations.insert(id, map); }
    /// The images are there from the beginning: nothing is announced.
    void setImages(const QList<vitrine::Image> &images);
    /// Adds or replaces one as another process would, and announces it.
    void put(const vitrine::Image &image);
    /// Removes one for good as another process would, and announces it.
    void drop(const ImageId &id);

    // Looking at it
    int callCount(Call call) const { return m_callCounts.value(call); }
    int waitingCount(Call call) const;
    /// Of the waiting calls of this kind, the one that came as number `index`.
    OperationControl waitingControl(Call call, int index = 0) const;
    std::optional<vitrine::Image> find(const ImageId &id) const;
    QList<vitrine::Image> allImages() const { return m_images.values(); }
    QByteArray dataOf(const ImageId &id) const { return m_data.value(id); }

    QString displayName() const override { return QStringLiteral("Fake"); }
    QCoro::Task<Result<ImagePage>> listImages(ImageQuery query) override;
    QCoro::Task<Result<qint64>> countImages(ImageQuery query) override;
    QCoro::Task<Result<vitrine::Image>> image(ImageId id) override;
    QCoro::Task<Result<QList<Transition>>> history(ImageId id) override;
    QCoro::Task<Result<QList<Task>>> tasks(ImageId id) override;
    QCoro::Task<Result<QList<Member>>> listMembers(ImageId id) override;
    QCoro::Task<Result<QList<StoreInfo>>> stores() override;
    QCoro::Task<Result<vitrine::Usage>> usage() override;
    QCoro::Task<Result<vitrine::Image>> createImage(ImageDraft draft) override;
    QCoro::Task<Result<vitrine::Image>> updateImage(ImageId id, ImagePatch patch) override;
    QCoro::Task<Result<void>> deleteImage(ImageId id) override;
    QCoro::Task<Result<vitrine::Image>> restoreImage(ImageId id) override;
    QCoro::Task<Result<int>> emptyTrash() override;
    QCoro::Task<Result<vitrine::Image>> deactivateImage(ImageId id) override;
    QCoro::Task<Result<vitrine::Image>> reactivateImage(ImageId id) override;
    QCoro::Task<Result<Member>> addMember(ImageId id, QString project) override;
    QCoro::Task<Result<void>> removeMember(ImageId id, QString project) override;
    QCoro::Task<Result<Member>> setMemberStatus(ImageId id, QString project, MemberStatus status) override;
    QCoro::Task<Result<vitrine::Image>> uploadFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override;
    QCoro::Task<Result<vitrine::Image>> stageFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override;
    QCoro::Task<Result<Task>> importImage(
        ImageId id, ImportRequest request, OperationControl control) override;
    QCoro::Task<Result<void>> exportImage(
        ImageId id, ExportRequest request, OperationControl control) override;
    /// Into a folder that goes with the service.
    QCoro::Task<Result<QString>> lendFile(ImageId id, QString fileName) override;
    QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) override;
    /// What it makes begins with a line that names the format; the data follow.
    QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) override;
    /// Says that the snapshots are lost, so that there is something to show.
    QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control) override;
    QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) override;
    /// As a file in a folder that goes with the service.
    QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) override;

private:
    /// Suspends a call until it is its turn; gives the error it has to answer with, if any.
    class Turn
    {
    public:
        Turn(FakeImageService *service, Call call, OperationControl control = {});
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiter);
        std::optional<Error> await_resume() const { return error; }

        FakeImageService *const service;
        const Call call;
        const OperationControl control;
        std::coroutine_handle<> waiter;
        std::optional<Error> error;
        bool isReleased = false;
    };

    void deal();
    bool isStopped(const Turn &turn) const;
    bool mayGo(const Turn &turn) const;
    void resume(Turn *turn);
    std::optional<Error> takeFailure(const Turn &turn);

    QList<vitrine::Image> listing(ImageQuery query);
    Result<vitrine::Image> require(const ImageId &id) const;
    Result<vitrine::Image> requireData(const ImageId &id) const;
    Result<vitrine::Image> requireShared(const ImageId &id) const;
    Result<Member> requireMember(const ImageId &id, const QString &project) const;
    Result<vitrine::Image> move(const ImageId &id, ImageStatus to, TransitionCause cause);
    Result<vitrine::Image> store(const ImageId &id, const QByteArray &bytes);
    Result<QByteArray> bytesToConvert(const ConvertRequest &request) const;
    void save(const vitrine::Image &image);
    void announceAdded(const vitrine::Image &image);
    void announceChanged(const vitrine::Image &image);
    void announceRemoved(const ImageId &id);

    QTemporaryDir m_outgoing;
    QHash<ImageId, vitrine::Image> m_images;
    /// The answer to m_listingQuery in full, so that the pages of a long listing are not each sorted anew.
    QList<vitrine::Image> m_listing;
    std::optional<ImageQuery> m_listingQuery; ///< none when an image has changed since
    QHash<ImageId, QByteArray> m_data;
    QHash<ImageId, AllocationMap> m_allocations;
    QHash<ImageId, QList<Transition>> m_history;
    QHash<ImageId, QList<Task>> m_tasks;
    QHash<ImageId, QMap<QString, Member>> m_members;
    QList<StoreInfo> m_stores;
    QList<ImageId> m_damaged;
    QHash<Call, bool> m_heldCalls;
    QHash<Call, bool> m_unstoppable;
    QHash<Call, QList<Error>> m_failures;
    QHash<Call, int> m_callCounts;
    QList<Turn *> m_waiting;
    QTimer m_timer;
    qint64 m_sequence = 0;
};

} // namespace vitrine::test
