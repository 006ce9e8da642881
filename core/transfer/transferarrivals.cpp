#include "core/transfer/transferarrivals.h"

#include <QUuid>

namespace vitrine {

QString TransferArrivals::add(const TransferRequest &request)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_arrivals.append({ id, request });
    m_ids.insert(id);
    return id;
}

TransferArrivals::Arrival TransferArrivals::takeFirst()
{
    Arrival arrival = std::move(m_arrivals[m_next++]);
    m_ids.remove(arrival.id);
    if (m_next == m_arrivals.size()) {
        m_arrivals.clear();
        m_next = 0;
    }
    return arrival;
}

} // namespace vitrine
