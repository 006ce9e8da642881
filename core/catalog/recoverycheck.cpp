// What lies in the stores, compared with what the database says should.

#include "core/catalog/healthcheck.h"
#include "core/catalog/recovery.h"

namespace vitrine {

namespace {

constexpr int pageSize = 1000;

} // namespace

Result<void> Recovery::compareBlobs()
{
    // First what lies there, then what should: a blob that comes in between is claimed or known by then.
    QHash<Store *, QList<BlobEntry>> found;
    for (Store *store : m_catalogue.stores.available()) {
        const auto blobs = store->blobs();
        if (!blobs) {
            m_report.issues.append({ HealthIssue::Kind::Unreadable, {}, store->id(), blobs.error().message });
            continue;
        }
        QHash<BlobId, qint64> &sizes = m_sizes[store->id()];
        sizes.reserve(blobs->size());
        for (const BlobEntry &entry : *blobs)
            sizes.insert(entry.id, entry.size);
        found.insert(store, *blobs);
    }
    if (const auto checked = checkImages(); !checked)
        return checked;
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        if (const auto moved = moveOrphans(*it.key(), it.value()); !moved)
            return moved;
    }
    return {};
}

Result<void> Recovery::checkImages()
{
    const auto locations = m_catalogue.repository.allLocations();
    if (!locations)
        return failure(locations.error());
    QHash<ImageId, QList<ImageLocation>> locationsOf;
    locationsOf.reserve(locations->size());
    for (const auto &[image, location] : *locations)
        locationsOf[image].append(location);
    ImageId marker;
    for (;;) {
        const auto images = m_catalogue.repository.imagesWithData(marker, pageSize);
        if (!images)
            return failure(images.error());
        for (const Image &image : *images)
            checkImage(image, locationsOf.value(image.id));
        if (images->size() < pageSize)
            return {};
        marker = images->constLast().id;
    }
}

void Recovery::checkImage(const Image &image, const QList<ImageLocation> &locations)
{
    for (const ImageLocation &location : locations) {
        const auto store = m_sizes.constFind(location.store);
        if (store == m_sizes.cend() || store->value(location.blob, -1) == image.size.value_or(-1))
            continue;
        const auto opened = m_catalogue.stores.store(location.store);
        const auto entry = opened ? (*opened)->stat(location.blob) : failure(opened.error());
        if (entry && entry->size == image.size)
            continue;
        const auto now = m_catalogue.repository.locations(image.id);
        if (!now || !now->contains(location))
            continue;
        const auto kind = entry ? HealthIssue::Kind::WrongSize : HealthIssue::Kind::MissingBlob;
        m_report.issues.append(
            { kind, image.id, location.store, issueText(kind, displayName(image), location.store) });
    }
}

bool Recovery::isOfLostImage(const Store &store, const BlobId &blob)
{
    const auto sidecar = m_catalogue.sidecarOf(store, blob);
    if (!sidecar || sidecar->catalogue != m_catalogue.layout.uuid())
        return false;
    const auto isKnown = m_catalogue.repository.wasEverUsed(sidecar->image.id);
    if (isKnown && *isKnown)
        return false;
    m_report.issues.append({ HealthIssue::Kind::OrphanBlob, sidecar->image.id, store.id(),
        tr("The data of “%1” lie in the store “%2”, but the catalogue does not know the image. Rebuild the "
           "catalogue.")
            .arg(displayName(sidecar->image), store.id()) });
    return true;
}

Result<void> Recovery::moveOrphans(Store &store, const QList<BlobEntry> &blobs)
{
    // Claims first: what turns from one into the other in between is then seen in one of them at least.
    const auto claims = m_catalogue.repository.claims();
    const auto locations = m_catalogue.repository.allLocations();
    if (!locations || !claims)
        return failure(locations ? claims.error() : locations.error());
    QSet<BlobId> known;
    for (const auto &[image, location] : *locations)
        known.insert(location.blob);
    for (const WorkClaim &claim : *claims)
        known.insert(claim.blob);
    for (const BlobEntry &entry : blobs) {
        if (known.contains(entry.id) || !store.stat(entry.id) || isOfLostImage(store, entry.id))
            continue;
        const auto moved = store.moveToLostAndFound(entry.id);
        if (!moved)
            return failure(moved.error());
        ++m_report.orphansMoved;
        m_report.issues.append({ HealthIssue::Kind::OrphanBlob, {}, store.id(),
            tr("Data that belong to no image were moved to %1.").arg(*moved) });
    }
    return {};
}

} // namespace vitrine
