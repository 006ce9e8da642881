#include "ui/catalogs/cataloguedelegate.h"

#include <QPainter>

#include "ui/catalogs/catalogueentry.h"
#include "ui/catalogs/cataloguelistmodel.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr int plateInset = 4;
constexpr int padding = 8;
constexpr int dotSize = 8;
constexpr int textLeft = plateInset + padding + dotSize + padding;
constexpr int barHeight = 4;
/// From here on a disk is nearly full.
constexpr double nearlyFull = 0.9;

QFont smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

/// Where the parts of an entry lie in its row.
struct EntryLayout {
    QRect label;
    QRect summary;
    QRect bar;
};

EntryLayout layoutOf(const QRect &row, const QFont &font)
{
    const int width = row.width() - textLeft - plateInset - padding;
    const int labelHeight = QFontMetrics(strongFont(font)).height();
    const int summaryHeight = QFontMetrics(smallFont(font)).height();
    EntryLayout layout;
    layout.label = QRect(row.left() + textLeft, row.top() + plateInset + 4, width, labelHeight);
    layout.summary = QRect(layout.label.left(), layout.label.bottom() + 3, width, summaryHeight);
    layout.bar = QRect(layout.label.left(), layout.summary.bottom() + 5, width, barHeight);
    return layout;
}

void paintBar(QPainter &painter, const QRect &place, const CatalogueEntry &entry, const QPalette &palette)
{
    const double used = 1.0 - static_cast<double>(entry.freeBytes) / static_cast<double>(entry.totalBytes);
    const QRectF track(place);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::Mid));
    painter.drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
    QRectF filled = track;
    filled.setWidth(qMax(static_cast<double>(barHeight), track.width() * qBound(0.0, used, 1.0)));
    painter.setBrush(used >= nearlyFull ? toneColours(Tone::Warning, palette).text
                                        : palette.color(QPalette::Active, QPalette::Highlight));
    painter.drawRoundedRect(filled, barHeight / 2.0, barHeight / 2.0);
}

/// A full dot where work can be done, a ring where it cannot.
void paintDot(QPainter &painter, const QPoint &centre, CatalogueHealth health, const QPalette &palette)
{
    const QColor colour = toneColours(text::healthTone(health), palette).text;
    const bool isFull = health == CatalogueHealth::Available || health == CatalogueHealth::ReadOnly;
    QRectF dot(0, 0, dotSize, dotSize);
    dot.moveCenter(centre);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(isFull ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75));
}

} // namespace

void CatalogueDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QVariant entry = index.data(CatalogueListModel::EntryRole);
    if (entry.isValid()) {
        const bool isShown = index.data(CatalogueListModel::CurrentRole).toBool();
        paintPlate(*painter, option, isShown);
        paintEntry(*painter, option, entry.value<CatalogueEntry>(), isShown);
    } else {
        paintHeading(*painter, option, index.data().toString());
    }
    painter->restore();
}

void CatalogueDelegate::paintHeading(
    QPainter &painter, const QStyleOptionViewItem &option, const QString &heading) const
{
    const QFont font = strongFont(smallFont(option.font));
    const QRect place = option.rect.adjusted(plateInset + padding, padding, -padding, 0);
    painter.setFont(font);
    painter.setPen(option.palette.color(QPalette::Active, QPalette::PlaceholderText));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(heading, Qt::ElideRight, place.width()));
}

void CatalogueDelegate::paintPlate(QPainter &painter, const QStyleOptionViewItem &option, bool isShown) const
{
    const QRectF plate = QRectF(option.rect).adjusted(plateInset, 2, -plateInset, -2);
    const QColor accent = option.palette.color(QPalette::Active, QPalette::Highlight);
    painter.setPen(Qt::NoPen);
    if (isShown || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor fill = accent;
        fill.setAlphaF(isShown ? 0.16F : 0.07F);
        painter.setBrush(fill);
        painter.drawRoundedRect(plate, 6, 6);
    }
    if (isShown) {
        painter.setBrush(accent);
        painter.drawRoundedRect(QRectF(plate.left(), plate.top() + 8, 3, plate.height() - 16), 1.5, 1.5);
    }
    // One that is chosen but not shown is where the keyboard is, or where images would be dropped.
    const bool isTarget = option.state.testFlag(QStyle::State_Selected) && !isShown;
    if (option.state.testFlag(QStyle::State_HasFocus) || isTarget) {
        painter.setPen(QPen(accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(plate.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6);
    }
}

void CatalogueDelegate::paintEntry(
    QPainter &painter, const QStyleOptionViewItem &option, const CatalogueEntry &entry, bool isShown) const
{
    const EntryLayout layout = layoutOf(option.rect, option.font);
    const QPalette &palette = option.palette;
    paintDot(painter, { option.rect.left() + plateInset + padding + dotSize / 2, layout.label.center().y() },
        entry.health, palette);

    const QFont font = isShown ? strongFont(option.font) : option.font;
    painter.setFont(font);
    painter.setPen(palette.color(QPalette::Active, QPalette::WindowText));
    painter.drawText(layout.label, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(entry.label, Qt::ElideMiddle, layout.label.width()));

    const QFont fine = smallFont(option.font);
    const Tone tone = text::healthTone(entry.health);
    const bool isCalm = tone != Tone::Warning && tone != Tone::Danger;
    painter.setFont(fine);
    painter.setPen(isCalm ? palette.color(QPalette::Active, QPalette::PlaceholderText)
                          : toneColours(tone, palette).text);
    painter.drawText(layout.summary, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(fine).elidedText(text::catalogueSummary(entry), Qt::ElideRight, layout.summary.width()));
    if (entry.totalBytes > 0)
        paintBar(painter, layout.bar, entry, palette);
}

QSize CatalogueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant entry = index.data(CatalogueListModel::EntryRole);
    if (!entry.isValid())
        return { 0, QFontMetrics(smallFont(option.font)).height() + 2 * padding };
    const EntryLayout layout = layoutOf(QRect(0, 0, 200, 100), option.font);
    // How full the disks of a cloud are is not known, so it needs no room for a bar.
    const bool isCloud = entry.value<CatalogueEntry>().isCloud();
    return { 0, (isCloud ? layout.summary : layout.bar).bottom() + 1 + plateInset + 6 };
}

QWidget *CatalogueDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor)
        editor->setAccessibleName(tr("Name of the catalogue in this list"));
    return editor;
}

void CatalogueDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const EntryLayout layout = layoutOf(option.rect, option.font);
    const int height = editor->sizeHint().height();
    editor->setGeometry(
        layout.label.left() - 4, layout.label.center().y() - height / 2, layout.label.width() + 4, height);
}

} // namespace vitrine
