#include "ui/space/treemap.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/space/squarify.h"
#include "ui/widgets/spatialnavigation.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr double padding = 6;
constexpr double gap = 1; ///< on each side of a tile

} // namespace

Treemap::Treemap(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Disk use"));
}

void Treemap::setTiles(const QList<TreemapTile> &tiles)
{
    const ImageId kept = m_current >= 0 ? m_tiles.at(m_current).id : ImageId();
    m_tiles = tiles;
    m_current = -1;
    m_hovered = -1;
    arrange();
    setCurrentImage(kept);
}

void Treemap::setCurrentImage(const ImageId &id)
{
    const auto found = std::find_if(m_tiles.cbegin(), m_tiles.cend(),
        [&id](const TreemapTile &tile) { return !id.isEmpty() && tile.id == id; });
    setCurrent(found == m_tiles.cend() ? -1 : found - m_tiles.cbegin());
}

void Treemap::setCurrent(qsizetype tile)
{
    m_current = tile;
    setAccessibleDescription(tile >= 0 ? m_tiles.at(tile).toolTip : QString());
    update();
}

void Treemap::choose(qsizetype tile)
{
    if (tile < 0)
        return;
    setCurrent(tile);
    Q_EMIT tileChosen(m_tiles.at(tile));
}

void Treemap::arrange()
{
    QList<double> weights;
    for (const TreemapTile &tile : std::as_const(m_tiles))
        weights.append(tile.weight);
    m_places = squarify(weights, rect());
    update();
}

qsizetype Treemap::tileAt(const QPointF &position) const
{
    const auto found = std::find_if(m_places.cbegin(), m_places.cend(),
        [&position](const QRectF &place) { return place.contains(position); });
    return found == m_places.cend() ? -1 : found - m_places.cbegin();
}

void Treemap::setHovered(qsizetype tile)
{
    if (tile == m_hovered)
        return;
    for (const qsizetype each : { tile, m_hovered })
        update(m_places.value(each).toAlignedRect());
    m_hovered = tile;
}

bool Treemap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qsizetype tile = tileAt(help->pos());
    QToolTip::showText(help->globalPos(), tile >= 0 ? m_tiles.at(tile).toolTip : QString(), this);
    return true;
}

void Treemap::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Treemap::mousePressEvent(QMouseEvent *event)
{
    choose(tileAt(event->position()));
}

void Treemap::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const qsizetype tile = tileAt(event->position()); tile >= 0)
        Q_EMIT tileActivated(m_tiles.at(tile));
}

void Treemap::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(tileAt(event->position()));
}

void Treemap::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    setHovered(-1);
}

void Treemap::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_tiles.isEmpty())
        setCurrent(0);
}

void Treemap::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Home:
        choose(m_tiles.isEmpty() ? -1 : 0);
        return;
    case Qt::Key_End:
        choose(m_tiles.size() - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT tileActivated(m_tiles.at(m_current));
        return;
    default:
        break;
    }
    const qsizetype next = nextPlace(m_places, m_current, event->key());
    if (next >= 0)
        choose(next);
    else
        QWidget::keyPressEvent(event);
}

QColor Treemap::groundOf(const TreemapTile &tile) const
{
    const bool dark = isDark(palette());
    switch (tile.kind) {
    case TreemapTile::Kind::Image:
        if (tile.hue)
            return QColor::fromHsl(*tile.hue, dark ? 95 : 140, dark ? 66 : 214);
        return toneColours(Tone::Neutral, palette()).background;
    case TreemapTile::Kind::Others:
        return toneColours(Tone::Neutral, palette()).background;
    case TreemapTile::Kind::Trash:
        return toneColours(Tone::Warning, palette()).background;
    case TreemapTile::Kind::Free:
        return palette().color(QPalette::Base);
    }
    Q_UNREACHABLE();
}

void Treemap::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    for (qsizetype i = 0; i < m_tiles.size(); ++i) {
        if (m_places.at(i).intersects(event->rect()))
            paintTile(painter, i);
    }
    if (m_current < 0)
        return;
    QPen pen(hasFocus() ? palette().color(QPalette::Highlight) : palette().color(QPalette::Text), 3);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m_places.at(m_current).adjusted(2, 2, -2, -2));
}

void Treemap::paintTile(QPainter &painter, qsizetype index) const
{
    const TreemapTile &tile = m_tiles.at(index);
    const QRectF place = m_places.at(index).adjusted(gap, gap, -gap, -gap);
    if (place.width() <= 0 || place.height() <= 0) {
        painter.fillRect(m_places.at(index), groundOf(tile));
        return;
    }
    painter.fillRect(place, groundOf(tile));
    // What is no image is hatched or framed, so that colour does not say it alone.
    if (tile.kind == TreemapTile::Kind::Trash || tile.kind == TreemapTile::Kind::Others)
        painter.fillRect(place, QBrush(toneColours(Tone::Muted, palette()).border, Qt::BDiagPattern));
    if (tile.kind == TreemapTile::Kind::Free || index == m_hovered) {
        painter.setPen(QPen(toneColours(Tone::Muted, palette()).text, 1,
            tile.kind == TreemapTile::Kind::Free ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    paintWords(painter, tile, place.adjusted(padding, padding / 2, -padding, -padding / 2));
}

void Treemap::paintWords(QPainter &painter, const TreemapTile &tile, const QRectF &place) const
{
    const QFontMetricsF metrics(font());
    // A word cut down to an ellipsis says nothing.
    if (place.height() < metrics.height() || place.width() < metrics.averageCharWidth() * 5)
        return;
    painter.setPen(palette().color(QPalette::Text));
    QRectF line(place.left(), place.top(), place.width(), metrics.height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(tile.title, Qt::ElideRight, place.width()));
    if (place.height() < 2 * metrics.height())
        return;
    line.translate(0, metrics.height());
    QColor muted = palette().color(QPalette::Text);
    muted.setAlphaF(0.75F);
    painter.setPen(muted);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(tile.detail, Qt::ElideRight, place.width()));
}

} // namespace vitrine
