#include "ui/images/imageheading.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/chiplabel.h"

namespace vitrine {

namespace {

/// Glance's limit.
constexpr int longestName = 255;

} // namespace

ImageHeading::ImageHeading(QWidget *parent)
    : QWidget(parent)
    , m_nameEdit(new QLineEdit(this))
    , m_statusChip(new ChipLabel(this))
    , m_summary(new QLabel(this))
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_nameEdit->setObjectName(QStringLiteral("nameEdit"));
    m_nameEdit->setFont(large);
    m_nameEdit->setMaxLength(longestName);
    m_nameEdit->setPlaceholderText(text::imageName({}));
    m_nameEdit->setAccessibleName(tr("Name of the image"));
    m_nameEdit->setToolTip(tr("Click to rename; Escape takes it back"));
    m_nameEdit->installEventFilter(this);
    connect(m_nameEdit, &QLineEdit::editingFinished, this, &ImageHeading::commitName);
    // Later: the name is committed first.
    connect(m_nameEdit, &QLineEdit::returnPressed, this, &ImageHeading::goBack, Qt::QueuedConnection);
    m_summary->setObjectName(QStringLiteral("summaryLabel"));
    m_summary->setTextFormat(Qt::PlainText);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_statusChip);
    line->addWidget(m_summary, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_nameEdit);
    layout->addLayout(line);
}

void ImageHeading::setImage(const Image &image)
{
    const bool isOther = image.id != m_image.id;
    const bool isBeingEdited = m_nameEdit->hasFocus() && m_nameEdit->text() != m_image.name;
    m_image = image;
    if (isOther || !isBeingEdited)
        showName();
    m_statusChip->setChip({ .text = text::statusWord(image.status),
        .iconName = text::statusIcon(image.status),
        .tone = text::statusTone(image.status) });
    m_statusChip->setToolTip(text::statusExplanation(image.status));
    QStringList parts;
    if (image.diskFormat)
        parts.append(text::diskFormatWord(image.diskFormat));
    if (image.size)
        parts.append(text::bytes(*image.size));
    parts.append(text::visibilityWord(image.visibility));
    m_summary->setText(parts.join(QStringLiteral(" \u00b7 ")));
}

void ImageHeading::startRenaming()
{
    if (QApplication::focusWidget() != m_nameEdit)
        m_cameFrom = QApplication::focusWidget();
    m_nameEdit->setFocus(Qt::ShortcutFocusReason);
    m_nameEdit->selectAll();
}

void ImageHeading::goBack()
{
    QWidget *const cameFrom = m_cameFrom;
    if (!cameFrom)
        return;
    // A field that loses the focus says once more that its text is finished.
    const QSignalBlocker quiet(m_nameEdit);
    cameFrom->setFocus(Qt::OtherFocusReason);
    m_cameFrom.clear();
}

bool ImageHeading::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_nameEdit && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_nameEdit->text() != m_image.name) {
        showName();
        m_nameEdit->selectAll();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ImageHeading::showName()
{
    m_nameEdit->setText(m_image.name);
    m_nameEdit->setCursorPosition(0);
}

void ImageHeading::commitName()
{
    if (m_nameEdit->text() != m_image.name)
        Q_EMIT renameRequested(m_nameEdit->text());
}

} // namespace vitrine
