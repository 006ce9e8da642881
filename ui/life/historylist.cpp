#include "ui/life/historylist.h"

#include <QHeaderView>

#include "ui/life/timeline.h"
#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"

namespace vitrine {

namespace {

enum Column { Time, Change, Cause };

constexpr int visibleRows = 6;

QString changeText(const Transition &step)
{
    if (!step.from)
        return text::statusWord(step.to);
    return text::statusWord(*step.from) + QStringLiteral(" \u2192 ") + text::statusWord(step.to);
}

QString causeText(const Transition &step)
{
    QStringList parts{ text::transitionCauseText(step.cause) };
    if (step.bytes)
        parts.append(text::bytes(*step.bytes));
    if (!step.error.isEmpty())
        parts.append(step.error);
    return parts.join(QStringLiteral(" \u00b7 "));
}

} // namespace

HistoryList::HistoryList(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(3);
    //: Column headers of the recorded life of an image
    setHeaderLabels({ tr("Time"), tr("Change"), tr("Cause") });
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setAccessibleName(tr("Recorded steps"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    header()->setSectionResizeMode(Time, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Change, QHeaderView::ResizeToContents);
    header()->setStretchLastSection(true);
}

void HistoryList::setHistory(const QList<Transition> &history)
{
    // Live updates come often and most of them are no step.
    if (history == m_history)
        return;
    m_history = history;
    clear();
    const QStringList sentences = timelineSentences(history);
    QList<QTreeWidgetItem *> items;
    for (qsizetype i = history.size() - 1; i >= 0; --i) {
        const Transition &step = history.at(i);
        auto *item = new QTreeWidgetItem({ text::clockTime(step.time), changeText(step), causeText(step) });
        item->setToolTip(Time, text::exactDate(step.time));
        item->setToolTip(Change, text::statusExplanation(step.to));
        item->setToolTip(Cause, causeText(step));
        item->setData(Time, Qt::AccessibleTextRole, sentences.at(i));
        if (text::isFailure(step.cause))
            item->setIcon(Cause, themedIcon(QStringLiteral("warning"), Tone::Danger));
        items.append(item);
    }
    addTopLevelItems(items);
    updateGeometry();
}

QSize HistoryList::sizeHint() const
{
    const int rows = qBound(1, topLevelItemCount(), visibleRows);
    const int row = topLevelItemCount() > 0 ? sizeHintForRow(0) : fontMetrics().height() + 4;
    return { 320, header()->sizeHint().height() + rows * row + 2 * frameWidth() };
}

QSize HistoryList::minimumSizeHint() const
{
    return { 160, sizeHint().height() };
}

} // namespace vitrine
