#include "core/catalog/guardedsource.h"

namespace vitrine {

namespace {

constexpr auto reportInterval = std::chrono::seconds(1);

} // namespace

GuardedSource::GuardedSource(DataSource &source, Report report)
    : m_source(source)
    , m_report(std::move(report))
{
}

QString GuardedSource::displayName() const
{
    return m_source.displayName();
}

std::optional<qint64> GuardedSource::size() const
{
    return m_source.size();
}

std::optional<qint64> GuardedSource::dataSize() const
{
    return m_source.dataSize();
}

int GuardedSource::fileDescriptor() const
{
    return m_source.fileDescriptor();
}

Result<SourceChunk> GuardedSource::next(std::span<std::byte> buffer)
{
    auto chunk = m_source.next(buffer);
    if (!chunk)
        return chunk;
    m_bytesRead += chunk->length;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastReport < reportInterval)
        return chunk;
    m_lastReport = now;
    if (const auto reported = m_report(m_bytesRead); !reported)
        return failure(reported.error());
    return chunk;
}

Result<void> GuardedSource::makeFile(FileOps &ops, int fd, const OperationControl &control)
{
    return m_source.makeFile(ops, fd, control).and_then([this] { return m_report(m_bytesRead); });
}

Result<void> GuardedSource::confirmUnchanged()
{
    return m_source.confirmUnchanged();
}

} // namespace vitrine
