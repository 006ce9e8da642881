#include "core/service/cloudstate.h"

#include <algorithm>

#include "core/image/imagematch.h"

namespace vitrine {

namespace {

constexpr qsizetype mostTransitions = 20'000;
constexpr qsizetype mostTransitionsOfOne = 200;
/// So many new ones at the first look at a cloud are no news: whoever shows it reads them anyhow.
constexpr qsizetype mostUnknownAtFirst = 1000;
/// Between two writings of an unchanged list, whose time alone is new.
constexpr qint64 idleSaveSeconds = 300;
/// A long list is written the more seldom: seconds for each thousand images.
constexpr qint64 saveSecondsPerThousand = 1;

bool isGone(ImageStatus status)
{
    return status == ImageStatus::Deleted || status == ImageStatus::PendingDelete;
}

TransitionCause causeOf(TransitionCause doing, ImageStatus to)
{
    if (to != ImageStatus::Queued)
        return doing;
    switch (doing) {
    case TransitionCause::Upload:
        return TransitionCause::UploadFailed;
    case TransitionCause::Stage:
        return TransitionCause::StageFailed;
    case TransitionCause::Import:
        return TransitionCause::ImportFailed;
    default:
        return doing;
    }
}

/// What Glance goes through on the way, which may take less time than anybody needs to look.
std::optional<ImageStatus> statusBetween(TransitionCause doing, ImageStatus from, ImageStatus to)
{
    const bool isWhole = to == ImageStatus::Active && !isTransitionAllowed(from, to);
    if (doing == TransitionCause::Upload && from == ImageStatus::Queued && to == ImageStatus::Active)
        return ImageStatus::Saving;
    if (doing == TransitionCause::Import && (isWhole || from == ImageStatus::Queued)
        && to == ImageStatus::Active)
        return ImageStatus::Importing;
    return std::nullopt;
}

} // namespace

CloudState::CloudState(CloudMemory memory, const QString &cloudName, Now now)
    : m_memory(std::move(memory))
    , m_cloudName(cloudName)
    , m_now(std::move(now))
    , m_rights(cloudName, {}, {})
{
}

/// Reads what was kept, once.
void CloudState::remember()
{
    if (std::exchange(m_isRemembered, true))
        return;
    CloudList kept = m_memory.list();
    m_hasList = kept.seenAt.isValid();
    // What came by before is newer.
    for (const Image &image : std::as_const(m_list.images))
        kept.images.insert(image.id, image);
    m_list = std::move(kept);
    forgetAnswer();
    m_history = m_memory.history();
    for (const QList<Transition> &steps : std::as_const(m_history)) {
        m_historySize += steps.size();
        for (const Transition &step : steps)
            m_sequence = std::max(m_sequence, step.sequence);
    }
    const std::lock_guard lock(m_faceMutex);
    if (!m_reach.lastSeen.isValid() && m_list.seenAt.isValid()) {
        m_reach.lastSeen = m_list.seenAt;
        m_isReachChanged = true;
    }
}

qint64 CloudState::beginRound()
{
    const std::lock_guard lock(m_mutex);
    remember();
    return ++m_stamp;
}

bool CloudState::isAnyMissing(const QList<Image> &images) const
{
    QSet<ImageId> seen;
    seen.reserve(images.size());
    for (const Image &image : images)
        seen.insert(image.id);
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_list.images.cbegin(), m_list.images.cend(),
        [&seen](const Image &known) { return !known.osHidden && !seen.contains(known.id); });
}

void CloudState::endRound(qint64 round, const QList<Image> &images, bool isWithHidden)
{
    const std::lock_guard lock(m_mutex);
    const bool isFirst = !m_hasList;
    qsizetype unknown = 0;
    QSet<ImageId> seen;
    seen.reserve(images.size());
    for (const Image &image : images) {
        seen.insert(image.id);
        unknown += m_list.images.contains(image.id) ? 0 : 1;
    }
    const bool isAnnounced = !isFirst || unknown <= mostUnknownAtFirst;
    const auto isOvertaken = [this, round](const ImageId &id) { return m_touched.value(id, -1) >= round; };
    QList<ImageId> gone;
    for (const Image &known : std::as_const(m_list.images)) {
        if (!seen.contains(known.id) && (isWithHidden || !known.osHidden) && !isOvertaken(known.id))
            gone.append(known.id);
    }
    bool isDifferent = !gone.isEmpty();
    for (const Image &image : images) {
        if (isOvertaken(image.id))
            continue;
        const auto known = m_list.images.constFind(image.id);
        if (known != m_list.images.cend() && *known == image)
            continue;
        isDifferent = true;
        put(image, CloudNews::Kind::Added, isAnnounced);
    }
    for (const ImageId &id : std::as_const(gone))
        drop(id);
    m_touched.clear();
    m_hasList = true;
    m_list.seenAt = m_now();
    {
        const std::lock_guard faceLock(m_faceMutex);
        m_isReachChanged = m_isReachChanged || m_reach.state != CloudReach::State::Reachable;
        m_reach = { CloudReach::State::Reachable, {}, m_list.seenAt };
    }
    saveHistory();
    saveList(isDifferent);
}

void CloudState::see(const QList<Image> &images, bool isListed)
{
    const std::lock_guard lock(m_mutex);
    remember();
    for (const Image &image : images) {
        const auto known = m_list.images.constFind(image.id);
        const bool isKnown = known != m_list.images.cend();
        if (isKnown ? *known == image : !isListed)
            continue;
        if (isKnown && known->updatedAt > image.updatedAt)
            continue;
        put(image, CloudNews::Kind::Added, isKnown || m_hasList);
    }
    saveHistory();
}

void CloudState::noteReached()
{
    const std::lock_guard lock(m_faceMutex);
    if (m_reach.state == CloudReach::State::Reachable)
        return;
    m_reach.state = CloudReach::State::Reachable;
    m_reach.error.reset();
    m_isReachChanged = true;
}

void CloudState::noteUnreachable(const Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        remember();
    }
    const std::lock_guard lock(m_faceMutex);
    const CloudReach now{ CloudReach::State::Unreachable, error, m_reach.lastSeen };
    m_isReachChanged = m_isReachChanged || now != m_reach;
    m_reach = now;
}

void CloudState::setIdentity(const QString &projectId, const QStringList &roles)
{
    const std::lock_guard lock(m_faceMutex);
    const std::pair identity(projectId, roles);
    if (m_identity == identity)
        return;
    m_identity = identity;
    m_rights = CloudRights(m_cloudName, projectId, roles);
    m_areRightsChanged = true;
}

void CloudState::learn(Action action, const ImageId &id)
{
    const std::optional<Image> about = image(id);
    if (!about && !id.isNull())
        return;
    const std::lock_guard lock(m_faceMutex);
    if (m_rights.learn(action, about.value_or(Image())))
        m_areRightsChanged = true;
}

void CloudState::noteTask(const Task &task)
{
    const std::lock_guard lock(m_mutex);
    Task &known = m_tasks[task.id];
    if (known == task)
        return;
    known = task;
    const std::lock_guard faceLock(m_faceMutex);
    m_taskNews.append(task.id);
}

void CloudState::setOffers(const QList<Image> &images)
{
    const std::lock_guard lock(m_faceMutex);
    QList<Image> offers;
    for (const Image &image : images) {
        // What one's project owns is also listed for whoever asks for shares.
        if (image.visibility == Visibility::Shared && image.owner != m_identity.first)
            offers.append(image);
    }
    m_areOffersChanged = m_areOffersChanged || m_offers != offers;
    m_offers = offers;
}

void CloudState::noteAnswered(const ImageId &id)
{
    const std::lock_guard lock(m_faceMutex);
    if (m_offers.removeIf([&id](const Image &image) { return image.id == id; }) > 0)
        m_areOffersChanged = true;
}

void CloudState::begin(const ImageId &id, TransitionCause cause)
{
    const std::lock_guard lock(m_mutex);
    remember();
    m_doings.insert(id, { cause, m_now() });
}

void CloudState::giveUp(const ImageId &id)
{
    const std::lock_guard lock(m_mutex);
    m_doings.remove(id);
}

void CloudState::noteCreated(const Image &image)
{
    const std::lock_guard lock(m_mutex);
    remember();
    m_touched.insert(image.id, m_stamp);
    if (m_list.images.contains(image.id)) {
        put(image, CloudNews::Kind::Changed, true);
    } else {
        m_list.images.insert(image.id, image);
        forgetAnswer();
        announce(CloudNews::Kind::Added, image);
    }
}

void CloudState::noteChanged(const Image &image)
{
    const std::lock_guard lock(m_mutex);
    remember();
    m_touched.insert(image.id, m_stamp);
    const auto known = m_list.images.constFind(image.id);
    if (known == m_list.images.cend() || known->status != image.status)
        noteTransition(image, known == m_list.images.cend() ? std::nullopt : std::optional(known->status));
    // One that does not belong to the list, such as another's, is not put into it.
    if (known != m_list.images.cend()) {
        m_list.images.insert(image.id, image);
        forgetAnswer();
    }
    // Announced even if it looks the same: members may have changed, which the image does not show.
    announce(CloudNews::Kind::Changed, image);
    saveHistory();
}

void CloudState::noteRemoved(const ImageId &id)
{
    const std::lock_guard lock(m_mutex);
    remember();
    m_touched.insert(id, m_stamp);
    m_doings.insert(id, { TransitionCause::Delete, m_now() });
    if (!m_list.images.contains(id)) {
        Image image;
        image.id = id;
        announce(CloudNews::Kind::Removed, image);
        return;
    }
    drop(id);
    saveHistory();
}

bool CloudState::hasList() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasList;
}

std::optional<Image> CloudState::image(const ImageId &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_list.images.constFind(id);
    return found == m_list.images.cend() ? std::nullopt : std::optional(*found);
}

QList<Image> CloudState::images(const ImageQuery &query) const
{
    ImageQuery asked = query;
    asked.marker.clear();
    const std::lock_guard lock(m_mutex);
    if (m_askedQuery == asked)
        return m_askedImages;
    QList<Image> found;
    for (const Image &image : m_list.images) {
        if (matches(image, asked))
            found.append(image);
    }
    const QList<SortKey> keys = fullSortOf(asked);
    std::sort(found.begin(), found.end(),
        [&keys](const Image &left, const Image &right) { return comesBefore(left, right, keys); });
    m_askedQuery = asked;
    m_askedImages = found;
    return found;
}

QList<Transition> CloudState::history(const Image &image) const
{
    const std::lock_guard lock(m_mutex);
    QList<Transition> steps = m_history.value(image.id);
    // Glance makes every image queued.
    Transition created;
    created.imageId = image.id;
    created.time = image.createdAt;
    created.to = ImageStatus::Queued;
    if (steps.isEmpty() || steps.constFirst().from)
        steps.prepend(created);
    if (steps.constLast().to != image.status) {
        Transition now;
        now.imageId = image.id;
        now.time = std::max(image.updatedAt, steps.constLast().time);
        now.from = steps.constLast().to;
        now.to = image.status;
        now.cause = TransitionCause::Seen;
        steps.append(now);
    }
    for (qsizetype i = 0; i < steps.size(); ++i)
        steps[i].sequence = i + 1;
    return steps;
}

QList<Transition> CloudState::seenHistory(const ImageId &id) const
{
    const std::lock_guard lock(m_mutex);
    return m_history.value(id);
}

bool CloudState::isAnyTransitional() const
{
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_list.images.cbegin(), m_list.images.cend(),
        [](const Image &image) { return isTransitional(image.status); });
}

bool CloudState::isAnyHiddenTransitional() const
{
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_list.images.cbegin(), m_list.images.cend(),
        [](const Image &image) { return image.osHidden && isTransitional(image.status); });
}

QList<ImageId> CloudState::importing(qsizetype most) const
{
    const std::lock_guard lock(m_mutex);
    QList<ImageId> ids;
    for (const Image &image : m_list.images) {
        if (ids.size() < most && image.status == ImageStatus::Importing)
            ids.append(image.id);
    }
    return ids;
}

CloudReach CloudState::reach() const
{
    const std::lock_guard lock(m_faceMutex);
    return m_reach;
}

CloudRights CloudState::rights() const
{
    const std::lock_guard lock(m_faceMutex);
    return m_rights;
}

QList<Image> CloudState::offers() const
{
    const std::lock_guard lock(m_faceMutex);
    return m_offers;
}

CloudNews CloudState::takeNews(qsizetype most)
{
    const std::lock_guard lock(m_faceMutex);
    CloudNews news;
    const qsizetype taken = std::min(most, m_news.size());
    news.items = m_news.first(taken);
    m_news.remove(0, taken);
    news.isComplete = m_news.isEmpty();
    news.tasks = std::exchange(m_taskNews, {});
    news.isReachChanged = std::exchange(m_isReachChanged, false);
    news.areRightsChanged = std::exchange(m_areRightsChanged, false);
    news.areOffersChanged = std::exchange(m_areOffersChanged, false);
    return news;
}

void CloudState::put(const Image &image, CloudNews::Kind kindOfNew, bool isAnnounced)
{
    const auto known = m_list.images.constFind(image.id);
    const bool isKnown = known != m_list.images.cend();
    if (isKnown && known->status != image.status)
        noteTransition(image, known->status);
    m_list.images.insert(image.id, image);
    forgetAnswer();
    if (isAnnounced)
        announce(isKnown ? CloudNews::Kind::Changed : kindOfNew, image);
}

void CloudState::drop(const ImageId &id)
{
    Image image = m_list.images.take(id);
    forgetAnswer();
    const ImageStatus from = image.status;
    image.status = ImageStatus::Deleted;
    if (!isGone(from))
        noteTransition(image, from);
    announce(CloudNews::Kind::Removed, image);
}

void CloudState::noteTransition(const Image &image, std::optional<ImageStatus> from)
{
    if (!from)
        return;
    const Doing doing = m_doings.value(image.id, { TransitionCause::Seen, m_now() });
    const auto between = statusBetween(doing.cause, *from, image.status);
    if (between)
        addTransition(image, *from, *between, doing);
    addTransition(image, between.value_or(*from), image.status, { doing.cause, m_now() });
    if (!isTransitional(image.status))
        m_doings.remove(image.id);
    m_isHistorySaved = false;
    boundHistory();
}

void CloudState::addTransition(const Image &image, ImageStatus from, ImageStatus to, const Doing &doing)
{
    Transition step;
    step.sequence = ++m_sequence;
    step.imageId = image.id;
    step.time = doing.since;
    step.from = from;
    step.to = to;
    step.cause = causeOf(doing.cause, to);
    step.bytes = isTransitional(to) ? std::nullopt : image.size;
    QList<Transition> &steps = m_history[image.id];
    steps.append(step);
    ++m_historySize;
    if (steps.size() > mostTransitionsOfOne) {
        steps.removeFirst();
        --m_historySize;
    }
}

void CloudState::announce(CloudNews::Kind kind, const Image &image)
{
    const std::lock_guard lock(m_faceMutex);
    m_news.append({ kind, image });
}

/// Images that have not changed for longest are forgotten first.
void CloudState::boundHistory()
{
    // Many at a time, since it takes a look at all of them.
    if (m_historySize <= mostTransitions + mostTransitions / 4)
        return;
    QList<std::pair<qint64, ImageId>> byAge;
    byAge.reserve(m_history.size());
    for (auto steps = m_history.cbegin(); steps != m_history.cend(); ++steps)
        byAge.emplaceBack(steps->constLast().sequence, steps.key());
    std::sort(byAge.begin(), byAge.end());
    for (const auto &[sequence, id] : std::as_const(byAge)) {
        if (m_historySize <= mostTransitions)
            break;
        m_historySize -= m_history.take(id).size();
    }
}

void CloudState::saveHistory()
{
    if (m_isHistorySaved)
        return;
    (void)m_memory.saveHistory(m_history);
    m_isHistorySaved = true;
}

void CloudState::saveList(bool isDifferent)
{
    m_isListSaved = m_isListSaved && !isDifferent;
    const qint64 pause
        = m_isListSaved ? idleSaveSeconds : m_list.images.size() / 1000 * saveSecondsPerThousand;
    if (m_savedAt.isValid() && m_savedAt.secsTo(m_list.seenAt) < pause)
        return;
    (void)m_memory.saveList(m_list);
    m_savedAt = m_list.seenAt;
    m_isListSaved = true;
}

} // namespace vitrine
