#include "ui/life/lifesection.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "ui/life/statetimeline.h"
#include "ui/life/stuckstrip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/icons.h"

namespace vitrine {

LifeSection::LifeSection(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_stuck(new StuckStrip(service, this))
    , m_timeline(new StateTimeline(this))
    , m_dataButton(new QToolButton(this))
{
    m_dataButton->setObjectName(QStringLiteral("addDataButton"));
    m_dataButton->setIcon(themedIcon(QStringLiteral("import")));
    m_dataButton->setText(tr("Add data…"));
    m_dataButton->setToolTip(tr("Sends a file or a link into the image, which has no data yet"));
    m_dataButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_dataButton->setAutoRaise(true);
    m_dataButton->setFocusPolicy(Qt::StrongFocus);
    m_dataButton->hide();
    connect(m_dataButton, &QToolButton::clicked, this, &LifeSection::dataRequested);
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
    column->addWidget(m_stuck);
    column->addWidget(m_timeline);
    auto *buttons = new FlowLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_dataButton);
    buttons->addWidget(lesson);
    column->addLayout(buttons);
}

void LifeSection::setImage(const Image &image)
{
    m_stuck->setImage(image);
    m_dataButton->setVisible(image.status == ImageStatus::Queued);
}

void LifeSection::setLife(const QList<Transition> &history, ImageStatus present)
{
    m_timeline->setLife(history, present);
}

void LifeSection::setProgress(std::optional<double> fraction)
{
    m_timeline->setProgress(fraction);
    if (fraction)
        m_stuck->noteProgress();
}

} // namespace vitrine
