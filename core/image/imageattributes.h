#pragma once

#include <QString>

namespace vitrine {

/// What Glance lets a caller do with a top-level name of an image.
enum class AttributeKind {
    Writable, ///< an attribute of every image that a caller may set, such as "name"
    ReadOnly, ///< an attribute that only the service sets, such as "checksum"
    Reserved, ///< neither an attribute nor free: "location", "deleted", "os_glance_..."
    Custom, ///< free for custom properties
};

AttributeKind attributeKindOf(const QString &name);

} // namespace vitrine
