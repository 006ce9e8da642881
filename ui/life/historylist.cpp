#include "ui/life/historylist.h"

#include <QHeaderView>

#include "ui/life/timeline.h"
#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"

namespace vitrine {

namespace {

enum Column { Time, Step };

constexpr int visibleRows = 5;

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

/// What moved and why, one below the other: side by side they do not fit a narrow pane.
QString stepText(const Transition &step)
{
    return changeText(step) + u'\n' + causeText(step);
}

} // namespace

HistoryList::HistoryList(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(2);
    //: Column headers of the recorded life of an image
    setHeaderLabels({ tr("Time"), tr("What happened") });
    setRootIsDecorated(false);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAllColumnsShowFocus(true);
    setAccessibleName(tr("Recorded steps"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    header()->setSectionResizeMode(Time, QHeaderView::ResizeToContents);
    header()->setStretchLastSection(true);
    // Another width breaks the lines elsewhere.
    connect(header(), &QHeaderView::sectionResized, this, [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    });
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
        auto *item = new QTreeWidgetItem({ text::clockTime(step.time), stepText(step) });
        item->setTextAlignment(Time, Qt::AlignLeft | Qt::AlignTop);
        item->setToolTip(Time, text::exactDate(step.time));
        item->setToolTip(Step, text::statusExplanation(step.to));
        item->setData(Time, Qt::AccessibleTextRole, sentences.at(i));
        if (text::isFailure(step.cause))
            item->setIcon(Step, themedIcon(QStringLiteral("warning"), Tone::Danger));
        items.append(item);
    }
    addTopLevelItems(items);
    updateGeometry();
}

QSize HistoryList::sizeHint() const
{
    int rows = topLevelItemCount() > 0 ? 0 : fontMetrics().height() + 4;
    for (int row = 0; row < qMin(visibleRows, topLevelItemCount()); ++row)
        rows += indexRowSizeHint(model()->index(row, Step));
    return { 320, header()->sizeHint().height() + rows + 2 * frameWidth() };
}

QSize HistoryList::minimumSizeHint() const
{
    return { 160, sizeHint().height() };
}

} // namespace vitrine
