#include "ui/widgets/emptyview.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/icons.h"

namespace vitrine {

namespace {

constexpr int iconSize = 64;

} // namespace

EmptyView::EmptyView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_icon->setAlignment(Qt::AlignCenter);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_sentence->setFont(large);
    for (QLabel *label : { m_sentence, m_hint }) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_sentence->setObjectName(QStringLiteral("sentenceLabel"));
    m_hint->setObjectName(QStringLiteral("hintLabel"));
    m_buttons->setSpacing(8);

    auto *buttonLine = new QHBoxLayout;
    buttonLine->addStretch();
    buttonLine->addLayout(m_buttons);
    buttonLine->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(8);
    layout->addWidget(m_sentence);
    layout->addWidget(m_hint);
    layout->addSpacing(8);
    layout->addLayout(buttonLine);
    layout->addStretch(3);
}

void EmptyView::setContent(const QString &iconName, const QString &sentence, const QString &hint)
{
    m_iconName = iconName;
    m_sentence->setText(sentence);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        // The button may be the one whose click leads here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    setAccessibleName(sentence);
    setAccessibleDescription(hint);
    updateIcon();
}

QPushButton *EmptyView::addAction(QAction *action)
{
    auto *button = new QPushButton(this);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    button->setDefault(m_buttons->count() == 0);
    m_buttons->addWidget(button);
    return button;
}

void EmptyView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void EmptyView::updateIcon()
{
    if (m_iconName.isEmpty())
        return;
    m_icon->setPixmap(
        themedIcon(m_iconName, Tone::Muted).pixmap(QSize(iconSize, iconSize), devicePixelRatio()));
}

} // namespace vitrine
