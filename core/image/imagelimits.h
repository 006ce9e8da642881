#pragma once

#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

/// Glance's limits with Glance's defaults; a negative count means no limit.
struct ImageLimits {
    int properties = 128;
    int tags = 128;
    int members = 128;
    int locations = 10;
    qint64 imageSize = 1LL << 40; ///< image_size_cap: 1 TiB
    qint64 totalBytes = 0; ///< user_storage_quota over all images and stores; 0 is off
    qint64 imageCount = -1;
    int propertyValueBytes = 64 * 1024; ///< Vitrine's own cap; Glance has none
};

/// True for a UUID in lower case with dashes: the only form in which an id may become part of a path.
bool isImageId(const QString &text);

/// False when the text holds NUL or half of a surrogate pair, which neither UTF-8 nor the database can keep.
bool isStorableText(const QString &text);

/// Sorted, each tag once: the form in which Image keeps them.
QStringList normalisedTags(QStringList tags);

/// Checks a draft as Glance checks POST /v2/images: lengths, ranges, reserved names, counts.
Result<void> validateDraft(const ImageDraft &draft, const ImageLimits &limits);

/// Checks a patch against the image it would change, and gives the image as it would become.
/// Format changes are refused unless the image is queued or importing (Glance's guard G3). Removing a
/// property that is not there is a Conflict, removing such a tag is not. updatedAt stays for the caller to
/// set.
Result<Image> applyPatch(const Image &image, const ImagePatch &patch, const ImageLimits &limits);

/// Glance's guards of a move: the table (Conflict; an operation that Glance answers otherwise maps it), and
/// the formats that must be known before data arrive (G1, BadRequest).
Result<void> validateTransition(const Image &image, ImageStatus to);

} // namespace vitrine
