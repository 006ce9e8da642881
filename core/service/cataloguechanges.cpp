#include "core/service/cataloguechanges.h"

#include <QHash>
#include <QSet>

namespace vitrine {

namespace {

constexpr int eventsPerRead = 1000;
constexpr int readsPerBatch = 20;
constexpr qsizetype idsPerQuery = 500;

/// What the events say about one image.
struct Fate {
    bool isAdded = false;
    bool isRemoved = false;
};

class Digest
{
public:
    void take(const CatalogueEvent &event)
    {
        switch (event.kind) {
        case CatalogueEvent::Kind::ImageAdded:
            // One that comes back from the trash leaves the listing of the trash.
            fateOf(event.subject).isRemoved |= event.type == QLatin1String("image.restore");
            fateOf(event.subject).isAdded = true;
            break;
        case CatalogueEvent::Kind::ImageChanged:
            fateOf(event.subject);
            break;
        case CatalogueEvent::Kind::ImageRemoved:
            fateOf(event.subject).isRemoved = true;
            break;
        case CatalogueEvent::Kind::TaskChanged:
            if (!m_seenTasks.contains(event.subject)) {
                m_seenTasks.insert(event.subject);
                changes.tasks.append(event.subject);
            }
            break;
        case CatalogueEvent::Kind::StoresChanged:
            changes.areStoresChanged = true;
            break;
        }
        changes.sequence = event.sequence;
    }

    const QList<ImageId> &ids() const { return m_ids; }
    Fate fate(const ImageId &id) const { return m_fates.value(id); }

    CatalogueChanges changes;

private:
    Fate &fateOf(const ImageId &id)
    {
        const auto found = m_fates.find(id);
        if (found != m_fates.end())
            return *found;
        m_ids.append(id);
        return *m_fates.insert(id, {});
    }

    QList<ImageId> m_ids;
    QHash<ImageId, Fate> m_fates;
    QSet<QString> m_seenTasks;
};

Result<void> readEvents(const Catalogue &catalogue, Digest &digest)
{
    for (int read = 0; read < readsPerBatch; ++read) {
        const Result<QList<CatalogueEvent>> events
            = catalogue.eventsAfter(digest.changes.sequence, eventsPerRead);
        if (!events)
            return failure(events.error());
        for (const CatalogueEvent &event : *events)
            digest.take(event);
        if (events->size() < eventsPerRead)
            return {};
    }
    digest.changes.isComplete = false;
    return {};
}

Result<void> fetch(
    const Catalogue &catalogue, const QList<ImageId> &ids, bool fromTrash, QHash<ImageId, Image> &images)
{
    if (ids.isEmpty())
        return {};
    ImageQuery query;
    query.filters = { ImageFilter{ FilterField::Id, FilterOperator::In, ids, {} } };
    query.hidden = HiddenFilter::Both;
    query.trash = fromTrash;
    query.limit = static_cast<int>(ids.size());
    const Result<ImagePage> page = catalogue.list(query);
    if (!page)
        return failure(page.error());
    for (const Image &image : page->images)
        images.insert(image.id, image);
    return {};
}

Result<QHash<ImageId, Image>> fetchImages(const Catalogue &catalogue, const QList<ImageId> &ids)
{
    QHash<ImageId, Image> images;
    for (qsizetype first = 0; first < ids.size(); first += idsPerQuery) {
        const QList<ImageId> chunk = ids.mid(first, idsPerQuery);
        if (const Result<void> done = fetch(catalogue, chunk, false, images); !done)
            return failure(done.error());
        QList<ImageId> missing;
        for (const ImageId &id : chunk) {
            if (!images.contains(id))
                missing.append(id);
        }
        if (const Result<void> done = fetch(catalogue, missing, true, images); !done)
            return failure(done.error());
    }
    return images;
}

} // namespace

Result<CatalogueChanges> changesAfter(const Catalogue &catalogue, qint64 sequence)
{
    Digest digest;
    digest.changes.sequence = sequence;
    if (const Result<void> done = readEvents(catalogue, digest); !done)
        return failure(done.error());
    const Result<QHash<ImageId, Image>> images = fetchImages(catalogue, digest.ids());
    if (!images)
        return failure(images.error());
    CatalogueChanges changes = digest.changes;
    for (const ImageId &id : digest.ids()) {
        const Fate fate = digest.fate(id);
        if (fate.isRemoved)
            changes.removed.append(id);
        const auto image = images->constFind(id);
        // One that is not there any more has been removed after these events: the next batch says so.
        if (image != images->cend())
            (fate.isAdded || fate.isRemoved ? changes.added : changes.changed).append(*image);
    }
    return changes;
}

} // namespace vitrine
