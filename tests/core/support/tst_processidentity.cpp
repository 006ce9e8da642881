#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

#include <QProcess>
#include <QTest>

#include "core/support/processidentity.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The identity of another process, by way of this one's fields of /proc.
ProcessIdentity identityOf(qint64 pid)
{
    ProcessIdentity identity = currentProcessIdentity().value_or(ProcessIdentity());
    const QByteArray line = readFile(u"/proc/%1/stat"_s.arg(pid));
    identity.pid = pid;
    identity.startTime = line.mid(line.lastIndexOf(')') + 2).split(' ').value(19).toLongLong();
    return identity;
}

} // namespace

class TestProcessIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisProcessIsNamedAndAlive();
    void thisProcessIsTheSameEachTime();
    void oneOfAnEarlierBootIsDead();
    void whatCannotBeToldFromHereCountsAsAlive();
    void aPlaceIsReadBack();
    void aPidThatWasUsedAgainIsAnotherProcess();
    void anotherProcessIsAliveUntilItEnds();
    void oneThatWasKilledAndNotWaitedForIsDead();
    void aNameWithSpacesAndParenthesesIsRead();
    void nobodyIsDead();
};

void TestProcessIdentity::thisProcessIsNamedAndAlive()
{
    const auto current = currentProcessIdentity();
    QVERIFY_OK(current);
    QCOMPARE(current->pid, qint64{ ::getpid() });
    QCOMPARE(current->bootId, QString::fromLatin1(readFile(u"/proc/sys/kernel/random/boot_id"_s).trimmed()));
    QCOMPARE(current->startTime, identityOf(::getpid()).startTime);
    QVERIFY(current->startTime > 0);
    QVERIFY(isProcessAlive(*current));
}

void TestProcessIdentity::thisProcessIsTheSameEachTime()
{
    const auto first = currentProcessIdentity();
    QTest::qWait(30); // more than two clock ticks
    QCOMPARE(*currentProcessIdentity(), *first);
}

void TestProcessIdentity::oneOfAnEarlierBootIsDead()
{
    ProcessIdentity process = *currentProcessIdentity();
    process.bootId = u"6a8a5b52-0000-4000-8000-1c5a0e4a4b11"_s;
    QVERIFY(!isProcessAlive(process));
    process.bootId.clear();
    QVERIFY(!isProcessAlive(process));
}

void TestProcessIdentity::whatCannotBeToldFromHereCountsAsAlive()
{
    ProcessIdentity process = *currentProcessIdentity();
    process.pid = 1 << 30;
    QVERIFY(!isProcessAlive(process));
    process.pidNamespace = u"pid:[1]"_s;
    QVERIFY(isProcessAlive(process));
    process.bootId = u"6a8a5b52-0000-4000-8000-1c5a0e4a4b11"_s;
    QVERIFY(!isProcessAlive(process));
    if (process.machineId.isEmpty())
        QSKIP("this machine has no id");
    process.machineId = u"0123456789abcdef0123456789abcdef"_s;
    QVERIFY(isProcessAlive(process));
}

void TestProcessIdentity::aPlaceIsReadBack()
{
    const ProcessIdentity process = *currentProcessIdentity();
    QCOMPARE(processAt(placeOf(process), process.pid, process.startTime), process);
    const ProcessIdentity old = processAt(process.bootId, process.pid, process.startTime);
    QCOMPARE(old.bootId, process.bootId);
    QVERIFY(old.pidNamespace.isEmpty());
    QVERIFY(isProcessAlive(old));
}

void TestProcessIdentity::aPidThatWasUsedAgainIsAnotherProcess()
{
    ProcessIdentity process = *currentProcessIdentity();
    --process.startTime;
    QVERIFY(!isProcessAlive(process));
}

void TestProcessIdentity::anotherProcessIsAliveUntilItEnds()
{
    QProcess child;
    child.start(u"cat"_s, {});
    QVERIFY(child.waitForStarted());
    const ProcessIdentity identity = identityOf(child.processId());
    QVERIFY(isProcessAlive(identity));
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
    QVERIFY(!isProcessAlive(identity));
}

void TestProcessIdentity::oneThatWasKilledAndNotWaitedForIsDead()
{
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        for (;;)
            ::pause();
    }
    const ProcessIdentity identity = identityOf(child);
    const bool wasAlive = isProcessAlive(identity);
    ::kill(child, SIGKILL);
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT); // it stays a zombie
    const bool isAlive = isProcessAlive(identity);
    ::waitpid(child, nullptr, 0);
    QVERIFY(wasAlive);
    QVERIFY(!isAlive);
}

void TestProcessIdentity::aNameWithSpacesAndParenthesesIsRead()
{
    const QByteArray before = readFile(u"/proc/self/comm"_s).trimmed();
    const auto first = currentProcessIdentity();
    writeFile(u"/proc/self/comm"_s, "a) Z (b c");
    const auto renamed = currentProcessIdentity();
    const bool isAlive = isProcessAlive(*first);
    writeFile(u"/proc/self/comm"_s, before);
    QCOMPARE(*renamed, *first);
    QVERIFY(isAlive);
}

void TestProcessIdentity::nobodyIsDead()
{
    QVERIFY(!isProcessAlive({}));
    ProcessIdentity process = *currentProcessIdentity();
    process.pid = 1LL << 40;
    QVERIFY(!isProcessAlive(process));
}

QTEST_GUILESS_MAIN(TestProcessIdentity)
#include "tst_processidentity.moc"
