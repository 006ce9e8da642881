#pragma once

#include <QWidget>

#include "ui/transfers/transferaction.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace vitrine {

class TransferDetails;
class TransferQueue;
class TransfersModel;
class TransfersView;
struct TransferTotals;

/// The strip at the bottom of the window: a line that sums up what runs, and the rows below it, which fold
/// away. Gone while there is nothing to tell.
class TransfersPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TransfersPanel(TransfersModel &model, QWidget *parent = nullptr);

    /// Where the actions go; null while there is no queue.
    void setQueue(TransferQueue *queue) { m_queue = queue; }
    bool isFolded() const { return m_isFolded; }
    void setFolded(bool folded);
    TransfersView *view() const { return m_view; }
    /// What is known about the current row, below the rows.
    bool areDetailsShown() const;
    void setDetailsShown(bool shown);

Q_SIGNALS:
    void foldedChanged(bool folded);

private:
    void apply(TransferAction action, const QStringList &ids);
    void showTotals(const TransferTotals &totals);
    void fitHeight();
    void moveTo(const QStringList &ids, int position);
    void refreshDetails();

    TransfersModel &m_model;
    TransferQueue *m_queue = nullptr;
    QToolButton *m_fold = nullptr;
    QLabel *m_summary = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_figures = nullptr;
    QToolButton *m_clearEnded = nullptr;
    QToolButton *m_details = nullptr;
    TransfersView *m_view = nullptr;
    TransferDetails *m_detailsPane = nullptr;
    bool m_isFolded = false;
};

} // namespace vitrine
