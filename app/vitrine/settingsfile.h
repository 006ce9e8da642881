#pragma once

#include <QString>

namespace vitrine {

/// Path of the settings. Settings that cannot be read are put aside first, not overwritten.
QString readableSettings();
/// XDG_STATE_HOME/vitrine, which Qt 6.4 has no name for.
QString stateFolder();
/// Where the clouds that are added in Vitrine are written down: see CloudBook.
QString cloudBookPath();

/// For data on their way from one service to another.
QString scratchFolder();

} // namespace vitrine
