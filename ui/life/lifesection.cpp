#include "ui/life/lifesection.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "ui/life/historylist.h"
#include "ui/life/statetimeline.h"
#include "ui/widgets/icons.h"

namespace vitrine {

LifeSection::LifeSection(QWidget *parent)
    : QWidget(parent)
    , m_timeline(new StateTimeline(this))
    , m_history(new HistoryList(this))
{
    auto *lesson = new QToolButton(this);
    lesson->setObjectName(QStringLiteral("lifeLessonButton"));
    lesson->setIcon(themedIcon(QStringLiteral("help")));
    lesson->setText(tr("How an image lives"));
    lesson->setToolTip(tr("Explains every state on a practice image"));
    lesson->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    lesson->setAutoRaise(true);
    connect(lesson, &QToolButton::clicked, this, &LifeSection::lessonRequested);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_timeline);
    column->addWidget(m_history);
    column->addWidget(lesson, 0, Qt::AlignLeft);
}

void LifeSection::setLife(const QList<Transition> &history, ImageStatus present)
{
    m_timeline->setLife(history, present);
    m_history->setHistory(history);
}

void LifeSection::setProgress(std::optional<double> fraction)
{
    m_timeline->setProgress(fraction);
}

} // namespace vitrine
