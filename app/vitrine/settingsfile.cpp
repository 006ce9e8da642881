#include "app/vitrine/settingsfile.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>

#include "core/support/log.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

QString readableSettings()
{
    const QString path
        = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) % u"/vitrine/vitrine.ini"_s;
    if (QSettings(path, QSettings::IniFormat).status() == QSettings::FormatError) {
        const QString kept = path % u".unreadable"_s;
        QFile::remove(kept);
        if (!QFile::rename(path, kept))
            qCWarning(lcUi) << "cannot put the unreadable settings aside:" << path;
    }
    return path;
}

QString cloudBookPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        % u"/vitrine/clouds.json"_s;
}

QString stateFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    const QString base = state.isEmpty() ? QDir::homePath() % u"/.local/state"_s : state;
    return base % u"/vitrine"_s;
}

QString scratchFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) % u"/vitrine/transfers"_s;
}

} // namespace vitrine
