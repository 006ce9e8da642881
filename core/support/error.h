#pragma once

#include <QMetaType>
#include <QString>

namespace vitrine {

/// Every way in which the engine can fail. The set is closed: callers branch on it, and
/// httpStatusOf() maps it to the Image API's statuses.
enum class ErrorCode {
    BadRequest, ///< a value or a combination of values is not valid
    Unauthorized, ///< no valid credentials
    Forbidden, ///< policy, protection or a reserved attribute says no
    NotFound,
    Conflict, ///< the state does not allow it, or somebody else was faster
    Gone, ///< it was deleted while the operation ran
    LimitExceeded, ///< quota, count or size limit
    UnsupportedFormat, ///< the bytes are not what they are said to be, or are unsafe
    RangeNotSatisfiable,
    StorageFull, ///< the disk, or its user quota, is full
    ReadOnly, ///< the catalogue or its file system cannot be written
    Unavailable, ///< busy, locked or out of reach: trying again later may help
    Cancelled, ///< the user stopped it
    SourceChanged, ///< the file being read changed while it was read
    HashMismatch, ///< the bytes are not those that were promised
    Corrupt, ///< stored data does not hold what it should
    IoError, ///< the operating system refused to read or write
    Internal,
};

/// What went wrong: a sentence for the person, the detail for the log.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    /// Translated; names the thing and says what to do.
    QString message;
    /// Technical, untranslated, never a secret.
    QString detail;

    bool operator==(const Error &) const = default;
};

/// The HTTP status with which the Image API answers this error.
int httpStatusOf(ErrorCode code);
/// The error that an Image API status stands for.
ErrorCode errorCodeOfHttpStatus(int status);
/// A stable word for logs and JSON, such as "conflict".
QString errorCodeName(ErrorCode code);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Error)
