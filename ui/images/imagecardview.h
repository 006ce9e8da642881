#pragma once

#include <QListView>

#include "core/image/image.h"
#include "core/image/imagequery.h"

namespace vitrine {

class ImageListModel;
class ImageTableView;

/// The list of images as a grid of cards.
///
/// It shows the rows of a table view and shares its selection: the table keeps what is current and selected
/// when the model asks anew. All cards have one size, so that a layout is arithmetic and only the cards that
/// can be seen are painted. While it is not shown it hears nothing of the model.
class ImageCardView final : public QListView
{
    Q_OBJECT

public:
    explicit ImageCardView(QWidget *parent = nullptr);

    void attachTo(ImageTableView &table);
    void detach();
    void reset() override;

Q_SIGNALS:
    /// Return or double-click.
    void imageActivated(const vitrine::ImageId &id);
    /// A menu is asked for, by mouse or key, on the selected images.
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void fitGrid();
    void beginReset();
    void endReset();

    ImageListModel *m_model = nullptr; ///< null while detached
    ImageQuery m_placeQuery;
    int m_scrollPosition = 0;
    bool m_isResetting = false;
};

} // namespace vitrine
