#include "ui/widgets/messagestrip.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include "ui/text/errortext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr int iconSize = 16;

Tone toneOf(MessageStrip::Kind kind)
{
    switch (kind) {
    case MessageStrip::Kind::Information:
        return Tone::Info;
    case MessageStrip::Kind::Success:
        return Tone::Success;
    case MessageStrip::Kind::Warning:
        return Tone::Warning;
    case MessageStrip::Kind::Error:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
}

QString iconOf(MessageStrip::Kind kind)
{
    switch (kind) {
    case MessageStrip::Kind::Information:
        return QStringLiteral("info");
    case MessageStrip::Kind::Success:
        return QStringLiteral("success");
    case MessageStrip::Kind::Warning:
        return QStringLiteral("warning");
    case MessageStrip::Kind::Error:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

} // namespace

MessageStrip::MessageStrip(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_actions(new QHBoxLayout)
    , m_detailsButton(new QToolButton(this))
    , m_closeButton(new QToolButton(this))
    , m_details(new QPlainTextEdit(this))
{
    m_sentence->setObjectName(QStringLiteral("sentenceLabel"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_actions->setSpacing(8);

    m_detailsButton->setObjectName(QStringLiteral("detailsButton"));
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detailsButton->setFocusPolicy(Qt::StrongFocus);
    connect(m_detailsButton, &QToolButton::toggled, this, &MessageStrip::toggleDetails);

    m_closeButton->setObjectName(QStringLiteral("closeButton"));
    m_closeButton->setIcon(themedIcon(QStringLiteral("close")));
    m_closeButton->setAutoRaise(true);
    m_closeButton->setFocusPolicy(Qt::StrongFocus);
    m_closeButton->setToolTip(tr("Close this message"));
    m_closeButton->setAccessibleName(m_closeButton->toolTip());
    connect(m_closeButton, &QToolButton::clicked, this, &MessageStrip::dismiss);

    m_details->setObjectName(QStringLiteral("detailsText"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setMaximumHeight(96);
    m_details->setAccessibleName(tr("Technical details"));

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_icon, 0, Qt::AlignVCenter);
    line->addWidget(m_sentence, 1);
    line->addLayout(m_actions);
    line->addWidget(m_detailsButton, 0, Qt::AlignVCenter);
    line->addWidget(m_closeButton, 0, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(line);
    layout->addWidget(m_details);
    hide();
}

void MessageStrip::showMessage(Kind kind, const QString &sentence, const QString &details)
{
    killTimer(std::exchange(m_closeTimer, 0));
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        // A button may be showing the message from its own click.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_kind = kind;
    m_sentence->setText(sentence);
    m_details->setPlainText(details);
    m_detailsButton->setVisible(!details.isEmpty());
    m_detailsButton->setChecked(false);
    toggleDetails(false);
    updateColours();
    setAccessibleName(sentence);
    show();
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

void MessageStrip::showError(const Error &error)
{
    const QString advice = text::errorAdvice(error.code);
    QString sentence = text::errorSentence(error);
    // A sentence of the engine's own already says what to do.
    if (error.message.isEmpty() && !advice.isEmpty())
        sentence = tr("%1 %2", "a sentence and what to do about it").arg(sentence, advice);
    showMessage(error.code == ErrorCode::Cancelled ? Kind::Information : Kind::Error, sentence,
        text::errorReport(error));
}

void MessageStrip::addAction(const QString &label, std::function<void()> run)
{
    auto *button = new QPushButton(label, this);
    connect(button, &QPushButton::clicked, this, [this, run = std::move(run)] {
        dismiss();
        run();
    });
    m_actions->addWidget(button, 0, Qt::AlignVCenter);
}

void MessageStrip::closeAfter(int milliseconds)
{
    killTimer(std::exchange(m_closeTimer, startTimer(milliseconds)));
}

QString MessageStrip::sentence() const
{
    return m_sentence->text();
}

void MessageStrip::dismiss()
{
    killTimer(std::exchange(m_closeTimer, 0));
    if (isHidden())
        return;
    hide();
    Q_EMIT dismissed();
}

void MessageStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColours();
}

void MessageStrip::paintEvent(QPaintEvent *)
{
    const ToneColours colours = toneColours(toneOf(m_kind), palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colours.background);
    painter.setPen(QPen(colours.border, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void MessageStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void MessageStrip::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_closeTimer)
        return;
    // People who are reading or about to click keep it; it asks again later.
    if (underMouse() || isAncestorOf(window()->focusWidget()))
        return;
    dismiss();
}

void MessageStrip::toggleDetails(bool shown)
{
    m_details->setVisible(shown);
    m_detailsButton->setIcon(
        themedIcon(shown ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

void MessageStrip::updateColours()
{
    m_icon->setPixmap(themedIcon(iconOf(m_kind), toneColours(toneOf(m_kind), palette()).text)
                          .pixmap(QSize(iconSize, iconSize), devicePixelRatio()));
}

} // namespace vitrine
