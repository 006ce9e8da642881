#include "ui/images/imagecarddelegate.h"

#include <QListView>
#include <QPainter>

#include "ui/images/imagelistmodel.h"
#include "ui/images/osbadge.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 4; ///< around each card; neighbours stand twice as far apart
constexpr int padding = 12;
constexpr int badgeSide = 40;
constexpr int markSide = 14;
constexpr int narrowest = 232;

QColor blended(const QColor &under, const QColor &over, float share)
{
    return QColor::fromRgbF(under.redF() + (over.redF() - under.redF()) * share,
        under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share);
}

void paintGround(QPainter &painter, const QRect &card, const QStyleOptionViewItem &option)
{
    const QPalette &palette = option.palette;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isMarked = isSelected || option.state.testFlag(QStyle::State_HasFocus);
    const QColor base = palette.color(QPalette::Base);
    const QColor accent = palette.color(QPalette::Active, QPalette::Highlight);
    const QColor line = blended(
        base, palette.color(QPalette::Text), option.state.testFlag(QStyle::State_MouseOver) ? 0.4F : 0.16F);
    painter.setPen(QPen(isMarked ? accent : line, isSelected ? 2 : 1));
    painter.setBrush(isSelected ? blended(base, accent, isDark(palette) ? 0.22F : 0.1F) : base);
    painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 6, 6);
}

/// From the right; gives how much room they took.
int paintMarks(QPainter &painter, const QRect &line, const Image &image)
{
    int right = line.right() + 1;
    const auto paintMark = [&](const QString &icon) {
        right -= markSide;
        themedIcon(icon, Tone::Muted)
            .paint(&painter, QRect(right, line.center().y() - markSide / 2, markSide, markSide));
        right -= gap;
    };
    if (image.isProtected)
        paintMark(u"lock"_s);
    if (image.osHidden)
        paintMark(u"eye-off"_s);
    return line.right() + 1 - right;
}

QString secondLine(const Image &image)
{
    const QString system = guestSystemWords(guestSystemOf(image));
    const QString format = text::diskFormatWord(image.diskFormat);
    return system.isEmpty() ? format : QString(system % u" · " % format);
}

void paintWords(QPainter &painter, const QRect &place, const QStyleOptionViewItem &option, const Image &image)
{
    QFont bold = option.font;
    bold.setBold(true);
    const QFontMetrics boldMetrics(bold);
    QRect name(place.left(), place.top(), place.width(), boldMetrics.height());
    name.setRight(name.right() - paintMarks(painter, name, image));
    painter.setFont(bold);
    painter.setPen(option.palette.color(QPalette::Text));
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        boldMetrics.elidedText(text::imageName(image), Qt::ElideMiddle, name.width()));
    const QRect system(place.left(), name.bottom() + 3, place.width(), option.fontMetrics.height());
    painter.setFont(option.font);
    painter.setPen(toneColours(Tone::Muted, option.palette).text);
    painter.drawText(system, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        option.fontMetrics.elidedText(secondLine(image), Qt::ElideRight, system.width()));
}

void paintFoot(QPainter &painter, const QRect &place, const QStyleOptionViewItem &option, const Image &image,
    const QVariant &progress)
{
    Chip chip{ .text = text::statusWord(image.status),
        .iconName = text::statusIcon(image.status),
        .tone = text::statusTone(image.status) };
    QRect chipPlace = place;
    if (progress.isValid()) {
        chip.fraction = progress.toDouble();
        //: Status and how much is done: "Saving 43 %"
        chip.text = ImageCardDelegate::tr("%1 %2").arg(chip.text, text::percent(progress.toDouble()));
    } else {
        chipPlace.setWidth(qMin(place.width(), chipSize(option.fontMetrics, chip.text).width()));
        painter.setFont(option.font);
        painter.setPen(toneColours(Tone::Muted, option.palette).text);
        painter.drawText(place.adjusted(chipPlace.width() + padding, 0, 0, 0),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text::bytes(image.size));
    }
    painter.setFont(option.font);
    paintChip(painter, chipPlace, option.fontMetrics, option.palette, chip);
}

} // namespace

void ImageCardDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const ImageListModel *>(index.model());
    const Image *image = model ? model->imageAt(index.row()) : nullptr;
    if (!image)
        return;
    const QRect card = option.rect.adjusted(gap, gap, -gap, -gap);
    const QRect inside = card.adjusted(padding, padding, -padding, -padding);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, card, option);
    const QRect badge(inside.left(), inside.top(), badgeSide, badgeSide);
    paintOsBadge(*painter, badge, option.palette, *image);
    paintWords(*painter, inside.adjusted(badgeSide + padding, 0, 0, 0), option, *image);
    const int footHeight = chipSize(option.fontMetrics, {}).height();
    const QRect foot(inside.left(), inside.bottom() + 1 - footHeight, inside.width(), footHeight);
    paintFoot(*painter, foot, option, *image, index.data(ImageListModel::ProgressRole));
    painter->restore();
}

QSize ImageCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    return view && view->gridSize().isValid() ? view->gridSize() : smallestCard(option.fontMetrics);
}

QSize ImageCardDelegate::smallestCard(const QFontMetrics &metrics)
{
    const int words = qMax(badgeSide, 2 * metrics.height() + 4);
    return { qMax(narrowest, metrics.averageCharWidth() * 34),
        2 * (gap + padding) + words + padding + chipSize(metrics, {}).height() };
}

} // namespace vitrine
