#pragma once

#include <QString>

#include "core/support/error.h"
#include "core/support/result.h"

namespace vitrine {

/// What was tried when the system said no.
enum class FileAction { Open, Create, Read, Write, Sync, Rename, Remove };

/// The error for people that errno value `error` stands for, when `action` was tried on `path`.
Error errnoError(int error, FileAction action, const QString &path);

/// errnoError() of the present errno, as the failing half of a Result.
tl::unexpected<Error> errnoFailure(FileAction action, const QString &path);

} // namespace vitrine
