#include <QLocale>
#include <QTest>

#include "ui/text/numbertext.h"

using namespace vitrine;

class TestNumberText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void bytesAreShortAndNeverMislead_data();
    void bytesAreShortAndNeverMislead();
    void exactBytesShowEveryDigit();
    void unknownValuesAreADash();
    void hundredPercentMeansDone();
    void durationsUseTwoUnits_data();
    void durationsUseTwoUnits();
    void timeLeftIsRoundedSoThatItDoesNotJump_data();
    void timeLeftIsRoundedSoThatItDoesNotJump();
    void aSpeedOfNothingIsADash();
    void numbersFollowTheLocale();
};

void TestNumberText::bytesAreShortAndNeverMislead_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, qint64 count, const char *expected) {
        QTest::newRow(name) << count << QString::fromLatin1(expected);
    };
    row("nothing", 0, "0 B");
    row("the last that has no unit", 1023, "1,023 B");
    row("one KiB", 1024, "1 KiB");
    row("a fraction", 1536, "1.5 KiB");
    row("no decimals from a hundred on", 370LL * 1024 * 1024 + 600'000, "371 MiB");
    row("just below the next unit", 1024LL * 1024 - 1, "1 MiB");
    row("a whole disk", 20LL << 30, "20 GiB");
    row("a little more than a whole disk", (20LL << 30) + (1LL << 27), "20.1 GiB");
    row("Glance's cap", 1LL << 40, "1 TiB");
    row("the largest number there is", std::numeric_limits<qint64>::max(), "8 EiB");
}

void TestNumberText::bytesAreShortAndNeverMislead()
{
    QFETCH(qint64, count);
    QFETCH(QString, expected);
    QCOMPARE(text::bytes(count), expected);
}

void TestNumberText::exactBytesShowEveryDigit()
{
    QCOMPARE(text::exactBytes(qint64{ 1 }), QStringLiteral("1 byte"));
    QCOMPARE(text::exactBytes(qint64{ 0 }), QStringLiteral("0 bytes"));
    QCOMPARE(text::exactBytes(qint64{ 1'288'490'189 }), QStringLiteral("1,288,490,189 bytes"));
}

void TestNumberText::unknownValuesAreADash()
{
    QCOMPARE(text::bytes(std::optional<qint64>()), text::dash());
    QCOMPARE(text::exactBytes(std::optional<qint64>()), text::dash());
    QCOMPARE(text::bytesOf(1024, -1), QStringLiteral("1 KiB"));
    QCOMPARE(text::bytesOf(1024, 2048), QStringLiteral("1 KiB of 2 KiB"));
    QVERIFY(text::timeLeft(std::nullopt).isEmpty());
    QCOMPARE(text::minimumDisk(0), QStringLiteral("No minimum"));
    QCOMPARE(text::minimumDisk(20), QStringLiteral("20 GB"));
    QCOMPARE(text::minimumRam(512), QStringLiteral("512 MB"));
}

void TestNumberText::hundredPercentMeansDone()
{
    QCOMPARE(text::percent(0.999999), QStringLiteral("99 %"));
    QCOMPARE(text::percent(1.0), QStringLiteral("100 %"));
    QCOMPARE(text::percent(-1), QStringLiteral("0 %"));
}

void TestNumberText::durationsUseTwoUnits_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("tenths") << qint64{ 430 } << QStringLiteral("0.4 s");
    QTest::newRow("almost ten") << qint64{ 9'949 } << QStringLiteral("9.9 s");
    QTest::newRow("ten seconds") << qint64{ 10'000 } << QStringLiteral("10 s");
    QTest::newRow("minutes") << qint64{ 185'000 } << QStringLiteral("3 min 5 s");
    QTest::newRow("hours") << qint64{ 7'800'000 } << QStringLiteral("2 h 10 min");
    QTest::newRow("days") << qint64{ (3 * 86'400 + 4 * 3600) * 1000LL } << QStringLiteral("3 d 4 h");
}

void TestNumberText::durationsUseTwoUnits()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, expected);
    QCOMPARE(text::duration(milliseconds), expected);
    QVERIFY(expected.startsWith(text::shortDuration(milliseconds)));
}

void TestNumberText::timeLeftIsRoundedSoThatItDoesNotJump_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("almost done") << qint64{ 3 } << QStringLiteral("a few seconds left");
    QTest::newRow("seconds by five") << qint64{ 33 } << QStringLiteral("about 35 s left");
    QTest::newRow("nearly a minute") << qint64{ 57 } << QStringLiteral("about 1 min left");
    QTest::newRow("minutes") << qint64{ 170 } << QStringLiteral("about 3 min left");
    QTest::newRow("minutes by five") << qint64{ 23 * 60 } << QStringLiteral("about 25 min left");
    QTest::newRow("one hour") << qint64{ 3590 } << QStringLiteral("about 1 h left");
    QTest::newRow("hours and minutes") << qint64{ 8700 } << QStringLiteral("about 2 h 30 min left");
    QTest::newRow("days") << qint64{ 200'000 } << QStringLiteral("more than a day left");
}

void TestNumberText::timeLeftIsRoundedSoThatItDoesNotJump()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, expected);
    QCOMPARE(text::timeLeft(seconds), expected);
}

void TestNumberText::aSpeedOfNothingIsADash()
{
    QCOMPARE(text::speed(0), text::dash());
    QCOMPARE(text::speed(qQNaN()), text::dash());
    QCOMPARE(text::speed(86.0 * 1024 * 1024), QStringLiteral("86 MiB/s"));
}

void TestNumberText::numbersFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(text::bytes(qint64{ 1536 }), QStringLiteral("1,5 KiB"));
    QCOMPARE(text::exactBytes(qint64{ 1'288'490'189 }), QStringLiteral("1.288.490.189 bytes"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_numbertext.moc"
