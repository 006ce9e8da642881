#include "core/disk/allocationmap.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/disk/diskerrors.h"

namespace vitrine {

namespace {

constexpr std::array allKinds{ AllocationKind::Data, AllocationKind::Zero, AllocationKind::Hole,
    AllocationKind::Compressed };
constexpr int kindCount = static_cast<int>(allKinds.size());

void append(QList<AllocationExtent> &extents, const AllocationExtent &next)
{
    if (next.length == 0)
        return;
    if (!extents.isEmpty() && extents.constLast().kind == next.kind)
        extents.last().length += next.length;
    else
        extents.append(next);
}

/// Gathers extents as they are, and by equal pieces of the disk in case they become too many.
class AllocationGatherer final
{
public:
    AllocationGatherer(qint64 size, int most)
        : m_size(size)
        , m_most(std::max(most, kindCount))
        , m_pieceLength(std::max<qint64>(1, (size + pieceCount() - 1) / pieceCount()))
        , m_sums(static_cast<std::size_t>(pieceCount()))
    {
    }

    void add(const AllocationExtent &extent);
    AllocationMap take() &&;

private:
    /// Each piece may become an extent of every kind.
    qint64 pieceCount() const { return m_most / kindCount; }
    QList<AllocationExtent> coarseExtents() const;

    const qint64 m_size;
    const int m_most;
    const qint64 m_pieceLength;
    std::vector<std::array<qint64, kindCount>> m_sums;
    QList<AllocationExtent> m_exact;
};

void AllocationGatherer::add(const AllocationExtent &extent)
{
    if (m_exact.size() <= m_most)
        append(m_exact, extent);
    const qint64 end = extent.offset + extent.length;
    for (qint64 offset = extent.offset; offset < end;) {
        const qint64 piece = offset / m_pieceLength;
        const qint64 pieceEnd = std::min(end, (piece + 1) * m_pieceLength);
        m_sums[static_cast<std::size_t>(piece)][static_cast<std::size_t>(extent.kind)] += pieceEnd - offset;
        offset = pieceEnd;
    }
}

QList<AllocationExtent> AllocationGatherer::coarseExtents() const
{
    QList<AllocationExtent> extents;
    qint64 offset = 0;
    for (const auto &sums : m_sums) {
        for (const AllocationKind kind : allKinds) {
            const qint64 length = sums[static_cast<std::size_t>(kind)];
            append(extents, { offset, length, kind });
            offset += length;
        }
    }
    return extents;
}

AllocationMap AllocationGatherer::take() &&
{
    const bool isExact = m_exact.size() <= m_most;
    return { m_size, isExact ? std::move(m_exact) : coarseExtents() };
}

} // namespace

AllocationKind allocationKindOf(DiskExtent::Kind kind)
{
    switch (kind) {
    case DiskExtent::Kind::Data:
        return AllocationKind::Data;
    case DiskExtent::Kind::Zero:
        return AllocationKind::Zero;
    case DiskExtent::Kind::Hole:
        return AllocationKind::Hole;
    case DiskExtent::Kind::Compressed:
        return AllocationKind::Compressed;
    }
    Q_UNREACHABLE();
}

Result<AllocationMap> mapAllocation(const DiskImage &image, int most, const OperationControl &control)
{
    const qint64 size = image.virtualSize();
    control.progress->setTotal(size);
    AllocationGatherer gatherer(size, most);
    for (qint64 offset = 0; offset < size;) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, DiskText::tr("The operation was cancelled."));
        const Result<DiskExtent> extent = image.extentAt(offset);
        if (!extent)
            return failure(extent.error());
        gatherer.add({ offset, extent->length, allocationKindOf(extent->kind) });
        offset = extent->end();
        control.progress->setDone(offset);
    }
    return std::move(gatherer).take();
}

} // namespace vitrine
