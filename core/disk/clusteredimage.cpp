#include "core/disk/clusteredimage.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "core/disk/diskerrors.h"

namespace vitrine {

namespace {

/// So many mappings are joined into one extent, which keeps each call short.
constexpr int mostJoined = 4096;

bool continues(const ClusterMapping &run, const ClusterMapping &next)
{
    if (run.kind != next.kind || next.start != run.end())
        return false;
    return run.kind != DiskExtent::Kind::Data || next.place == run.place + run.length;
}

} // namespace

ClusteredImage::ClusteredImage(const ByteSource &source, qint64 virtualSize, qint64 clusterSize)
    : m_source(source)
    , m_tables(m_source)
    , m_virtualSize(virtualSize)
    , m_clusterSize(clusterSize)
{
}

Result<ClusterMapping> ClusteredImage::runAt(quint64 offset, quint64 limit) const
{
    Result<ClusterMapping> run = mappingAt(offset);
    if (!run)
        return run;
    // What is compressed is one piece each, which read() must see alone.
    for (int i = 0; i < mostJoined && run->end() < limit; ++i) {
        const Result<ClusterMapping> next = mappingAt(run->end());
        if (!next || !continues(*run, *next))
            break;
        run->length += next->length;
    }
    return run;
}

Result<DiskExtent> ClusteredImage::extentAt(qint64 offset) const
{
    const auto start = static_cast<quint64>(offset);
    const auto size = static_cast<quint64>(m_virtualSize);
    return runAt(start, size).map([&](const ClusterMapping &run) {
        DiskExtent extent{ offset, static_cast<qint64>(std::min(run.end(), size) - start), run.kind };
        if (run.kind == DiskExtent::Kind::Data)
            extent.place = m_source.start() + run.place + (start - run.start);
        return extent;
    });
}

Result<void> ClusteredImage::read(qint64 offset, std::span<std::byte> into) const
{
    auto position = static_cast<quint64>(offset);
    while (!into.empty()) {
        Result<ClusterMapping> run = mappingAt(position);
        if (run && run->kind != DiskExtent::Kind::Compressed)
            run = runAt(position, position + into.size());
        if (!run)
            return failure(run.error());
        const quint64 skipped = position - run->start;
        const std::span<std::byte> piece = into.first(std::min<quint64>(into.size(), run->length - skipped));
        Result<void> done;
        if (run->kind == DiskExtent::Kind::Data)
            done = m_source.readPadded(run->place + skipped, piece);
        else if (run->kind == DiskExtent::Kind::Compressed)
            done = readPacked(*run, skipped, piece);
        else
            std::fill(piece.begin(), piece.end(), std::byte{ 0 });
        if (!done)
            return done;
        into = into.subspan(piece.size());
        position += piece.size();
    }
    return {};
}

Result<void> ClusteredImage::readPacked(
    const ClusterMapping &mapping, quint64 offset, std::span<std::byte> into) const
{
    if (into.size() == mapping.length)
        return unpack(mapping, into);
    thread_local std::vector<std::byte> whole;
    whole.resize(mapping.length);
    const auto done = unpack(mapping, whole);
    if (done)
        std::memcpy(into.data(), whole.data() + offset, into.size());
    return done;
}

Result<void> ClusteredImage::unpack(const ClusterMapping &, std::span<std::byte>) const
{
    return damagedImage(DiskText::tr("it holds compressed data that it may not hold"));
}

} // namespace vitrine
