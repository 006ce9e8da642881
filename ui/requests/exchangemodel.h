#pragma once

#include <deque>

#include <QAbstractTableModel>

#include "core/support/webexchange.h"

namespace vitrine {

/// The last requests to clouds as rows, the newest last. Older ones are forgotten.
class ExchangeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Time, Method, Address, Answer, Duration };
    enum Role {
        SearchRole = Qt::UserRole, ///< everything that is looked into
    };

    using QAbstractTableModel::QAbstractTableModel;

    void add(const WebExchange &exchange);
    void clear();
    const WebExchange &at(int row) const { return m_exchanges.at(static_cast<std::size_t>(row)); }
    static constexpr int mostRows = 500;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::deque<WebExchange> m_exchanges;
};

} // namespace vitrine
