#include "ui/life/statustrack.h"

#include <QPainter>

#include "ui/text/statustext.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr int spacing = 9; ///< from stop to stop
constexpr double radius = 2.5;
constexpr double endRadius = 3.5;
constexpr int height = 9;

} // namespace

StatusTrack statusTrack(ImageStatus status)
{
    using End = StatusTrack::End;
    switch (status) {
    case ImageStatus::Queued:
        return { 0, End::Reached };
    case ImageStatus::Saving:
    case ImageStatus::Uploading:
        return { 1, End::Working };
    case ImageStatus::Importing:
        return { 2, End::Working };
    case ImageStatus::Active:
        return { 3, End::Reached };
    case ImageStatus::Deactivated:
        return { 3, End::Halted };
    case ImageStatus::Killed:
        return { 1, End::Failed };
    case ImageStatus::PendingDelete:
    case ImageStatus::Deleted:
        return { 3, End::Gone };
    }
    Q_UNREACHABLE();
}

QSize statusTrackSize()
{
    return { (StatusTrack::stopCount - 1) * spacing + height, height };
}

void paintStatusTrack(
    QPainter &painter, const QRect &place, ImageStatus status, const QPalette &palette, bool isSelected)
{
    const StatusTrack track = statusTrack(status);
    const QColor ink
        = isSelected ? palette.color(QPalette::Text) : toneColours(text::statusTone(status), palette).text;
    QColor faint = palette.color(QPalette::Text);
    faint.setAlphaF(0.3F);
    const double middle = place.top() + place.height() / 2.0;
    const auto centreOf
        = [&](int stop) { return QPointF(place.left() + height / 2.0 + stop * spacing, middle); };

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (int stop = 1; stop < StatusTrack::stopCount; ++stop) {
        painter.setPen(QPen(stop <= track.stop ? ink : faint, 1));
        painter.drawLine(centreOf(stop - 1) + QPointF(radius, 0), centreOf(stop) - QPointF(radius, 0));
    }
    for (int stop = 0; stop < StatusTrack::stopCount; ++stop) {
        const bool isPassed = stop < track.stop && track.end != StatusTrack::End::Gone;
        painter.setPen(QPen(stop <= track.stop ? ink : faint, 1));
        painter.setBrush(isPassed ? QBrush(ink) : Qt::NoBrush);
        if (stop != track.stop)
            painter.drawEllipse(centreOf(stop), radius, radius);
    }
    // The end differs in shape too: full, ring, bars or cross.
    const QPointF end = centreOf(track.stop);
    painter.setPen(QPen(ink, 1.5));
    painter.setBrush(track.end == StatusTrack::End::Reached ? QBrush(ink) : Qt::NoBrush);
    const double arm = endRadius - 1;
    switch (track.end) {
    case StatusTrack::End::Reached:
    case StatusTrack::End::Working:
        painter.drawEllipse(end, endRadius - 0.5, endRadius - 0.5);
        break;
    case StatusTrack::End::Halted:
        painter.drawLine(end + QPointF(-1.5, -arm), end + QPointF(-1.5, arm));
        painter.drawLine(end + QPointF(1.5, -arm), end + QPointF(1.5, arm));
        break;
    case StatusTrack::End::Failed:
        painter.drawLine(end + QPointF(-arm, -arm), end + QPointF(arm, arm));
        painter.drawLine(end + QPointF(-arm, arm), end + QPointF(arm, -arm));
        break;
    case StatusTrack::End::Gone:
        painter.drawEllipse(end, radius, radius);
        painter.drawLine(centreOf(0) - QPointF(radius, 0), end + QPointF(radius, 0));
        break;
    }
    painter.restore();
}

} // namespace vitrine
