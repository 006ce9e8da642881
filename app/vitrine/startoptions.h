#pragma once

#include <QString>
#include <QStringList>

namespace vitrine {

/// What the command line and the environment say.
struct StartOptions {
    QString catalogue; ///< absolute path of the catalogue's folder, the usual one when none is given
    bool isCatalogueGiven = false; ///< by an option or the environment
    QStringList files; ///< absolute paths to import
};

/// Reads the application's arguments; prints and ends the program for --help, --version and wrong usage.
StartOptions startOptions();

} // namespace vitrine
