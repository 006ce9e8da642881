#pragma once

#include <QAbstractListModel>

#include "ui/catalogs/catalogueentry.h"

namespace vitrine {

class CatalogueRegistry;

/// The registry's entries as rows, each section below a heading that cannot be chosen.
class CatalogueListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        EntryRole = Qt::UserRole, ///< the CatalogueEntry; invalid for a heading
        IdRole,
        CurrentRole, ///< true for the one that is shown
    };

    explicit CatalogueListModel(CatalogueRegistry &registry, QObject *parent = nullptr);

    /// Invalid when it is not in the list.
    QModelIndex indexOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Renames.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

private:
    struct Row {
        CatalogueKind kind = CatalogueKind::LocalFolder;
        QString id; ///< null for a heading
    };

    void rebuild();
    void fill();

    CatalogueRegistry &m_registry;
    QList<Row> m_rows;
};

} // namespace vitrine
