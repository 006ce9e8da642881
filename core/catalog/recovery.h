#pragma once

#include <QHash>
#include <QSet>

#include "core/catalog/catalogueprivate.h"

namespace vitrine {

/// Cleans up after processes that died, once at start and with nobody else doing it. Every step may be cut
/// off and run again; what belongs to a living process is never touched.
class Recovery final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::Recovery)

public:
    explicit Recovery(Catalogue::Private &catalogue);

    Result<RecoveryReport> run();

private:
    Result<void> finishPurges();
    Result<void> endDeadClaims();
    Result<void> endDeadClaim(const WorkClaim &claim, const QList<WorkClaim> &claims);
    Result<void> requeueUnclaimed();
    Result<void> requeue(const Image &image, const BlobId &deadClaim);
    Result<void> removeParts();
    Result<void> compareBlobs();
    Result<void> checkImages();
    void checkImage(const Image &image, const QList<ImageLocation> &locations);
    /// Reports data whose image has no row at all: they stay where a rebuild finds them.
    bool isOfLostImage(const Store &store, const BlobId &blob);
    Result<void> moveOrphans(Store &store, const QList<BlobEntry> &blobs);
    Result<void> endDeadTasks();

    /// Whether somebody still needs what the claim names.
    bool isHeld(const WorkClaim &claim) const;
    bool isBeingImported(const ImageId &id) const;
    bool isReferenced(const WorkClaim &claim) const;

    Catalogue::Private &m_catalogue;
    RecoveryReport m_report;
    QSet<ImageId> m_abandoned; ///< images whose worker was found dead
    /// What lies in each store that is there.
    QHash<QString, QHash<BlobId, qint64>> m_sizes;
};

} // namespace vitrine
