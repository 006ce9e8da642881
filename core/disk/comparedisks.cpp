#include "core/disk/comparedisks.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

#include "core/disk/diskerrors.h"
#include "core/disk/diskpump.h"
#include "core/disk/outputfile.h"

namespace vitrine {

namespace {

constexpr qint64 pieceLength = 1 << 20;
constexpr std::size_t blockLength = 64 * 1024;

/// Bytes of a disk; what lies behind its end is zero.
Result<void> readOrZero(const DiskImage &image, qint64 offset, std::span<std::byte> into)
{
    const qint64 inside = std::clamp<qint64>(image.virtualSize() - offset, 0, std::ssize(into));
    std::fill(into.begin() + inside, into.end(), std::byte{ 0 });
    return inside == 0 ? Result<void>() : image.read(offset, into.first(static_cast<std::size_t>(inside)));
}

/// Up to where the disk reads as zero from `offset` on; `offset` itself when it does not.
Result<qint64> zerosUpTo(const DiskImage &image, qint64 offset, qint64 size)
{
    if (offset >= image.virtualSize())
        return size;
    return image.extentAt(offset).map([&](const DiskExtent &extent) {
        if (!extent.readsAsZero())
            return offset;
        return extent.end() == image.virtualSize() ? size : extent.end();
    });
}

class Comparer final
{
public:
    Comparer(const DiskImage &left, const DiskImage &right, const OperationControl &control)
        : m_left(left)
        , m_right(right)
        , m_control(control)
        , m_size(std::max(left.virtualSize(), right.virtualSize()))
    {
        m_comparison.comparedBytes = m_size;
    }

    Result<DiskComparison> run(int threads);

private:
    void work();
    Result<qint64> takePiece();
    Result<void> comparePiece(qint64 offset, std::vector<std::byte> &left, std::vector<std::byte> &right);

    const DiskImage &m_left;
    const DiskImage &m_right;
    const OperationControl &m_control;
    const qint64 m_size;
    std::mutex m_mutex;
    qint64 m_position = 0;
    DiskComparison m_comparison;
    Result<void> m_outcome;
};

/// The offset of the next piece in which not both disks are holes; the size when there is none.
Result<qint64> Comparer::takePiece()
{
    const std::lock_guard lock(m_mutex);
    while (m_outcome && m_position < m_size) {
        const auto left = zerosUpTo(m_left, m_position, m_size);
        const auto right = left ? zerosUpTo(m_right, m_position, m_size) : left;
        if (!right)
            return right;
        const qint64 end = std::min(*left, *right);
        const qint64 skipped = end == m_size ? m_size : end / pieceLength * pieceLength;
        if (skipped <= m_position) {
            const qint64 offset = m_position;
            m_position = std::min(m_size, offset + pieceLength);
            return offset;
        }
        m_comparison.equalBytes += skipped - m_position;
        m_control.progress->addDone(skipped - m_position);
        m_position = skipped;
    }
    return m_size;
}

Result<void> Comparer::comparePiece(
    qint64 offset, std::vector<std::byte> &left, std::vector<std::byte> &right)
{
    const auto length = static_cast<std::size_t>(std::min(pieceLength, m_size - offset));
    left.resize(length);
    right.resize(length);
    const auto done
        = readOrZero(m_left, offset, left).and_then([&] { return readOrZero(m_right, offset, right); });
    if (!done)
        return done;
    qint64 equal = 0;
    std::optional<qint64> difference;
    for (std::size_t start = 0; start < length; start += blockLength) {
        const std::size_t count = std::min(blockLength, length - start);
        if (std::memcmp(left.data() + start, right.data() + start, count) == 0) {
            equal += static_cast<qint64>(count);
        } else if (!difference) {
            const auto begin = left.begin() + static_cast<std::ptrdiff_t>(start);
            const auto at = std::mismatch(begin, left.end(), right.begin() + (begin - left.begin())).first;
            difference = offset + (at - left.begin());
        }
    }
    const std::lock_guard lock(m_mutex);
    m_comparison.equalBytes += equal;
    if (difference && (!m_comparison.firstDifference || *difference < *m_comparison.firstDifference))
        m_comparison.firstDifference = difference;
    m_control.progress->addDone(static_cast<qint64>(length));
    return {};
}

void Comparer::work()
{
    std::vector<std::byte> left;
    std::vector<std::byte> right;
    Result<void> outcome;
    while (outcome) {
        if (!m_control.mayContinue()) {
            outcome = failure(ErrorCode::Cancelled, DiskText::tr("The operation was cancelled."));
            break;
        }
        const Result<qint64> offset = takePiece();
        if (!offset)
            outcome = failure(offset.error());
        else if (*offset >= m_size)
            return;
        else
            outcome = comparePiece(*offset, left, right);
    }
    const std::lock_guard lock(m_mutex);
    if (m_outcome)
        m_outcome = outcome;
}

Result<DiskComparison> Comparer::run(int threads)
{
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([this] { work(); });
    }
    return m_outcome.map([this] { return m_comparison; });
}

} // namespace

Result<DiskComparison> compareDisks(
    const DiskImage &left, const DiskImage &right, int threads, const OperationControl &control)
{
    control.progress->setTotal(std::max(left.virtualSize(), right.virtualSize()));
    return Comparer(left, right, control).run(threads > 0 ? std::min(threads, 64) : usualThreads());
}

} // namespace vitrine
