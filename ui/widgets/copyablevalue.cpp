#include "ui/widgets/copyablevalue.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include "ui/text/numbertext.h"
#include "ui/widgets/icons.h"

namespace vitrine {

namespace {

constexpr int buttonSize = 24;
constexpr int spacing = 4;

} // namespace

CopyableValue::CopyableValue(QWidget *parent)
    : QWidget(parent)
    , m_copyButton(new QToolButton(this))
{
    m_copyButton->setIcon(themedIcon(QStringLiteral("copy"), Tone::Muted));
    m_copyButton->setIconSize(QSize(16, 16));
    m_copyButton->setAutoRaise(true);
    m_copyButton->setFocusPolicy(Qt::StrongFocus);
    m_copyButton->setAccessibleName(tr("Copy"));
    connect(m_copyButton, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_value); });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CopyableValue::setValue(const QString &value, const QString &what)
{
    m_value = value;
    setToolTip(value);
    setAccessibleName(what);
    setAccessibleDescription(value);
    m_copyButton->setVisible(!value.isEmpty());
    //: %1 is what is copied, such as "MD5"
    m_copyButton->setToolTip(tr("Copy %1").arg(what));
    m_copyButton->setAccessibleName(m_copyButton->toolTip());
    updateGeometry();
    placeButton();
    update();
}

QSize CopyableValue::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(m_value) + spacing + buttonSize, buttonSize };
}

QSize CopyableValue::minimumSizeHint() const
{
    return { 80, buttonSize };
}

QRect CopyableValue::textRect() const
{
    return rect().adjusted(0, 0, m_value.isEmpty() ? 0 : -(spacing + buttonSize), 0);
}

void CopyableValue::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(m_value.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText));
    const QString shown = m_value.isEmpty() ? text::dash() : m_value;
    const QRect place = QStyle::visualRect(layoutDirection(), rect(), textRect());
    painter.drawText(place,
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
        fontMetrics().elidedText(shown, Qt::ElideMiddle, place.width()));
}

void CopyableValue::resizeEvent(QResizeEvent *)
{
    placeButton();
}

void CopyableValue::placeButton()
{
    // Beside the words, not at the far end: eyes and mouse need not travel.
    const int shown = qMin(textRect().width(), fontMetrics().horizontalAdvance(m_value));
    const QRect place(shown + spacing, (height() - buttonSize) / 2, buttonSize, buttonSize);
    m_copyButton->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

} // namespace vitrine
