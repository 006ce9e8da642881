#pragma once

#include <QListView>

#include "ui/transfers/transferaction.h"

namespace vitrine {

class TransferDelegate;
class TransfersModel;

/// The rows of the transfers panel. Whatever a row's button does can be done from the menu and by key too:
/// Space pauses and resumes, R retries, Delete cancels or clears, Alt+Up and Alt+Down move,
/// as dragging does; Enter shows the details.
class TransfersView final : public QListView
{
    Q_OBJECT

public:
    explicit TransfersView(TransfersModel &model, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    /// For `count` rows.
    int heightFor(int count) const;

Q_SIGNALS:
    void actionTriggered(vitrine::TransferAction action, const QStringList &ids);
    /// These waiting ones, in their order, are to come before the row that is now at `position`.
    void moveRequested(const QStringList &ids, int position);
    /// People want to read all about the current row, or no longer.
    void detailsToggled();

protected:
    bool event(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QStringList selectedIds(TransferAction action) const;
    bool trigger(TransferAction action);

    TransfersModel &m_model;
    TransferDelegate *m_delegate = nullptr;
};

} // namespace vitrine
