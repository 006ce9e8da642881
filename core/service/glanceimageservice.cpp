#include "core/service/glanceimageservice.h"

#include "core/openstack/exchangelog.h"
#include "core/openstack/imagedownload.h"
#include "core/service/glanceimport.h"
#include "core/service/glancelisting.h"
#include "core/service/glanceround.h"
#include "core/service/glancework.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using Lane = WorkerPool::Lane;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(GlanceImageService)
};

/// Signals in one turn of the event loop name no more images than this.
constexpr qsizetype mostTold = 500;

Error noTrash(const QString &cloud)
{
    return { ErrorCode::NotFound,
        Text::tr("The cloud “%1” has no trash: what is deleted there is gone.").arg(cloud), {} };
}

Error notHere()
{
    return { ErrorCode::Unavailable,
        Text::tr("The data are in a cloud, not on this computer. Copy the image into the catalogue first."),
        {} };
}

/// Whether an image in the answer belongs to the list that nobody has to ask for.
bool isPlain(const ImageQuery &query)
{
    return query.filters.isEmpty() && query.text.isEmpty() && query.memberStatus.isNull() && !query.trash;
}

Action actionOf(const ImagePatch &patch)
{
    if (patch.visibility == Visibility::Public)
        return Action::PublicizeImage;
    return patch.visibility == Visibility::Community ? Action::CommunitizeImage : Action::ModifyImage;
}

/// What was seen last stands in for a cloud that does not answer.
template<typename R, typename FromCloud, typename FromMemory>
R askOrRemember(CloudState &state, bool isAway, FromCloud fromCloud, FromMemory fromMemory)
{
    if (isAway && state.hasList())
        return fromMemory();
    R answer = fromCloud();
    if (answer) {
        state.noteReached();
        return answer;
    }
    if (!isUnreachable(answer.error()))
        return answer;
    state.noteUnreachable(answer.error());
    return state.hasList() ? R(fromMemory()) : answer;
}

Result<Image> rememberedImage(const CloudState &state, const ImageId &id)
{
    const auto known = state.image(id);
    if (known)
        return *known;
    return failure(
        ErrorCode::NotFound, Text::tr("The image was not there when the cloud was seen last."), id);
}

Result<QList<Transition>> historyOf(ImageApi &api, CloudState &state, const ImageId &id)
{
    auto image = state.isUnreachable() ? rememberedImage(state, id) : api.image(id);
    if (!image && isUnreachable(image.error()))
        image = rememberedImage(state, id);
    if (image) {
        state.see({ *image }, false);
        return state.history(*image);
    }
    const QList<Transition> seen = state.seenHistory(id);
    return seen.isEmpty() ? Result<QList<Transition>>(failure(image.error())) : seen;
}

Result<Image> noted(CloudState &state, Result<Image> image)
{
    if (image)
        state.noteChanged(*image);
    return image;
}

} // namespace

GlanceImageService::GlanceImageService(
    std::shared_ptr<ImageApi> api, WorkerPool &workers, const CloudSettings &settings, QObject *parent)
    : CloudImageService(parent)
    , m_api(std::move(api))
    , m_state(std::make_shared<CloudState>(settings.memoryFolder.isEmpty()
              ? CloudMemory()
              : CloudMemory(settings.memoryFolder, m_api->cloud()),
          m_api->cloud().name, settings.now))
    , m_workers(workers)
    , m_watcher([this] { return ask(); }, settings.pace)
{
    m_telling.setSingleShot(true);
    connect(&m_telling, &QTimer::timeout, this, &GlanceImageService::tell);
}

GlanceImageService::~GlanceImageService()
{
    m_stop.request_stop();
    m_api->session().exchanges().setObserver({});
}

QString GlanceImageService::displayName() const
{
    return m_api->cloud().name;
}

void GlanceImageService::setWatched(bool isWatched)
{
    m_watcher.setOn(isWatched);
}

void GlanceImageService::lookNow()
{
    m_watcher.lookNow();
}

CloudReach GlanceImageService::reach() const
{
    return m_state->reach();
}

std::optional<Error> GlanceImageService::outOfReach() const
{
    const CloudReach reach = m_state->reach();
    // Without somebody who looks again, only trying can tell.
    if (!m_watcher.isOn() || reach.state != CloudReach::State::Unreachable)
        return std::nullopt;
    return Error{ ErrorCode::Unavailable,
        Text::tr(
            "The cloud “%1” cannot be reached now, so nothing can be changed in it. Try again when it is "
            "back.")
            .arg(displayName()),
        reach.error ? reach.error->message : QString() };
}

std::optional<QString> GlanceImageService::refusal(Action action, const Image &image) const
{
    if (action != Action::GetImage) {
        if (const auto away = outOfReach())
            return away->message;
    }
    return m_state->rights().refusal(action, image);
}

void GlanceImageService::setExchangesSeen(bool areSeen)
{
    ExchangeLog &log = m_api->session().exchanges();
    if (!areSeen) {
        log.setObserver({});
        return;
    }
    // Called on worker threads, and not any more once the destructor has taken it off.
    log.setObserver([this](const WebExchange &exchange) {
        const auto emitIt = [this, exchange] { Q_EMIT exchangeSeen(exchange); };
        QMetaObject::invokeMethod(this, emitIt, Qt::QueuedConnection);
    });
}

void GlanceImageService::tell()
{
    const CloudNews news = m_state->takeNews(mostTold);
    if (!news.isComplete)
        m_telling.start(0);
    const QPointer<GlanceImageService> here(this);
    if (news.areRightsChanged)
        Q_EMIT rightsChanged();
    if (here && news.isReachChanged)
        Q_EMIT reachChanged();
    if (here && news.areOffersChanged)
        Q_EMIT offersChanged();
    for (qsizetype first = 0; here && first < news.items.size();) {
        const CloudNews::Kind kind = news.items.at(first).kind;
        QList<Image> images;
        QList<ImageId> ids;
        for (; first < news.items.size() && news.items.at(first).kind == kind; ++first) {
            images.append(news.items.at(first).image);
            ids.append(images.constLast().id);
        }
        switch (kind) {
        case CloudNews::Kind::Added:
            Q_EMIT imagesAdded(images);
            break;
        case CloudNews::Kind::Changed:
            Q_EMIT imagesChanged(images);
            break;
        case CloudNews::Kind::Removed:
            Q_EMIT imagesRemoved(ids);
            break;
        }
    }
    if (here && !news.tasks.isEmpty())
        Q_EMIT tasksChanged(news.tasks);
}

template<typename R>
QCoro::Task<R> GlanceImageService::thenTell(
    QCoro::Task<R> call, QPointer<GlanceImageService> service, bool isChange)
{
    // Holds nothing of the service: it may be gone when the call ends.
    const R result = co_await call;
    if (service)
        service->tell();
    if (service && isChange)
        service->m_watcher.lookSoon();
    co_return result;
}

QCoro::Task<CloudWatcher::Outcome> GlanceImageService::look(
    QCoro::Task<Result<CloudWatcher::Outcome>> round, QPointer<GlanceImageService> service)
{
    const Result<CloudWatcher::Outcome> outcome = co_await round;
    if (service)
        service->tell();
    co_return outcome.value_or(CloudWatcher::Outcome::Quiet);
}

QCoro::Task<CloudWatcher::Outcome> GlanceImageService::ask()
{
    OperationControl control;
    control.stop = m_stop.get_token();
    return look(run(Lane::Long,
                    [api = m_api, state = m_state, control]() -> Result<CloudWatcher::Outcome> {
                        return lookAtCloud(*api, *state, control);
                    }),
        this);
}

/// What only asks.
template<typename Work>
auto GlanceImageService::read(Work work)
{
    using R = std::invoke_result_t<Work &>;
    const auto asked = [state = m_state, work = std::move(work)]() mutable -> R {
        R result = work();
        if (result)
            state->noteReached();
        return result;
    };
    return thenTell<R>(run(Lane::Short, asked), this, false);
}

template<typename Work>
auto GlanceImageService::change(const Change &change, Work work)
{
    using R = std::invoke_result_t<Work &>;
    if (const auto away = outOfReach()) {
        m_watcher.lookNow();
        return thenTell<R>(run(Lane::Short, [error = *away]() -> R { return failure(error); }), this, false);
    }
    if (change.cause)
        m_watcher.lookSoon();
    // Whoever closes the cloud waits for the short ones; the others are transfers, which are stopped.
    const auto underWay = change.lane == Lane::Short ? m_changes->begin() : nullptr;
    const auto changed = [state = m_state, change, underWay, work = std::move(work)]() mutable -> R {
        if (change.cause)
            state->begin(change.id, *change.cause);
        R result = work();
        if (result)
            state->noteReached();
        else if (isRefusalOfPolicy(result.error()))
            state->learn(change.action, change.id);
        // Of the others the cloud may have begun, and then somebody sees it.
        if (!result && change.cause && change.lane == Lane::Short)
            state->giveUp(change.id);
        return result;
    };
    return thenTell<R>(run(change.lane, changed), this, true);
}

/// Members are announced as a change of their image.
template<typename Work>
auto GlanceImageService::changeMember(Action action, const ImageId &id, Work work)
{
    using R = std::invoke_result_t<Work &>;
    const auto changed = [api = m_api, state = m_state, id, work = std::move(work)]() mutable -> R {
        R result = work();
        if (result)
            (void)noted(*state, api->image(id));
        return result;
    };
    return change({ action, id }, changed);
}

QCoro::Task<Result<ImagePage>> GlanceImageService::listImages(ImageQuery query)
{
    const bool isAway = outOfReach().has_value();
    const auto list = [api = m_api, state = m_state, query, isAway] {
        const auto fromCloud = [&] {
            auto page = listFromGlance(*api, query);
            if (page)
                state->see(page->images, isPlain(query));
            return page;
        };
        const auto fromMemory = [&] { return pageOfImages(state->images(query), query); };
        return askOrRemember<Result<ImagePage>>(*state, isAway, fromCloud, fromMemory);
    };
    return thenTell<Result<ImagePage>>(run(Lane::Short, list), this, false);
}

QCoro::Task<Result<qint64>> GlanceImageService::countImages(ImageQuery query)
{
    const bool isAway = outOfReach().has_value();
    const auto count = [api = m_api, state = m_state, query, isAway] {
        const auto fromCloud = [&]() -> Result<qint64> {
            const auto images = listAllFromGlance(*api, query);
            return images ? Result<qint64>(images->size()) : failure(images.error());
        };
        const auto fromMemory = [&] { return qint64(state->images(query).size()); };
        return askOrRemember<Result<qint64>>(*state, isAway, fromCloud, fromMemory);
    };
    return thenTell<Result<qint64>>(run(Lane::Short, count), this, false);
}

QCoro::Task<Result<Image>> GlanceImageService::image(ImageId id)
{
    const bool isAway = outOfReach().has_value();
    const auto show = [api = m_api, state = m_state, id, isAway] {
        const auto fromCloud = [&] {
            auto image = api->image(id);
            if (image)
                state->see({ *image }, false);
            return image;
        };
        const auto fromMemory = [&] { return rememberedImage(*state, id); };
        return askOrRemember<Result<Image>>(*state, isAway, fromCloud, fromMemory);
    };
    return thenTell<Result<Image>>(run(Lane::Short, show), this, false);
}

QCoro::Task<Result<QList<Transition>>> GlanceImageService::history(ImageId id)
{
    return thenTell<Result<QList<Transition>>>(
        run(Lane::Short, [api = m_api, state = m_state, id] { return historyOf(*api, *state, id); }), this,
        false);
}

QCoro::Task<Result<QList<Task>>> GlanceImageService::tasks(ImageId id)
{
    return read([api = m_api, id = std::move(id)] { return api->tasks(id); });
}

QCoro::Task<Result<ImportProgress>> GlanceImageService::importProgress(ImageId id)
{
    return read([api = m_api, state = m_state, id = std::move(id)]() -> Result<ImportProgress> {
        const auto image = api->image(id);
        if (!image)
            return failure(image.error());
        const auto tasks = api->tasks(id);
        if (!tasks)
            return failure(tasks.error());
        state->see({ *image }, false);
        return importProgressOf(*image, *tasks);
    });
}

QList<Image> GlanceImageService::offers() const
{
    return m_state->offers();
}

QCoro::Task<Result<void>> GlanceImageService::answerOffer(ImageId id, MemberStatus answer)
{
    return change({ Action::ModifyMember, id }, [api = m_api, state = m_state, id, answer]() -> Result<void> {
        const auto token = api->session().token({});
        if (!token)
            return failure(token.error());
        const auto member = api->setMemberStatus(id, token->projectId, answer);
        if (!member)
            return failure(member.error());
        state->noteAnswered(id);
        if (answer != MemberStatus::Accepted)
            return {};
        if (const auto image = api->image(id))
            state->see({ *image }, true);
        return {};
    });
}

QCoro::Task<Result<QStringList>> GlanceImageService::importMethods()
{
    return read([api = m_api] { return api->importMethods(); });
}

QCoro::Task<Result<QList<StoreInfo>>> GlanceImageService::stores()
{
    return read([api = m_api] { return storesOf(*api); });
}

QCoro::Task<Result<Usage>> GlanceImageService::usage()
{
    return read([api = m_api] { return usageOf(*api); });
}

QCoro::Task<Result<Image>> GlanceImageService::createImage(ImageDraft draft)
{
    return change({ .action = Action::AddImage }, [api = m_api, state = m_state, draft = std::move(draft)] {
        auto image = api->create(draft);
        if (image)
            state->noteCreated(*image);
        return image;
    });
}

QCoro::Task<Result<Image>> GlanceImageService::updateImage(ImageId id, ImagePatch patch)
{
    return change({ actionOf(patch), id },
        [api = m_api, state = m_state, id, patch] { return noted(*state, api->update(id, patch)); });
}

QCoro::Task<Result<void>> GlanceImageService::deleteImage(ImageId id)
{
    return change({ Action::DeleteImage, id }, [api = m_api, state = m_state, id] {
        auto done = api->remove(id);
        if (done)
            state->noteRemoved(id);
        return done;
    });
}

QCoro::Task<Result<Image>> GlanceImageService::restoreImage(ImageId)
{
    return run(
        Lane::Short, [cloud = m_api->cloud().name]() -> Result<Image> { return failure(noTrash(cloud)); });
}

QCoro::Task<Result<int>> GlanceImageService::emptyTrash()
{
    return run(
        Lane::Short, [cloud = m_api->cloud().name]() -> Result<int> { return failure(noTrash(cloud)); });
}

QCoro::Task<Result<Image>> GlanceImageService::deactivateImage(ImageId id)
{
    return change({ Action::DeactivateImage, id, TransitionCause::Deactivate },
        [api = m_api, state = m_state, id]() -> Result<Image> {
            const auto done = api->deactivate(id);
            return done ? noted(*state, api->image(id)) : failure(done.error());
        });
}

QCoro::Task<Result<Image>> GlanceImageService::reactivateImage(ImageId id)
{
    return change({ Action::ReactivateImage, id, TransitionCause::Reactivate },
        [api = m_api, state = m_state, id]() -> Result<Image> {
            const auto done = api->reactivate(id);
            return done ? noted(*state, api->image(id)) : failure(done.error());
        });
}

QCoro::Task<Result<Image>> GlanceImageService::uploadFile(
    ImageId id, QString path, UploadOptions options, OperationControl control)
{
    return change({ Action::UploadImage, id, TransitionCause::Upload, Lane::Long },
        [api = m_api, state = m_state, id, path, options, control] {
            return noted(*state, sendFile(*api, { id, path, false, options.store }, options, control));
        });
}

QCoro::Task<Result<Image>> GlanceImageService::stageFile(
    ImageId id, QString path, UploadOptions options, OperationControl control)
{
    // Staging is one place of the service's own; the import says which store is to hold the data.
    return change({ Action::UploadImage, id, TransitionCause::Stage, Lane::Long },
        [api = m_api, state = m_state, id, path, options, control] {
            UploadOptions staged;
            staged.isUnpacked = options.isUnpacked;
            staged.member = options.member;
            return noted(*state, sendFile(*api, { id, path, true, {} }, staged, control));
        });
}

QCoro::Task<Result<Task>> GlanceImageService::importImage(
    ImageId id, ImportRequest request, OperationControl control)
{
    const Action action
        = request.method == ImportRequest::Method::CopyImage ? Action::CopyImage : Action::UploadImage;
    return change({ action, id, TransitionCause::Import, Lane::Long },
        [api = m_api, state = m_state, id, request, control]() -> Result<Task> {
            const auto task = importInGlance(*api, id, request, control);
            if (!task)
                return failure(task.error());
            const auto image = noted(*state, api->image(id));
            if (!image)
                return failure(image.error());
            state->noteTask(*task);
            return *task;
        });
}

QCoro::Task<Result<void>> GlanceImageService::exportImage(
    ImageId id, ExportRequest request, OperationControl control)
{
    return change({ .action = Action::DownloadImage, .id = id, .lane = Lane::Long },
        [api = m_api, id, request, control]() -> Result<void> {
            const auto data = downloadImage(*api, id, request.destination, request.overwrite, control);
            return data ? Result<void>() : failure(data.error());
        });
}

QCoro::Task<Result<QString>> GlanceImageService::lendFile(ImageId, QString)
{
    return run(Lane::Short, []() -> Result<QString> { return failure(notHere()); });
}

QCoro::Task<Result<void>> GlanceImageService::convertImage(ConvertRequest, OperationControl)
{
    return run(Lane::Short, []() -> Result<void> { return failure(notHere()); });
}

QCoro::Task<Result<ConversionForecast>> GlanceImageService::forecastConversion(
    ConvertRequest, OperationControl)
{
    return run(Lane::Short, []() -> Result<ConversionForecast> { return failure(notHere()); });
}

QCoro::Task<Result<AllocationMap>> GlanceImageService::allocation(ImageId, int, OperationControl)
{
    return run(Lane::Short, []() -> Result<AllocationMap> { return failure(notHere()); });
}

QCoro::Task<Result<std::shared_ptr<const DataSource>>> GlanceImageService::openData(ImageId)
{
    return run(Lane::Short, []() -> Result<std::shared_ptr<const DataSource>> { return failure(notHere()); });
}

QCoro::Task<Result<VerifyReport>> GlanceImageService::verifyImages(
    QList<ImageId> ids, OperationControl control)
{
    return run(Lane::Long, [api = m_api, ids, control] { return verifyInGlance(*api, ids, control); });
}

QCoro::Task<Result<QList<Member>>> GlanceImageService::listMembers(ImageId id)
{
    return read([api = m_api, id = std::move(id)] { return api->members(id); });
}

QCoro::Task<Result<Member>> GlanceImageService::addMember(ImageId id, QString project)
{
    return changeMember(
        Action::AddMember, id, [api = m_api, id, project] { return api->addMember(id, project); });
}

QCoro::Task<Result<void>> GlanceImageService::removeMember(ImageId id, QString project)
{
    return changeMember(
        Action::DeleteMember, id, [api = m_api, id, project] { return api->removeMember(id, project); });
}

QCoro::Task<Result<Member>> GlanceImageService::setMemberStatus(
    ImageId id, QString project, MemberStatus status)
{
    return changeMember(Action::ModifyMember, id,
        [api = m_api, id, project, status] { return api->setMemberStatus(id, project, status); });
}

} // namespace vitrine
