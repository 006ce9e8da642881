#pragma once

#include <optional>

#include "app/vitrinectl/inputfile.h"
#include "core/image/formats.h"
#include "core/support/operation.h"
#include "core/support/result.h"

namespace vitrine::ctl {

struct Formats {
    std::optional<DiskFormat> disk;
    std::optional<ContainerFormat> container;
};

/// Looks into the file: says on standard error what it found when `given` leaves that open, fills in what is
/// missing, and refuses what cannot become an image before anything is made of it.
Result<Formats> settleFormats(const Formats &given, const InputFile &file);
/// The same for the data behind a link, of which only the beginning is read: the import judges the rest.
Result<Formats> settleFormats(const Formats &given, const QString &link, const OperationControl &control);

} // namespace vitrine::ctl
