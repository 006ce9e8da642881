#include "core/disk/diskview.h"

#include <algorithm>

namespace vitrine {

DiskView::DiskView(const DiskImage &image, qint64 offset, qint64 length, qint64 allowance)
    : m_image(image)
    , m_offset(std::clamp<qint64>(offset, 0, image.virtualSize()))
    , m_length(std::clamp<qint64>(length, 0, image.virtualSize() - m_offset))
    , m_allowance(allowance)
{
}

bool DiskView::read(qint64 offset, std::span<std::byte> into)
{
    const auto wanted = static_cast<qint64>(into.size());
    if (offset < 0 || wanted > m_allowance)
        return false;
    m_allowance -= wanted;
    const qint64 inside = std::clamp<qint64>(m_length - std::min(offset, m_length), 0, wanted);
    std::fill(into.begin() + inside, into.end(), std::byte{ 0 });
    return inside == 0
        || m_image.read(m_offset + offset, into.first(static_cast<std::size_t>(inside))).has_value();
}

} // namespace vitrine
