#pragma once

#include <QCoreApplication>

#include "core/support/result.h"

namespace vitrine {

/// The context in which the texts about archives are translated.
struct ArchiveText {
    Q_DECLARE_TR_FUNCTIONS(vitrine::Archive)
};

/// `check` is a stable word such as "member_path"; `reason` follows a colon.
inline tl::unexpected<Error> refusedArchive(const char *check, const QString &reason)
{
    return failure(ErrorCode::UnsupportedFormat,
        ArchiveText::tr("The archive cannot be used: %1.").arg(reason), QLatin1String(check));
}

} // namespace vitrine
