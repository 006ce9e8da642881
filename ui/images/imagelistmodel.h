#pragma once

#include <memory>
#include <optional>

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include "core/image/image.h"
#include "core/image/imagequery.h"
#include "core/support/result.h"

namespace vitrine {

class ImageRows;
class ImageService;

/// The images that answer a query, in its order.
///
/// The first page is shown as soon as it is there, the rest streams in behind it; nothing that happens later
/// costs work in proportion to the number of rows. Searching and sorting are the service's work. What changes
/// in the service is applied in batches: a known image is updated in its row, which does not move under the
/// mouse; one that belongs here from now on comes in where the query's order puts it.
///
/// When text is searched for and no order was chosen, the first rows stand by how well their name answers
/// (namerank.h). Only the page that is shown first is ranked, so that a keystroke costs the same however many
/// images there are; what follows it, and what comes in later, keeps the query's order.
class ImageListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        Name,
        Status,
        Format,
        Size,
        VirtualSize,
        Visibility,
        Changed,
        // Shown when people ask for them.
        System,
        Tags,
        MinDisk,
        MinRam,
        Owner,
        Created,
        Container,
        Id,
        Hash,
        Group, ///< the heading of the group; shown while there are groups
    };
    Q_ENUM(Column)

    enum Role {
        ImageRole = Qt::UserRole + 1, ///< the Image
        SortRole, ///< the unformatted value of the cell
        ProgressRole, ///< 0 to 1 while a transfer of the image runs, else invalid
    };

    enum class State {
        Loading, ///< the first page is awaited; what was there before is still shown
        Streaming, ///< the first page is there, others follow
        Complete,
        Failed, ///< see error(); what had come before is shown
    };
    Q_ENUM(State)

    explicit ImageListModel(ImageService &service, QObject *parent = nullptr);
    ~ImageListModel() override;

    /// Shows the answer to another query; `marker` and `limit` are the model's own. Drops what is under way.
    void setQuery(const ImageQuery &query);
    const ImageQuery &query() const { return m_query; }
    /// The query that the rows answer: query(), or the one before while the first page is awaited.
    const ImageQuery &shownQuery() const { return m_shownQuery; }
    /// Asks again, and shows the answer when all of it is there.
    void refresh();

    State state() const { return m_state; }
    /// Why the last load failed.
    const std::optional<Error> &error() const { return m_error; }

    const Image *imageAt(int row) const;
    const Image *image(const ImageId &id) const;
    /// Invalid when the image is not, or not yet, in the list.
    QModelIndex indexOf(const ImageId &id, Column column = Column::Name) const;

    /// Shows a bar in the status cell; nullopt takes it away.
    void setProgress(const ImageId &id, std::optional<double> fraction);

    /// The query's first sort key as a column, if there is one for it.
    static std::optional<Column> columnOf(SortField field);
    /// None for what the service cannot sort by.
    static std::optional<SortField> sortFieldOf(Column column);

    /// Groups the rows by Status, DiskFormat, Visibility or OsDistro: asks anew, sorted by that first.
    void setGrouping(std::optional<SortField> field);
    std::optional<SortField> grouping() const { return m_grouping; }
    /// The query's sort without the key that makes the groups.
    QList<SortKey> ownSort() const;
    bool isFirstOfGroup(int row) const;
    /// How many of the rows that are there belong to the row's group.
    int groupSize(int row) const;
    QString groupTitle(const Image &image) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Makes a new query with this column as its first sort key.
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void stateChanged();
    /// The query is another one, be it through setQuery() or sort().
    void queryChanged();

private:
    struct Load;

    void startLoad(bool showWhenComplete);
    void requestPage();
    void handlePage(Result<ImagePage> page);
    void handleLoadError(const Error &error);
    void showRows();
    void finishLoad();
    void replaceRows(std::unique_ptr<ImageRows> rows);
    void rankFirstPage(QList<Image> &images);
    void appendRows(QList<Image> images);
    void setState(State state);

    void handleImagesChanged(const QList<Image> &images);
    void handleImagesRemoved(const QList<ImageId> &ids);
    void applyImages(const QList<Image> &images);
    void updateRow(const Image &image);
    bool moveIntoGroup(int row, const Image &image);
    QList<SortKey> withGroups(QList<SortKey> sort) const;
    QList<SortKey> shownGroupKey() const;
    bool isSameGroup(const Image &left, const Image &right) const;
    void insertRow(const Image &image);
    void removeImages(const QList<ImageId> &ids);
    void lookUpAgain();
    void settle(const QList<ImageId> &asked, const QList<Image> &found);
    QVariant displayData(const Image &image, Column column) const;
    QVariant toolTip(const Image &image, Column column) const;

    ImageService &m_service;
    ImageQuery m_query;
    ImageQuery m_shownQuery;
    std::optional<SortField> m_grouping;
    State m_state = State::Complete;
    std::optional<Error> m_error;
    std::unique_ptr<ImageRows> m_rows;
    qsizetype m_ranked = 0; ///< so many rows at the top stand by rank, not in the query's order
    std::unique_ptr<Load> m_load; ///< null when nothing is under way
    quint64 m_generation = 0; ///< tells answers to the present query from those that come too late
    QHash<ImageId, double> m_progress;
    QSet<ImageId> m_unsettled; ///< removed somewhere; asked for again in case they belong here now
};

} // namespace vitrine
