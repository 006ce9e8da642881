#pragma once

#include <QTabWidget>

#include "ui/space/spacetiles.h"

class QPushButton;
class QTreeWidget;

namespace vitrine {

/// What the treemap draws, in rows: the largest images, equal ones, and the oldest. Columns sort.
class SpaceLists final : public QTabWidget
{
    Q_OBJECT

public:
    explicit SpaceLists(QWidget *parent = nullptr);

    void setReport(const SpaceReport &report, SpaceMeasure measure);
    /// Shows the row of the image among the largest, if it has one.
    void setCurrentImage(const ImageId &id);

Q_SIGNALS:
    /// By mouse or key, not through setCurrentImage().
    void imageChosen(const vitrine::ImageId &id);
    void imageActivated(const vitrine::ImageId &id);
    /// Images that others have equal data of: all but the oldest of each group.
    void copiesRequested(const QList<vitrine::ImageId> &ids);

private:
    QTreeWidget *makeList(const QString &title, const QStringList &headers);
    QWidget *makeDuplicatesPage();
    void fillImages(QTreeWidget &list, const QList<SpaceImage> &images, qint64 total, SpaceMeasure measure);
    void fillDuplicates(const QList<DuplicateGroup> &groups);
    /// The group that is current, or all groups.
    QList<ImageId> copies(bool all) const;

    QTreeWidget *m_largest = nullptr;
    QTreeWidget *m_duplicates = nullptr;
    QTreeWidget *m_oldest = nullptr;
    QPushButton *m_selectGroup = nullptr;
    QPushButton *m_selectAll = nullptr;
    bool m_isSetting = false;
};

} // namespace vitrine
