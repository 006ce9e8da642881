#include "core/support/webaddress.h"

namespace vitrine {

QString shownAddress(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace vitrine
