#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include <QtEndian>

#include "core/disk/bytesource.h"

namespace vitrine {

/// Numbers out of the tables of an image, through a few cached pages of its file: tables may be larger than
/// what a reader may hold. Safe from several threads.
class MetadataCache final
{
public:
    /// The source must outlive the cache.
    explicit MetadataCache(const ByteSource &source)
        : m_source(source)
    {
    }

    Result<quint64> be64(quint64 offset) const { return number<quint64, true>(offset); }
    Result<quint32> be32(quint64 offset) const { return number<quint32, true>(offset); }
    Result<quint64> le64(quint64 offset) const { return number<quint64, false>(offset); }
    Result<quint32> le32(quint64 offset) const { return number<quint32, false>(offset); }
    /// How many bytes from `offset` on are zero, of at most `most`; no further than the page they lie in.
    Result<quint64> zerosAt(quint64 offset, quint64 most) const;

private:
    using Page = std::vector<std::byte>;
    struct Slot {
        std::shared_ptr<const Page> page;
        quint64 lastUse = 0;
    };

    Result<std::shared_ptr<const Page>> page(quint64 index) const;
    Result<void> read(quint64 offset, std::span<std::byte> into) const;

    template<typename T, bool isBigEndian>
    Result<T> number(quint64 offset) const
    {
        std::byte bytes[sizeof(T)];
        return read(offset, bytes).map([&bytes] {
            return isBigEndian ? qFromBigEndian<T>(bytes) : qFromLittleEndian<T>(bytes);
        });
    }

    const ByteSource &m_source;
    mutable std::mutex m_mutex;
    mutable std::unordered_map<quint64, Slot> m_pages;
    mutable quint64 m_clock = 0;
};

} // namespace vitrine
