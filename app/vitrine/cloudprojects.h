#pragma once

#include <QList>

#include "core/openstack/keystonetoken.h"
#include "ui/catalogs/catalogueentry.h"

namespace vitrine {

/// The projects that the owner of this token may work in, by name. Blocking.
Result<QList<CloudProject>> projectsOf(
    const CloudConfig &cloud, const KeystoneToken &token, const OperationControl &control);

} // namespace vitrine
