#include "ui/life/lifesection.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "ui/life/statetimeline.h"
#include "ui/life/stuckstrip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/flushbutton.h"
#include "ui/widgets/icons.h"

namespace vitrine {

LifeSection::LifeSection(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_stuck(new StuckStrip(service, this))
    , m_timeline(new StateTimeline(this))
    , m_dataButton(new QToolButton(this))
    , m_importButton(new QToolButton(this))
{
    m_dataButton->setObjectName(QStringLiteral("addDataButton"));
    m_dataButton->setIcon(themedIcon(QStringLiteral("import")));
    m_dataButton->setText(tr("Add data…"));
    m_dataButton->setToolTip(tr("Sends a file or a link into the image, which has no data yet"));
    m_dataButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_dataButton->setAutoRaise(true);
    m_dataButton->setProperty(flushProperty, true);
    m_dataButton->setFocusPolicy(Qt::StrongFocus);
    m_dataButton->hide();
    connect(m_dataButton, &QToolButton::clicked, this, &LifeSection::dataRequested);
    m_importButton->setObjectName(QStringLiteral("importStagedButton"));
    m_importButton->setIcon(themedIcon(QStringLiteral("import")));
    //: Button: what was staged becomes the data of the image
    m_importButton->setText(tr("Import staged data"));
    m_importButton->setToolTip(tr("Makes the staged data the data of the image, which is then active"));
    m_importButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_importButton->setAutoRaise(true);
    m_importButton->setProperty(flushProperty, true);
    m_importButton->setFocusPolicy(Qt::StrongFocus);
    m_importButton->hide();
    connect(m_importButton, &QToolButton::clicked, this, &LifeSection::importRequested);
    auto *lesson = new QToolButton(this);
    lesson->setObjectName(QStringLiteral("lifeLessonButton"));
    lesson->setIcon(themedIcon(QStringLiteral("help")));
    lesson->setText(tr("How an image lives"));
    lesson->setToolTip(tr("Explains every state on a practice image"));
    lesson->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    lesson->setAutoRaise(true);
    lesson->setProperty(flushProperty, true);
    connect(lesson, &QToolButton::clicked, this, &LifeSection::lessonRequested);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_stuck);
    column->addWidget(m_timeline);
    auto *buttons = new FlowLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_dataButton);
    buttons->addWidget(m_importButton);
    buttons->addWidget(lesson);
    column->addLayout(buttons);
}

void LifeSection::setImage(const Image &image)
{
    m_stuck->setImage(image);
    m_dataButton->setVisible(image.status == ImageStatus::Queued);
    m_importButton->setVisible(hasStagedData(image));
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
