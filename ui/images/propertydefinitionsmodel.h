#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include "core/image/metadef.h"

namespace vitrine {

/// Every property that is known, by name, for people to choose from.
class PropertyDefinitionsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        SearchRole, ///< name and title, for what people write
    };

    explicit PropertyDefinitionsModel(const MetadefCatalogue &metadefs, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<PropertyDefinition> m_definitions;
};

} // namespace vitrine
