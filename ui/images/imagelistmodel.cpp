#include "ui/images/imagelistmodel.h"

#include <QElapsedTimer>
#include <QMetaEnum>
#include <QThreadPool>

#include "core/image/imagematch.h"
#include "core/service/imageservice.h"
#include "ui/images/imagerows.h"
#include "ui/images/namerank.h"

namespace vitrine {

namespace {

/// Enough to fill a tall window, and quick to come.
constexpr int firstPageSize = 100;
/// How long rows that have come may wait to be shown with others. A view lays itself out anew each time.
constexpr int patienceMilliseconds = 250;
/// How many ids one question may name.
constexpr qsizetype lookUpLimit = 200;
/// How often a load may begin again because somebody deletes images meanwhile.
constexpr int restartLimit = 3;

/// Taking 100,000 rows apart takes tens of milliseconds, which the window need not wait for.
void destroyElsewhere(std::unique_ptr<ImageRows> rows)
{
    // No other reference may stay here, or the last one to go would be this thread's.
    QThreadPool::globalInstance()->start(
        [shared = std::shared_ptr<ImageRows>(std::move(rows))]() mutable { shared.reset(); });
}

} // namespace

/// A load under way.
struct ImageListModel::Load {
    ImageId marker;
    QElapsedTimer sinceShown;
    bool hasFirstPage = false;
    int restarts = 0;
    qsizetype ranked = 0;
    /// A refresh of what is shown: the new rows are gathered here and swapped in at the end.
    std::unique_ptr<ImageRows> rows;
    /// What changed meanwhile; pages that were read before may not know it.
    QHash<ImageId, Image> changed;
};

ImageListModel::ImageListModel(ImageService &service, QObject *parent)
    : QAbstractTableModel(parent)
    , m_service(service)
    , m_rows(std::make_unique<ImageRows>())
{
    connect(&service, &ImageService::imagesAdded, this, &ImageListModel::handleImagesChanged);
    connect(&service, &ImageService::imagesChanged, this, &ImageListModel::handleImagesChanged);
    connect(&service, &ImageService::imagesRemoved, this, &ImageListModel::handleImagesRemoved);
}

ImageListModel::~ImageListModel() = default;

void ImageListModel::setQuery(const ImageQuery &query)
{
    m_query = query;
    m_query.marker.clear();
    m_query.limit = ImageQuery::maxPageSize;
    m_query.sort = withGroups(query.sort);
    startLoad(false);
    Q_EMIT queryChanged();
}

void ImageListModel::refresh()
{
    startLoad(m_shownQuery == m_query);
}

const Image *ImageListModel::imageAt(int row) const
{
    return row >= 0 && row < m_rows->shown() ? &m_rows->at(row) : nullptr;
}

const Image *ImageListModel::image(const ImageId &id) const
{
    return m_rows->rowOf(id) < m_rows->shown() ? m_rows->find(id) : nullptr;
}

QModelIndex ImageListModel::indexOf(const ImageId &id, Column column) const
{
    const qsizetype row = m_rows->rowOf(id);
    return row < 0 || row >= m_rows->shown() ? QModelIndex()
                                             : index(static_cast<int>(row), static_cast<int>(column));
}

void ImageListModel::setProgress(const ImageId &id, std::optional<double> fraction)
{
    const std::optional<double> before
        = m_progress.contains(id) ? std::optional(m_progress.value(id)) : std::nullopt;
    if (before == fraction)
        return;
    if (fraction)
        m_progress.insert(id, *fraction);
    else
        m_progress.remove(id);
    if (const QModelIndex cell = indexOf(id, Column::Status); cell.isValid())
        Q_EMIT dataChanged(cell, cell, { ProgressRole, Qt::ToolTipRole });
}

int ImageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows->shown());
}

int ImageListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : QMetaEnum::fromType<Column>().keyCount();
}

Qt::ItemFlags ImageListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void ImageListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    const std::optional<SortField> field = sortFieldOf(static_cast<Column>(column));
    if (!field)
        return;
    ImageQuery query = m_query;
    query.sort = withGroups({ { *field, order } });
    if (query != m_query)
        setQuery(query);
}

void ImageListModel::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

// Loading

void ImageListModel::startLoad(bool showWhenComplete)
{
    ++m_generation;
    m_error.reset();
    m_load = std::make_unique<Load>();
    if (showWhenComplete)
        m_load->rows = std::make_unique<ImageRows>();
    setState(State::Loading);
    requestPage();
}

void ImageListModel::requestPage()
{
    ImageQuery query = m_query;
    query.marker = m_load->marker;
    query.limit = m_load->hasFirstPage || m_load->rows ? ImageQuery::maxPageSize : firstPageSize;
    const quint64 generation = m_generation;
    QCoro::connect(m_service.listImages(query), this, [this, generation](Result<ImagePage> page) {
        if (generation == m_generation)
            handlePage(std::move(page));
    });
}

void ImageListModel::handlePage(Result<ImagePage> page)
{
    if (!page) {
        handleLoadError(page.error());
        return;
    }
    const Load *const load = m_load.get();
    m_load->marker = page->nextMarker;
    QList<Image> images = std::move(page->images);
    if (!m_load->hasFirstPage)
        rankFirstPage(images);
    if (m_load->rows) {
        for (Image &image : images)
            m_load->rows->tryAppend(image);
    } else if (!m_load->hasFirstPage) {
        replaceRows(std::make_unique<ImageRows>());
        appendRows(std::move(images));
        showRows();
        setState(State::Streaming);
    } else {
        appendRows(std::move(images));
        // Doubling keeps the sum of all layouts of a view in proportion to the rows.
        if (m_rows->size() >= 2 * m_rows->shown() || m_load->sinceShown.hasExpired(patienceMilliseconds))
            showRows();
    }
    // Who listens may have asked for another listing meanwhile.
    if (m_load.get() != load)
        return;
    m_load->hasFirstPage = true;
    if (m_load->marker.isEmpty())
        finishLoad();
    else
        requestPage();
}

void ImageListModel::handleLoadError(const Error &error)
{
    showRows();
    // The image that the next page was to follow is gone: the listing has to be read from the beginning.
    const bool isMarkerGone = error.code == ErrorCode::BadRequest || error.code == ErrorCode::NotFound;
    if (isMarkerGone && !m_load->marker.isEmpty() && m_load->restarts < restartLimit) {
        const int restarts = m_load->restarts + 1;
        startLoad(true);
        m_load->restarts = restarts;
        return;
    }
    m_error = error;
    m_load.reset();
    setState(State::Failed);
}

void ImageListModel::showRows()
{
    if (m_load)
        m_load->sinceShown.start();
    if (m_rows->shown() == m_rows->size())
        return;
    beginInsertRows({}, static_cast<int>(m_rows->shown()), static_cast<int>(m_rows->size()) - 1);
    m_rows->showAll();
    endInsertRows();
}

void ImageListModel::finishLoad()
{
    if (m_load->rows)
        replaceRows(std::move(m_load->rows));
    else
        showRows();
    const QHash<ImageId, Image> changed = std::exchange(m_load->changed, {});
    m_load.reset();
    applyImages(changed.values());
    lookUpAgain();
    setState(State::Complete);
}

void ImageListModel::replaceRows(std::unique_ptr<ImageRows> rows)
{
    beginResetModel();
    std::swap(m_rows, rows);
    m_rows->showAll();
    m_shownQuery = m_query;
    m_ranked = m_load->ranked;
    endResetModel();
    destroyElsewhere(std::move(rows));
}

void ImageListModel::rankFirstPage(QList<Image> &images)
{
    if (m_query.isFuzzy) {
        // By similarity, and all on this page.
        m_load->ranked = images.size();
        return;
    }
    const bool isDefaultOrder = m_query.sort.isEmpty() || m_query.sort == QList<SortKey>{ SortKey{} };
    if (m_query.text.isEmpty() || !isDefaultOrder)
        return;
    m_load->ranked = qMin<qsizetype>(firstPageSize, images.size());
    rankByName(images, m_query.text, m_load->ranked);
}

void ImageListModel::appendRows(QList<Image> images)
{
    for (Image &image : images) {
        // It may have come in live before its page did.
        if (!m_rows->tryAppend(image))
            updateRow(image);
    }
}

// Live changes

void ImageListModel::handleImagesChanged(const QList<Image> &images)
{
    if (m_load) {
        for (const Image &image : images)
            m_load->changed.insert(image.id, image);
    }
    applyImages(images);
}

void ImageListModel::handleImagesRemoved(const QList<ImageId> &ids)
{
    // What left another listing, such as the trash, may belong into this one from now on.
    for (const ImageId &id : ids) {
        if (m_load)
            m_load->changed.remove(id);
        if (m_load || !m_rows->contains(id))
            m_unsettled.insert(id);
    }
    removeImages(ids);
    if (!m_load)
        lookUpAgain();
}

void ImageListModel::applyImages(const QList<Image> &images)
{
    showRows();
    QList<ImageId> gone;
    for (const Image &image : images) {
        if (!matches(image, m_shownQuery))
            gone.append(image.id);
        else if (m_rows->contains(image.id))
            updateRow(image);
        else
            insertRow(image);
    }
    removeImages(gone);
}

void ImageListModel::updateRow(const Image &image)
{
    const qsizetype row = m_rows->rowOf(image.id);
    if (row >= m_rows->shown()) {
        m_rows->replace(image);
        return;
    }
    if (m_rows->at(row) == image || moveIntoGroup(static_cast<int>(row), image))
        return;
    m_rows->replace(image);
    Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), columnCount() - 1));
}

void ImageListModel::insertRow(const Image &image)
{
    const QList<SortKey> keys = fullSortOf(m_shownQuery);
    const qsizetype row = m_rows->partitionPoint([&](const Image &other) {
        const bool isRanked = m_ranked > 0 && m_rows->rowOf(other.id) < m_ranked;
        return isRanked || comesBefore(other, image, keys);
    });
    // Behind what has been loaded so far its page will bring it, or else the end of the load.
    if (m_load && row == m_rows->size())
        return;
    beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
    m_rows->insert(row, image);
    m_rows->showAll();
    endInsertRows();
}

void ImageListModel::removeImages(const QList<ImageId> &ids)
{
    if (ids.isEmpty())
        return;
    showRows();
    QList<qsizetype> rows;
    for (const ImageId &id : ids) {
        if (const qsizetype row = m_rows->rowOf(id); row >= 0)
            rows.append(row);
    }
    // From the end, so that the rows before stay where they are; neighbours go together.
    std::sort(rows.begin(), rows.end(), std::greater<>());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (qsizetype i = 0; i < rows.size();) {
        const qsizetype last = rows.at(i);
        qsizetype count = 1;
        while (i + count < rows.size() && rows.at(i + count) == last - count)
            ++count;
        const qsizetype first = last - count + 1;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_rows->remove(first, count);
        m_rows->showAll();
        m_ranked -= qBound<qsizetype>(0, m_ranked - first, count);
        endRemoveRows();
        i += count;
    }
}

void ImageListModel::lookUpAgain()
{
    QStringList ids(m_unsettled.cbegin(), m_unsettled.cend());
    m_unsettled.clear();
    for (qsizetype first = 0; first < ids.size(); first += lookUpLimit) {
        ImageQuery query = m_shownQuery;
        query.marker.clear();
        query.limit = static_cast<int>(lookUpLimit);
        query.filters.append({ FilterField::Id, FilterOperator::In, ids.mid(first, lookUpLimit), {} });
        const QStringList asked = query.filters.constLast().values;
        const quint64 generation = m_generation;
        QCoro::connect(
            m_service.listImages(query), this, [this, asked, generation](const Result<ImagePage> &page) {
                if (generation == m_generation && page)
                    settle(asked, page->images);
            });
    }
}

void ImageListModel::settle(const QList<ImageId> &asked, const QList<Image> &found)
{
    QSet<ImageId> gone(asked.cbegin(), asked.cend());
    for (const Image &image : found)
        gone.remove(image.id);
    removeImages(gone.values());
    applyImages(found);
}

} // namespace vitrine
