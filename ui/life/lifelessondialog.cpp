#include "ui/life/lifelessondialog.h"

#include <cmath>

#include <QAccessible>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include "ui/life/lifelesson.h"
#include "ui/life/statetimeline.h"
#include "ui/text/statustext.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// The slider counts in powers of two: a quarter to eight times slow motion.
constexpr int slowest = -2;
constexpr int fastest = 3;

QLabel *makeLabel(QWidget *parent, bool isTitle = false)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(!isTitle);
    QFont font = label->font();
    font.setBold(isTitle);
    label->setFont(font);
    return label;
}

} // namespace

LifeLessonDialog::LifeLessonDialog(QWidget *parent)
    : QDialog(parent)
    , m_lesson(new LifeLesson(this))
    , m_timeline(new StateTimeline(this))
{
    setObjectName(u"lifeLessonDialog"_s);
    setWindowTitle(tr("How an image lives"));
    m_timeline->setLarge(true);

    auto *intro = makeLabel(this);
    intro->setText(
        tr("This image is for practice: do with it what you like. Your catalogue is not touched."));
    auto *middle = new QHBoxLayout;
    middle->setSpacing(24);
    middle->addWidget(makeChoices(), 1);
    middle->addWidget(makeExplanation(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(intro);
    column->addWidget(m_timeline);
    column->addLayout(middle, 1);
    column->addWidget(makeControls());

    connect(m_lesson, &LifeLesson::moved, this, &LifeLessonDialog::showMove);
    connect(m_lesson, &LifeLesson::progressed, this, &LifeLessonDialog::showProgress);
    connect(m_lesson, &LifeLesson::playingChanged, this, &LifeLessonDialog::showPlaying);
    connect(m_timeline, &StateTimeline::statusPointedAt, this, &LifeLessonDialog::explain);
    showMove();
    showPlaying(false);
    showSpeed(m_speed->value());
    resize(760, 600);
    m_play->setFocus();
}

QWidget *LifeLessonDialog::makeChoices()
{
    auto *group = new QWidget(this);
    auto *title = makeLabel(group, true);
    title->setText(tr("What can happen now"));
    m_choices = new QWidget(group);
    m_choices->setAccessibleName(title->text());
    m_choiceLayout = new FlowLayout(m_choices);
    auto *column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(title);
    column->addWidget(m_choices);
    column->addStretch();
    return group;
}

QWidget *LifeLessonDialog::makeExplanation()
{
    auto *group = new QWidget(this);
    m_happened = makeLabel(group, true);
    m_explanation = makeLabel(group);
    m_explanation->setObjectName(u"lessonExplanation"_s);
    m_callTitle = makeLabel(group);
    m_callTitle->setText(tr("API call"));
    m_call = new CopyableValue(group);
    m_call->setObjectName(u"lessonCall"_s);
    m_commandTitle = makeLabel(group);
    //: What to type in a terminal
    m_commandTitle->setText(tr("Command"));
    m_command = new CopyableValue(group);
    m_command->setObjectName(u"lessonCommand"_s);
    m_state = makeLabel(group);
    m_state->setObjectName(u"lessonState"_s);

    auto *grid = new QGridLayout(group);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_happened, 0, 0, 1, 2);
    grid->addWidget(m_explanation, 1, 0, 1, 2);
    grid->addWidget(m_callTitle, 2, 0);
    grid->addWidget(m_call, 2, 1);
    grid->addWidget(m_commandTitle, 3, 0);
    grid->addWidget(m_command, 3, 1);
    grid->addWidget(m_state, 4, 0, 1, 2);
    grid->setRowStretch(5, 1);
    return group;
}

QWidget *LifeLessonDialog::makeControls()
{
    auto *bar = new QWidget(this);
    m_play = new QPushButton(bar);
    m_play->setObjectName(u"lessonPlay"_s);
    //: Button: take the next step
    auto *step = new QPushButton(themedIcon(u"chevron-right"_s), tr("&Step"), bar);
    step->setObjectName(u"lessonStep"_s);
    auto *restart = new QPushButton(themedIcon(u"retry"_s), tr("&Restart"), bar);
    restart->setObjectName(u"lessonRestart"_s);
    m_speed = new QSlider(Qt::Horizontal, bar);
    m_speed->setObjectName(u"lessonSpeed"_s);
    m_speed->setRange(slowest, fastest);
    m_speed->setPageStep(1);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setMaximumWidth(160);
    m_speedLabel = new QLabel(bar);
    m_speedLabel->setBuddy(m_speed);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, bar);
    m_play->setDefault(true);

    connect(m_play, &QPushButton::clicked, this, [this] { m_lesson->setPlaying(!m_lesson->isPlaying()); });
    connect(step, &QPushButton::clicked, m_lesson, &LifeLesson::step);
    connect(restart, &QPushButton::clicked, m_lesson, &LifeLesson::restart);
    connect(m_speed, &QSlider::valueChanged, this, &LifeLessonDialog::showSpeed);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_play);
    row->addWidget(step);
    row->addWidget(restart);
    row->addSpacing(16);
    row->addWidget(m_speedLabel);
    row->addWidget(m_speed);
    row->addStretch();
    row->addWidget(buttons);
    return bar;
}

void LifeLessonDialog::showMove()
{
    const PracticeMove &move = m_lesson->lastMove();
    m_timeline->setLife(m_lesson->image().history(), m_lesson->image().status());
    //: A step in the life of an image: status before, status after
    m_happened->setText(move.from
            ? tr("%1 to %2").arg(text::statusWord(*move.from), text::statusWord(move.to))
            : text::transitionCauseText(move.cause));
    m_explanation->setText(move.error.isEmpty() ? move.explanation : move.error + u' ' + move.explanation);
    const auto showValue = [](QLabel *title, CopyableValue *value, const QString &words) {
        value->setValue(words.isEmpty() ? tr("None: the service does it by itself") : words, title->text());
        value->setEnabled(!words.isEmpty());
    };
    showValue(m_callTitle, m_call, move.call);
    showValue(m_commandTitle, m_command, move.command);
    explain(m_lesson->image().status());
    showChoices();
    showProgress();
    QAccessibleEvent event(m_explanation, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

/// One button for each step that the table of statuses allows now.
void LifeLessonDialog::showChoices()
{
    const bool hadFocus = m_choices->isAncestorOf(focusWidget());
    while (QLayoutItem *item = m_choiceLayout->takeAt(0)) {
        // One of them may be sending the click that led here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QList<PracticeMove> moves = m_lesson->image().moves();
    moves.append(practiceBeginning());
    QPushButton *first = nullptr;
    for (const PracticeMove &move : std::as_const(moves)) {
        auto *button = new QPushButton(themedIcon(text::statusIcon(move.to)), move.label, m_choices);
        button->setObjectName(u"lesson-"_s + (move.from ? imageStatusName(move.to) : u"begin"_s));
        button->setToolTip(move.explanation);
        connect(button, &QPushButton::clicked, m_lesson, [lesson = m_lesson, move] { lesson->take(move); });
        m_choiceLayout->addWidget(button);
        button->show();
        first = first ? first : button;
    }
    if (hadFocus)
        first->setFocus();
}

void LifeLessonDialog::showProgress()
{
    m_timeline->setProgress(m_lesson->image().progress());
}

void LifeLessonDialog::showPlaying(bool playing)
{
    m_play->setIcon(themedIcon(playing ? u"pause"_s : u"resume"_s));
    //: Buttons: stop or begin to go through the states without being asked
    m_play->setText(playing ? tr("&Pause") : tr("&Play"));
}

void LifeLessonDialog::showSpeed(int position)
{
    const double speed = std::pow(2.0, position);
    m_lesson->setSpeed(speed);
    //: How many times faster than slow motion
    m_speedLabel->setText(tr("Sp&eed: %1 \u00d7").arg(locale().toString(speed)));
}

void LifeLessonDialog::explain(ImageStatus status)
{
    //: A status and what it means
    m_state->setText(tr("%1: %2").arg(text::statusWord(status), text::statusExplanation(status)));
}

} // namespace vitrine
