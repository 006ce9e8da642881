#pragma once

#include <QLoggingCategory>

namespace vitrine {

// Only what a person should know of is written without asking. The rest is switched on with QT_LOGGING_RULES,
// for example "vitrine.store.info=true".
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcCatalog)
Q_DECLARE_LOGGING_CATEGORY(lcDatabase)
Q_DECLARE_LOGGING_CATEGORY(lcTransfer)
Q_DECLARE_LOGGING_CATEGORY(lcDisk)
Q_DECLARE_LOGGING_CATEGORY(lcOpenstack)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

} // namespace vitrine
