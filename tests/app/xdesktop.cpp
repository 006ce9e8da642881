#include "tests/app/xdesktop.h"

#include <QDir>
#include <QGuiApplication>
#include <QPixmap>
#include <QScreen>
#include <QTest>

#include "tests/app/ctl.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int serverMs = 10'000;
constexpr int actMs = 30'000;
constexpr int windowMs = 20'000;

} // namespace

XDesktop::XDesktop()
{
    // The server chooses a free number and says it on standard output.
    m_server.start(u"Xvfb"_s,
        { u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1400x900x24"_s, u"-nolisten"_s, u"tcp"_s });
    if (m_server.waitForStarted(serverMs) && m_server.waitForReadyRead(serverMs))
        m_display = u':' + QString::fromLatin1(m_server.readAllStandardOutput()).trimmed();
    if (m_display == ":"_L1)
        m_display.clear();
    qputenv("DISPLAY", m_display.toLatin1());
}

XDesktop::~XDesktop()
{
    for (QProcess *process : { &m_manager, &m_server }) {
        process->terminate();
        if (!process->waitForFinished(serverMs))
            process->kill();
    }
}

bool XDesktop::startManager()
{
    m_manager.setStandardErrorFile(QProcess::nullDevice());
    m_manager.start(u"openbox"_s, { u"--sm-disable"_s });
    // It has come when the root window names it.
    return m_manager.waitForStarted(serverMs)
        && QTest::qWaitFor(
            [this] {
                QProcess look;
                look.start(u"xdotool"_s, { u"get_num_desktops"_s });
                return look.waitForFinished(serverMs) && look.exitCode() == 0;
            },
            serverMs);
}

QString XDesktop::act(const QStringList &arguments) const
{
    QProcess hand;
    hand.start(u"xdotool"_s, arguments);
    const bool hasEnded = QTest::qWaitFor([&hand] { return hand.state() == QProcess::NotRunning; }, actMs);
    if (!hasEnded)
        QTest::qFail("xdotool did not end", __FILE__, __LINE__);
    return QString::fromUtf8(hand.readAllStandardOutput()).trimmed();
}

QString XDesktop::activeName() const
{
    return act({ u"getactivewindow"_s, u"getwindowname"_s });
}

bool XDesktop::waitForActive(const QString &name) const
{
    return QTest::qWaitFor([this, &name] { return activeName().contains(name); }, windowMs);
}

QRect XDesktop::placeActive(const QRect &place) const
{
    const QString window = act({ u"getactivewindow"_s });
    const auto number = [](int value) { return QString::number(value); };
    act({ u"windowsize"_s, u"--sync"_s, window, number(place.width()), number(place.height()) });
    act({ u"windowmove"_s, window, number(place.x()), number(place.y()) });
    QTest::qWait(300);
    QRect geometry;
    // "X=10", "Y=20", "WIDTH=…", one a line.
    const QStringList lines = act({ u"getwindowgeometry"_s, u"--shell"_s, window }).split(u'\n');
    for (const QString &line : lines) {
        const int value = line.section(u'=', 1).toInt();
        if (line.startsWith("X="_L1))
            geometry.moveLeft(value);
        else if (line.startsWith("Y="_L1))
            geometry.moveTop(value);
        else if (line.startsWith("WIDTH="_L1))
            geometry.setWidth(value);
        else if (line.startsWith("HEIGHT="_L1))
            geometry.setHeight(value);
    }
    return geometry;
}

void XDesktop::keys(const QStringList &names) const
{
    act(QStringList{ u"key"_s, u"--delay"_s, u"40"_s } + names);
}

void XDesktop::type(const QString &text) const
{
    act({ u"type"_s, u"--delay"_s, u"15"_s, text });
}

void XDesktop::click(const QPoint &place, int button) const
{
    act({ u"mousemove"_s, QString::number(place.x()), QString::number(place.y()), u"sleep"_s, u"0.1"_s,
        u"click"_s, QString::number(button) });
}

void XDesktop::drag(const QPoint &from, const QPoint &to) const
{
    constexpr int steps = 12;
    const auto moveTo = [](const QPoint &place) {
        return QStringList{ u"mousemove"_s, QString::number(place.x()), QString::number(place.y()),
            u"sleep"_s, u"0.05"_s };
    };
    QStringList hand = moveTo(from) + QStringList{ u"mousedown"_s, u"1"_s, u"sleep"_s, u"0.1"_s };
    for (int step = 1; step <= steps; ++step)
        hand += moveTo(from + (to - from) * step / steps);
    hand += QStringList{ u"sleep"_s, u"0.3"_s, u"mouseup"_s, u"1"_s };
    act(hand);
}

QImage XDesktop::picture()
{
    return QGuiApplication::primaryScreen()->grabWindow(0).toImage();
}

QRect XDesktop::startWindow(QProcess &window, Ctl &ctl) const
{
    QProcessEnvironment environment = ctl.environment();
    environment.remove(u"QT_QPA_PLATFORM"_s);
    environment.insert(u"DISPLAY"_s, m_display);
    environment.insert(u"HOME"_s, ctl.path(u"home"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, ctl.path(u"run"_s));
    environment.insert(u"VITRINE_COLOR_SCHEME"_s, u"light"_s);
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + ctl.path(u"no-bus"_s));
    for (const char *variable : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" })
        environment.remove(QLatin1String(variable));
    const QString runtime = ctl.path(u"run"_s);
    if (!QDir().mkpath(runtime)
        || !QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return {};
    window.setProcessEnvironment(environment);
    window.setProcessChannelMode(QProcess::ForwardedChannels);
    window.setWorkingDirectory(ctl.path(u"."_s));
    window.start(qEnvironmentVariable("VITRINE"), { u"--catalog"_s, ctl.catalogue() });
    return waitForActive(u"Vitrine"_s) ? placeActive({ 260, 30, 1024, 640 }) : QRect();
}

void XDesktop::endWindow(QProcess &window, const QString &fileName)
{
    if (window.state() == QProcess::NotRunning)
        return;
    picture().save(QDir(QCoreApplication::applicationDirPath()).filePath(fileName));
    window.terminate();
    if (!window.waitForFinished(5000))
        window.kill();
}

} // namespace vitrine::test
