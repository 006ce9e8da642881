#pragma once

#include <QStyledItemDelegate>

namespace vitrine {

struct CatalogueEntry;

/// Paints a catalogue of the sidebar: its health as a dot and a word, its label, and how full its disk is.
class CatalogueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(
        QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QString &heading) const;
    void paintPlate(QPainter &painter, const QStyleOptionViewItem &option, bool isShown) const;
    void paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const CatalogueEntry &entry,
        bool isShown) const;
};

} // namespace vitrine
