#pragma once

#include <QHash>
#include <QObject>
#include <QSet>

#include "ui/images/columnfit.h"
#include "ui/images/imagelistmodel.h"

class QHeaderView;
class QTreeView;

namespace vitrine {

/// Which columns of the table of images are shown, and how wide they are.
///
/// What people want is kept apart from what there is room for: where a window is narrow, the columns that
/// nobody asked for give way one after the other, so that nothing is cut, and come back when there is room.
class ImageColumns final : public QObject
{
    Q_OBJECT

public:
    using Column = ImageListModel::Column;

    /// The view has the model already.
    explicit ImageColumns(QTreeView &view, const ImageListModel &model);

    bool isWanted(Column column) const { return m_wanted.contains(column); }
    void setWanted(Column column, bool wanted);
    /// False for a wanted column that gave way.
    bool isShown(Column column) const;

    /// Every column where and as wide as at first.
    void reset();
    /// The column with the headings of the groups comes to the front, or goes.
    void setGrouped(bool isGrouped);
    /// The column that the rows are sorted by, which needs room for an arrow; -1 for none.
    void setSorted(int section);
    /// Makes the best of the room that there is now.
    void fit();

    QByteArray save();
    void restore(const QByteArray &state);

private:
    void setUp();
    void measure();
    void handleResized(int section, int before, int now);
    QList<Column> shownInOrder() const;
    ColumnWish wishOf(Column column) const;
    void showAsWished();
    QHeaderView &header() const;

    QTreeView &m_view;
    const ImageListModel &m_model;
    QSet<Column> m_wanted;
    QHash<Column, int> m_least;
    QHash<Column, int> m_usual;
    int m_sorted = -1;
    bool m_isGrouped = false;
    bool m_isFitting = false; ///< widths that change now are not what people chose
};

} // namespace vitrine
