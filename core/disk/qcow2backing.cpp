#include "core/disk/qcow2backing.h"

#include <algorithm>

#include "core/disk/qcow2header.h"

namespace vitrine {

namespace {

constexpr quint64 longestHead = 64 * 1024;
constexpr qsizetype longestName = 1023;
constexpr qsizetype longestFormat = 64;
constexpr quint32 backingFormatExtension = 0xe2792aca;
constexpr int mostExtensions = 64;

/// The first bytes, or all of a shorter file; empty when they cannot be read.
QByteArray headOf(const ByteSource &source)
{
    QByteArray head(static_cast<qsizetype>(std::min(source.size(), longestHead)), Qt::Uninitialized);
    const auto bytes = std::as_writable_bytes(std::span(head.data(), static_cast<std::size_t>(head.size())));
    return source.read(0, bytes) ? head : QByteArray();
}

QString textAt(const Bytes &head, quint64 offset, quint64 length)
{
    const auto size = static_cast<quint64>(head.size());
    if (offset > size || length > size - offset)
        return {};
    return QString::fromUtf8(head.view(static_cast<qsizetype>(offset), static_cast<qsizetype>(length)));
}

QString formatIn(const Bytes &head, const Qcow2Header &header)
{
    quint64 offset = header.length;
    for (int i = 0; i < mostExtensions && offset + 8 <= static_cast<quint64>(head.size()); ++i) {
        const quint32 type = head.be32(static_cast<qsizetype>(offset));
        const quint64 length = head.be32(static_cast<qsizetype>(offset + 4));
        if (type == 0)
            return {};
        if (type == backingFormatExtension)
            return length <= longestFormat ? textAt(head, offset + 8, length) : QString();
        offset += 8 + (length + 7) / 8 * 8;
    }
    return {};
}

} // namespace

std::optional<BackingReference> backingReferenceOf(const ByteSource &source)
{
    const QByteArray bytes = headOf(source);
    const Bytes head(bytes);
    if (!head.has(0, "QFI\xfb") || head.size() < qcow2::newHeaderLength)
        return std::nullopt;
    const Qcow2Header header = qcow2HeaderFrom(head);
    if (header.backingOffset == 0)
        return std::nullopt;
    const quint32 length = head.be32(16);
    return BackingReference{ length <= longestName ? textAt(head, header.backingOffset, length) : QString(),
        formatIn(head, header) };
}

} // namespace vitrine
