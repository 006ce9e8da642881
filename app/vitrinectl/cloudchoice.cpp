#include "app/vitrinectl/cloudchoice.h"

#include <cstdio>

#include <termios.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>

#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"
#include "core/openstack/clouds.h"
#include "core/openstack/openrc.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestOpenRc = 1 << 20;

/// Keeps what is typed from being shown.
class Blindfold
{
public:
    Blindfold()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios blind = m_before;
        blind.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &blind);
    }
    ~Blindfold() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    Blindfold(const Blindfold &) = delete;
    Blindfold &operator=(const Blindfold &) = delete;

private:
    termios m_before = {};
};

Secret askPassword(const CloudConfig &cloud)
{
    std::fputs(qUtf8Printable(Words::tr("Password of %1 for the cloud %2: ").arg(cloud.userName, cloud.name)),
        stderr);
    QFile input;
    QByteArray line;
    {
        const Blindfold blindfold;
        if (input.open(stdin, QIODevice::ReadOnly))
            line = input.readLine();
    }
    std::fputs("\n", stderr);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return Secret(QString::fromUtf8(line));
}

Result<CloudConfig> cloudOfOpenRc(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(
            ErrorCode::NotFound, Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    const OpenRc script = openRcFromText(file.read(longestOpenRc));
    const QVariantMap settings = settingsOfVariables(script.variables);
    if (settings.isEmpty()) {
        return failure(
            ErrorCode::BadRequest, Words::tr("%1 is no openrc file: it does not set OS_AUTH_URL.").arg(path));
    }
    auto cloud = cloudFromSettings(QFileInfo(path).completeBaseName(), settings);
    if (cloud)
        cloud->source = path;
    return cloud;
}

Result<CloudConfig> cloudOfName(const QString &name)
{
    const auto clouds = Clouds::find();
    if (!clouds)
        return failure(clouds.error());
    for (const QString &warning : clouds->warnings())
        say(warning);
    return clouds->cloud(name);
}

} // namespace

Result<CloudConfig> chooseCloud(const QString &nameOrFile)
{
    auto cloud = nameOrFile.contains(u'/') ? cloudOfOpenRc(nameOrFile) : cloudOfName(nameOrFile);
    if (!cloud)
        return cloud;
    if (!cloud->isVerified)
        say(Words::tr("Nobody checks whether the server of %1 is the right one: its settings say so.")
                .arg(cloud->name));
    const bool lacksPassword
        = cloud->authType == CloudConfig::AuthType::Password && cloud->password.isEmpty();
    if (lacksPassword && ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1)
        cloud->password = askPassword(*cloud);
    return cloud;
}

} // namespace vitrine::ctl
