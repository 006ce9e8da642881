#include "ui/images/imagerowdelegate.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

#include "ui/images/imagelistmodel.h"
#include "ui/life/statustrack.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr int cellMargin = 4;
constexpr int numberMargin = 8;
constexpr int markSize = 14;
constexpr int markSpacing = 4;
constexpr int trackSpacing = 8;

const Image *imageOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const ImageListModel *>(index.model());
    return model ? model->imageAt(index.row()) : nullptr;
}

const QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QStringList marksOf(const Image &image)
{
    QStringList marks;
    if (image.isProtected)
        marks.append(QStringLiteral("lock"));
    if (image.osHidden)
        marks.append(QStringLiteral("eye-off"));
    return marks;
}

} // namespace

void ImageRowDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem full = option;
    initStyleOption(&full, index);
    switch (static_cast<ImageListModel::Column>(index.column())) {
    case ImageListModel::Column::Name:
        paintName(painter, full, index);
        break;
    case ImageListModel::Column::Status:
        paintStatus(painter, full, index);
        break;
    case ImageListModel::Column::Group:
        paintGroup(painter, full, index);
        break;
    case ImageListModel::Column::MinDisk:
    case ImageListModel::Column::MinRam:
    case ImageListModel::Column::Size:
    case ImageListModel::Column::VirtualSize:
        // Numbers end at the right and must not run into the words of the next column.
        styleOf(full)->drawPrimitive(QStyle::PE_PanelItemViewItem, &full, painter, full.widget);
        full.rect.adjust(0, 0, -numberMargin, 0);
        [[fallthrough]];
    default:
        styleOf(full)->drawControl(QStyle::CE_ItemViewItem, &full, painter, full.widget);
    }
}

QSize ImageRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = qMax(28, (option.fontMetrics.height() + 12 + 3) / 4 * 4);
    return { QStyledItemDelegate::sizeHint(option, index).width(), height };
}

int ImageRowDelegate::chipWidth(const QFontMetrics &metrics)
{
    int width = 0;
    for (const ImageStatus status : allImageStatuses()) {
        QString words = text::statusWord(status);
        if (isTransitional(status))
            words = tr("%1 %2").arg(words, text::percent(0.88));
        width = qMax(width, chipSize(metrics, words).width());
    }
    return width + 2 * cellMargin;
}

int ImageRowDelegate::statusWidth(const QFontMetrics &metrics)
{
    return chipWidth(metrics) + trackSpacing + statusTrackSize().width();
}

void ImageRowDelegate::paintName(
    QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const
{
    const Image *image = imageOf(index);
    const QStringList marks = image ? marksOf(*image) : QStringList();
    const int marksWidth = static_cast<int>(marks.size()) * (markSize + markSpacing);
    const QStyle *style = styleOf(option);
    const int textSpace = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget).width()
        - 2 * (style->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1) - marksWidth;
    option.text = option.fontMetrics.elidedText(option.text, Qt::ElideMiddle, qMax(0, textSpace));
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    int x = text.left() + style->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1
        + option.fontMetrics.horizontalAdvance(option.text) + 2 * markSpacing;
    for (const QString &mark : marks) {
        const QRect place(x, option.rect.center().y() - markSize / 2, markSize, markSize);
        themedIcon(mark, Tone::Muted)
            .paint(painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        x += markSize + markSpacing;
    }
}

void ImageRowDelegate::paintGroup(
    QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const
{
    const QString title = option.text;
    option.text.clear();
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const auto *model = qobject_cast<const ImageListModel *>(index.model());
    // The heading stands at the first row of its group, and at the top while the group goes on from above.
    const bool isAtTop = option.rect.top() <= 0;
    if (!model || (!isAtTop && !model->isFirstOfGroup(index.row())))
        return;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorRole role = isSelected ? QPalette::HighlightedText : QPalette::Text;
    QRect place = option.rect.adjusted(2 * cellMargin, 0, -2 * cellMargin, 0);
    painter->save();
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(option.palette.color(role));
    const QString count = QLocale().toString(model->groupSize(index.row()));
    const int besides = option.fontMetrics.horizontalAdvance(count) + 2 * cellMargin;
    const QFontMetrics metrics(bold);
    const QString shown = metrics.elidedText(title, Qt::ElideRight, qMax(0, place.width() - besides));
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    place.setLeft(place.left() + metrics.horizontalAdvance(shown) + 2 * cellMargin);
    painter->setFont(option.font);
    painter->setPen(isSelected ? option.palette.color(role) : toneColours(Tone::Muted, option.palette).text);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, count);
    painter->restore();
}

void ImageRowDelegate::paintStatus(
    QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const
{
    option.text.clear();
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const Image *image = imageOf(index);
    if (!image)
        return;
    const QVariant progress = index.data(ImageListModel::ProgressRole);
    Chip chip{ .text = text::statusWord(image->status),
        .iconName = text::statusIcon(image->status),
        .tone = text::statusTone(image->status) };
    QRect place = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const int trackWidth = statusTrackSize().width();
    const int besides = place.width() - trackSpacing - trackWidth;
    // In a narrow column the word is worth more.
    if (besides >= chipSize(option.fontMetrics, chip.text).width()) {
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        QPalette palette = option.palette;
        if (isSelected)
            palette.setColor(QPalette::Text, palette.color(QPalette::HighlightedText));
        const QRect track(place.right() + 1 - trackWidth, place.top(), trackWidth, place.height());
        paintStatusTrack(*painter, track, image->status, palette, isSelected);
        place.setWidth(besides);
    }
    if (progress.isValid()) {
        chip.fraction = progress.toDouble();
        //: Status and how much is done: "Saving 43 %"
        chip.text = tr("%1 %2").arg(chip.text, text::percent(progress.toDouble()));
    } else {
        place.setWidth(qMin(place.width(), chipSize(option.fontMetrics, chip.text).width()));
    }
    paintChip(*painter, place, option.fontMetrics, option.palette, chip);
}

} // namespace vitrine
