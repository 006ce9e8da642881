#pragma once

#include <QSqlDatabase>

#include "core/catalog/imagerepository.h"
#include "core/support/result.h"

namespace vitrine {

/// Applies one status change inside the caller's transaction. Gives the image as it is then.
Result<Image> applyStatusChange(QSqlDatabase &database, const StatusChange &change);

/// LimitExceeded when `more` bytes on top of those of all copies pass `totalBytes`.
Result<void> checkTotalBytes(QSqlDatabase &database, qint64 more, std::optional<qint64> totalBytes);
Result<void> insertLocation(QSqlDatabase &database, qint64 row, const ImageLocation &location);
Result<void> insertClaim(QSqlDatabase &database, const WorkClaim &claim);
Result<void> deleteClaim(QSqlDatabase &database, const BlobId &blob);

} // namespace vitrine
