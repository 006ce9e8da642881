#pragma once

#include "app/vitrinectl/output/cell.h"
#include "core/image/image.h"

namespace vitrine::ctl {

/// The image as `openstack image show` lays it out: attributes by name, what the client does not know of
/// among the properties.
Record imageRecord(const Image &image);

/// "20 GiB (21474836480 bytes)" and the like, for messages.
QString sizeText(qint64 bytes);

/// A count of bytes, or no value.
Cell numberCell(const std::optional<qint64> &number);
/// A text, or no value when it is null.
Cell textCell(const QString &text);
/// "2015-11-29T22:21:42Z", or no value.
Cell timeCell(const QDateTime &time);

} // namespace vitrine::ctl
