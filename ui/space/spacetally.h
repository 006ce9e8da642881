#pragma once

#include <optional>
#include <vector>

#include <QHash>
#include <QList>

#include "core/image/image.h"

namespace vitrine {

/// What the page on disk use needs to know of an image.
struct SpaceImage {
    ImageId id;
    QString name; ///< in words when the image has none
    qint64 size = 0;
    qint64 virtualSize = 0; ///< 0 when it is not known
    std::optional<DiskFormat> format = {};
    QDateTime createdAt = {};

    bool operator==(const SpaceImage &) const = default;
};

/// Images with equal data, oldest first.
struct DuplicateGroup {
    QList<SpaceImage> images;

    /// What is freed when only one of them stays.
    qint64 reclaimable() const { return (images.size() - 1) * images.constFirst().size; }
};

/// Where the bytes of a catalogue are.
struct SpaceReport {
    QList<SpaceImage> largest; ///< by bytes stored
    QList<SpaceImage> largestVirtual; ///< by bytes that guests see
    QList<SpaceImage> oldest;
    QList<DuplicateGroup> duplicates; ///< those that free most first
    qint64 imageCount = 0;
    qint64 totalSize = 0;
    qint64 totalVirtual = 0;
    qint64 saved = 0; ///< how much larger the images look to guests than they are
    qint64 reclaimable = 0; ///< over all duplicates
    qint64 trashCount = 0;
    qint64 trashBytes = 0;
    qint64 freeBytes = 0; ///< over the disks of all stores

    /// How many images are shown one by one; the rest is one sum.
    static constexpr qsizetype shownLimit = 500;
    static constexpr qsizetype oldestLimit = 50;
    static constexpr qsizetype duplicateLimit = 200;
};

/// Adds up images as they come, page by page; keeps little of each.
class SpaceTally
{
public:
    void add(const QList<Image> &images);
    qint64 count() const { return static_cast<qint64>(m_images.size()); }
    SpaceReport report() const;

private:
    std::vector<SpaceImage> m_images;
    QHash<QByteArray, QList<qsizetype>> m_byHash;
    SpaceReport m_sums;
};

} // namespace vitrine
