#include "core/disk/metadatacache.h"

#include <algorithm>
#include <cstring>

namespace vitrine {

namespace {

constexpr quint64 pageLength = 64 * 1024;
constexpr std::size_t mostPages = 64;

} // namespace

Result<std::shared_ptr<const MetadataCache::Page>> MetadataCache::page(quint64 index) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_pages.find(index); found != m_pages.end()) {
            found->second.lastUse = ++m_clock;
            return found->second.page;
        }
    }
    const quint64 start = index * pageLength;
    auto fresh = std::make_shared<Page>(std::min(pageLength, m_source.size() - start));
    if (const auto done = m_source.read(start, *fresh); !done)
        return failure(done.error());

    const std::lock_guard lock(m_mutex);
    if (m_pages.size() >= mostPages) {
        const auto oldest = std::min_element(m_pages.begin(), m_pages.end(),
            [](const auto &left, const auto &right) { return left.second.lastUse < right.second.lastUse; });
        m_pages.erase(oldest);
    }
    m_pages[index] = { fresh, ++m_clock };
    return fresh;
}

Result<quint64> MetadataCache::zerosAt(quint64 offset, quint64 most) const
{
    if (!m_source.contains(offset, 1))
        return quint64(0);
    const auto found = page(offset / pageLength);
    if (!found)
        return failure(found.error());
    const quint64 within = offset % pageLength;
    const auto rest = std::span<const std::byte>(**found).subspan(within);
    const auto looked = rest.first(std::min<quint64>(most, rest.size()));
    const auto data
        = std::find_if(looked.begin(), looked.end(), [](std::byte each) { return each != std::byte{ 0 }; });
    return static_cast<quint64>(data - looked.begin());
}

Result<void> MetadataCache::read(quint64 offset, std::span<std::byte> into) const
{
    const quint64 within = offset % pageLength;
    if (within + into.size() > pageLength || !m_source.contains(offset, into.size()))
        return m_source.read(offset, into);
    const auto found = page(offset / pageLength);
    if (!found)
        return failure(found.error());
    std::memcpy(into.data(), (*found)->data() + within, into.size());
    return {};
}

} // namespace vitrine
