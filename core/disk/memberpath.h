#pragma once

#include <QByteArrayView>
#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// The name of a member of an archive as text, with "./" at its start left out. Refused when it could name
/// something outside of a folder, or is none that people could read: it is shown and compared, but nothing is
/// ever written under it.
Result<QString> memberPathFrom(QByteArrayView name);

} // namespace vitrine
