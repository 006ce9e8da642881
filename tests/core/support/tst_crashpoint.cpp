#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <QProcess>
#include <QTest>

#include "core/support/crashpoint.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// The program under test is this one, started again: see passPoints().
class TestCrashPoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProcessIsKilledThereAndNowhereElse_data();
    void theProcessIsKilledThereAndNowhereElse();
    void passesOfAllThreadsCount();

private:
    struct Ending {
        bool wasKilled = false;
        int signal = 0;
        QByteArray said;
    };
    static Ending runWith(const QString &plan, const QString &argument);
};

TestCrashPoint::Ending TestCrashPoint::runWith(const QString &plan, const QString &argument)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"VITRINE_CRASH_AT"_s);
    if (!plan.isNull())
        environment.insert(u"VITRINE_CRASH_AT"_s, plan);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(), { argument });
    process.waitForFinished();
    const bool wasKilled = process.exitStatus() == QProcess::CrashExit;
    return { wasKilled, wasKilled ? process.exitCode() : 0, process.readAllStandardOutput() };
}

void TestCrashPoint::theProcessIsKilledThereAndNowhereElse_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("said");
    const QByteArray all = "P5 P6 P5 P6 P5 P6 end ";
    QTest::newRow("no plan") << QString() << all;
    QTest::newRow("empty plan") << u""_s << all;
    QTest::newRow("first point") << u"P5"_s << QByteArray("P5 ");
    QTest::newRow("second point") << u"P6"_s << QByteArray("P5 P6 ");
    QTest::newRow("first pass, said so") << u"P6:1"_s << QByteArray("P5 P6 ");
    QTest::newRow("second pass") << u"P5:2"_s << QByteArray("P5 P6 P5 ");
    QTest::newRow("last pass") << u"P6:3"_s << QByteArray("P5 P6 P5 P6 P5 P6 ");
    QTest::newRow("a pass that never comes") << u"P6:4"_s << all;
    QTest::newRow("another point") << u"P7"_s << all;
    QTest::newRow("a longer name") << u"P55"_s << all;
    QTest::newRow("a shorter name") << u"P"_s << all;
    QTest::newRow("pass zero") << u"P5:0"_s << all;
    QTest::newRow("a pass that is no number") << u"P5:x"_s << all;
}

void TestCrashPoint::theProcessIsKilledThereAndNowhereElse()
{
    QFETCH(const QString, plan);
    QFETCH(const QByteArray, said);
    const Ending ending = runWith(plan, u"--pass-points"_s);
    QCOMPARE(ending.said, said);
    QCOMPARE(ending.wasKilled, !said.endsWith("end "));
    QCOMPARE(ending.signal, ending.wasKilled ? SIGKILL : 0);
}

void TestCrashPoint::passesOfAllThreadsCount()
{
    QVERIFY(runWith(u"P3:400"_s, u"--pass-threads"_s).wasKilled);
    const Ending ending = runWith(u"P3:401"_s, u"--pass-threads"_s);
    QVERIFY(!ending.wasKilled);
    QCOMPARE(ending.said, QByteArray("end "));
}

namespace {

void say(const char *word)
{
    std::printf("%s ", word);
    std::fflush(stdout);
}

int passPoints()
{
    for (int round = 0; round < 3; ++round) {
        for (const char *const name : { "P5", "P6" }) {
            say(name);
            crashPoint(name);
        }
    }
    say("end");
    return 0;
}

int passInThreads()
{
    std::vector<std::thread> threads;
    for (int index = 0; index < 4; ++index) {
        threads.emplace_back([] {
            for (int pass = 0; pass < 100; ++pass)
                crashPoint("P3");
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    say("end");
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray argument = argc > 1 ? argv[1] : "";
    if (argument == "--pass-points")
        return passPoints();
    if (argument == "--pass-threads")
        return passInThreads();
    QCoreApplication application(argc, argv);
    TestCrashPoint test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crashpoint.moc"
