#include <QDir>
#include <QTest>

#include "tests/fuzz/fuzztargets.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// What the fuzz targets were begun with and what they found, fed to the same parsers again.
class TestFuzzCorpora : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyInputIsTaken_data();
    void everyInputIsTaken();
    void cutAndDoubledInputsAreTaken_data() { everyInputIsTaken_data(); }
    void cutAndDoubledInputsAreTaken();

private:
    static QStringList inputsOf(const QString &target);
};

QStringList TestFuzzCorpora::inputsOf(const QString &target)
{
    return filesUnder(qEnvironmentVariable("SOURCE_DIR") + u"/tests/fuzz/corpora/" + target);
}

void TestFuzzCorpora::everyInputIsTaken_data()
{
    QTest::addColumn<QString>("target");
    for (const fuzz::FuzzTarget &target : fuzz::fuzzTargets())
        QTest::newRow(target.name) << QString::fromLatin1(target.name);
}

void TestFuzzCorpora::everyInputIsTaken()
{
    QFETCH(QString, target);
    const QStringList inputs = inputsOf(target);
    QVERIFY2(!inputs.isEmpty(), "there is no corpus");
    for (const fuzz::FuzzTarget &each : fuzz::fuzzTargets()) {
        if (target != QLatin1StringView(each.name))
            continue;
        for (const QString &input : inputs)
            each.run(readFile(input)); // aborts when it finds something
    }
}

void TestFuzzCorpora::cutAndDoubledInputsAreTaken()
{
    QFETCH(QString, target);
    for (const fuzz::FuzzTarget &each : fuzz::fuzzTargets()) {
        if (target != QLatin1StringView(each.name))
            continue;
        for (const QString &input : inputsOf(target)) {
            const QByteArray bytes = readFile(input);
            for (int part = 0; part < 8; ++part)
                each.run(bytes.first(bytes.size() * part / 8));
            each.run(QByteArray(bytes + bytes));
        }
    }
}

QTEST_GUILESS_MAIN(TestFuzzCorpora)
#include "tst_fuzzcorpora.moc"
