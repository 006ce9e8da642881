#pragma once

#include <QAbstractTableModel>

#include "core/image/imagechange.h"

namespace vitrine {

/// What an edit will change, one field of one image a row.
class ChangePreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Image, Field, Before, After };
    Q_ENUM(Column)

    explicit ChangePreviewModel(const QList<ImageEdit> &edits, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ImageEdit> m_edits;
    QList<std::pair<qsizetype, qsizetype>> m_rows; ///< edit and its change
};

} // namespace vitrine
