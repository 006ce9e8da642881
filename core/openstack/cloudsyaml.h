#pragma once

#include <QByteArray>
#include <QVariantMap>

#include "core/support/result.h"

namespace vitrine {

/// Reads a clouds.yaml, which may be written as JSON: maps, lists and texts; a null is an invalid QVariant.
/// Scalars stay texts, so that the password 0123 stays one. Anchors, aliases and merge keys are resolved.
/// At most 1 MiB and 20,000 nodes. `path` is for messages.
Result<QVariantMap> cloudsFromYaml(const QByteArray &bytes, const QString &path);

} // namespace vitrine
