#pragma once

#include <memory>

#include "core/openstack/httpclient.h"
#include "core/support/digest.h"
#include "core/support/filedescriptor.h"

namespace vitrine {

/// A regular file as the body of a request, hashed while it is sent.
class FileSender final : public HttpSender
{
public:
    static Result<std::unique_ptr<FileSender>> open(const QString &path, const OperationControl &control);

    qint64 size() const override { return m_size; }
    /// Waits while the operation is paused. ErrorCode::SourceChanged before the last byte goes out when the
    /// file is no longer as it was.
    Result<std::size_t> fill(std::span<std::byte> buffer) override;

    bool isComplete() const { return m_sent == m_size; }
    /// Once, when it is complete.
    Result<Digests> finish() { return m_digests->finish(); }

private:
    FileSender(QString path, FileDescriptor file, qint64 size, const OperationControl &control);
    Result<void> readOn();
    Result<void> confirmUnchanged() const;

    const QString m_path;
    const FileDescriptor m_file;
    const qint64 m_size;
    const OperationControl m_control;
    qint64 m_changedAt = 0; ///< nanoseconds
    std::unique_ptr<DigestPipeline> m_digests;
    qint64 m_read = 0;
    qint64 m_sent = 0;
    std::span<const std::byte> m_rest;
};

} // namespace vitrine
