#include "ui/widgets/allocationstrip.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/text/numbertext.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr std::array allKinds{ AllocationKind::Data, AllocationKind::Zero, AllocationKind::Hole,
    AllocationKind::Compressed };
constexpr int barHeight = 20;
constexpr int swatch = 10;
constexpr int space = 6;

std::size_t indexOf(AllocationKind kind)
{
    return static_cast<std::size_t>(kind);
}

QString kindWord(AllocationKind kind)
{
    switch (kind) {
    case AllocationKind::Data:
        //: A part of a disk: bytes that are stored
        return AllocationStrip::tr("Data");
    case AllocationKind::Zero:
        //: A part of a disk: said to be zero, and takes no room
        return AllocationStrip::tr("Zeros");
    case AllocationKind::Hole:
        //: A part of a disk: never written, takes no room
        return AllocationStrip::tr("Holes");
    case AllocationKind::Compressed:
        //: A part of a disk: bytes that are stored compressed
        return AllocationStrip::tr("Compressed");
    }
    Q_UNREACHABLE();
}

} // namespace

QList<AllocationCell> allocationCells(const QList<AllocationExtent> &extents, qint64 size, int count)
{
    QList<AllocationCell> cells;
    if (size <= 0 || count <= 0)
        return cells;
    const qint64 step = std::max<qint64>(1, (size + count - 1) / count);
    auto extent = extents.cbegin();
    for (qint64 offset = 0; offset < size; offset += step) {
        AllocationCell cell{ .offset = offset, .length = std::min(step, size - offset) };
        const qint64 end = offset + cell.length;
        std::array<qint64, allKinds.size()> sums{};
        while (extent != extents.cend() && extent->offset + extent->length <= offset)
            ++extent;
        qint64 covered = 0;
        for (auto it = extent; it != extents.cend() && it->offset < end; ++it) {
            const qint64 shared = std::min(end, it->offset + it->length) - std::max(offset, it->offset);
            sums[indexOf(it->kind)] += shared;
            covered += shared;
        }
        sums[indexOf(AllocationKind::Hole)] += cell.length - covered;
        cell.kind
            = allKinds[static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin())];
        cells.append(cell);
    }
    return cells;
}

AllocationStrip::AllocationStrip(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("How the disk is stored"));
}

void AllocationStrip::setExtents(const QList<AllocationExtent> &extents, qint64 size)
{
    m_extents = extents;
    m_size = size;
    m_sums.fill(0);
    qint64 covered = 0;
    for (const AllocationExtent &extent : extents) {
        m_sums[indexOf(extent.kind)] += extent.length;
        covered += extent.length;
    }
    m_sums[indexOf(AllocationKind::Hole)] += std::max<qint64>(0, size - covered);
    divide();
    updateGeometry();
}

void AllocationStrip::divide()
{
    // More cells than pixels could not be told apart.
    const int pixels = static_cast<int>(bar().width() * devicePixelRatioF());
    m_cells = allocationCells(m_extents, m_size, std::clamp(pixels, 1, maxCells));
    m_current = -1;
    describe();
    update();
}

void AllocationStrip::describe()
{
    setAccessibleDescription(m_current >= 0 ? wordsOf(m_current) : legend());
}

QString AllocationStrip::legend() const
{
    QList<AllocationKind> kinds(allKinds.cbegin(), allKinds.cend());
    std::stable_sort(kinds.begin(), kinds.end(), [this](AllocationKind left, AllocationKind right) {
        return m_sums[indexOf(left)] > m_sums[indexOf(right)];
    });
    QStringList parts;
    for (const AllocationKind kind : std::as_const(kinds)) {
        if (m_sums[indexOf(kind)] > 0) {
            //: A kind of stored bytes, and how many there are
            parts.append(tr("%1 %2").arg(kindWord(kind), text::bytes(m_sums[indexOf(kind)])));
        }
    }
    return parts.join(QStringLiteral(" · "));
}

QRect AllocationStrip::bar() const
{
    return { 1, 1, std::max(0, width() - 2), barHeight };
}

QRectF AllocationStrip::placeOf(qsizetype cell) const
{
    const QRect whole = bar();
    const double scale = whole.width() / static_cast<double>(std::max<qint64>(1, m_size));
    const AllocationCell &piece = m_cells.at(cell);
    return { whole.left() + static_cast<double>(piece.offset) * scale, static_cast<double>(whole.top()),
        static_cast<double>(piece.length) * scale, static_cast<double>(whole.height()) };
}

QString AllocationStrip::wordsOf(qsizetype cell) const
{
    const AllocationCell &piece = m_cells.at(cell);
    //: A place on a disk and what lies there: "From 1.00 GiB to 1.01 GiB: Data"
    return tr("From %1 to %2: %3")
        .arg(text::bytes(piece.offset), text::bytes(piece.offset + piece.length), kindWord(piece.kind));
}

QSize AllocationStrip::sizeHint() const
{
    const int line = fontMetrics().height() + 2;
    const auto kinds = std::count_if(m_sums.cbegin(), m_sums.cend(), [](qint64 sum) { return sum > 0; });
    return { 320, barHeight + 2 + space + line * std::max(1, (static_cast<int>(kinds) + 1) / 2) };
}

QBrush AllocationStrip::brushOf(AllocationKind kind) const
{
    switch (kind) {
    case AllocationKind::Data:
        return toneColours(Tone::Info, palette()).text;
    case AllocationKind::Zero:
        return toneColours(Tone::Info, palette()).background;
    case AllocationKind::Hole:
        return palette().color(QPalette::Base);
    case AllocationKind::Compressed:
        return QBrush(toneColours(Tone::Info, palette()).text, Qt::Dense4Pattern);
    }
    Q_UNREACHABLE();
}

void AllocationStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(bar(), brushOf(AllocationKind::Hole));
    // Neighbours of one kind are one rectangle: no seams, and little to paint.
    for (qsizetype first = 0; first < m_cells.size();) {
        qsizetype last = first + 1;
        while (last < m_cells.size() && m_cells.at(last).kind == m_cells.at(first).kind)
            ++last;
        QRectF place = placeOf(first);
        place.setRight(placeOf(last - 1).right());
        if (m_cells.at(first).kind != AllocationKind::Hole)
            painter.fillRect(place, brushOf(m_cells.at(first).kind));
        first = last;
    }
    painter.setPen(toneColours(Tone::Muted, palette()).border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar().adjusted(-1, -1, 0, 0));
    if (m_current >= 0 && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(placeOf(m_current).adjusted(-2, 0, 2, 0));
    }
    paintLegend(painter, rect().adjusted(0, barHeight + 2 + space, 0, 0));
}

/// Two columns of swatches with their words.
void AllocationStrip::paintLegend(QPainter &painter, const QRect &place) const
{
    const int line = fontMetrics().height() + 2;
    int number = 0;
    for (const AllocationKind kind : allKinds) {
        const qint64 sum = m_sums[indexOf(kind)];
        if (sum <= 0)
            continue;
        const int left = place.left() + number % 2 * (place.width() / 2);
        const QRect row(left, place.top() + number / 2 * line, place.width() / 2, line);
        const QRect colour(row.left(), row.center().y() - swatch / 2, swatch, swatch);
        painter.fillRect(colour, brushOf(kind));
        painter.setPen(toneColours(Tone::Muted, palette()).border);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(colour.adjusted(0, 0, -1, -1));
        painter.setPen(palette().color(QPalette::WindowText));
        const QRect words = row.adjusted(swatch + space, 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(
                tr("%1 %2").arg(kindWord(kind), text::bytes(sum)), Qt::ElideRight, words.width()));
        ++number;
    }
}

bool AllocationStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString words;
    for (qsizetype i = 0; i < m_cells.size() && words.isEmpty(); ++i) {
        if (placeOf(i).contains(help->pos()))
            words = wordsOf(i);
    }
    QToolTip::showText(help->globalPos(), words, this);
    return true;
}

void AllocationStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    divide();
}

/// From one stretch of a kind to the next: cells are too many to go through them one by one.
void AllocationStrip::keyPressEvent(QKeyEvent *event)
{
    const int way = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (way == 0 || m_cells.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    qsizetype next = std::max<qsizetype>(0, m_current);
    const AllocationKind kind = m_cells.at(next).kind;
    while (next + way >= 0 && next + way < m_cells.size() && m_cells.at(next).kind == kind)
        next += way;
    m_current = next;
    describe();
    update();
    QToolTip::showText(mapToGlobal(placeOf(next).bottomLeft().toPoint()), wordsOf(next), this);
}

void AllocationStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_current = m_cells.isEmpty() ? -1 : 0;
    describe();
    update();
}

void AllocationStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_current = -1;
    describe();
    update();
}

} // namespace vitrine
