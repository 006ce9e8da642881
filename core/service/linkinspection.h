#pragma once

#include "core/disk/diskprobe.h"
#include "core/support/operation.h"

namespace vitrine {

/// What the beginning of the data behind an http or https link says they are. Reads about a MiB, so that what
/// lies further in is not judged: take the format, and leave the violations to the import. Blocking.
Result<ProbeReport> inspectLink(const QString &link, const OperationControl &control);

} // namespace vitrine
