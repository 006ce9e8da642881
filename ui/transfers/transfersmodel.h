#pragma once

#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

#include "core/transfer/transfer.h"
#include "ui/transfers/speedhistory.h"

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
    /// Waiting rows can be dragged to another place, between rows only.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    /// Of the rows in what mimeData() made; empty when it holds none.
    static QStringList idsIn(const QMimeData &data);

    const Transfer &transferAt(int row) const { return *m_transfers[static_cast<std::size_t>(row)]; }
    /// -1 when it is not there.
    int rowOf(const QString &id) const { return m_rows.value(id, -1); }
    /// Of a row that runs or is paused; null for others.
    const SpeedHistory *speedsAt(int row) const;
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
    void noteSpeed(const Transfer &transfer);
    void removePending();
    void reindex(int firstRow);
    void noteTotals();
    void refreshTotals();

    TransferQueue *m_queue = nullptr;
    std::vector<std::unique_ptr<Transfer>> m_transfers;
    QHash<QString, int> m_rows;
    QHash<QString, SpeedHistory> m_speeds; ///< of what has begun and not ended
    QElapsedTimer m_clock;
    QSet<QString> m_pendingRemovals;
    QTimer m_removalTimer;
    QTimer m_totalsTimer;
    TransferTotals m_totals;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::TransferTotals)
