#include "core/image/imageattributes.h"

#include <QSet>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

AttributeKind attributeKindOf(const QString &name)
{
    // As glance/api/v2/images.py has them.
    static const QSet<QString> writable{ u"id"_s, u"name"_s, u"visibility"_s, u"protected"_s, u"os_hidden"_s,
        u"owner"_s, u"container_format"_s, u"disk_format"_s, u"min_disk"_s, u"min_ram"_s, u"tags"_s };
    static const QSet<QString> readOnly{ u"created_at"_s, u"updated_at"_s, u"status"_s, u"checksum"_s,
        u"os_hash_algo"_s, u"os_hash_value"_s, u"size"_s, u"virtual_size"_s, u"direct_url"_s, u"self"_s,
        u"file"_s, u"schema"_s, u"stores"_s };
    static const QSet<QString> reserved{ u"location"_s, u"locations"_s, u"deleted"_s, u"deleted_at"_s };

    if (writable.contains(name))
        return AttributeKind::Writable;
    if (readOnly.contains(name))
        return AttributeKind::ReadOnly;
    if (reserved.contains(name) || name.startsWith(u"os_glance_"))
        return AttributeKind::Reserved;
    return AttributeKind::Custom;
}

} // namespace vitrine
