#include "ui/widgets/foldablesection.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/flushbutton.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

FoldableSection::FoldableSection(const QString &title, QWidget *body, QWidget *parent)
    : QWidget(parent)
    , m_titleButton(new QToolButton(this))
    , m_summary(new QLabel(this))
    , m_header(new QHBoxLayout)
    , m_body(body)
{
    QFont bold = font();
    bold.setBold(true);
    m_titleButton->setObjectName(u"sectionButton"_s);
    m_titleButton->setFont(bold);
    m_titleButton->setText(title);
    m_titleButton->setAccessibleName(title);
    m_titleButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_titleButton->setIconSize(QSize(14, 14));
    m_titleButton->setAutoRaise(true);
    m_titleButton->setProperty(flushProperty, true);
    m_titleButton->setFocusPolicy(Qt::StrongFocus);
    m_titleButton->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_titleButton, &QToolButton::clicked, this, [this] { setFolded(!m_isFolded); });
    m_summary->setObjectName(u"sectionSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->hide();

    m_header->setContentsMargins(0, 0, 0, 0);
    m_header->setSpacing(8);
    m_header->addWidget(m_titleButton);
    m_header->addWidget(m_summary);
    m_header->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(m_header);
    column->addWidget(m_body);
    showFolded();
}

void FoldableSection::setSummary(const QString &summary)
{
    if (summary == m_summary->text())
        return;
    m_summary->setText(summary);
    m_summary->setVisible(!summary.isEmpty());
}

void FoldableSection::addHeaderButton(QWidget *button)
{
    m_headerButtons.append(button);
    m_header->addWidget(button);
    button->setVisible(!m_isFolded);
}

void FoldableSection::setFolded(bool folded)
{
    if (folded == m_isFolded)
        return;
    m_isFolded = folded;
    showFolded();
    Q_EMIT foldedChanged(folded);
}

void FoldableSection::showFolded()
{
    m_titleButton->setIcon(themedIcon(m_isFolded ? u"chevron-right"_s : u"chevron-down"_s, Tone::Muted));
    m_titleButton->setToolTip(m_isFolded ? tr("Show this section") : tr("Fold this section away"));
    m_titleButton->setAccessibleDescription(m_titleButton->toolTip());
    m_body->setVisible(!m_isFolded);
    for (QWidget *button : std::as_const(m_headerButtons))
        button->setVisible(!m_isFolded);
}

} // namespace vitrine
