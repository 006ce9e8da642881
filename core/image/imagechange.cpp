#include "core/image/imagechange.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

using Kind = ImageField::Kind;

QString wordOf(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

void addTo(ImagePatch &patch, const FieldChange &change)
{
    const QString value = change.after.value_or(QString());
    switch (change.field.kind) {
    case Kind::Name:
        patch.name = value;
        return;
    case Kind::Visibility:
        patch.visibility = visibilityFromName(value);
        return;
    case Kind::Protected:
        patch.isProtected = value == wordOf(true);
        return;
    case Kind::Hidden:
        patch.osHidden = value == wordOf(true);
        return;
    case Kind::MinDisk:
        patch.minDisk = value.toLongLong();
        return;
    case Kind::MinRam:
        patch.minRam = value.toLongLong();
        return;
    case Kind::Tag:
        (change.after ? patch.addTags : patch.removeTags).append(change.field.key);
        return;
    case Kind::Property:
        if (change.after)
            patch.setProperties.insert(change.field.key, value);
        else
            patch.removeProperties.append(change.field.key);
        return;
    }
}

/// The keys of both states, each once, in order.
template<typename Keys>
QStringList mergedKeys(const Keys &before, const Keys &after)
{
    QStringList keys(before.cbegin(), before.cend());
    keys.append(QStringList(after.cbegin(), after.cend()));
    keys.sort();
    keys.removeDuplicates();
    return keys;
}

} // namespace

std::optional<QString> valueOf(const Image &image, const ImageField &field)
{
    switch (field.kind) {
    case Kind::Name:
        return image.name.isNull() ? std::nullopt : std::optional(image.name);
    case Kind::Visibility:
        return visibilityName(image.visibility);
    case Kind::Protected:
        return wordOf(image.isProtected);
    case Kind::Hidden:
        return wordOf(image.osHidden);
    case Kind::MinDisk:
        return QString::number(image.minDisk);
    case Kind::MinRam:
        return QString::number(image.minRam);
    case Kind::Tag:
        return image.tags.contains(field.key) ? std::optional(field.key) : std::nullopt;
    case Kind::Property: {
        const auto found = image.properties.constFind(field.key);
        return found == image.properties.cend() ? std::nullopt : std::optional(*found);
    }
    }
    Q_UNREACHABLE();
}

QList<FieldChange> changesBetween(const Image &before, const Image &after)
{
    QList<FieldChange> changes;
    const auto compare = [&](const ImageField &field) {
        FieldChange change{ field, valueOf(before, field), valueOf(after, field) };
        if (change.before != change.after)
            changes.append(change);
    };
    for (const Kind kind :
        { Kind::Name, Kind::Visibility, Kind::Protected, Kind::Hidden, Kind::MinDisk, Kind::MinRam })
        compare({ kind });
    const QStringList tags = mergedKeys(before.tags, after.tags);
    for (const QString &tag : tags)
        compare({ Kind::Tag, tag });
    const QStringList names = mergedKeys(before.properties.keys(), after.properties.keys());
    for (const QString &name : names)
        compare({ Kind::Property, name });
    return changes;
}

QList<FieldChange> changesTowards(const Image &image, const QList<FieldChange> &wishes)
{
    QList<FieldChange> changes;
    for (const FieldChange &wish : wishes) {
        const FieldChange change{ wish.field, valueOf(image, wish.field), wish.after };
        if (change.before != change.after)
            changes.append(change);
    }
    return changes;
}

ImagePatch patchOf(const QList<FieldChange> &changes)
{
    ImagePatch patch;
    for (const FieldChange &change : changes)
        addTo(patch, change);
    return patch;
}

} // namespace vitrine
