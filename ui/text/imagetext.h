#pragma once

#include <QDateTime>
#include <QString>

#include "core/image/image.h"

namespace vitrine::text {

/// The name, or "Unnamed image" in words for one that has none.
QString imageName(const Image &image);

QString visibilityWord(Visibility visibility);
/// Who can see and use the image.
QString visibilityExplanation(Visibility visibility);

/// How people write the format, such as "QCOW2" or "VHD"; a dash when it is not known.
QString diskFormatWord(std::optional<DiskFormat> format);
/// What the format is and where it comes from.
QString diskFormatExplanation(DiskFormat format);
QString containerFormatWord(std::optional<ContainerFormat> format);

/// One sentence that holds a whole row of the list, for screen readers.
QString imageSentence(const Image &image, const QDateTime &now = QDateTime::currentDateTime());

} // namespace vitrine::text
