#pragma once

#include <QList>

#include "ui/space/spacetally.h"
#include "ui/space/treemap.h"

namespace vitrine {

enum class SpaceMeasure { Stored, Virtual };

/// The tiles of a report: one for each of the largest images, one for all others, and, by bytes stored, one
/// for the trash and one for what is free.
QList<TreemapTile> spaceTiles(const SpaceReport &report, SpaceMeasure measure, bool withFreeSpace);
/// "61 GiB in 118 images · 4 GiB in the trash · 212 GiB free".
QString spaceSummary(const SpaceReport &report);

} // namespace vitrine
