#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/disk/bytesource.h"
#include "core/image/formats.h"
#include "core/support/result.h"

namespace vitrine {

/// What the bytes of a file turn out to be. Wider than DiskFormat: some of these cannot be declared in
/// Glance.
enum class DetectedFormat {
    Raw, ///< nothing else matched
    Mbr, ///< raw disk with an MBR partition table
    Gpt, ///< raw disk with a GPT
    Qcow2,
    Vmdk,
    Vdi,
    Vhd,
    Vhdx,
    Iso,
    Ova,
    Qed,
    Luks,
    Corrupt, ///< a known magic with a header that is cut off or cannot be right (rule T of the format
             ///< contract)
    Empty, ///< no bytes at all
};

QString detectedFormatName(DetectedFormat format);

/// One finding of the probe: a stable word such as "backing_file", and a translated sentence.
struct ProbeFinding {
    QString check;
    QString reason;

    bool operator==(const ProbeFinding &) const = default;
};

/// The verdict about one file. The deep safety inspection adds to `violations` without changing this seam.
struct ProbeReport {
    DetectedFormat detected = DetectedFormat::Raw;
    /// What to declare in the catalogue; none when it cannot be declared (qed, corrupt, empty).
    std::optional<DiskFormat> diskFormat;
    ContainerFormat containerFormat = ContainerFormat::Bare;
    qint64 actualSize = 0; ///< bytes of the file
    qint64 allocatedSize = 0; ///< bytes that the file takes on its disk: less where it has holes
    std::optional<qint64> virtualSize; ///< bytes the guest sees; none when the format does not say
    int snapshots = 0; ///< kept within the image
    bool isEncrypted = false;
    /// What raw bytes without a partition table are, in a word of the trade such as "ext" or "linux-kernel";
    /// null when nothing is known.
    QString content;
    QList<ProbeFinding> violations; ///< the file must be refused
    QList<ProbeFinding> warnings; ///< worth saying, not worth refusing

    bool isSafe() const { return violations.isEmpty(); }
};

/// All of an open regular file; what is no such file is refused in the probe's words.
Result<ByteSource> wholeFile(int fileDescriptor);

/// Looks at an open file by content: reads a few headers and the tail, never by name, never another file.
/// The descriptor keeps its position. Blocking, safe from any thread.
Result<ProbeReport> probeDisk(int fileDescriptor);
/// The same of what lies within a file, such as a member of an archive.
Result<ProbeReport> probeDisk(const ByteSource &source);

/// Opens `path` read-only without following a FIFO or device into a block, and probes it.
Result<ProbeReport> probeDiskFile(const QString &path);

/// Glance's decision (location.set_data) about data with verdict `report` declared as `declared`: the virtual
/// size to record, or why the data are refused.
Result<std::optional<qint64>> judgeDeclaredFormat(
    const ProbeReport &report, DiskFormat declared, ContainerFormat container);

} // namespace vitrine
