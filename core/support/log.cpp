#include "core/support/log.h"

namespace vitrine {

Q_LOGGING_CATEGORY(lcStore, "vitrine.store", QtWarningMsg)
Q_LOGGING_CATEGORY(lcCatalog, "vitrine.catalog", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDatabase, "vitrine.database", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTransfer, "vitrine.transfer", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDisk, "vitrine.disk", QtWarningMsg)
Q_LOGGING_CATEGORY(lcOpenstack, "vitrine.openstack", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "vitrine.ui", QtWarningMsg)

} // namespace vitrine
