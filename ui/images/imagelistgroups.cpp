// Groups in ImageListModel: the query sorts by their key first, so that each stands together.

#include <algorithm>

#include "core/image/imagematch.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagerows.h"
#include "ui/text/imagetext.h"
#include "ui/text/statustext.h"

namespace vitrine {

void ImageListModel::setGrouping(std::optional<SortField> field)
{
    if (field == m_grouping)
        return;
    ImageQuery query = m_query;
    query.sort = ownSort();
    m_grouping = field;
    setQuery(query);
}

QList<SortKey> ImageListModel::ownSort() const
{
    QList<SortKey> sort = m_query.sort;
    if (m_grouping && !sort.isEmpty() && sort.constFirst().field == *m_grouping)
        sort.removeFirst();
    return sort;
}

QList<SortKey> ImageListModel::withGroups(QList<SortKey> sort) const
{
    if (!m_grouping || (!sort.isEmpty() && sort.constFirst().field == *m_grouping))
        return sort;
    // In the direction of what follows: the catalogue can then walk one index for both.
    sort.prepend({ *m_grouping, sort.isEmpty() ? Qt::DescendingOrder : sort.constFirst().order });
    return sort;
}

QList<SortKey> ImageListModel::shownGroupKey() const
{
    if (!m_grouping || m_shownQuery.sort.isEmpty() || m_shownQuery.sort.constFirst().field != *m_grouping)
        return {};
    return { m_shownQuery.sort.constFirst() };
}

bool ImageListModel::isSameGroup(const Image &left, const Image &right) const
{
    const QList<SortKey> key = shownGroupKey();
    return !comesBefore(left, right, key) && !comesBefore(right, left, key);
}

bool ImageListModel::isFirstOfGroup(int row) const
{
    const Image *image = imageAt(row);
    const Image *before = imageAt(row - 1);
    return image && m_grouping && (!before || !isSameGroup(*before, *image));
}

int ImageListModel::groupSize(int row) const
{
    const Image *image = imageAt(row);
    const QList<SortKey> key = shownGroupKey();
    if (!image || key.isEmpty())
        return 0;
    const auto first
        = m_rows->partitionPoint([&](const Image &other) { return comesBefore(other, *image, key); });
    const auto end
        = m_rows->partitionPoint([&](const Image &other) { return !comesBefore(*image, other, key); });
    return static_cast<int>(std::min(end, m_rows->shown()) - first);
}

QString ImageListModel::groupTitle(const Image &image) const
{
    switch (m_grouping.value_or(SortField::Id)) {
    case SortField::Status:
        return text::statusWord(image.status);
    case SortField::DiskFormat:
        //: Heading of the images whose disk format is not known
        return image.diskFormat ? text::diskFormatWord(image.diskFormat) : tr("No format");
    case SortField::Visibility:
        return text::visibilityWord(image.visibility);
    case SortField::OsDistro: {
        const QString distribution = image.properties.value(QStringLiteral("os_distro"));
        //: Heading of the images whose distribution is not known
        return distribution.isEmpty() ? tr("No distribution") : distribution;
    }
    default:
        return {};
    }
}

bool ImageListModel::moveIntoGroup(int row, const Image &image)
{
    if (!m_grouping || isSameGroup(*imageAt(row), image))
        return false;
    showRows();
    const QList<SortKey> keys = fullSortOf(m_shownQuery);
    const int to = static_cast<int>(
        m_rows->partitionPoint([&](const Image &other) { return comesBefore(other, image, keys); }));
    if (to == row || to == row + 1)
        return false;
    beginMoveRows({}, row, row, {}, to);
    m_rows->remove(row, 1);
    const int landed = to > row ? to - 1 : to;
    m_rows->insert(landed, image);
    endMoveRows();
    Q_EMIT dataChanged(index(landed, 0), index(landed, columnCount() - 1));
    return true;
}

} // namespace vitrine
