#pragma once

#include <QCoreApplication>

#include "core/support/result.h"

namespace vitrine {

/// The context in which the texts of readers, writers and conversions are translated.
struct DiskText {
    Q_DECLARE_TR_FUNCTIONS(vitrine::Disk)
};

/// `reason` follows a colon.
inline tl::unexpected<Error> damagedImage(const QString &reason)
{
    return failure(ErrorCode::Corrupt, DiskText::tr("The disk image is damaged: %1.").arg(reason));
}

} // namespace vitrine
