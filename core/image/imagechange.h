#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>

#include "core/image/image.h"

namespace vitrine {

/// One thing about an image that people change: an attribute, a tag, or a custom property.
struct ImageField {
    enum class Kind { Name, Visibility, Protected, Hidden, MinDisk, MinRam, Tag, Property };

    Kind kind = Kind::Name;
    QString key = {}; ///< the tag, or the name of the property; else null

    bool operator==(const ImageField &) const = default;
};

/// What became of one field. Values have one form as text, none is "not there": no name, no such tag.
struct FieldChange {
    ImageField field;
    std::optional<QString> before;
    std::optional<QString> after;

    FieldChange reversed() const { return { field, after, before }; }
    bool operator==(const FieldChange &) const = default;
};

/// What is done to one image in an edit.
struct ImageEdit {
    ImageId id;
    QString name; ///< of the image before, for people
    QList<FieldChange> changes;
};

std::optional<QString> valueOf(const Image &image, const ImageField &field);

/// The fields in which two states of an image differ, in the order of ImageField::Kind and then by key.
QList<FieldChange> changesBetween(const Image &before, const Image &after);

/// What has to change so that every field of `wishes` gets its value after.
QList<FieldChange> changesTowards(const Image &image, const QList<FieldChange> &wishes);

/// What changes an image that is as `before` says into what `after` says.
ImagePatch patchOf(const QList<FieldChange> &changes);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::FieldChange)
