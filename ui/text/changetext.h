#pragma once

#include <QString>

#include "core/image/imagechange.h"

namespace vitrine::text {

/// What a field is called, such as "Visibility", "Tag" or the name of a property.
QString fieldWord(const ImageField &field);
/// A value of the field as people read it; "none" in words where there is nothing.
QString fieldValue(const ImageField &field, const std::optional<QString> &value);
/// What was done, to follow "Undo ": "rename", "change of visibility".
QString changeWord(const QList<FieldChange> &changes);

} // namespace vitrine::text
