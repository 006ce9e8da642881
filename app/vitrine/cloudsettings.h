#pragma once

#include <QVariantMap>

#include "core/openstack/cloudconfig.h"
#include "ui/catalogs/cloudform.h"

namespace vitrine {

// What people fill in, as the settings of a clouds.yaml, and back.

/// Without the secret.
QVariantMap settingsOf(const CloudForm &form);
CloudForm formOf(const QString &name, const CloudConfig &cloud);
/// With the secret.
Result<CloudConfig> configOf(const CloudForm &form);

} // namespace vitrine
