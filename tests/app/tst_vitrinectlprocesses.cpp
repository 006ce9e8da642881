#include <csignal>

#include <QFile>
#include <QTest>

#include "tests/app/ctl.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine::test;

/// Signals, pipes, terminals, and several processes at once.
class VitrinectlProcessesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ctl = std::make_unique<Ctl>(); }

    void interruptLeavesNothingBehind_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void interruptLeavesNothingBehind()
    {
        QFETCH(int, signal);
        // Large enough that the copy cannot end before the signal comes.
        const QByteArray block = patternBytes(64 << 20);
        {
            QFile large(m_ctl->path(u"large.img"_s));
            QVERIFY(large.open(QIODevice::WriteOnly));
            for (int part = 0; part < 16; ++part)
                QCOMPARE(large.write(block), block.size());
        }
        QProcess process;
        m_ctl->start(process,
            { u"image"_s, u"create"_s, u"--file"_s, u"large.img"_s, u"--disk-format"_s, u"raw"_s,
                u"large"_s });
        QTRY_VERIFY_WITH_TIMEOUT(!m_ctl->partFiles().isEmpty(), 10'000);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);

        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError().count('\n'), 1);
        QCOMPARE(m_ctl->partFiles(), QStringList());
        QCOMPARE(m_ctl->run({ u"image"_s, u"list"_s, u"-f"_s, u"json"_s }).array(), QJsonArray());
        QCOMPARE(
            m_ctl->run({ u"image"_s, u"list"_s, u"--trash"_s, u"-f"_s, u"json"_s }).array(), QJsonArray());
    }

    void readerThatGoesAwayIsNoStory()
    {
        for (int number = 0; number < 20; ++number)
            m_ctl->must({ u"image"_s, u"create"_s, QString(200, u'n') + QString::number(number) });
        const Outcome outcome = m_ctl->shell(u"$CTL image list -f json | true; exit ${PIPESTATUS[0]}"_s);
        QVERIFY(outcome.code == 0 || outcome.code == 1);
        QCOMPARE(outcome.err, QByteArray());
        const Outcome full = m_ctl->shell(u"$CTL image list > /dev/full"_s);
        QCOMPARE(full.code, 1);
        QCOMPARE(full.err.count('\n'), 1);
    }

    void progressIsDrawnOnATerminalOnly()
    {
        makeExt4(m_ctl->path(u"disk.img"_s));
        const Outcome piped = m_ctl->run({ u"image"_s, u"create"_s, u"--file"_s, u"disk.img"_s, u"piped"_s });
        QVERIFY(!piped.err.contains('\r'));
        const Outcome drawn
            = m_ctl->shell(u"script -qec '$CTL image create --file disk.img drawn > /dev/null' /dev/null"_s);
        QCOMPARE(drawn.code, 0);
        QVERIFY2(drawn.out.contains("\rImporting disk.img"), drawn.out.constData());
    }

    void controlCharactersAreEscapedOnATerminal()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"\x1b[31mred"_s });
        for (const QString &format : { u"table"_s, u"value"_s, u"csv"_s, u"json"_s, u"yaml"_s }) {
            const Outcome shown
                = m_ctl->shell(u"script -qec '$CTL image list -f "_s + format + u"' /dev/null"_s);
            QVERIFY2(!shown.out.contains('\x1b'), shown.out.constData());
        }
        QVERIFY(m_ctl->run({ u"image"_s, u"list"_s, u"-f"_s, u"value"_s }).out.contains("\x1b[31mred"));
    }

    void d14_processesAtOnceLoseNothing()
    {
        constexpr int processes = 6;
        makeExt4(m_ctl->path(u"disk.img"_s));
        m_ctl->must({ u"image"_s, u"create"_s, u"shared"_s });
        std::vector<std::unique_ptr<QProcess>> running;
        for (int number = 0; number < processes; ++number) {
            const QString name = u"n%1"_s.arg(number);
            running.push_back(std::make_unique<QProcess>());
            m_ctl->start(*running.back(), { u"image"_s, u"create"_s, u"--file"_s, u"disk.img"_s, name });
            running.push_back(std::make_unique<QProcess>());
            m_ctl->start(*running.back(),
                { u"image"_s, u"set"_s, u"--property"_s, name + u"=1"_s, u"--tag"_s, name, u"shared"_s });
        }
        for (const auto &process : running) {
            QVERIFY(process->waitForFinished(60'000));
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        }
        QCOMPARE(m_ctl->run({ u"image"_s, u"list"_s, u"--status"_s, u"active"_s, u"-f"_s, u"json"_s })
                     .array()
                     .size(),
            processes);
        QCOMPARE(m_ctl->show(u"shared"_s).value(u"tags"_s).toArray().size(), processes);
    }

    void oneOfTwoStagersWins()
    {
        makeExt4(m_ctl->path(u"disk.img"_s));
        m_ctl->must({ u"image"_s, u"create"_s, u"--disk-format"_s, u"raw"_s, u"--container-format"_s,
            u"bare"_s, u"one"_s });
        QProcess first;
        QProcess second;
        const QStringList command{ u"image"_s, u"stage"_s, u"--file"_s, u"disk.img"_s, u"one"_s };
        m_ctl->start(first, command);
        m_ctl->start(second, command);
        QVERIFY(first.waitForFinished(30'000) && second.waitForFinished(30'000));
        QCOMPARE(first.exitCode() + second.exitCode(), 1);
        m_ctl->must({ u"image"_s, u"import"_s, u"one"_s });
        QCOMPARE(m_ctl->show(u"one"_s).value(u"checksum"_s), md5Of(readFile(m_ctl->path(u"disk.img"_s))));
    }

private:
    std::unique_ptr<Ctl> m_ctl;
};

QTEST_GUILESS_MAIN(VitrinectlProcessesTest)
#include "tst_vitrinectlprocesses.moc"
