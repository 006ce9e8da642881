#pragma once

#include <QAbstractListModel>
#include <QPointer>

#include "core/image/image.h"

class QAction;

namespace vitrine {

/// One line of the command palette: an action, or an image to go to.
struct PaletteItem {
    QPointer<QAction> action; ///< null for an image
    ImageId imageId;
    QString title;
    QString detail; ///< keys of an action, status and format of an image
    QString reason; ///< why the action makes no sense now; null when it does
    QString iconName;
};

/// What fits the words typed, best first: actions and images by fuzzy rank, then images that fit otherwise;
/// what makes no sense now at the end.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole,
        ReasonRole,
    };

    explicit PaletteModel(const QList<QAction *> &actions, QObject *parent = nullptr);

    void setPattern(const QString &pattern);
    void setImages(const QList<Image> &images);
    const PaletteItem &itemAt(int row) const { return m_items.at(row); }
    /// The first row that can be run; -1 when there is none.
    int firstUsable() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void rank();

    QList<PaletteItem> m_actions;
    QList<PaletteItem> m_images;
    QList<PaletteItem> m_items;
    QString m_pattern;
};

} // namespace vitrine
