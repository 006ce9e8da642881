#pragma once

#include <optional>

#include <QCoreApplication>

#include "core/disk/bytes.h"
#include "core/disk/diskprobe.h"
#include "core/disk/diskreader.h"

namespace vitrine {

/// What every format's probe looks at first.
struct ProbeInput {
    DiskReader &reader;
    Bytes head; ///< the first 4 KiB, or all of a smaller file
    Bytes tail; ///< the last 512 bytes, or all of a smaller file

    quint64 size() const { return static_cast<quint64>(reader.size()); }
};

/// Nothing when the file does not carry the format's magic. With the magic there is always a report: a header
/// that is cut off or impossible gives DetectedFormat::Corrupt, never nothing (rule T).
using FormatProbe = std::optional<ProbeReport> (*)(const ProbeInput &input);

std::optional<ProbeReport> probeQcow2(const ProbeInput &input);
std::optional<ProbeReport> probeVmdk(const ProbeInput &input);
std::optional<ProbeReport> probeVdi(const ProbeInput &input);
std::optional<ProbeReport> probeVhd(const ProbeInput &input);
std::optional<ProbeReport> probeVhdx(const ProbeInput &input);
std::optional<ProbeReport> probeIso(const ProbeInput &input);
std::optional<ProbeReport> probeOva(const ProbeInput &input);
std::optional<ProbeReport> probeQed(const ProbeInput &input);
std::optional<ProbeReport> probeLuks(const ProbeInput &input);
/// MBR and GPT.
std::optional<ProbeReport> probePartitions(const ProbeInput &input);
/// What is left: raw, with a word about what it looks like.
ProbeReport probeRaw(const ProbeInput &input);

ProbeReport reportOf(const ProbeInput &input, DetectedFormat detected, std::optional<DiskFormat> diskFormat);
/// `format` is the name in "corrupt-qcow2"; `reason` follows a colon.
ProbeReport corruptReport(const ProbeInput &input, const QString &format, const QString &reason);
void addViolation(ProbeReport &report, const char *check, const QString &reason);
void addWarning(ProbeReport &report, const char *check, const QString &reason);

/// The context in which the findings of all formats are translated.
struct ProbeText {
    Q_DECLARE_TR_FUNCTIONS(DiskProbe)
};

} // namespace vitrine
