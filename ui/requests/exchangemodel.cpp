#include "ui/requests/exchangemodel.h"

#include <QUrl>

#include "ui/requests/exchangetext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

void ExchangeModel::add(const WebExchange &exchange)
{
    if (rowCount() >= mostRows) {
        beginRemoveRows({}, 0, 0);
        m_exchanges.pop_front();
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_exchanges.push_back(exchange);
    endInsertRows();
}

void ExchangeModel::clear()
{
    beginResetModel();
    m_exchanges.clear();
    endResetModel();
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_exchanges.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Duration) + 1;
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const WebExchange &exchange = at(index.row());
    if (role == SearchRole)
        return text::exchangeReport(exchange);
    if (role == Qt::ToolTipRole)
        return exchange.url;
    if (role == Qt::AccessibleTextRole)
        return text::exchangeSentence(exchange);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Column::Time:
        return exchange.begunAt.toLocalTime().toString(u"HH:mm:ss"_s);
    case Column::Method:
        return QString::fromLatin1(exchange.method);
    case Column::Address: {
        const QUrl url(exchange.url);
        return url.hasQuery() ? QString(url.path() % u'?' % url.query()) : url.path();
    }
    case Column::Answer:
        return text::exchangeAnswer(exchange);
    case Column::Duration:
        //: %1 is a number of milliseconds
        return tr("%1 ms").arg(exchange.milliseconds);
    }
    Q_UNREACHABLE();
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Time:
        //: Column: when a request was sent
        return tr("Time");
    case Column::Method:
        //: Column: GET, POST and so on
        return tr("Method");
    case Column::Address:
        //: Column: the path that was asked for
        return tr("Request");
    case Column::Answer:
        //: Column: the HTTP status
        return tr("Answer");
    case Column::Duration:
        //: Column: how long a request took
        return tr("Took");
    }
    return {};
}

} // namespace vitrine
