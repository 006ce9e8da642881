#pragma once

#include <QList>
#include <QSet>
#include <QString>

#include "core/transfer/transfer.h"

namespace vitrine {

/// What has been asked for and is not in the queue's list yet, first come first served. The id is given out
/// at once, so whoever asked can name what has still to become a row.
class TransferArrivals
{
public:
    struct Arrival {
        QString id;
        TransferRequest request;
    };

    /// Gives its id.
    QString add(const TransferRequest &request);
    bool isEmpty() const { return m_ids.isEmpty(); }
    bool contains(const QString &id) const { return m_ids.contains(id); }
    /// Not to be called when empty.
    Arrival takeFirst();

private:
    QList<Arrival> m_arrivals;
    qsizetype m_next = 0; ///< those before it have been taken
    QSet<QString> m_ids;
};

} // namespace vitrine
