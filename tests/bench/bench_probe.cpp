// How long the probe takes, beside a plain read of the whole file in the same run: bench_probe FILE...
// Whatever a file's size, the probe reads its headers, some tables and its end.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "core/disk/diskprobe.h"
#include "core/support/filedescriptor.h"

using namespace vitrine;

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

double probeTime(int file)
{
    std::vector<double> times;
    for (int run = 0; run < 21; ++run) {
        const auto begin = Clock::now();
        if (!probeDisk(file))
            std::fprintf(stderr, "the file cannot be probed\n");
        times.push_back(msSince(begin));
    }
    return median(times);
}

double readTime(int file)
{
    static std::vector<char> buffer(1 << 20);
    std::vector<double> times;
    for (int run = 0; run < 5; ++run) {
        const auto begin = Clock::now();
        off_t offset = 0;
        ssize_t count = 0;
        while ((count = ::pread(file, buffer.data(), buffer.size(), offset)) > 0)
            offset += count;
        times.push_back(msSince(begin));
    }
    return median(times);
}

void measure(const char *path)
{
    const FileDescriptor file(::open(path, O_RDONLY | O_CLOEXEC));
    const Result<ProbeReport> report = probeDisk(file.get());
    if (!report) {
        std::fprintf(stderr, "%s: %s\n", path, qPrintable(report.error().message));
        return;
    }
    const double probe = probeTime(file.get());
    const double read = readTime(file.get());
    const double bytes = static_cast<double>(report->actualSize);
    // An intake reads all and probes at the end, on one core.
    std::printf("%s: %s, %.0f MiB: probe %.3f ms; read %.2f GB/s, read and probe %.2f GB/s\n", path,
        qPrintable(detectedFormatName(report->detected)), bytes / (1 << 20), probe, bytes / read / 1e6,
        bytes / (read + probe) / 1e6);
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        measure(argv[i]);
    return argc > 1 ? 0 : 2;
}
