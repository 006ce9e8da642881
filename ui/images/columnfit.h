#pragma once

#include <QList>

namespace vitrine {

/// How much room a column wants, and what happens when there is less.
struct ColumnWish {
    int least = 0; ///< below this its words are cut
    int usual = 0;
    int rank = 0; ///< the highest gives way first; 0 never does
};

/// The widths in which the columns have room beside each other; 0 for those that give way. When even those
/// of rank 0 have no room, every column gets its usual width, and the table scrolls sideways.
///
/// What is left over goes to nobody: the caller stretches the column that can use it.
QList<int> fittedWidths(const QList<ColumnWish> &columns, int room);

} // namespace vitrine
