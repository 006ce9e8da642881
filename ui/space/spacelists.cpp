#include "ui/space/spacelists.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

enum Column { Name, Bytes, Third };
enum Role { IdRole = Qt::UserRole, SortRole };

/// Sorts by value where there is one, else by words.
class SpaceItem final : public QTreeWidgetItem
{
public:
    using QTreeWidgetItem::QTreeWidgetItem;

    bool operator<(const QTreeWidgetItem &other) const override
    {
        const int column = treeWidget() ? treeWidget()->sortColumn() : 0;
        const QVariant left = data(column, SortRole);
        const QVariant right = other.data(column, SortRole);
        if (left.isValid() && right.isValid())
            return QVariant::compare(left, right) == QPartialOrdering::Less;
        return text(column).localeAwareCompare(other.text(column)) < 0;
    }
};

void setValue(QTreeWidgetItem &item, int column, const QString &words, const QVariant &value)
{
    item.setText(column, words);
    item.setData(column, SortRole, value);
}

QTreeWidgetItem *itemOf(const SpaceImage &image, qint64 bytes)
{
    auto *item = new SpaceItem;
    item->setText(Name, image.name);
    item->setToolTip(Name, image.name);
    item->setData(Name, IdRole, image.id);
    setValue(*item, Bytes, text::bytes(bytes), bytes);
    item->setTextAlignment(Bytes, Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

} // namespace

SpaceLists::SpaceLists(QWidget *parent)
    : QTabWidget(parent)
{
    setDocumentMode(true);
    setAccessibleName(tr("Images by the space they take"));
    //: Column headers; the last is a share in percent
    m_largest = makeList(tr("Largest"), { tr("Name"), tr("Size"), tr("Share") });
    m_largest->setObjectName(u"largestList"_s);
    addTab(m_largest, tr("Largest"));
    addTab(makeDuplicatesPage(), tr("Duplicates"));
    m_oldest = makeList(tr("Oldest"), { tr("Name"), tr("Size"), tr("Created") });
    m_oldest->setObjectName(u"oldestList"_s);
    addTab(m_oldest, tr("Oldest"));
    m_largest->sortByColumn(Bytes, Qt::DescendingOrder);
    m_oldest->sortByColumn(Third, Qt::AscendingOrder);
}

QTreeWidget *SpaceLists::makeList(const QString &title, const QStringList &headers)
{
    auto *list = new QTreeWidget;
    list->setHeaderLabels(headers);
    list->setAccessibleName(title);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setSortingEnabled(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setTextElideMode(Qt::ElideMiddle);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    connect(list, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        const ImageId id = item ? item->data(Name, IdRole).toString() : ImageId();
        if (!id.isEmpty() && !m_isSetting)
            Q_EMIT imageChosen(id);
    });
    connect(list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        const ImageId id = item->data(Name, IdRole).toString();
        if (!id.isEmpty())
            Q_EMIT imageActivated(id);
    });
    return list;
}

QWidget *SpaceLists::makeDuplicatesPage()
{
    auto *page = new QWidget;
    m_duplicates = makeList(tr("Duplicates"), { tr("Name"), tr("Can be freed"), tr("Created") });
    m_duplicates->setObjectName(u"duplicateList"_s);
    m_duplicates->setRootIsDecorated(true);
    m_duplicates->setSortingEnabled(false);
    //: Button: select what can go of the group of equal images that is current
    m_selectGroup = new QPushButton(tr("Select the copies"), page);
    m_selectGroup->setObjectName(u"selectCopiesButton"_s);
    m_selectGroup->setToolTip(tr("Selects all images of this group but the oldest one in the list"));
    m_selectAll = new QPushButton(tr("Select all copies"), page);
    m_selectAll->setObjectName(u"selectAllCopiesButton"_s);
    m_selectAll->setToolTip(tr("Selects all images but the oldest one of every group in the list"));
    connect(m_selectGroup, &QPushButton::clicked, this, [this] { Q_EMIT copiesRequested(copies(false)); });
    connect(m_selectAll, &QPushButton::clicked, this, [this] { Q_EMIT copiesRequested(copies(true)); });
    connect(m_duplicates, &QTreeWidget::currentItemChanged, this,
        [this](const QTreeWidgetItem *item) { m_selectGroup->setEnabled(item != nullptr); });

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 0, 8, 8);
    buttons->addWidget(m_selectGroup);
    buttons->addWidget(m_selectAll);
    buttons->addStretch();
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_duplicates, 1);
    column->addLayout(buttons);
    return page;
}

void SpaceLists::setReport(const SpaceReport &report, SpaceMeasure measure)
{
    m_isSetting = true;
    const bool isStored = measure == SpaceMeasure::Stored;
    fillImages(*m_largest, isStored ? report.largest : report.largestVirtual,
        isStored ? report.totalSize : report.totalVirtual, measure);
    m_oldest->clear();
    QList<QTreeWidgetItem *> oldest;
    for (const SpaceImage &image : report.oldest) {
        QTreeWidgetItem *item = itemOf(image, image.size);
        setValue(*item, Third, text::relativeDate(image.createdAt), image.createdAt);
        item->setToolTip(Third, text::exactDate(image.createdAt));
        oldest.append(item);
    }
    m_oldest->addTopLevelItems(oldest);
    fillDuplicates(report.duplicates);
    setTabText(1,
        report.duplicates.isEmpty() ? tr("Duplicates")
                                    : tr("Duplicates (%1)").arg(locale().toString(report.duplicates.size())));
    m_isSetting = false;
}

void SpaceLists::fillImages(
    QTreeWidget &list, const QList<SpaceImage> &images, qint64 total, SpaceMeasure measure)
{
    const QTreeWidgetItem *current = list.currentItem();
    const ImageId kept = current ? current->data(Name, IdRole).toString() : ImageId();
    list.clear();
    QList<QTreeWidgetItem *> items;
    for (const SpaceImage &image : images) {
        const qint64 bytes = measure == SpaceMeasure::Stored ? image.size : image.virtualSize;
        const double share = total > 0 ? static_cast<double>(bytes) / static_cast<double>(total) : 0;
        QTreeWidgetItem *item = itemOf(image, bytes);
        setValue(*item, Third, text::percent(share), share);
        item->setTextAlignment(Third, Qt::AlignRight | Qt::AlignVCenter);
        items.append(item);
    }
    list.addTopLevelItems(items);
    setCurrentImage(kept);
}

void SpaceLists::fillDuplicates(const QList<DuplicateGroup> &groups)
{
    m_duplicates->clear();
    QList<QTreeWidgetItem *> items;
    for (const DuplicateGroup &group : groups) {
        auto *top = new SpaceItem;
        //: How many images have the same data, and the name of one of them
        top->setText(Name,
            tr("%n time(s) %1", nullptr, static_cast<int>(group.images.size()))
                .arg(group.images.constFirst().name));
        setValue(*top, Bytes, text::bytes(group.reclaimable()), group.reclaimable());
        top->setTextAlignment(Bytes, Qt::AlignRight | Qt::AlignVCenter);
        for (const SpaceImage &image : group.images) {
            QTreeWidgetItem *item = itemOf(image, image.size);
            setValue(*item, Third, text::relativeDate(image.createdAt), image.createdAt);
            top->addChild(item);
        }
        items.append(top);
    }
    m_duplicates->addTopLevelItems(items);
    m_duplicates->expandAll();
    m_selectGroup->setEnabled(false);
    m_selectAll->setEnabled(!groups.isEmpty());
}

QList<ImageId> SpaceLists::copies(bool all) const
{
    QList<const QTreeWidgetItem *> groups;
    if (all) {
        for (int i = 0; i < m_duplicates->topLevelItemCount(); ++i)
            groups.append(m_duplicates->topLevelItem(i));
    } else if (const QTreeWidgetItem *current = m_duplicates->currentItem()) {
        groups.append(current->parent() ? current->parent() : current);
    }
    QList<ImageId> ids;
    for (const QTreeWidgetItem *group : std::as_const(groups)) {
        // The oldest comes first, and stays.
        for (int i = 1; i < group->childCount(); ++i)
            ids.append(group->child(i)->data(Name, IdRole).toString());
    }
    return ids;
}

void SpaceLists::setCurrentImage(const ImageId &id)
{
    const bool wasSetting = std::exchange(m_isSetting, true);
    for (int i = 0; i < m_largest->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_largest->topLevelItem(i);
        if (item->data(Name, IdRole).toString() == id)
            m_largest->setCurrentItem(item);
    }
    m_isSetting = wasSetting;
}

} // namespace vitrine
