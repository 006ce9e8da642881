#include "ui/transfers/transfersmodel.h"

#include <QMimeData>

#include "core/transfer/transferqueue.h"
#include "ui/transfers/transferlines.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

const QString transfersMimeType = u"application/x-vitrine-transfers"_s;

} // namespace

TransfersModel::TransfersModel(QObject *parent)
    : QAbstractListModel(parent)
{
    // Not 0: such timers wait for an idle moment, which a busy event loop may not have.
    constexpr int gatherMs = 10;
    m_clock.start();
    m_removalTimer.setInterval(gatherMs);
    m_totalsTimer.setInterval(gatherMs);
    m_removalTimer.setSingleShot(true);
    connect(&m_removalTimer, &QTimer::timeout, this, &TransfersModel::removePending);
    m_totalsTimer.setSingleShot(true);
    connect(&m_totalsTimer, &QTimer::timeout, this, &TransfersModel::refreshTotals);
}

void TransfersModel::setQueue(TransferQueue *queue)
{
    if (m_queue)
        m_queue->disconnect(this);
    m_queue = queue;
    reset(queue ? queue->transfers() : QList<Transfer>());
    if (!queue)
        return;
    connect(queue, &TransferQueue::transfersAdded, this, &TransfersModel::insert);
    connect(queue, &TransferQueue::transfersChanged, this, &TransfersModel::update);
    connect(queue, &TransferQueue::transferMoved, this, &TransfersModel::moveTo);
    connect(queue, &TransferQueue::transferRemoved, this, &TransfersModel::remove);
}

int TransfersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_transfers.size());
}

QVariant TransfersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Transfer &transfer = transferAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return transfer.title;
    case Qt::ToolTipRole:
        return transferToolTip(transfer);
    case Qt::AccessibleTextRole:
        return transferSentence(transfer);
    case TransferRole:
        return QVariant::fromValue(transfer);
    case IdRole:
        return transfer.id;
    default:
        return {};
    }
}

Qt::ItemFlags TransfersModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags common = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const bool canMove = transferAt(index.row()).state == TransferState::Waiting;
    return canMove ? common | Qt::ItemIsDragEnabled : common;
}

QStringList TransfersModel::mimeTypes() const
{
    return { transfersMimeType };
}

QStringList TransfersModel::idsIn(const QMimeData &data)
{
    const QString ids = QString::fromUtf8(data.data(transfersMimeType));
    return ids.split(u'\n', Qt::SkipEmptyParts);
}

QMimeData *TransfersModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList ids;
    for (const QModelIndex &index : indexes)
        ids.append(transferAt(index.row()).id);
    auto *data = new QMimeData;
    data->setData(transfersMimeType, ids.join(u'\n').toUtf8());
    return data;
}

const SpeedHistory *TransfersModel::speedsAt(int row) const
{
    const auto found = m_speeds.constFind(transferAt(row).id);
    return found == m_speeds.cend() ? nullptr : &*found;
}

void TransfersModel::noteSpeed(const Transfer &transfer)
{
    if (transfer.state == TransferState::Running && transfer.phase == OperationPhase::Copying)
        m_speeds[transfer.id].note(m_clock.elapsed(), transfer.done);
    else if (transfer.state == TransferState::Running || transfer.state == TransferState::Paused) {
        if (const auto found = m_speeds.find(transfer.id); found != m_speeds.end())
            found->interrupt();
    } else
        m_speeds.remove(transfer.id);
}

void TransfersModel::reset(const QList<Transfer> &transfers)
{
    beginResetModel();
    m_pendingRemovals.clear();
    m_transfers.clear();
    m_rows.clear();
    m_speeds.clear();
    for (const Transfer &transfer : transfers)
        m_transfers.push_back(std::make_unique<Transfer>(transfer));
    reindex(0);
    endResetModel();
    refreshTotals();
}

void TransfersModel::insert(const QList<Transfer> &transfers, int position)
{
    if (transfers.isEmpty())
        return;
    removePending();
    const int row = std::clamp(position, 0, rowCount());
    std::vector<std::unique_ptr<Transfer>> rows;
    rows.reserve(static_cast<std::size_t>(transfers.size()));
    for (const Transfer &transfer : transfers)
        rows.push_back(std::make_unique<Transfer>(transfer));
    beginInsertRows({}, row, row + static_cast<int>(transfers.size()) - 1);
    m_transfers.insert(m_transfers.begin() + row, std::make_move_iterator(rows.begin()),
        std::make_move_iterator(rows.end()));
    reindex(row);
    endInsertRows();
    noteTotals();
}

void TransfersModel::update(const QList<Transfer> &transfers)
{
    int first = rowCount();
    int last = -1;
    for (const Transfer &transfer : transfers) {
        const int row = rowOf(transfer.id);
        if (row < 0)
            continue;
        *m_transfers[static_cast<std::size_t>(row)] = transfer;
        noteSpeed(transfer);
        first = std::min(first, row);
        last = std::max(last, row);
    }
    if (last < 0)
        return;
    Q_EMIT dataChanged(index(first), index(last));
    noteTotals();
}

void TransfersModel::moveTo(const QString &id, int position)
{
    removePending();
    const int from = rowOf(id);
    const int to = std::clamp(position, 0, rowCount() - 1);
    if (from < 0 || from == to)
        return;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto at = [this](int row) { return m_transfers.begin() + row; };
    if (from < to)
        std::rotate(at(from), at(from + 1), at(to + 1));
    else
        std::rotate(at(to), at(from), at(from + 1));
    reindex(std::min(from, to));
    endMoveRows();
}

void TransfersModel::remove(const QString &id)
{
    m_pendingRemovals.insert(id);
    if (!m_removalTimer.isActive())
        m_removalTimer.start();
}

void TransfersModel::removePending()
{
    m_removalTimer.stop();
    if (m_pendingRemovals.isEmpty())
        return;
    const auto isPending = [this](int row) { return m_pendingRemovals.contains(transferAt(row).id); };
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!isPending(last))
            continue;
        int first = last;
        while (first > 0 && isPending(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row) {
            m_rows.remove(transferAt(row).id);
            m_speeds.remove(transferAt(row).id);
        }
        m_transfers.erase(m_transfers.begin() + first, m_transfers.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
    m_pendingRemovals.clear();
    reindex(0);
    refreshTotals();
}

void TransfersModel::reindex(int firstRow)
{
    for (int row = firstRow; row < rowCount(); ++row)
        m_rows.insert(transferAt(row).id, row);
}

void TransfersModel::noteTotals()
{
    if (!m_totalsTimer.isActive())
        m_totalsTimer.start();
}

void TransfersModel::refreshTotals()
{
    TransferTotals totals;
    bool isTimeKnown = true;
    for (const auto &transfer : m_transfers) {
        switch (transfer->state) {
        case TransferState::Waiting:
            ++totals.waiting;
            continue;
        case TransferState::Paused:
            ++totals.paused;
            continue;
        case TransferState::Failed:
            ++totals.failed;
            ++totals.ended;
            continue;
        case TransferState::Finished:
        case TransferState::Cancelled:
            ++totals.ended;
            continue;
        case TransferState::Running:
            break;
        }
        ++totals.running;
        totals.done += transfer->done;
        totals.total += std::max<qint64>(transfer->total, 0);
        totals.isTotalKnown = totals.isTotalKnown && transfer->total >= 0;
        totals.bytesPerSecond += transfer->bytesPerSecond;
        isTimeKnown = isTimeKnown && transfer->secondsLeft.has_value();
        if (isTimeKnown)
            totals.secondsLeft = std::max(totals.secondsLeft.value_or(0), *transfer->secondsLeft);
    }
    if (!isTimeKnown)
        totals.secondsLeft.reset();
    if (totals == m_totals)
        return;
    m_totals = totals;
    Q_EMIT totalsChanged(m_totals);
}

} // namespace vitrine
