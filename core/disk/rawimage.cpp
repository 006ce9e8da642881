#include <algorithm>
#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "core/disk/diskerrors.h"
#include "core/disk/imagereaders.h"

namespace vitrine {

namespace {

class RawImage final : public DiskImage
{
public:
    RawImage(const ByteSource &source, qint64 virtualSize)
        : m_source(source)
        , m_virtualSize(virtualSize)
    {
    }

    qint64 virtualSize() const override { return m_virtualSize; }
    qint64 clusterSize() const override { return 512; }
    Result<DiskExtent> extentAt(qint64 offset) const override;
    Result<void> read(qint64 offset, std::span<std::byte> into) const override;
    std::optional<ByteSource> wholeBytes() const override
    {
        return stored() == m_virtualSize ? std::optional(m_source) : std::nullopt;
    }

private:
    qint64 stored() const { return std::min(m_virtualSize, static_cast<qint64>(m_source.size())); }

    const ByteSource m_source;
    const qint64 m_virtualSize;
};

Result<DiskExtent> RawImage::extentAt(qint64 offset) const
{
    using Kind = DiskExtent::Kind;
    if (offset >= stored())
        return DiskExtent{ offset, m_virtualSize - offset, Kind::Hole };
    const int file = m_source.fileDescriptor();
    const auto start = static_cast<qint64>(m_source.start());
    const off_t data = ::lseek(file, start + offset, SEEK_DATA);
    if (data < 0 && errno == ENXIO)
        return DiskExtent{ offset, m_virtualSize - offset, Kind::Hole };
    if (data > start + offset)
        return DiskExtent{ offset, std::min<qint64>(data - start, m_virtualSize) - offset, Kind::Hole };
    // File systems that know no holes say that all of it are data.
    const off_t hole = data < 0 ? -1 : ::lseek(file, start + offset, SEEK_HOLE);
    const qint64 end = hole < 0 ? stored() : std::min<qint64>(hole - start, stored());
    if (end <= offset)
        return failure(
            ErrorCode::SourceChanged, DiskText::tr("The disk image became shorter while it was read."));
    return DiskExtent{ offset, end - offset, Kind::Data, static_cast<quint64>(start + offset) };
}

Result<void> RawImage::read(qint64 offset, std::span<std::byte> into) const
{
    if (into.empty())
        return {};
    if (offset >= stored()) {
        std::fill(into.begin(), into.end(), std::byte{ 0 });
        return {};
    }
    return m_source.readPadded(static_cast<quint64>(offset), into);
}

} // namespace

std::unique_ptr<DiskImage> openRawImage(const ByteSource &source, qint64 virtualSize)
{
    return std::make_unique<RawImage>(source, virtualSize);
}

} // namespace vitrine
