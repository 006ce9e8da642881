#include "core/store/bytecopy.h"

#include <algorithm>
#include <cstring>

#include <fcntl.h>

#include <QCoreApplication>
#include <QLocale>

#include "core/store/filesource.h"
#include "core/support/crashpoint.h"
#include "core/support/digest.h"
#include "core/support/fileio.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ByteCopy)
};

Error cancelled(const DataSource &source)
{
    return { ErrorCode::Cancelled, Text::tr("The copy of “%1” was stopped.").arg(source.displayName()), {} };
}

Error tooLarge(const DataSource &source, qint64 maximum)
{
    return { ErrorCode::LimitExceeded,
        Text::tr("“%1” is larger than the %2 that are allowed here.")
            .arg(source.displayName(), QLocale().formattedDataSize(maximum)),
        u"limit %1 bytes"_s.arg(maximum) };
}

Error wrongSize(const DataSource &source, qint64 expected, qint64 actual)
{
    return { ErrorCode::HashMismatch,
        Text::tr("“%1” does not have the promised length. Get it again from where it came.")
            .arg(source.displayName()),
        u"expected %1 bytes, got %2"_s.arg(expected).arg(actual) };
}

/// Gathers chunks of any size into buffers that begin at multiples of SparseWriter::holeBlock.
class Copier final
{
public:
    Copier(DataSource &source, SparseWriter *writer, const BlobLimits &limits,
        const OperationControl &control, const char *crashPointName, DigestPipeline &digest)
        : m_source(source)
        , m_writer(writer)
        , m_limits(limits)
        , m_control(control)
        , m_crashPointName(crashPointName)
        , m_digest(digest)
        , m_readStage(source.isRemote() ? OperationStage::Network : OperationStage::DiskRead)
        , m_buffer(digest.buffer())
    {
    }

    /// Gives the number of bytes.
    Result<qint64> run()
    {
        for (;;) {
            if (!m_control.mayContinue())
                return failure(cancelled(m_source));
            const auto chunk = read();
            if (!chunk)
                return failure(chunk.error());
            if (chunk->kind == SourceChunk::Kind::End)
                break;
            const Result<void> taken = take(*chunk);
            if (!taken)
                return failure(taken.error());
        }
        if (const auto flushed = flush(); !flushed)
            return failure(flushed.error());
        if (m_limits.expectedSize && *m_limits.expectedSize != m_total)
            return failure(wrongSize(m_source, *m_limits.expectedSize, m_total));
        return m_total;
    }

private:
    StageTime in(OperationStage stage) const { return StageTime(*m_control.progress, stage); }

    Result<SourceChunk> read()
    {
        const StageTime reading = in(m_readStage);
        return m_source.next(m_buffer.subspan(m_filled));
    }

    void nextBuffer()
    {
        const StageTime hashing = in(OperationStage::Hashing);
        m_buffer = m_digest.buffer();
    }

    Result<void> take(const SourceChunk &chunk)
    {
        m_total += chunk.length;
        if (m_limits.maximumSize && m_total > *m_limits.maximumSize)
            return failure(tooLarge(m_source, *m_limits.maximumSize));
        if (m_limits.expectedSize && m_total > *m_limits.expectedSize)
            return failure(wrongSize(m_source, *m_limits.expectedSize, m_total));
        if (chunk.kind == SourceChunk::Kind::Zeros)
            return takeZeros(chunk.length);
        m_filled += static_cast<std::size_t>(chunk.length);
        return m_filled == m_buffer.size() ? flush() : Result<void>();
    }

    Result<void> takeZeros(qint64 length)
    {
        constexpr auto block = static_cast<std::size_t>(SparseWriter::holeBlock);
        const std::size_t toBoundary = (block - m_filled % block) % block;
        length -= fillZeros(std::min(length, static_cast<qint64>(toBoundary)));
        if (length == 0)
            return m_filled == m_buffer.size() ? flush() : Result<void>();

        if (const auto flushed = flush(); !flushed)
            return flushed;
        while (length >= SparseWriter::holeBlock) {
            const qint64 whole = length - length % SparseWriter::holeBlock;
            const qint64 piece = std::min(whole, static_cast<qint64>(DigestPipeline::bufferSize));
            if (const auto passed = passZeros(piece); !passed)
                return passed;
            length -= piece;
        }
        fillZeros(length);
        return {};
    }

    qint64 fillZeros(qint64 length)
    {
        std::memset(m_buffer.data() + m_filled, 0, static_cast<std::size_t>(length));
        m_filled += static_cast<std::size_t>(length);
        return length;
    }

    Result<void> passZeros(qint64 length)
    {
        if (!m_control.mayContinue())
            return failure(cancelled(m_source));
        {
            const StageTime hashing = in(OperationStage::Hashing);
            m_digest.pushZeros(length);
        }
        nextBuffer();
        const Result<void> written = writeZeros(length);
        passed(length);
        return written;
    }

    Result<void> flush()
    {
        if (m_filled == 0)
            return {};
        const std::span<const std::byte> bytes = m_buffer.first(m_filled);
        m_digest.pushData(m_filled);
        const Result<void> written = write(bytes);
        passed(static_cast<qint64>(m_filled));
        nextBuffer();
        m_filled = 0;
        return written;
    }

    Result<void> write(std::span<const std::byte> bytes)
    {
        if (m_writer == nullptr)
            return {};
        const StageTime writing = in(OperationStage::DiskWrite);
        return m_writer->append(bytes);
    }

    Result<void> writeZeros(qint64 length)
    {
        if (m_writer == nullptr)
            return {};
        const StageTime writing = in(OperationStage::DiskWrite);
        return m_writer->appendZeros(length);
    }

    void passed(qint64 length)
    {
        m_control.progress->addDone(length);
        crashPoint(m_crashPointName);
    }

    DataSource &m_source;
    SparseWriter *const m_writer;
    const BlobLimits &m_limits;
    const OperationControl &m_control;
    const char *const m_crashPointName;
    DigestPipeline &m_digest;
    const OperationStage m_readStage;
    std::span<std::byte> m_buffer;
    std::size_t m_filled = 0;
    qint64 m_total = 0;
};

/// Hashes what lies in `fd` already, under the name of where it came from.
Result<BlobDigest> hashFile(DataSource &source, FileOps &ops, int fd, const BlobLimits &limits,
    const OperationControl &control, const char *crashPointName,
    OperationPhase phase = OperationPhase::Copying)
{
    auto file = openFileAt(
        ops, AT_FDCWD, "/proc/self/fd/" + QByteArray::number(fd), O_RDONLY, 0, source.displayName());
    if (!file)
        return failure(file.error());
    const auto written = readOpenFile(ops, std::move(*file), source.displayName());
    if (!written)
        return failure(written.error());
    const auto digest = copyBytes(**written, nullptr, limits, control, crashPointName, phase);
    if (!digest)
        return digest;
    return source.confirmUnchanged().map([&] { return *digest; });
}

Result<void> checkLimits(const DataSource &source, const BlobLimits &limits)
{
    const std::optional<qint64> size = source.size();
    if (!size)
        return {};
    if (limits.maximumSize && *size > *limits.maximumSize)
        return failure(tooLarge(source, *limits.maximumSize));
    if (limits.expectedSize && *size != *limits.expectedSize)
        return failure(wrongSize(source, *limits.expectedSize, *size));
    return {};
}

} // namespace

Result<BlobDigest> copyBytes(DataSource &source, SparseWriter *writer, const BlobLimits &limits,
    const OperationControl &control, const char *crashPointName, OperationPhase phase)
{
    control.progress->setTotal(source.size().value_or(-1));
    control.progress->setDone(0);
    control.progress->setPhase(phase);
    const auto digest = DigestPipeline::create();
    if (!digest)
        return failure(digest.error());
    const auto size = Copier(source, writer, limits, control, crashPointName, **digest).run();
    if (!size)
        return failure(size.error());
    const auto hashes = (*digest)->finish();
    if (!hashes)
        return failure(hashes.error());
    return source.confirmUnchanged().map([&] { return BlobDigest{ *size, hashes->md5, hashes->sha512 }; });
}

Result<BlobDigest> copyToFile(DataSource &source, FileOps &ops, int fd, const QString &path,
    const BlobLimits &limits, const OperationControl &control, const char *crashPointName)
{
    control.progress->setPhase(OperationPhase::Preparing);
    if (const auto allowed = checkLimits(source, limits); !allowed)
        return failure(allowed.error());
    if (source.fileDescriptor() >= 0 && ops.clone(fd, source.fileDescriptor()) == 0)
        return hashFile(source, ops, fd, limits, control, crashPointName);
    if (source.makesFile()) {
        return source.makeFile(ops, fd, control).and_then([&] {
            return hashFile(source, ops, fd, limits, control, crashPointName, OperationPhase::Verifying);
        });
    }

    SparseWriter writer(ops, fd, path);
    const auto prepared
        = writer.prepare(source.size().value_or(0), source.dataSize().value_or(0), limits.reservedSpace);
    if (!prepared)
        return failure(prepared.error());
    const auto digest = copyBytes(source, &writer, limits, control, crashPointName);
    if (!digest)
        return digest;
    return writer.finish().map([&] { return *digest; });
}

} // namespace vitrine
