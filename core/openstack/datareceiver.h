#pragma once

#include <memory>

#include "core/image/image.h"
#include "core/openstack/httpclient.h"
#include "core/support/digest.h"

namespace vitrine {

/// The data of one image, hashed in the order in which they come and written to a file, over several answers.
class DataReceiver final : public HttpReceiver
{
public:
    /// `file` -1: hash only. `path` is for messages.
    DataReceiver(const Image &image, int file, QString path, const OperationControl &control);

    // One of these comes first.
    /// Hashes the first `length` bytes, which the file has already, to go on behind them.
    Result<void> takeUp(qint64 length);
    /// Begins with an empty file.
    Result<void> startOver();

    /// How many bytes are there: the next answer should begin behind them.
    qint64 offset() const { return m_offset + static_cast<qint64>(m_filled); }

    Result<void> begin(const HttpResponse &head) override;
    Result<void> take(std::span<const std::byte> bytes) override;
    /// After an answer, whole or broken: puts what is in memory into the file.
    Result<void> flush();
    /// Gives the file the length of what came, which may end in a hole.
    Result<void> setLength();
    /// Once, after the last byte.
    Result<Digests> finish();

    /// What the server said of the md5 of all, when the image does not.
    const QString &contentMd5() const { return m_contentMd5; }

private:
    Result<void> forget();
    Result<void> beginPart(const HttpResponse &head);

    const Image m_image;
    const int m_file;
    const QString m_path;
    const OperationControl m_control;
    std::unique_ptr<DigestPipeline> m_digests;
    std::span<std::byte> m_buffer;
    std::size_t m_filled = 0;
    qint64 m_offset = 0; ///< bytes before those in the buffer
    qint64 m_writeBackStart = 0; ///< from here on nobody has asked for it to be written to the disk
    QString m_contentMd5;
};

} // namespace vitrine
