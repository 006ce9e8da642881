#pragma once

#include <chrono>
#include <functional>

#include "core/store/datasource.h"

namespace vitrine {

/// A source that reports once a second while it is read, so that an image deleted meanwhile is noticed and a
/// task shows progress. A report that fails ends the reading.
class GuardedSource final : public DataSource
{
public:
    using Report = std::function<Result<void>(qint64 bytesRead)>;

    GuardedSource(DataSource &source, Report report);

    QString displayName() const override;
    std::optional<qint64> size() const override;
    std::optional<qint64> dataSize() const override;
    int fileDescriptor() const override;
    bool isRemote() const override { return m_source.isRemote(); }
    Result<SourceChunk> next(std::span<std::byte> buffer) override;
    bool makesFile() const override { return m_source.makesFile(); }
    Result<void> makeFile(FileOps &ops, int fd, const OperationControl &control) override;
    Result<void> confirmUnchanged() override;

private:
    DataSource &m_source;
    const Report m_report;
    qint64 m_bytesRead = 0;
    std::chrono::steady_clock::time_point m_lastReport = std::chrono::steady_clock::now();
};

} // namespace vitrine
