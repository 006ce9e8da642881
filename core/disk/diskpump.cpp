#include "core/disk/diskpump.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "core/disk/diskerrors.h"
#include "core/disk/outputfile.h"

namespace vitrine {

namespace {

constexpr qint64 usualPiece = 1 << 20;
/// What all pieces on their way may take together.
constexpr qint64 mostMemory = 64LL << 20;
constexpr int mostThreads = 64;

tl::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, DiskText::tr("The operation was cancelled."));
}

/// Consecutive units of a piece that are stored in one way.
struct Run {
    std::size_t start = 0; ///< in the piece
    std::size_t length = 0;
    std::size_t packedAt = 0;
    std::size_t packedLength = 0; ///< 0: stored as they are
};

/// One piece of the disk on its way.
struct Job {
    DiskPieces::Piece piece;
    std::vector<std::byte> bytes;
    std::vector<std::byte> packed;
    std::vector<Run> runs;
    Result<void> outcome;
    bool isDone = false;
};

class Pump final
{
public:
    Pump(const DiskImage &image, DiskWriter &writer, int threads, const OperationControl &control);

    Result<void> run();

private:
    void work(const std::stop_token &stop);
    void prepare(Job &job) const;
    void addRun(Job &job, std::size_t start) const;
    Result<bool> feed();
    Job &awaitFirst();
    Result<void> writeFirst();
    Result<void> write(const Job &job);

    const DiskImage &m_image;
    DiskWriter &m_writer;
    const OperationControl &m_control;
    const std::size_t m_unit;
    const qint64 m_pieceLength;
    DiskPieces m_pieces;
    std::vector<std::unique_ptr<Job>> m_free;
    std::deque<std::unique_ptr<Job>> m_inOrder; ///< touched by the calling thread only

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::condition_variable m_jobDone;
    std::deque<Job *> m_waiting;
    std::vector<std::jthread> m_threads; ///< last: they use all of the above
};

Pump::Pump(const DiskImage &image, DiskWriter &writer, int threads, const OperationControl &control)
    : m_image(image)
    , m_writer(writer)
    , m_control(control)
    , m_unit(static_cast<std::size_t>(writer.unit()))
    , m_pieceLength(std::max({ usualPiece, writer.unit(), std::min(image.clusterSize(), 2 * usualPiece) }))
    , m_pieces(image, m_pieceLength)
{
    const qint64 memoryOfJob = m_pieceLength * (writer.doesPack() ? 2 : 1);
    const auto most = static_cast<std::size_t>(std::max<qint64>(mostMemory / memoryOfJob, 2));
    // Enough for the threads to go on while the writer waits for the disk.
    const std::size_t jobs = std::min(most, static_cast<std::size_t>(threads) * 4 + 4);
    for (std::size_t i = 0; i < jobs; ++i)
        m_free.push_back(std::make_unique<Job>());
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this](const std::stop_token &stop) { work(stop); });
}

void Pump::work(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        Job &job = *m_waiting.front();
        m_waiting.pop_front();
        lock.unlock();
        prepare(job);
        lock.lock();
        job.isDone = true;
        m_jobDone.notify_one();
        // What still waits when the pump gives up is wanted by nobody.
        if (stop.stop_requested())
            return;
    }
}

void Pump::prepare(Job &job) const
{
    const auto length = static_cast<std::size_t>(job.piece.length);
    const std::size_t padded = (length + m_unit - 1) / m_unit * m_unit;
    job.bytes.resize(padded);
    std::fill(job.bytes.begin() + job.piece.length, job.bytes.end(), std::byte{ 0 });
    job.runs.clear();
    job.outcome = m_image.read(job.piece.offset, std::span(job.bytes).first(length));
    if (!job.outcome)
        return;
    if (m_writer.doesPack())
        job.packed.resize(padded / m_unit * m_writer.packedRoom());
    for (std::size_t start = 0; start < padded; start += m_unit) {
        // A piece may take long to pack, and nobody waits long for a conversion that was stopped.
        if (m_control.stop.stop_requested()) {
            job.outcome = cancelled();
            return;
        }
        addRun(job, start);
    }
}

void Pump::addRun(Job &job, std::size_t start) const
{
    const auto unit = std::span(job.bytes).subspan(start, m_unit);
    if (isAllZero(unit))
        return;
    Run run{ start, m_unit };
    if (m_writer.doesPack()) {
        const std::size_t room = m_writer.packedRoom();
        run.packedAt = start / m_unit * room;
        run.packedLength = m_writer.pack(unit, std::span(job.packed).subspan(run.packedAt, room));
    }
    const bool continues = run.packedLength == 0 && !job.runs.empty() && job.runs.back().packedLength == 0
        && job.runs.back().start + job.runs.back().length == start;
    if (continues)
        job.runs.back().length += m_unit;
    else
        job.runs.push_back(run);
}

/// Gives the next piece to the threads; false when there is none.
Result<bool> Pump::feed()
{
    const Result<DiskPieces::Piece> piece = m_pieces.next();
    if (!piece)
        return failure(piece.error());
    if (piece->length == 0)
        return false;
    std::unique_ptr<Job> job = std::move(m_free.back());
    m_free.pop_back();
    job->piece = *piece;
    job->isDone = false;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(job.get());
    }
    m_inOrder.push_back(std::move(job));
    m_changed.notify_one();
    return true;
}

Result<void> Pump::write(const Job &job)
{
    for (const Run &run : job.runs) {
        const qint64 offset = job.piece.offset + static_cast<qint64>(run.start);
        const auto done = run.packedLength == 0
            ? m_writer.write(offset, std::span(job.bytes).subspan(run.start, run.length))
            : m_writer.writePacked(offset, std::span(job.packed).subspan(run.packedAt, run.packedLength));
        if (!done)
            return done;
    }
    return {};
}

Result<void> Pump::writeFirst()
{
    std::unique_ptr<Job> job = std::move(m_inOrder.front());
    m_inOrder.pop_front();
    {
        std::unique_lock lock(m_mutex);
        m_jobDone.wait(lock, [&job] { return job->isDone; });
    }
    const auto done = job->outcome ? write(*job) : job->outcome;
    m_control.progress->setDone(job->piece.offset + job->piece.length);
    m_free.push_back(std::move(job));
    return done;
}

Result<void> Pump::run()
{
    bool hasMore = true;
    while (hasMore || !m_inOrder.empty()) {
        if (!m_control.mayContinue())
            return cancelled();
        if (hasMore && !m_free.empty()) {
            const Result<bool> fed = feed();
            if (!fed)
                return failure(fed.error());
            hasMore = *fed;
        } else if (const auto done = writeFirst(); !done) {
            return done;
        }
    }
    return {};
}

} // namespace

int usualThreads()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, mostThreads);
}

Result<DiskPieces::Piece> DiskPieces::next()
{
    const qint64 size = m_image.virtualSize();
    while (m_position < size) {
        const Result<DiskExtent> extent = m_image.extentAt(m_position);
        if (!extent)
            return failure(extent.error());
        const qint64 start = m_position;
        const qint64 pieceEnd = std::min(size, start / m_piece * m_piece + m_piece);
        if (!extent->readsAsZero() || extent->end() < pieceEnd) {
            m_position = pieceEnd;
            return Piece{ start, pieceEnd - start };
        }
        // Whole pieces of zeros only, so that the next begins at a multiple again.
        m_position = extent->end() == size ? size : extent->end() / m_piece * m_piece;
    }
    return Piece{ size, 0 };
}

Result<void> pumpDisk(
    const DiskImage &image, DiskWriter &writer, int threads, const OperationControl &control)
{
    const int count = threads > 0 ? std::min(threads, mostThreads) : usualThreads();
    const auto done = Pump(image, writer, count, control).run();
    if (done)
        control.progress->setDone(image.virtualSize());
    return done;
}

} // namespace vitrine
