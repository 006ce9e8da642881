#pragma once

#include "core/disk/diskimage.h"
#include "core/image/conversion.h"
#include "core/support/operation.h"

namespace vitrine {

/// What converting the open disk image to `layout`, with a disk of `size` bytes (0: as it is), would make:
/// refused as the conversion itself would be. Reads the tables and, if the new image is compressed, some
/// samples. Leaves freeBytes to who knows the place. `disk` chooses one of an archive. Blocking; safe from
/// any thread; ErrorCode::Cancelled when it is stopped.
Result<ConversionForecast> forecastConversion(int sourceFile, const DiskLayout &layout, qint64 size,
    const OperationControl &control, const QString &disk = {});

} // namespace vitrine
