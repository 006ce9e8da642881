// libFuzzer target: no bytes may crash the probe or make it contradict itself.
// Run it as `fuzz_diskprobe CORPUS_FOLDER -max_len=400000`, with good images as the first corpus.

#include <cstdint>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

#include "core/disk/diskprobe.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const int file = ::memfd_create("image", MFD_CLOEXEC);
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size))
        std::abort();
    const vitrine::Result<vitrine::ProbeReport> report = vitrine::probeDisk(file);
    if (!report || report->actualSize != static_cast<qint64>(size) || report->virtualSize.value_or(0) < 0)
        std::abort();
    const auto judged
        = vitrine::judgeDeclaredFormat(*report, vitrine::DiskFormat::Qcow2, vitrine::ContainerFormat::Bare);
    const bool isQcow2 = report->detected == vitrine::DetectedFormat::Qcow2;
    if (judged && (!isQcow2 || !report->isSafe()))
        std::abort();
    return 0;
}
