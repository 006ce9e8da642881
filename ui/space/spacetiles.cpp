#include "ui/space/spacetiles.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"

namespace vitrine {

namespace {

struct SpaceText {
    Q_DECLARE_TR_FUNCTIONS(SpaceText)
};

/// A colour wheel's degree for each family of formats; the tile says the format in words, too.
std::optional<int> hueOf(std::optional<DiskFormat> format)
{
    if (!format)
        return std::nullopt;
    switch (*format) {
    case DiskFormat::Qcow2:
        return 210;
    case DiskFormat::Raw:
        return 150;
    case DiskFormat::Vmdk:
        return 32;
    case DiskFormat::Vhd:
    case DiskFormat::Vhdx:
        return 265;
    case DiskFormat::Vdi:
        return 330;
    case DiskFormat::Iso:
        return 55;
    default:
        return std::nullopt;
    }
}

TreemapTile tileOf(const SpaceImage &image, SpaceMeasure measure)
{
    const qint64 weight = measure == SpaceMeasure::Stored ? image.size : image.virtualSize;
    TreemapTile tile;
    tile.kind = TreemapTile::Kind::Image;
    tile.id = image.id;
    tile.title = image.name;
    tile.detail = text::diskFormatWord(image.format) + QStringLiteral(" · ") + text::bytes(weight);
    tile.weight = static_cast<double>(weight);
    tile.hue = hueOf(image.format);
    QStringList lines{ image.name, text::diskFormatWord(image.format),
        SpaceText::tr("%1 on disk").arg(text::bytes(image.size)) };
    if (image.virtualSize > 0)
        lines.append(SpaceText::tr("%1 for the guest").arg(text::bytes(image.virtualSize)));
    if (image.virtualSize > image.size)
        lines.append(SpaceText::tr("%1 saved").arg(text::bytes(image.virtualSize - image.size)));
    tile.toolTip = lines.join(u'\n');
    return tile;
}

TreemapTile sumTile(TreemapTile::Kind kind, const QString &title, qint64 bytes)
{
    TreemapTile tile;
    tile.kind = kind;
    tile.title = title;
    tile.detail = text::bytes(bytes);
    tile.weight = static_cast<double>(bytes);
    tile.toolTip = title + u'\n' + tile.detail;
    return tile;
}

} // namespace

QList<TreemapTile> spaceTiles(const SpaceReport &report, SpaceMeasure measure, bool withFreeSpace)
{
    const bool isStored = measure == SpaceMeasure::Stored;
    QList<TreemapTile> tiles;
    qint64 rest = isStored ? report.totalSize : report.totalVirtual;
    qint64 count = report.imageCount;
    for (const SpaceImage &image : isStored ? report.largest : report.largestVirtual) {
        TreemapTile tile = tileOf(image, measure);
        --count;
        rest -= static_cast<qint64>(tile.weight);
        if (tile.weight > 0)
            tiles.append(std::move(tile));
    }
    if (count > 0 && rest > 0) {
        const QString title = SpaceText::tr("%n other(s)", "images", static_cast<int>(count));
        tiles.append(sumTile(TreemapTile::Kind::Others, title, rest));
    }
    if (isStored && report.trashBytes > 0)
        tiles.append(sumTile(TreemapTile::Kind::Trash, SpaceText::tr("Trash"), report.trashBytes));
    if (isStored && withFreeSpace && report.freeBytes > 0)
        tiles.append(sumTile(TreemapTile::Kind::Free, SpaceText::tr("Free space"), report.freeBytes));
    std::stable_sort(tiles.begin(), tiles.end(),
        [](const TreemapTile &left, const TreemapTile &right) { return left.weight > right.weight; });
    return tiles;
}

QString spaceSummary(const SpaceReport &report)
{
    QStringList parts;
    //: %1 is an amount of bytes
    parts.append(SpaceText::tr("%1 in %n image(s)", nullptr, static_cast<int>(report.imageCount))
                     .arg(text::bytes(report.totalSize)));
    if (report.trashCount > 0)
        parts.append(SpaceText::tr("%1 in the trash").arg(text::bytes(report.trashBytes)));
    parts.append(SpaceText::tr("%1 free").arg(text::bytes(report.freeBytes)));
    if (report.saved > 0) {
        //: Disks look larger to a guest than the bytes that they take up
        parts.append(SpaceText::tr("%1 saved against what guests see").arg(text::bytes(report.saved)));
    }
    if (report.reclaimable > 0)
        parts.append(SpaceText::tr("%1 held by duplicates").arg(text::bytes(report.reclaimable)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace vitrine
