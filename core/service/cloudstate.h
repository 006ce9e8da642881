#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include <QSet>

#include "core/image/imagequery.h"
#include "core/image/task.h"
#include "core/service/cloudmemory.h"
#include "core/service/cloudreach.h"
#include "core/service/cloudrights.h"

namespace vitrine {

/// What is to be announced of a cloud, in the order in which it came to be known.
struct CloudNews {
    enum class Kind { Added, Changed, Removed };

    struct Item {
        Kind kind = Kind::Changed;
        Image image; ///< of a removed one only the id counts
    };

    QList<Item> items;
    QStringList tasks; ///< of which there is news
    bool isReachChanged = false;
    bool areRightsChanged = false;
    bool areOffersChanged = false;
    bool isComplete = true; ///< false: there is more
};

/// What is known of a cloud's images just now, and what of that has not been announced yet.
///
/// Worker threads put in what they see: lists, single images, own changes. The difference to what was known
/// is worked out there. Thread-safe; the functions under "For the window" never wait for more than a moment.
class CloudState
{
public:
    using Now = std::function<QDateTime()>;

    CloudState(CloudMemory memory, const QString &cloudName, Now now);

    // What the cloud answers
    /// A list of the images that one sees without asking for more is to be read. Gives its number.
    qint64 beginRound();
    /// Whether images that are not hidden are missing from such a list: gone, or hidden by somebody.
    bool isAnyMissing(const QList<Image> &images) const;
    /// Such a list, whole. `isWithHidden`: hidden images are among it.
    void endRound(qint64 round, const QList<Image> &images, bool isWithHidden);
    /// Images that came by. `isListed`: they belong to the list without being asked for.
    void see(const QList<Image> &images, bool isListed);
    void noteReached();
    void noteUnreachable(const Error &error);
    void setIdentity(const QString &projectId, const QStringList &roles);
    void learn(Action action, const ImageId &id);
    void noteTask(const Task &task);
    /// All the images whose shares one's project has not answered.
    void setOffers(const QList<Image> &images);

    // Own changes
    /// From here on what happens to the image is put down to `cause`.
    void begin(const ImageId &id, TransitionCause cause);
    /// It came to nothing.
    void giveUp(const ImageId &id);
    void noteCreated(const Image &image);
    void noteChanged(const Image &image);
    void noteRemoved(const ImageId &id);
    void noteAnswered(const ImageId &id);

    // What was known
    bool hasList() const;
    std::optional<Image> image(const ImageId &id) const;
    /// All that match, in the query's order.
    QList<Image> images(const ImageQuery &query) const;
    /// With what the image itself tells of its beginning.
    QList<Transition> history(const Image &image) const;
    /// Of an image that need not be there any more: only what was seen.
    QList<Transition> seenHistory(const ImageId &id) const;
    bool isAnyTransitional() const;
    bool isAnyHiddenTransitional() const;
    QList<ImageId> importing(qsizetype most) const;
    bool isUnreachable() const { return reach().state == CloudReach::State::Unreachable; }

    // For the window
    CloudReach reach() const;
    CloudRights rights() const;
    QList<Image> offers() const;
    /// At most `most` of what is to be announced.
    CloudNews takeNews(qsizetype most);

private:
    struct Doing {
        TransitionCause cause = TransitionCause::Seen;
        QDateTime since;
    };

    void remember();
    void forgetAnswer() { m_askedQuery.reset(); }
    void put(const Image &image, CloudNews::Kind kindOfNew, bool isAnnounced);
    void drop(const ImageId &id);
    void noteTransition(const Image &image, std::optional<ImageStatus> from);
    void addTransition(const Image &image, ImageStatus from, ImageStatus to, const Doing &doing);
    void announce(CloudNews::Kind kind, const Image &image);
    void boundHistory();
    void saveHistory();
    void saveList(bool isDifferent);

    const CloudMemory m_memory;
    const QString m_cloudName;
    const Now m_now;

    mutable std::mutex m_mutex; ///< taken before m_faceMutex
    bool m_isRemembered = false;
    bool m_hasList = false;
    CloudList m_list;
    HistoryMap m_history;
    qsizetype m_historySize = 0;
    bool m_isHistorySaved = true;
    qint64 m_sequence = 0;
    QHash<ImageId, Doing> m_doings;
    qint64 m_stamp = 0;
    QHash<ImageId, qint64> m_touched; ///< own changes, by the stamp at which they were made
    QDateTime m_savedAt;
    bool m_isListSaved = true;
    QHash<QString, Task> m_tasks;
    /// The answer to the last question for images, whose pages come one by one.
    mutable std::optional<ImageQuery> m_askedQuery;
    mutable QList<Image> m_askedImages;

    mutable std::mutex m_faceMutex;
    QList<CloudNews::Item> m_news;
    QStringList m_taskNews;
    CloudReach m_reach;
    CloudRights m_rights;
    std::pair<QString, QStringList> m_identity;
    bool m_isReachChanged = false;
    bool m_areRightsChanged = false;
    QList<Image> m_offers;
    bool m_areOffersChanged = false;
};

} // namespace vitrine
