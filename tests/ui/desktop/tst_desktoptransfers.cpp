#include <csignal>

#include <unistd.h>

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/transfer/transferqueue.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/privatebus.h"
#include "tests/support/testfiles.h"
#include "ui/desktop/desktoptransfers.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

using Call = FakeImageService::Call;

/// What a notification daemon is, as far as Vitrine talks to it.
class FakeNotifications final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Notification {
        uint replaces = 0;
        QString title;
        QString text;
        QVariantMap hints;
    };

    QList<Notification> shown;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
        const QStringList &, const QVariantMap &hints, int)
    {
        shown.append({ replaces, title, text, hints });
        return 7;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

/// systemd-logind's lock on sleep: a pipe whose other end tells when it is let go.
class FakeLogind final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList asked;
    int ownEnd = -1;

    ~FakeLogind() override
    {
        if (ownEnd >= 0)
            ::close(ownEnd);
    }
    /// Whether anybody still has the other end.
    bool isHeld() const { return ownEnd >= 0 && ::write(ownEnd, "x", 1) == 1; }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(
        const QString &what, const QString &who, const QString &why, const QString &mode)
    {
        asked = { what, who, why, mode };
        int ends[2] = {};
        if (::pipe(ends) != 0)
            return {};
        ownEnd = ends[1];
        const QDBusUnixFileDescriptor lock(ends[0]);
        ::close(ends[0]);
        return lock;
    }
};

/// A dock.
class FakeDock final : public QObject
{
    Q_OBJECT

public:
    QStringList programs;
    QList<QVariantMap> updates;

public Q_SLOTS:
    void update(const QString &program, const QVariantMap &properties)
    {
        programs.append(program);
        updates.append(properties);
    }
};

class TestDesktopTransfers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }
    void init();
    void cleanup();
    void dockShowsHowFarItIs();
    void sleepIsInhibitedWhileSomethingRuns();
    void lockThatComesTooLateIsLetGo();
    void longWorkIsToldOnce();
    void failureIsToldWithItsReason();
    void shortWorkIsNotTold();
    void whoLooksIsNotTold();
    void clickAsksForTheWindow();
    void withoutABusNothingHappens();
    void withoutServicesNothingHappens();

private:
    void serve();
    std::unique_ptr<DesktopTransfers> makeDesktop(qint64 worthTellingMs = 0, bool isWatched = false);
    QString enqueue(const QString &name);

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<QDBusConnection> m_server;
    std::unique_ptr<FakeNotifications> m_notifications;
    std::unique_ptr<FakeLogind> m_logind;
    std::unique_ptr<FakeDock> m_dock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
};

void TestDesktopTransfers::init()
{
    m_bus = std::make_unique<PrivateBus>();
    m_server = std::make_unique<QDBusConnection>(m_bus->connection());
    QVERIFY(m_server->isConnected());
    m_notifications = std::make_unique<FakeNotifications>();
    m_logind = std::make_unique<FakeLogind>();
    m_dock = std::make_unique<FakeDock>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<FakeImageService>();
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
}

void TestDesktopTransfers::cleanup()
{
    m_queue.reset();
    m_service.reset();
    m_folder.reset();
    m_server.reset();
    m_dock.reset();
    m_logind.reset();
    m_notifications.reset();
    m_bus.reset();
}

void TestDesktopTransfers::serve()
{
    QDBusConnection &bus = *m_server;
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, m_notifications.get(),
        QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.login1"_s));
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/login1"_s, m_logind.get(), QDBusConnection::ExportAllSlots));
    QVERIFY(bus.connect(QString(), QString(), u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s,
        m_dock.get(), SLOT(update(QString, QVariantMap))));
}

std::unique_ptr<DesktopTransfers> TestDesktopTransfers::makeDesktop(qint64 worthTellingMs, bool isWatched)
{
    const DesktopTransfers::Settings settings{
        .isWatched = [isWatched] { return isWatched; }, .gatherMs = 50, .worthTellingMs = worthTellingMs
    };
    auto desktop = std::make_unique<DesktopTransfers>(m_bus->connection(), m_bus->connection(), settings);
    desktop->watch(*m_queue);
    return desktop;
}

QString TestDesktopTransfers::enqueue(const QString &name)
{
    TransferRequest request;
    request.source = m_folder->filePath(name);
    writeFile(request.source, patternBytes(1000));
    return m_queue->enqueue(request);
}

void TestDesktopTransfers::dockShowsHowFarItIs()
{
    serve();
    auto desktop = makeDesktop();
    QTRY_COMPARE(m_dock->updates.size(), 1);
    QCOMPARE(m_dock->programs.constFirst(), u"application://io.github.vitrine.Vitrine.desktop"_s);
    QCOMPARE(m_dock->updates.constFirst().value(u"progress-visible"_s).toBool(), false);
    m_service->hold(Call::UploadFile);
    enqueue(u"disk.img"_s);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const auto progress = m_service->waitingControl(Call::UploadFile).progress;
    progress->setTotal(1000);
    progress->setDone(420);
    QTRY_COMPARE(m_dock->updates.constLast().value(u"progress"_s).toDouble(), 0.42);
    QCOMPARE(m_dock->updates.constLast().value(u"progress-visible"_s).toBool(), true);
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(m_dock->updates.constLast().value(u"progress-visible"_s).toBool(), false);
    // Docks keep the last word of a program that is gone.
    const auto before = m_dock->updates.size();
    m_service->hold(Call::UploadFile);
    enqueue(u"other.img"_s);
    QTRY_COMPARE(m_dock->updates.constLast().value(u"progress-visible"_s).toBool(), true);
    desktop.reset();
    QTRY_COMPARE(m_dock->updates.constLast().value(u"progress-visible"_s).toBool(), false);
    QVERIFY(m_dock->updates.size() > before);
}

void TestDesktopTransfers::sleepIsInhibitedWhileSomethingRuns()
{
    serve();
    const auto desktop = makeDesktop();
    m_service->hold(Call::UploadFile);
    const QString id = enqueue(u"disk.img"_s);
    QTRY_VERIFY(m_logind->isHeld());
    QCOMPARE(m_logind->asked.value(0), u"sleep:idle"_s);
    QCOMPARE(m_logind->asked.value(1), u"Vitrine"_s);
    QCOMPARE(m_logind->asked.value(3), u"block"_s);
    m_queue->pause(id);
    QTRY_VERIFY(!m_logind->isHeld());
    m_queue->resume(id);
    QTRY_VERIFY(m_logind->isHeld());
    m_service->release(Call::UploadFile);
    QTRY_VERIFY(!m_logind->isHeld());
}

void TestDesktopTransfers::lockThatComesTooLateIsLetGo()
{
    serve();
    SleepInhibitor inhibitor(m_bus->connection());
    inhibitor.setInhibited(true, u"a test"_s);
    inhibitor.setInhibited(false);
    QTRY_VERIFY(!m_logind->asked.isEmpty());
    QTRY_VERIFY(!m_logind->isHeld());
    QVERIFY(!inhibitor.holdsLock());
}

void TestDesktopTransfers::longWorkIsToldOnce()
{
    serve();
    const auto desktop = makeDesktop();
    for (int number = 0; number < 5; ++number)
        enqueue(QString::number(number));
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    QCOMPARE(m_notifications->shown.constFirst().title, u"5 transfer(s) finished"_s);
    QCOMPARE(m_notifications->shown.constFirst().hints.value(u"desktop-entry"_s).toString(),
        u"io.github.vitrine.Vitrine"_s);
    QCOMPARE(m_notifications->shown.constFirst().replaces, 0U);
    enqueue(u"<b>last.img"_s);
    QTRY_COMPARE(m_notifications->shown.size(), 2);
    QCOMPARE(m_notifications->shown.constLast().title, u"A transfer has finished"_s);
    QCOMPARE(m_notifications->shown.constLast().text, u"&lt;b&gt;last.img"_s);
    QCOMPARE(m_notifications->shown.constLast().replaces, 7U);
}

void TestDesktopTransfers::failureIsToldWithItsReason()
{
    serve();
    const auto desktop = makeDesktop();
    TransferRequest request;
    request.source = m_folder->filePath(u"missing.img"_s);
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    QCOMPARE(m_notifications->shown.constFirst().title, u"A transfer has failed"_s);
    const QString reason = m_queue->transfer(id)->error->message.toHtmlEscaped();
    QVERIFY(m_notifications->shown.constFirst().text.contains(reason));
}

void TestDesktopTransfers::shortWorkIsNotTold()
{
    serve();
    const auto desktop = makeDesktop(60'000);
    QTRY_VERIFY(!m_dock->updates.isEmpty());
    const QString id = enqueue(u"disk.img"_s);
    QTRY_COMPARE(m_queue->transfer(id)->state, TransferState::Finished);
    QTRY_COMPARE(m_dock->updates.constLast().value(u"progress-visible"_s).toBool(), false);
    QTest::qWait(200);
    QVERIFY(m_notifications->shown.isEmpty());
}

void TestDesktopTransfers::whoLooksIsNotTold()
{
    serve();
    const auto desktop = makeDesktop(0, true);
    const QString id = enqueue(u"disk.img"_s);
    QTRY_COMPARE(m_queue->transfer(id)->state, TransferState::Finished);
    QTest::qWait(200);
    QVERIFY(m_notifications->shown.isEmpty());
}

void TestDesktopTransfers::clickAsksForTheWindow()
{
    serve();
    const auto desktop = makeDesktop();
    QSignalSpy requested(desktop.get(), &DesktopTransfers::windowRequested);
    enqueue(u"disk.img"_s);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    // The answer with the id is on its way as the notification is shown.
    const auto click = [this] { Q_EMIT m_notifications->ActionInvoked(7, u"default"_s); };
    QTRY_VERIFY((click(), QTest::qWait(20), !requested.isEmpty()));
    const auto count = requested.size();
    Q_EMIT m_notifications->ActionInvoked(8, u"default"_s);
    QTest::qWait(100);
    QVERIFY(requested.size() <= count + 1);
}

void TestDesktopTransfers::withoutABusNothingHappens()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    DesktopTransfers desktop(PrivateBus::none(), PrivateBus::none(),
        { .isWatched = [] { return false; }, .gatherMs = 10, .worthTellingMs = 0 });
    desktop.watch(*m_queue);
    const QString id = enqueue(u"disk.img"_s);
    QTRY_COMPARE(m_queue->transfer(id)->state, TransferState::Finished);
    QTest::qWait(100);
}

void TestDesktopTransfers::withoutServicesNothingHappens()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    const auto desktop = makeDesktop();
    const QString id = enqueue(u"disk.img"_s);
    QTRY_COMPARE(m_queue->transfer(id)->state, TransferState::Finished);
    QTest::qWait(200);
}

QTEST_MAIN(TestDesktopTransfers)
#include "tst_desktoptransfers.moc"
