#pragma once

#include <memory>
#include <optional>

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

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
/// mouse; one that may belong here now, or no longer, is asked for again by id.
class ImageListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Name, Status, Format, Size, VirtualSize, Visibility, Changed };
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
    static SortField sortFieldOf(Column column);

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

    void startLoad(bool keepRowsUntilComplete);
    void requestPage(const ImageId &marker);
    void handlePage(const Result<ImagePage> &page);
    void revealPending();
    void replaceRows(std::unique_ptr<ImageRows> rows);
    void setState(State state);

    void handleImagesAdded(const QList<Image> &images);
    void handleImagesChanged(const QList<Image> &images);
    void handleImagesRemoved(const QList<ImageId> &ids);
    void updateInPlace(const QList<Image> &images);
    void noteChanges(const QList<ImageId> &ids);
    void settleChanges();
    void handleSettled(const QSet<ImageId> &asked, const Result<ImagePage> &page);
    void insertInOrder(const QList<Image> &images);
    void removeImages(const QSet<ImageId> &ids);

    ImageService &m_service;
    ImageQuery m_query;
    State m_state = State::Complete;
    std::optional<Error> m_error;
    std::unique_ptr<ImageRows> m_rows;
    std::unique_ptr<Load> m_load;
    quint64 m_generation = 0;
    QHash<ImageId, double> m_progress;
    QSet<ImageId> m_changes; ///< ids whose place in the list is to be asked for
    bool m_isSettling = false;
    QTimer m_settleTimer;
};

} // namespace vitrine
