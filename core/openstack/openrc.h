#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace vitrine {

/// What an openrc file sets. Such a file is a shell script; it is read, never run.
struct OpenRc {
    QMap<QString, QString> variables; ///< those that begin with OS_
    QStringList
        unknown; ///< OS_* variables whose value only the shell or the person knows, such as a password

    bool operator==(const OpenRc &) const = default;
};

/// Understands `export NAME=VALUE` with the shell's quotes and $NAME of what the file itself has set, and
/// `unset NAME`. Every other command is passed over.
OpenRc openRcFromText(const QByteArray &text);

} // namespace vitrine
