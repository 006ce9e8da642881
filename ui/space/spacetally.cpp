#include "ui/space/spacetally.h"

#include <algorithm>

#include "ui/text/imagetext.h"

namespace vitrine {

namespace {

/// Enough of a hash to tell data apart.
constexpr qsizetype keyDigits = 40;

QByteArray keyOf(const Image &image)
{
    if (image.osHashValue.isEmpty() || image.size.value_or(0) == 0)
        return {};
    return (image.osHashAlgo + u':' + image.osHashValue.left(keyDigits)).toLatin1();
}

/// The first `limit` in the order of `isBefore`.
template<typename IsBefore>
QList<SpaceImage> firstOf(const std::vector<SpaceImage> &images, qsizetype limit, IsBefore isBefore)
{
    const auto count = std::min(images.size(), static_cast<std::size_t>(limit));
    std::vector<const SpaceImage *> order;
    order.reserve(images.size());
    for (const SpaceImage &image : images)
        order.push_back(&image);
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(order.begin(), end, order.end(),
        [&isBefore](const SpaceImage *left, const SpaceImage *right) { return isBefore(*left, *right); });
    QList<SpaceImage> found;
    found.reserve(static_cast<qsizetype>(count));
    for (auto it = order.begin(); it != end; ++it)
        found.append(**it);
    return found;
}

bool isOlder(const SpaceImage &left, const SpaceImage &right)
{
    return left.createdAt < right.createdAt || (left.createdAt == right.createdAt && left.id < right.id);
}

} // namespace

void SpaceTally::add(const QList<Image> &images)
{
    for (const Image &image : images) {
        SpaceImage entry{ .id = image.id,
            .name = text::imageName(image),
            .size = image.size.value_or(0),
            .virtualSize = image.virtualSize.value_or(0),
            .format = image.diskFormat,
            .createdAt = image.createdAt };
        ++m_sums.imageCount;
        m_sums.totalSize += entry.size;
        m_sums.totalVirtual += entry.virtualSize;
        m_sums.saved += std::max<qint64>(0, entry.virtualSize - entry.size);
        if (const QByteArray key = keyOf(image); !key.isEmpty())
            m_byHash[key].append(static_cast<qsizetype>(m_images.size()));
        m_images.push_back(std::move(entry));
    }
}

SpaceReport SpaceTally::report() const
{
    SpaceReport report = m_sums;
    report.largest = firstOf(m_images, SpaceReport::shownLimit,
        [](const SpaceImage &left, const SpaceImage &right) { return left.size > right.size; });
    report.largestVirtual = firstOf(m_images, SpaceReport::shownLimit,
        [](const SpaceImage &left, const SpaceImage &right) { return left.virtualSize > right.virtualSize; });
    report.oldest = firstOf(m_images, SpaceReport::oldestLimit, isOlder);
    for (const QList<qsizetype> &same : m_byHash) {
        if (same.size() < 2)
            continue;
        DuplicateGroup group;
        for (const qsizetype index : same)
            group.images.append(m_images.at(static_cast<std::size_t>(index)));
        std::sort(group.images.begin(), group.images.end(), isOlder);
        report.reclaimable += group.reclaimable();
        report.duplicates.append(std::move(group));
    }
    std::sort(report.duplicates.begin(), report.duplicates.end(),
        [](const DuplicateGroup &left, const DuplicateGroup &right) {
            return left.reclaimable() != right.reclaimable()
                ? left.reclaimable() > right.reclaimable()
                : left.images.constFirst().id < right.images.constFirst().id;
        });
    if (report.duplicates.size() > SpaceReport::duplicateLimit)
        report.duplicates.resize(SpaceReport::duplicateLimit);
    return report;
}

} // namespace vitrine
