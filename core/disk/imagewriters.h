#pragma once

#include "core/disk/diskwriter.h"
#include "core/disk/outputfile.h"

namespace vitrine {

// One a format; the layout has been checked.

std::unique_ptr<DiskWriter> makeRawWriter(OutputFile &file);
std::unique_ptr<DiskWriter> makeQcow2Writer(const DiskLayout &layout, OutputFile &file);
std::unique_ptr<DiskWriter> makeSparseVmdkWriter(OutputFile &file);
std::unique_ptr<DiskWriter> makeStreamVmdkWriter(const DiskLayout &layout, OutputFile &file);
std::unique_ptr<DiskWriter> makeVdiWriter(OutputFile &file);
std::unique_ptr<DiskWriter> makeDynamicVhdWriter(OutputFile &file);
std::unique_ptr<DiskWriter> makeFixedVhdWriter(OutputFile &file);
std::unique_ptr<DiskWriter> makeVhdxWriter(const DiskLayout &layout, OutputFile &file);

/// For begin(): the format, by the name people know, ends at `most` bytes.
tl::unexpected<Error> tooLargeFor(const QString &format, qint64 virtualSize, qint64 most);

} // namespace vitrine
