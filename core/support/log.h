#pragma once

#include <QLoggingCategory>

namespace vitrine {

// Switch on with QT_LOGGING_RULES, for example "vitrine.store.debug=true".
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcCatalog)
Q_DECLARE_LOGGING_CATEGORY(lcDatabase)
Q_DECLARE_LOGGING_CATEGORY(lcTransfer)
Q_DECLARE_LOGGING_CATEGORY(lcDisk)
Q_DECLARE_LOGGING_CATEGORY(lcOpenstack)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

} // namespace vitrine
