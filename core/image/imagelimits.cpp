#include "core/image/imagelimits.h"

#include <limits>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include "core/image/imageattributes.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageLimits)
};

constexpr qsizetype maxNameLength = 255;
constexpr qint64 maxMinimum = std::numeric_limits<qint32>::max();
/// A message quotes at most this much of what the caller gave.
constexpr qsizetype quotedLength = 60;

QString quoted(const QString &text)
{
    return text.size() <= quotedLength ? text : text.left(quotedLength) + u'…';
}

/// Glance counts code points, QString counts UTF-16 units.
qsizetype codePointsOf(const QString &text)
{
    return text.size() <= maxNameLength ? text.size() : text.toUcs4().size();
}

Result<void> validateText(const QString &what, const QString &text)
{
    if (isStorableText(text))
        return {};
    return failure(ErrorCode::BadRequest,
        Text::tr("%1 contains a character that cannot be stored. Remove it and try again.").arg(what),
        u"NUL or a lone surrogate"_s);
}

Result<void> validateName(const QString &what, const QString &text)
{
    if (codePointsOf(text) > maxNameLength)
        return failure(ErrorCode::BadRequest,
            Text::tr("%1 is longer than %2 characters.").arg(what, QString::number(maxNameLength)));
    return validateText(what, text);
}

Result<void> validateMinimum(const QString &attribute, qint64 value)
{
    if (value >= 0 && value <= maxMinimum)
        return {};
    return failure(ErrorCode::BadRequest,
        Text::tr("%1 must be between 0 and %2.").arg(attribute, QString::number(maxMinimum)),
        attribute + u" = " + QString::number(value));
}

Result<void> validateTag(const QString &tag)
{
    if (tag.isEmpty())
        return failure(ErrorCode::BadRequest, Text::tr("A tag cannot be empty."));
    return validateName(Text::tr("The tag “%1”").arg(quoted(tag)), tag);
}

Result<void> validatePropertyName(const QString &name)
{
    if (name.isEmpty())
        return failure(ErrorCode::BadRequest, Text::tr("A property needs a name."));
    switch (attributeKindOf(name)) {
    case AttributeKind::ReadOnly:
        return failure(ErrorCode::Forbidden, Text::tr("The attribute “%1” is read-only.").arg(quoted(name)));
    case AttributeKind::Reserved:
    case AttributeKind::Writable:
        return failure(ErrorCode::Forbidden,
            Text::tr("The name “%1” is reserved and cannot be a custom property.").arg(quoted(name)));
    case AttributeKind::Custom:
        break;
    }
    return validateName(Text::tr("The property name “%1”").arg(quoted(name)), name);
}

Result<void> validateProperty(const QString &name, const QString &value, const ImageLimits &limits)
{
    if (const auto checked = validatePropertyName(name); !checked)
        return checked;
    if (const auto checked
        = validateText(Text::tr("The value of the property “%1”").arg(quoted(name)), value);
        !checked)
        return checked;
    if (limits.propertyValueBytes >= 0 && value.toUtf8().size() > limits.propertyValueBytes)
        return failure(ErrorCode::LimitExceeded,
            Text::tr("The value of the property “%1” is larger than %2 bytes.")
                .arg(quoted(name), QString::number(limits.propertyValueBytes)));
    return {};
}

Result<void> validateCount(const QString &tooMany, qsizetype count, int limit)
{
    if (limit < 0 || count <= limit)
        return {};
    return failure(ErrorCode::LimitExceeded, tooMany.arg(limit).arg(count));
}

Result<void> validateTagCount(qsizetype count, const ImageLimits &limits)
{
    return validateCount(
        Text::tr("An image can have at most %1 tags; this would make %2."), count, limits.tags);
}

Result<void> validatePropertyCount(qsizetype count, const ImageLimits &limits)
{
    return validateCount(Text::tr("An image can have at most %1 custom properties; this would make %2."),
        count, limits.properties);
}

Result<void> validateFormatChange(const Image &image, const ImagePatch &patch)
{
    if (image.status == ImageStatus::Queued || image.status == ImageStatus::Importing)
        return {};
    if (!patch.diskFormat && !patch.containerFormat)
        return {};
    const QString attribute = patch.diskFormat ? u"disk_format"_s : u"container_format"_s;
    return failure(ErrorCode::Forbidden,
        Text::tr("The attribute %1 can be replaced only while the image is queued; this image is %2.")
            .arg(attribute, imageStatusName(image.status)));
}

void applyAttributes(Image &image, const ImagePatch &patch)
{
    image.name = patch.name.value_or(image.name);
    image.visibility = patch.visibility.value_or(image.visibility);
    image.isProtected = patch.isProtected.value_or(image.isProtected);
    image.osHidden = patch.osHidden.value_or(image.osHidden);
    image.owner = patch.owner.value_or(image.owner);
    image.minDisk = patch.minDisk.value_or(image.minDisk);
    image.minRam = patch.minRam.value_or(image.minRam);
    if (patch.diskFormat)
        image.diskFormat = patch.diskFormat;
    if (patch.containerFormat)
        image.containerFormat = patch.containerFormat;
}

void applyTags(Image &image, const ImagePatch &patch)
{
    QStringList tags = patch.tags.value_or(image.tags) + patch.addTags;
    for (const QString &tag : patch.removeTags)
        tags.removeAll(tag);
    image.tags = normalisedTags(std::move(tags));
}

Result<void> applyProperties(Image &image, const ImagePatch &patch)
{
    if (patch.properties) {
        QMap<QString, QString> replaced = *patch.properties;
        // What the service keeps there for itself (os_glance_...) is not the caller's to drop.
        for (auto it = image.properties.cbegin(); it != image.properties.cend(); ++it) {
            if (attributeKindOf(it.key()) == AttributeKind::Reserved)
                replaced.insert(it.key(), it.value());
        }
        image.properties = replaced;
    }
    image.properties.insert(patch.setProperties);
    for (const QString &name : patch.removeProperties) {
        if (attributeKindOf(name) != AttributeKind::Custom)
            return failure(
                ErrorCode::Forbidden, Text::tr("The property “%1” may not be removed.").arg(quoted(name)));
        if (image.properties.remove(name) == 0)
            return failure(
                ErrorCode::Conflict, Text::tr("The property “%1” does not exist.").arg(quoted(name)));
    }
    return {};
}

/// Only what the patch brings is judged, so that an image from a laxer service can still be edited.
Result<void> validateNewTags(const Image &before, const Image &after, const ImageLimits &limits)
{
    bool isAdding = false;
    for (const QString &tag : after.tags) {
        if (before.tags.contains(tag))
            continue;
        isAdding = true;
        if (const auto checked = validateTag(tag); !checked)
            return checked;
    }
    return isAdding ? validateTagCount(after.tags.size(), limits) : Result<void>();
}

Result<void> validateNewProperties(const Image &before, const Image &after, const ImageLimits &limits)
{
    bool isAdding = false;
    for (auto it = after.properties.cbegin(); it != after.properties.cend(); ++it) {
        const auto old = before.properties.constFind(it.key());
        const bool isNew = old == before.properties.cend();
        isAdding = isAdding || isNew;
        if (!isNew && *old == it.value())
            continue;
        if (const auto checked = validateProperty(it.key(), it.value(), limits); !checked)
            return checked;
    }
    return isAdding ? validatePropertyCount(after.properties.size(), limits) : Result<void>();
}

Result<void> validateScalars(const QString &name, const QString &owner, qint64 minDisk, qint64 minRam)
{
    if (const auto checked = validateName(Text::tr("The name"), name); !checked)
        return checked;
    if (const auto checked = validateName(Text::tr("The owner"), owner); !checked)
        return checked;
    if (const auto checked = validateMinimum(u"min_disk"_s, minDisk); !checked)
        return checked;
    return validateMinimum(u"min_ram"_s, minRam);
}

} // namespace

bool isImageId(const QString &text)
{
    static const QRegularExpression pattern(
        u"\\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\z"_s);
    return pattern.match(text).hasMatch();
}

bool isStorableText(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        if (unit.isNull() || unit.isLowSurrogate())
            return false;
        if (!unit.isHighSurrogate())
            continue;
        ++i;
        if (i == text.size() || !text.at(i).isLowSurrogate())
            return false;
    }
    return true;
}

QStringList normalisedTags(QStringList tags)
{
    tags.sort();
    tags.removeDuplicates();
    return tags;
}

Result<void> validateDraft(const ImageDraft &draft, const ImageLimits &limits)
{
    if (!draft.id.isNull() && !isImageId(draft.id))
        return failure(ErrorCode::BadRequest,
            Text::tr("The image id “%1” is not a UUID in lower case.").arg(quoted(draft.id)));
    if (const auto checked = validateScalars(draft.name, draft.owner, draft.minDisk, draft.minRam); !checked)
        return checked;
    for (const QString &tag : draft.tags) {
        if (const auto checked = validateTag(tag); !checked)
            return checked;
    }
    for (auto it = draft.properties.cbegin(); it != draft.properties.cend(); ++it) {
        if (const auto checked = validateProperty(it.key(), it.value(), limits); !checked)
            return checked;
    }
    if (const auto checked = validateTagCount(normalisedTags(draft.tags).size(), limits); !checked)
        return checked;
    return validatePropertyCount(draft.properties.size(), limits);
}

Result<Image> applyPatch(const Image &image, const ImagePatch &patch, const ImageLimits &limits)
{
    if (const auto checked = validateFormatChange(image, patch); !checked)
        return failure(checked.error());
    const auto scalars = validateScalars(patch.name.value_or(QString()), patch.owner.value_or(QString()),
        patch.minDisk.value_or(0), patch.minRam.value_or(0));
    if (!scalars)
        return failure(scalars.error());

    Image changed = image;
    applyAttributes(changed, patch);
    applyTags(changed, patch);
    if (const auto applied = applyProperties(changed, patch); !applied)
        return failure(applied.error());
    if (const auto checked = validateNewTags(image, changed, limits); !checked)
        return failure(checked.error());
    if (const auto checked = validateNewProperties(image, changed, limits); !checked)
        return failure(checked.error());
    return changed;
}

Result<void> validateTransition(const Image &image, ImageStatus to)
{
    if (!isTransitionAllowed(image.status, to))
        return failure(ErrorCode::Conflict,
            Text::tr("Image status transition from %1 to %2 is not allowed.")
                .arg(imageStatusName(image.status), imageStatusName(to)),
            image.id);

    const bool hadNoData = image.status == ImageStatus::Queued || image.status == ImageStatus::Uploading;
    const bool getsData
        = to == ImageStatus::Saving || to == ImageStatus::Active || to == ImageStatus::Importing;
    if (!hadNoData || !getsData)
        return {};
    QStringList missing;
    if (!image.diskFormat)
        missing.append(u"disk_format"_s);
    if (!image.containerFormat)
        missing.append(u"container_format"_s);
    if (missing.isEmpty())
        return {};
    return failure(ErrorCode::BadRequest,
        Text::tr("Properties %1 must be set prior to saving data.", nullptr, static_cast<int>(missing.size()))
            .arg(missing.join(u", ")),
        image.id);
}

} // namespace vitrine
