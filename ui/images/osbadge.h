#pragma once

#include <QString>

#include "core/image/image.h"

class QPainter;
class QPalette;
class QRect;

namespace vitrine {

/// The system in an image, as far as its properties or its name tell.
struct GuestSystem {
    QString distro; ///< os_distro's word, such as "debian"; null when nothing tells
    QString version;
};

/// os_distro and os_version; else read from a name such as "ubuntu-22.04-server".
GuestSystem guestSystemOf(const Image &image);
/// "Debian 12"; null when the system is not known.
QString guestSystemWords(const GuestSystem &system);

/// A rounded ground with the system's first letter in a colour of its own, or a disk where no system is
/// known. No logos: they are trademarks.
void paintOsBadge(QPainter &painter, const QRect &place, const QPalette &palette, const Image &image);

} // namespace vitrine
