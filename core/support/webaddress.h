#pragma once

#include <QUrl>

namespace vitrine {

/// The address as it may be shown and logged: queries of signed links are secrets, as passwords are.
QString shownAddress(const QUrl &url);

} // namespace vitrine
