#pragma once

#include <QString>

#include "core/support/webexchange.h"

namespace vitrine {

/// The command of the openstack client that asks the same, for people who learn both; with the older glance
/// client where openstack has no word for it. Empty when there is none.
QString openstackCommand(const WebExchange &exchange);

} // namespace vitrine
