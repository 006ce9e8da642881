#include "core/disk/backedimage.h"

#include <algorithm>

namespace vitrine {

namespace {

class BackedImage final : public DiskImage
{
public:
    BackedImage(std::unique_ptr<DiskImage> below, std::unique_ptr<DiskImage> above)
        : m_below(std::move(below))
        , m_above(std::move(above))
    {
    }

    qint64 virtualSize() const override { return m_above->virtualSize(); }
    qint64 clusterSize() const override { return m_above->clusterSize(); }
    Result<DiskExtent> extentAt(qint64 offset) const override;
    Result<void> read(qint64 offset, std::span<std::byte> into) const override;

private:
    Result<void> readBelow(qint64 offset, std::span<std::byte> into) const;

    const std::unique_ptr<DiskImage> m_below;
    const std::unique_ptr<DiskImage> m_above;
};

Result<DiskExtent> BackedImage::extentAt(qint64 offset) const
{
    const Result<DiskExtent> above = m_above->extentAt(offset);
    if (!above || above->kind != DiskExtent::Kind::Hole || offset >= m_below->virtualSize())
        return above;
    return m_below->extentAt(offset).map([&](DiskExtent extent) {
        extent.length = std::min(extent.end(), above->end()) - offset;
        extent.place.reset(); // which is in another file
        return extent;
    });
}

Result<void> BackedImage::read(qint64 offset, std::span<std::byte> into) const
{
    while (!into.empty()) {
        const Result<DiskExtent> extent = m_above->extentAt(offset);
        if (!extent)
            return failure(extent.error());
        const qint64 length = std::min(extent->length, static_cast<qint64>(into.size()));
        const auto piece = into.first(static_cast<std::size_t>(length));
        const auto done = extent->kind == DiskExtent::Kind::Hole ? readBelow(offset, piece)
                                                                 : m_above->read(offset, piece);
        if (!done)
            return done;
        into = into.subspan(piece.size());
        offset += length;
    }
    return {};
}

Result<void> BackedImage::readBelow(qint64 offset, std::span<std::byte> into) const
{
    const qint64 inside = std::clamp<qint64>(m_below->virtualSize() - offset, 0, std::ssize(into));
    std::fill(into.begin() + inside, into.end(), std::byte{ 0 });
    return inside == 0 ? Result<void>() : m_below->read(offset, into.first(static_cast<std::size_t>(inside)));
}

} // namespace

std::unique_ptr<DiskImage> layOver(std::unique_ptr<DiskImage> below, std::unique_ptr<DiskImage> above)
{
    return std::make_unique<BackedImage>(std::move(below), std::move(above));
}

} // namespace vitrine
