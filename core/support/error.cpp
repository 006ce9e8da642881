#include "core/support/error.h"

#include <array>

namespace vitrine {

namespace {

struct ErrorRow {
    ErrorCode code;
    int httpStatus;
    const char *name;
};

// Where several codes share a status, the first row of that status is the one it is read back as.
constexpr std::array<ErrorRow, 18> errorRows{ {
    { ErrorCode::BadRequest, 400, "bad-request" },
    { ErrorCode::Unauthorized, 401, "unauthorized" },
    { ErrorCode::Forbidden, 403, "forbidden" },
    { ErrorCode::ReadOnly, 403, "read-only" },
    { ErrorCode::NotFound, 404, "not-found" },
    { ErrorCode::Conflict, 409, "conflict" },
    { ErrorCode::Gone, 410, "gone" },
    { ErrorCode::LimitExceeded, 413, "limit-exceeded" },
    { ErrorCode::StorageFull, 413, "storage-full" },
    { ErrorCode::UnsupportedFormat, 415, "unsupported-format" },
    { ErrorCode::RangeNotSatisfiable, 416, "range-not-satisfiable" },
    { ErrorCode::Unavailable, 503, "unavailable" },
    { ErrorCode::Internal, 500, "internal" },
    { ErrorCode::Cancelled, 500, "cancelled" },
    { ErrorCode::SourceChanged, 500, "source-changed" },
    { ErrorCode::HashMismatch, 500, "hash-mismatch" },
    { ErrorCode::Corrupt, 500, "corrupt" },
    { ErrorCode::IoError, 500, "io-error" },
} };

const ErrorRow &rowOf(ErrorCode code)
{
    for (const ErrorRow &row : errorRows) {
        if (row.code == code)
            return row;
    }
    Q_UNREACHABLE();
}

} // namespace

int httpStatusOf(ErrorCode code)
{
    return rowOf(code).httpStatus;
}

ErrorCode errorCodeOfHttpStatus(int status)
{
    for (const ErrorRow &row : errorRows) {
        if (row.httpStatus == status)
            return row.code;
    }
    return status >= 400 && status < 500 ? ErrorCode::BadRequest : ErrorCode::Internal;
}

QString errorCodeName(ErrorCode code)
{
    return QString::fromLatin1(rowOf(code).name);
}

} // namespace vitrine
