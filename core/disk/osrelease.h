#pragma once

#include <QByteArray>
#include <QString>

#include "core/image/imageguess.h"

namespace vitrine {

struct OsRelease {
    OsDescription os; ///< without the architecture
    QString prettyName;
};

/// What the text of an /etc/os-release (os-release(5)) says, in the words of Glance's properties.
OsRelease parseOsRelease(const QByteArray &text);

/// Nova's word for the machine that the ELF program beginning with these bytes runs on; null: not known.
QString architectureOfElf(const QByteArray &head);

} // namespace vitrine
