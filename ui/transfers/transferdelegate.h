#pragma once

#include <optional>

#include <QStyledItemDelegate>

#include "ui/transfers/transferaction.h"

namespace vitrine {

/// Paints a transfer as a row of two lines with its buttons, and turns clicks on those into actions.
class TransferDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TransferDelegate(QObject *parent = nullptr);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

    /// Where the button lies in a row of `rowRect`; empty when the row does not show it.
    static QRect buttonRect(
        const QRect &rowRect, Qt::LayoutDirection direction, const Transfer &transfer, TransferAction action);
    static std::optional<TransferAction> buttonAt(const QPoint &position, const QRect &rowRect,
        Qt::LayoutDirection direction, const Transfer &transfer);

Q_SIGNALS:
    void actionTriggered(vitrine::TransferAction action, const QString &id);

private:
    void paintGraph(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
        const QRect &rect) const;
    void paintButtons(QPainter *painter, const QStyleOptionViewItem &option, const Transfer &transfer,
        const QPoint &mouse) const;

    QString m_pressedId;
    TransferAction m_pressedAction = TransferAction::Pause;
};

} // namespace vitrine
