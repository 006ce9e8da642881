#include "core/support/log.h"

namespace vitrine {

Q_LOGGING_CATEGORY(lcStore, "vitrine.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcCatalog, "vitrine.catalog", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDatabase, "vitrine.database", QtInfoMsg)
Q_LOGGING_CATEGORY(lcTransfer, "vitrine.transfer", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDisk, "vitrine.disk", QtInfoMsg)
Q_LOGGING_CATEGORY(lcOpenstack, "vitrine.openstack", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "vitrine.ui", QtInfoMsg)

} // namespace vitrine
