#include "ui/transfers/transferspanel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/transfer/transferqueue.h"
#include "ui/transfers/transferdetails.h"
#include "ui/transfers/transferlines.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/transfers/transfersview.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int mostRows = 4;
constexpr int barSteps = 1000;

void run(TransferQueue &queue, TransferAction action, const QString &id)
{
    switch (action) {
    case TransferAction::Pause:
        queue.pause(id);
        return;
    case TransferAction::Resume:
        queue.resume(id);
        return;
    case TransferAction::Retry:
        queue.retry(id);
        return;
    case TransferAction::Cancel:
        queue.cancel(id);
        return;
    case TransferAction::Clear:
        queue.clear(id);
        return;
    case TransferAction::MoveUp:
        queue.move(id, -1);
        return;
    case TransferAction::MoveDown:
        queue.move(id, 1);
        return;
    }
}

} // namespace

TransfersPanel::TransfersPanel(TransfersModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_fold(new QToolButton)
    , m_summary(new QLabel)
    , m_bar(new QProgressBar)
    , m_figures(new QLabel)
    , m_clearEnded(new QToolButton)
    , m_details(new QToolButton)
    , m_view(new TransfersView(model))
    , m_detailsPane(new TransferDetails)
{
    setObjectName(u"transfersPanel"_s);
    m_fold->setObjectName(u"foldTransfers"_s);
    m_fold->setAutoRaise(true);
    m_fold->setText(tr("Transfers"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setObjectName(u"transfersSummary"_s);
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, barSteps);
    m_bar->setFixedHeight(4);
    m_bar->setMaximumWidth(240);
    m_bar->setAccessibleName(tr("Progress of all running transfers"));
    m_clearEnded->setObjectName(u"clearEnded"_s);
    m_clearEnded->setAutoRaise(true);
    m_clearEnded->setText(tr("Clear ended"));
    m_clearEnded->setToolTip(tr("Takes finished, failed and cancelled transfers off the list"));

    m_details->setObjectName(u"transferDetailsButton"_s);
    m_details->setAutoRaise(true);
    m_details->setCheckable(true);
    m_details->setIcon(themedIcon(u"details"_s));
    m_details->setToolTip(tr("Shows all about the chosen transfer (Enter)"));
    m_details->setAccessibleName(tr("Details of the chosen transfer"));
    m_detailsPane->hide();

    auto *header = new QHBoxLayout;
    header->setContentsMargins(4, 4, 4, 4);
    header->setSpacing(8);
    header->addWidget(m_fold);
    header->addWidget(m_summary);
    header->addWidget(m_bar, 1);
    header->addStretch(0);
    header->addWidget(m_figures);
    header->addWidget(m_clearEnded);
    header->addWidget(m_details);

    auto *line = new QFrame;
    line->setFrameShape(QFrame::NoFrame);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(line);
    column->addLayout(header);
    column->addWidget(m_view);
    column->addWidget(m_detailsPane);

    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_isFolded); });
    connect(m_clearEnded, &QToolButton::clicked, this, [this] {
        if (m_queue)
            m_queue->clearEnded();
    });
    connect(m_view, &TransfersView::actionTriggered, this, &TransfersPanel::apply);
    connect(m_view, &TransfersView::moveRequested, this, &TransfersPanel::moveTo);
    connect(m_view, &TransfersView::detailsToggled, this, [this] { setDetailsShown(!areDetailsShown()); });
    connect(m_details, &QToolButton::toggled, this, &TransfersPanel::setDetailsShown);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &TransfersPanel::refreshDetails);
    connect(&model, &QAbstractItemModel::dataChanged, this, &TransfersPanel::refreshDetails);
    connect(&model, &TransfersModel::totalsChanged, this, &TransfersPanel::showTotals);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TransfersPanel::fitHeight);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TransfersPanel::fitHeight);
    connect(&model, &QAbstractItemModel::modelReset, this, &TransfersPanel::fitHeight);
    setFolded(false);
    showTotals(model.totals());
    fitHeight();
}

void TransfersPanel::setFolded(bool folded)
{
    const bool isChange = m_isFolded != folded;
    m_isFolded = folded;
    m_fold->setIcon(themedIcon(folded ? u"chevron-right"_s : u"chevron-down"_s));
    const QString what = folded ? tr("Show the transfers") : tr("Fold the transfers to one line");
    m_fold->setToolTip(what);
    m_fold->setAccessibleName(what);
    m_view->setVisible(!folded);
    m_details->setVisible(!folded);
    m_detailsPane->setVisible(!folded && m_details->isChecked());
    if (isChange)
        Q_EMIT foldedChanged(folded);
}

void TransfersPanel::apply(TransferAction action, const QStringList &ids)
{
    if (!m_queue)
        return;
    for (const QString &id : ids)
        run(*m_queue, action, id);
}

bool TransfersPanel::areDetailsShown() const
{
    return m_details->isChecked();
}

void TransfersPanel::setDetailsShown(bool shown)
{
    m_details->setChecked(shown);
    m_detailsPane->setVisible(shown && !m_isFolded);
    refreshDetails();
}

void TransfersPanel::refreshDetails()
{
    if (!areDetailsShown())
        return;
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid())
        m_detailsPane->showTransfer(m_model.transferAt(current.row()));
    else
        m_detailsPane->clear();
}

void TransfersPanel::moveTo(const QStringList &ids, int position)
{
    if (!m_queue)
        return;
    for (const QString &id : ids) {
        const int from = m_model.rowOf(id);
        // Taking it out of its place moves all behind it up by one.
        const int target = from < position ? position - 1 : position;
        m_queue->move(id, target - from);
        position = target + 1;
    }
}

void TransfersPanel::showTotals(const TransferTotals &totals)
{
    m_summary->setText(totalsLine(totals));
    m_figures->setText(totalsFigures(totals));
    const auto fraction = totalsFraction(totals);
    m_bar->setVisible(fraction.has_value());
    m_bar->setValue(static_cast<int>(fraction.value_or(0) * barSteps));
    m_clearEnded->setVisible(totals.ended > 0);
}

void TransfersPanel::fitHeight()
{
    const int rows = m_model.rowCount();
    setVisible(rows > 0);
    m_view->setFixedHeight(m_view->heightFor(std::clamp(rows, 1, mostRows)));
}

} // namespace vitrine
