#include "core/catalog/quota.h"

#include <algorithm>

#include <QLocale>

namespace vitrine {

namespace {

QString formatted(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes);
}

} // namespace

Quota::Quota(ImageLimits limits)
    : m_limits(limits)
{
}

Result<void> Quota::checkImageCount(const Usage &usage) const
{
    if (m_limits.imageCount < 0 || usage.imageCount + usage.trashCount < m_limits.imageCount)
        return {};
    return failure(ErrorCode::LimitExceeded,
        Quota::tr(
            "The catalogue holds %1 images, which is as many as it may. Delete some and empty the trash.")
            .arg(usage.imageCount + usage.trashCount));
}

std::optional<qint64> Quota::totalBytes() const
{
    return m_limits.totalBytes > 0 ? std::optional(m_limits.totalBytes) : std::nullopt;
}

std::optional<qint64> Quota::remainingBytes(const Usage &usage) const
{
    if (m_limits.totalBytes <= 0)
        return std::nullopt;
    return std::max<qint64>(0, m_limits.totalBytes - usage.storedBytes);
}

Result<void> Quota::checkBytes(const Usage &usage, qint64 size, qsizetype copies) const
{
    if (m_limits.imageSize > 0 && size > m_limits.imageSize) {
        return failure(ErrorCode::LimitExceeded,
            Quota::tr("An image may have %1 at most; this one has %2.")
                .arg(formatted(m_limits.imageSize), formatted(size)));
    }
    const auto remaining = remainingBytes(usage);
    if (!remaining || (size <= *remaining / std::max<qsizetype>(1, copies)))
        return {};
    return failure(ErrorCode::LimitExceeded,
        Quota::tr(
            "The catalogue may hold %1 more, but this needs %2. Delete some images and empty the trash.")
            .arg(formatted(*remaining), formatted(size)));
}

std::optional<qint64> Quota::largestImage(const Usage &usage) const
{
    const auto remaining = remainingBytes(usage);
    if (m_limits.imageSize <= 0)
        return remaining;
    return remaining ? std::min(*remaining, m_limits.imageSize) : m_limits.imageSize;
}

} // namespace vitrine
