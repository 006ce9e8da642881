#pragma once

#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include "core/transfer/transfer.h"

namespace vitrine {

class TransferQueue;

/// What the running, waiting and ended transfers add up to.
struct TransferTotals {
    int running = 0;
    int waiting = 0;
    int paused = 0;
    int failed = 0;
    int ended = 0; ///< finished, failed or cancelled
    qint64 done = 0; ///< bytes of what runs
    qint64 total = 0; ///< bytes of what runs, as far as known
    bool isTotalKnown = true;
    double bytesPerSecond = 0;
    std::optional<qint64> secondsLeft; ///< of the slowest one that runs; none until all are stable

    int unfinished() const { return running + waiting + paused; }
    bool operator==(const TransferTotals &) const = default;
};

/// Mirrors a TransferQueue as rows in queue order. One column: a row is painted whole by TransferDelegate,
/// and its accessible text is a sentence.
class TransfersModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        TransferRole = Qt::UserRole, ///< the Transfer itself
        IdRole,
    };

    explicit TransfersModel(QObject *parent = nullptr);

    /// Shows this queue from now on; it must outlive the model or be taken away with setQueue(nullptr).
    void setQueue(TransferQueue *queue);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const Transfer &transferAt(int row) const { return *m_transfers[static_cast<std::size_t>(row)]; }
    /// -1 when it is not there.
    int rowOf(const QString &id) const { return m_rows.value(id, -1); }
    const TransferTotals &totals() const { return m_totals; }

    // What the queue announces.
    void reset(const QList<Transfer> &transfers);
    void insert(const QList<Transfer> &transfers, int position);
    void update(const QList<Transfer> &transfers);
    void moveTo(const QString &id, int position);
    /// Takes effect with others a moment later: clearing thousands costs one pass.
    void remove(const QString &id);

Q_SIGNALS:
    void totalsChanged(const vitrine::TransferTotals &totals);

private:
    void removePending();
    void reindex(int firstRow);
    void noteTotals();
    void refreshTotals();

    TransferQueue *m_queue = nullptr;
    std::vector<std::unique_ptr<Transfer>> m_transfers;
    QHash<QString, int> m_rows;
    QSet<QString> m_pendingRemovals;
    QTimer m_removalTimer;
    QTimer m_totalsTimer;
    TransferTotals m_totals;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::TransferTotals)
