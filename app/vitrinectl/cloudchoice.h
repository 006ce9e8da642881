#pragma once

#include <memory>

#include <QString>

#include "core/openstack/imageapi.h"

namespace vitrine::ctl {

/// The cloud of that name, as the openstack client finds it; or, when it is written with a slash, the openrc
/// file of that path. Says on standard error what is unsafe about it. Asks for a password that is not written
/// down when there is a terminal to ask at.
Result<CloudConfig> chooseCloud(const QString &nameOrFile);

} // namespace vitrine::ctl
