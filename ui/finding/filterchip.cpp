#include "ui/finding/filterchip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

#include "ui/finding/facettext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int widestLabel = 260;

} // namespace

FilterChip::FilterChip(Facet facet, const QStringList &values, QWidget *parent)
    : QWidget(parent)
    , m_facet(facet)
    , m_label(new QToolButton(this))
    , m_remove(new QToolButton(this))
{
    const QString sentence = text::facetSentence(facet, values);
    m_label->setObjectName(u"filterButton"_s);
    m_label->setIcon(themedIcon(text::facetIcon(facet), Tone::Info));
    m_label->setIconSize(QSize(14, 14));
    m_label->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_label->setText(fontMetrics().elidedText(sentence, Qt::ElideRight, widestLabel).replace(u'&', "&&"_L1));
    m_label->setAutoRaise(true);
    m_label->setFocusPolicy(Qt::StrongFocus);
    m_label->setToolTip(tr("%1\nClick to change, Delete to remove").arg(sentence));
    m_label->setAccessibleName(tr("Filter %1").arg(sentence));
    m_label->installEventFilter(this);
    connect(m_label, &QToolButton::clicked, this, &FilterChip::changeRequested);

    m_remove->setObjectName(u"removeFilterButton"_s);
    m_remove->setIcon(themedIcon(u"close"_s, Tone::Info));
    m_remove->setIconSize(QSize(12, 12));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    m_remove->setToolTip(tr("Remove the filter “%1”").arg(sentence));
    m_remove->setAccessibleName(m_remove->toolTip());
    m_remove->installEventFilter(this);
    connect(m_remove, &QToolButton::clicked, this, &FilterChip::removeRequested);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(2, 1, 2, 1);
    line->setSpacing(0);
    line->addWidget(m_label);
    line->addWidget(m_remove);
    setFocusProxy(m_label);
}

void FilterChip::paintEvent(QPaintEvent *)
{
    const ToneColours colours = toneColours(Tone::Info, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colours.background);
    painter.setPen(QPen(colours.border, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

bool FilterChip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            Q_EMIT removeRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vitrine
