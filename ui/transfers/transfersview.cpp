#include "ui/transfers/transfersview.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

#include "ui/transfers/transferdelegate.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/widgets/icons.h"

namespace vitrine {

namespace {

QKeySequence shortcutOf(TransferAction action)
{
    switch (action) {
    case TransferAction::Pause:
    case TransferAction::Resume:
        return Qt::Key_Space;
    case TransferAction::Retry:
        return Qt::Key_R;
    case TransferAction::Cancel:
    case TransferAction::Clear:
        return Qt::Key_Delete;
    case TransferAction::MoveUp:
        return Qt::ALT | Qt::Key_Up;
    case TransferAction::MoveDown:
        return Qt::ALT | Qt::Key_Down;
    }
    Q_UNREACHABLE();
}

constexpr TransferAction allActions[]
    = { TransferAction::Pause, TransferAction::Resume, TransferAction::Retry, TransferAction::MoveUp,
          TransferAction::MoveDown, TransferAction::Cancel, TransferAction::Clear };

bool isEnter(const QKeyEvent &event)
{
    const bool isKey = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return isKey && (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

} // namespace

TransfersView::TransfersView(TransfersModel &model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new TransferDelegate(this))
{
    setObjectName(QStringLiteral("transfersView"));
    setAccessibleName(tr("Transfers"));
    setAccessibleDescription(
        tr("Space pauses and resumes, R retries, Delete cancels or removes, Alt+Up and Alt+Down move, Enter "
           "shows the details."));
    setModel(&model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDropIndicatorShown(true);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(m_delegate, &TransferDelegate::actionTriggered, this,
        [this](TransferAction action, const QString &id) { Q_EMIT actionTriggered(action, { id }); });
}

int TransfersView::heightFor(int count) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    return count * m_delegate->sizeHint(option, {}).height();
}

QSize TransfersView::sizeHint() const
{
    return { 480, heightFor(3) };
}

QStringList TransfersView::selectedIds(TransferAction action) const
{
    QModelIndexList indexes = selectionModel()->selectedIndexes();
    if (indexes.isEmpty() && currentIndex().isValid())
        indexes.append(currentIndex());
    std::sort(indexes.begin(), indexes.end());
    // Moving down starts with the last, or each would push the one before it back.
    if (action == TransferAction::MoveDown)
        std::reverse(indexes.begin(), indexes.end());
    QStringList ids;
    for (const QModelIndex &index : std::as_const(indexes)) {
        const Transfer &transfer = m_model.transferAt(index.row());
        if (isAllowed(transfer, action))
            ids.append(transfer.id);
    }
    return ids;
}

bool TransfersView::trigger(TransferAction action)
{
    const QStringList ids = selectedIds(action);
    if (ids.isEmpty())
        return false;
    Q_EMIT actionTriggered(action, ids);
    return true;
}

void TransfersView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const TransferAction action : allActions) {
        const QStringList ids = selectedIds(action);
        if (ids.isEmpty())
            continue;
        QAction *entry = menu->addAction(themedIcon(transferActionIcon(action)), transferActionText(action));
        entry->setShortcut(shortcutOf(action));
        connect(entry, &QAction::triggered, this, [this, action] { trigger(action); });
    }
    if (currentIndex().isValid()) {
        menu->addSeparator();
        //: Menu entry: show or hide all that is known about the current transfer
        QAction *details = menu->addAction(themedIcon(QStringLiteral("details")), tr("Details"));
        details->setShortcut(Qt::Key_Return);
        connect(details, &QAction::triggered, this, &TransfersView::detailsToggled);
    }
    if (menu->isEmpty()) {
        delete menu;
        return;
    }
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(isKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

bool TransfersView::event(QEvent *event)
{
    // Delete in this list must never delete an image, whether or not a transfer can be cancelled now.
    if (event->type() == QEvent::ShortcutOverride) {
        const QKeySequence pressed(static_cast<QKeyEvent *>(event)->keyCombination());
        for (const TransferAction action : allActions) {
            if (shortcutOf(action) == pressed)
                event->accept();
        }
    }
    return QListView::event(event);
}

void TransfersView::keyPressEvent(QKeyEvent *event)
{
    const QKeySequence pressed(event->keyCombination());
    for (const TransferAction action : allActions) {
        if (shortcutOf(action) == pressed && trigger(action))
            return;
    }
    if (isEnter(*event) && currentIndex().isValid()) {
        Q_EMIT detailsToggled();
        return;
    }
    QListView::keyPressEvent(event);
}

void TransfersView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    // A quick second click on a button is a click on a button.
    const bool isOnButton = index.isValid()
        && TransferDelegate::buttonAt(event->position().toPoint(), visualRect(index), layoutDirection(),
            m_model.transferAt(index.row()));
    QListView::mouseDoubleClickEvent(event);
    if (index.isValid() && !isOnButton)
        Q_EMIT detailsToggled();
}

void TransfersView::dropEvent(QDropEvent *event)
{
    QStringList ids = TransfersModel::idsIn(*event->mimeData());
    ids.removeIf([this](const QString &id) {
        const int row = m_model.rowOf(id);
        return row < 0 || !isAllowed(m_model.transferAt(row), TransferAction::MoveUp);
    });
    if (ids.isEmpty()) {
        event->ignore();
        return;
    }
    const QPoint place = event->position().toPoint();
    const QModelIndex target = indexAt(place);
    const bool isBelow = target.isValid() && place.y() > visualRect(target).center().y();
    const int position = target.isValid() ? target.row() + (isBelow ? 1 : 0) : m_model.rowCount();
    // The rows follow the queue: the view must not take the dragged ones out by itself.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    stopAutoScroll();
    setState(NoState);
    viewport()->update();
    Q_EMIT moveRequested(ids, position);
}

} // namespace vitrine
