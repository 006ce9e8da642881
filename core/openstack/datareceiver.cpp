#include "core/openstack/datareceiver.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

#include <QCoreApplication>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageDownload)
};

constexpr qint64 writeBackStep = 8 << 20;

bool isZero(std::span<const std::byte> bytes)
{
    return bytes.front() == std::byte{ 0 }
    && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
}

tl::unexpected<Error> wrongPart(const QByteArray &range)
{
    return failure(ErrorCode::Unavailable,
        Text::tr("The cloud sent another part of the data than the one that was asked for. Try again."),
        u"Content-Range: "_s + QString::fromLatin1(range));
}

} // namespace

DataReceiver::DataReceiver(const Image &image, int file, QString path, const OperationControl &control)
    : m_image(image)
    , m_file(file)
    , m_path(std::move(path))
    , m_control(control)
{
}

Result<void> DataReceiver::forget()
{
    // md5 is only looked at where there is nothing better.
    const bool isSha512Known = m_image.osHashAlgo == u"sha512" && !m_image.osHashValue.isEmpty();
    auto digests = DigestPipeline::create(
        isSha512Known ? DigestPipeline::Wanted::Sha512 : DigestPipeline::Wanted::Both);
    if (!digests)
        return failure(digests.error());
    m_digests = std::move(*digests);
    m_buffer = {};
    m_filled = 0;
    m_offset = 0;
    m_writeBackStart = 0;
    m_contentMd5.clear();
    m_control.progress->setDone(0);
    return {};
}

Result<void> DataReceiver::startOver()
{
    if (const auto forgotten = forget(); !forgotten)
        return forgotten;
    if (m_file >= 0 && systemFileOps().ftruncate(m_file, 0) != 0)
        return errnoFailure(FileAction::Write, m_path);
    return {};
}

Result<void> DataReceiver::takeUp(qint64 length)
{
    if (const auto forgotten = forget(); !forgotten)
        return forgotten;
    while (m_offset < length) {
        if (!m_control.mayContinue())
            return failure(ErrorCode::Cancelled, Text::tr("The download of “%1” was stopped.").arg(m_path));
        const auto buffer = m_digests->buffer();
        const auto wanted = std::min<qint64>(length - m_offset, static_cast<qint64>(buffer.size()));
        const ssize_t read
            = systemFileOps().pread(m_file, buffer.data(), static_cast<std::size_t>(wanted), m_offset);
        if (read < 0 && errno == EINTR)
            continue;
        if (read <= 0)
            return errnoFailure(FileAction::Read, m_path);
        m_digests->pushData(static_cast<std::size_t>(read));
        m_offset += read;
        m_control.progress->setDone(m_offset);
    }
    return {};
}

Result<void> DataReceiver::begin(const HttpResponse &head)
{
    if (head.status == 204) {
        return failure(ErrorCode::Conflict,
            Text::tr("The image has no data yet. Wait until it is active, or send some."));
    }
    if (head.status == 206)
        return beginPart(head);
    // The server knows no ranges, and sends everything once more.
    if (offset() > 0) {
        if (const auto again = startOver(); !again)
            return again;
    }
    m_contentMd5 = QString::fromLatin1(head.headers.value("content-md5"));
    return {};
}

/// "bytes 100-199/200"
Result<void> DataReceiver::beginPart(const HttpResponse &head)
{
    const QByteArray range = head.headers.value("content-range");
    const qsizetype dash = range.indexOf('-');
    const qsizetype slash = range.indexOf('/');
    if (!range.startsWith("bytes ") || dash < 6 || slash < dash)
        return wrongPart(range);
    const QByteArray total = range.mid(slash + 1);
    const bool isOurTotal = total == "*" || !m_image.size || total.toLongLong() == *m_image.size;
    bool isNumber = false;
    const qint64 first = range.mid(6, dash - 6).toLongLong(&isNumber);
    return isNumber && first == offset() && isOurTotal ? Result<void>() : wrongPart(range);
}

Result<void> DataReceiver::take(std::span<const std::byte> bytes)
{
    if (m_image.size && offset() + static_cast<qint64>(bytes.size()) > *m_image.size) {
        return failure(ErrorCode::HashMismatch,
            Text::tr("The cloud sends more data than the image has. Try again, or ask its administrator."),
            u"more than %1 bytes"_s.arg(*m_image.size));
    }
    while (!bytes.empty()) {
        if (m_buffer.empty()) {
            if (!m_control.mayContinue())
                return failure(
                    ErrorCode::Cancelled, Text::tr("The download of “%1” was stopped.").arg(m_path));
            m_buffer = m_digests->buffer();
        }
        const std::size_t length = std::min(bytes.size(), m_buffer.size() - m_filled);
        std::memcpy(m_buffer.data() + m_filled, bytes.data(), length);
        m_filled += length;
        bytes = bytes.subspan(length);
        m_control.progress->setDone(offset());
        if (m_filled < m_buffer.size())
            continue;
        if (const auto flushed = flush(); !flushed)
            return flushed;
    }
    return {};
}

Result<void> DataReceiver::flush()
{
    if (m_filled == 0)
        return {};
    const auto bytes = m_buffer.first(m_filled);
    // What is zero becomes a hole; setLength() gives the file its length.
    if (m_file >= 0 && !isZero(bytes)) {
        if (const auto written = writeFully(systemFileOps(), m_file, bytes, m_offset, m_path); !written)
            return written;
    }
    m_digests->pushData(m_filled);
    m_offset += static_cast<qint64>(m_filled);
    m_filled = 0;
    m_buffer = {};
    if (m_file >= 0 && m_offset - m_writeBackStart >= writeBackStep) {
        // So that the disk works meanwhile, and not only once all has come.
        systemFileOps().syncFileRange(
            m_file, m_writeBackStart, m_offset - m_writeBackStart, SYNC_FILE_RANGE_WRITE);
        m_writeBackStart = m_offset;
    }
    return {};
}

Result<void> DataReceiver::setLength()
{
    if (m_file >= 0 && systemFileOps().ftruncate(m_file, m_offset) != 0)
        return errnoFailure(FileAction::Write, m_path);
    return {};
}

Result<Digests> DataReceiver::finish()
{
    const auto set = setLength();
    return set ? m_digests->finish() : failure(set.error());
}

} // namespace vitrine
