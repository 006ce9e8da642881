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

/// Between the edge of a cell and its words, as styles have it.
int marginOf(const QStyleOptionViewItem &option)
{
    return styleOf(option)->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
}

QPalette::ColorRole textRoleOf(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected) ? QPalette::HighlightedText : QPalette::Text;
}

QPalette::ColorGroup colourGroupOf(const QStyleOptionViewItem &option)
{
    if (!option.state.testFlag(QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
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
    const QString words = std::exchange(full.text, {});
    full.features.setFlag(QStyleOptionViewItem::HasDisplay, false);
    styleOf(full)->drawControl(QStyle::CE_ItemViewItem, &full, painter, full.widget);

    painter->save();
    painter->setFont(full.font);
    painter->setPen(full.palette.color(colourGroupOf(full), textRoleOf(full)));
    const int margin = marginOf(full);
    switch (static_cast<ImageListModel::Column>(index.column())) {
    case ImageListModel::Column::Name:
        paintName(*painter, full, words, index);
        break;
    case ImageListModel::Column::Status:
        paintStatus(*painter, full, index);
        break;
    case ImageListModel::Column::Group:
        paintGroup(*painter, full, words, index);
        break;
    case ImageListModel::Column::MinDisk:
    case ImageListModel::Column::MinRam:
    case ImageListModel::Column::Size:
    case ImageListModel::Column::VirtualSize:
        // Numbers end at the right and must not run into the words of the next column.
        paintWords(*painter, full, full.rect.adjusted(margin, 0, -margin - numberMargin, 0), words,
            full.textElideMode);
        break;
    default:
        paintWords(*painter, full, full.rect.adjusted(margin, 0, -margin, 0), words, full.textElideMode);
    }
    painter->restore();
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

int ImageRowDelegate::paintWords(QPainter &painter, const QStyleOptionViewItem &option, const QRect &place,
    const QString &words, Qt::TextElideMode elide) const
{
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, option.displayAlignment);
    return m_words.paint(painter, place, words, alignment, elide);
}

void ImageRowDelegate::paintName(QPainter &painter, const QStyleOptionViewItem &option, const QString &name,
    const QModelIndex &index) const
{
    const Image *image = imageOf(index);
    const QStringList marks = image ? marksOf(*image) : QStringList();
    const int marksWidth = static_cast<int>(marks.size()) * (markSize + markSpacing);
    const int margin = marginOf(option);
    // The style has put the icon between two margins.
    const QRect place
        = option.rect.adjusted(option.decorationSize.width() + 3 * margin, 0, -margin - marksWidth, 0);
    const int width = paintWords(painter, option, place, name, Qt::ElideMiddle);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    int x = place.left() + width + 2 * markSpacing;
    for (const QString &mark : marks) {
        const QRect square(x, option.rect.center().y() - markSize / 2, markSize, markSize);
        themedIcon(mark, Tone::Muted)
            .paint(&painter, square, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        x += markSize + markSpacing;
    }
}

void ImageRowDelegate::paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QString &title,
    const QModelIndex &index) const
{
    const auto *model = qobject_cast<const ImageListModel *>(index.model());
    // The heading stands at the first row of its group, and at the top while the group goes on from above.
    const bool isAtTop = option.rect.top() <= 0;
    if (!model || (!isAtTop && !model->isFirstOfGroup(index.row())))
        return;
    QRect place = option.rect.adjusted(2 * cellMargin, 0, -2 * cellMargin, 0);
    QFont bold = option.font;
    bold.setBold(true);
    painter.setFont(bold);
    const QString count = QLocale().toString(model->groupSize(index.row()));
    const int besides = option.fontMetrics.horizontalAdvance(count) + 2 * cellMargin;
    const QFontMetrics metrics(bold);
    const QString shown = metrics.elidedText(title, Qt::ElideRight, qMax(0, place.width() - besides));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    place.setLeft(place.left() + metrics.horizontalAdvance(shown) + 2 * cellMargin);
    painter.setFont(option.font);
    if (!option.state.testFlag(QStyle::State_Selected))
        painter.setPen(toneColours(Tone::Muted, option.palette).text);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, count);
}

void ImageRowDelegate::paintStatus(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Image *image = imageOf(index);
    if (!image)
        return;
    const QVariant progress = index.data(ImageListModel::ProgressRole);
    Chip chip{ .text = text::statusWord(image->status),
        .iconName = text::statusIcon(image->status),
        .tone = text::statusTone(image->status) };
    QRect place = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const int wanted = chipSize(option.fontMetrics, chip.text).width();
    const int trackWidth = statusTrackSize().width();
    const int besides = place.width() - trackSpacing - trackWidth;
    // In a narrow column the word is worth more.
    if (besides >= wanted) {
        paintTrack(painter, option,
            QRect(place.right() + 1 - trackWidth, place.top(), trackWidth, place.height()), image->status);
        place.setWidth(besides);
    }
    if (progress.isValid()) {
        chip.fraction = progress.toDouble();
        //: Status and how much is done: "Saving 43 %"
        chip.text = tr("%1 %2").arg(chip.text, text::percent(progress.toDouble()));
    } else {
        place.setWidth(qMin(place.width(), wanted));
    }
    paintChip(painter, place, option.fontMetrics, option.palette, chip);
}

void ImageRowDelegate::paintTrack(
    QPainter &painter, const QStyleOptionViewItem &option, const QRect &place, ImageStatus status) const
{
    const double scale = painter.device()->devicePixelRatioF();
    if (m_trackColours != option.palette.cacheKey() || m_trackScale != scale) {
        m_tracks.clear();
        m_trackColours = option.palette.cacheKey();
        m_trackScale = scale;
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const int kind = 2 * static_cast<int>(status) + (isSelected ? 1 : 0);
    QPixmap &track = m_tracks[QPalette::NColorGroups * kind + option.palette.currentColorGroup()];
    if (track.size() != place.size() * scale) {
        QPalette palette = option.palette;
        if (isSelected)
            palette.setColor(QPalette::Text, palette.color(QPalette::HighlightedText));
        track = QPixmap(place.size() * scale);
        track.setDevicePixelRatio(scale);
        track.fill(Qt::transparent);
        QPainter ink(&track);
        paintStatusTrack(ink, QRect(QPoint(), place.size()), status, palette, isSelected);
    }
    painter.drawPixmap(place.topLeft(), track);
}

} // namespace vitrine
