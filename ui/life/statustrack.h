#pragma once

#include "core/image/imagestatus.h"

class QPainter;
class QPalette;
class QRect;
class QSize;
class QString;

namespace vitrine {

/// How far on its way to being usable a status is: the compact form of StateTimeline for a row of a list.
/// Stops are the record, the data, the check, and the image that can be used.
struct StatusTrack {
    enum class End {
        Reached, ///< the stop is where the image is, and all is well
        Working, ///< somebody works there
        Halted, ///< the image is there but may not be used
        Failed,
        Gone, ///< it was there, and is deleted
    };

    int stop = 0; ///< 0 to 3
    End end = End::Reached;

    static constexpr int stopCount = 4;
    bool operator==(const StatusTrack &) const = default;
};

StatusTrack statusTrack(ImageStatus status);
QSize statusTrackSize();
/// Paints at the left of `place`, centred upwards, in the text colour where the row is selected. Costs next
/// to nothing: it knows the status alone.
void paintStatusTrack(QPainter &painter, const QRect &place, ImageStatus status, const QPalette &palette,
    bool isSelected = false);

} // namespace vitrine
