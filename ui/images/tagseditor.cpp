#include "ui/images/tagseditor.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

/// Glance's limit.
constexpr int longestTag = 255;
constexpr int widestChip = 200;

/// The ground that holds a tag and its button together.
class TagChip final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ToneColours colours = toneColours(Tone::Neutral, palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(colours.background);
        painter.setPen(QPen(colours.border, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
};

} // namespace

TagsEditor::TagsEditor(QWidget *parent)
    : QWidget(parent)
    , m_layout(new FlowLayout(this))
    , m_field(new QLineEdit(this))
{
    m_layout->setSpacing(8);
    m_field->setObjectName(QStringLiteral("newTagEdit"));
    m_field->setPlaceholderText(tr("Add a tag"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setMaxLength(longestTag);
    m_field->setFixedWidth(fontMetrics().horizontalAdvance(m_field->placeholderText()) + 40);
    connect(m_field, &QLineEdit::returnPressed, this, &TagsEditor::addFromField);
    m_layout->addWidget(m_field);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TagsEditor::setTags(const QStringList &tags)
{
    if (tags == m_tags)
        return;
    m_tags = tags;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        // A chip may be answering to its own click.
        if (item->widget() != m_field) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    QWidget *before = nullptr;
    for (const QString &tag : tags) {
        QWidget *chip = makeChip(tag);
        m_layout->addWidget(chip);
        chip->show();
        if (before)
            setTabOrder(before, chip);
        before = chip;
    }
    m_layout->addWidget(m_field);
    if (before)
        setTabOrder(before, m_field);
    updateGeometry();
}

void TagsEditor::startAdding()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
}

QWidget *TagsEditor::makeChip(const QString &tag)
{
    auto *chip = new TagChip(this);
    auto *label = new QToolButton(chip);
    label->setObjectName(QStringLiteral("tagButton"));
    label->setIcon(themedIcon(QStringLiteral("tag"), Tone::Muted));
    label->setIconSize(QSize(14, 14));
    label->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    label->setText(fontMetrics().elidedText(tag, Qt::ElideRight, widestChip));
    label->setToolTip(tr("Find images with the tag \u201c%1\u201d").arg(tag));
    label->setAccessibleName(tag);
    label->setAutoRaise(true);
    label->setFocusPolicy(Qt::StrongFocus);
    connect(label, &QToolButton::clicked, this, [this, tag] { Q_EMIT tagActivated(tag); });

    auto *removeButton = new QToolButton(chip);
    removeButton->setObjectName(QStringLiteral("removeTagButton"));
    removeButton->setIcon(themedIcon(QStringLiteral("close"), Tone::Muted));
    removeButton->setIconSize(QSize(12, 12));
    removeButton->setAutoRaise(true);
    removeButton->setFocusPolicy(Qt::StrongFocus);
    removeButton->setToolTip(tr("Remove the tag \u201c%1\u201d").arg(tag));
    removeButton->setAccessibleName(removeButton->toolTip());
    connect(removeButton, &QToolButton::clicked, this, [this, tag] { Q_EMIT tagRemoveRequested(tag); });

    auto *line = new QHBoxLayout(chip);
    line->setContentsMargins(2, 1, 2, 1);
    line->setSpacing(0);
    line->addWidget(label);
    line->addWidget(removeButton);
    return chip;
}

void TagsEditor::addFromField()
{
    const QString tag = m_field->text().trimmed();
    m_field->clear();
    if (!tag.isEmpty() && !m_tags.contains(tag))
        Q_EMIT tagAddRequested(tag);
}

} // namespace vitrine
