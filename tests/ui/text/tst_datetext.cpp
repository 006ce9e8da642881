#include <QLocale>
#include <QTest>
#include <QTimeZone>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"

using namespace vitrine;

class TestDateText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void relativeDatesNameOneUnit_data();
    void relativeDatesNameOneUnit();
    void anInvalidDateIsADash();
    void exactDatesNameTheTimeZone();
    void labelsShowTheDayOnlyWhenItIsAnother();
};

void TestDateText::initTestCase()
{
    qputenv("TZ", "Asia/Taipei");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestDateText::relativeDatesNameOneUnit_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *time, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(time) << QString::fromLatin1(expected);
    };
    row("the same second", "2024-03-10T10:00:00Z", "just now");
    row("a clock that is a little ahead", "2024-03-10T10:00:30Z", "just now");
    row("a minute", "2024-03-10T09:59:00Z", "1 min ago");
    row("just below an hour", "2024-03-10T09:00:01Z", "59 min ago");
    row("hours", "2024-03-10T08:00:00Z", "2 h ago");
    row("before midnight but within a day", "2024-03-09T15:00:00Z", "19 h ago");
    row("yesterday", "2024-03-09T09:00:00Z", "yesterday");
    row("days", "2024-03-05T10:00:00Z", "5 d ago");
    row("a month", "2024-02-09T10:00:00Z", "2024-02-09");
    row("the future", "2024-03-12T10:00:00Z", "2024-03-12");
}

void TestDateText::relativeDatesNameOneUnit()
{
    QFETCH(QString, time);
    QFETCH(QString, expected);
    const QDateTime now = QDateTime::fromString(QStringLiteral("2024-03-10T10:00:00Z"), Qt::ISODate);
    QCOMPARE(text::relativeDate(QDateTime::fromString(time, Qt::ISODate), now), expected);
}

void TestDateText::anInvalidDateIsADash()
{
    QCOMPARE(text::relativeDate({}), text::dash());
    QCOMPARE(text::exactDate({}), text::dash());
    QCOMPARE(text::clockTime({}), text::dash());
}

void TestDateText::exactDatesNameTheTimeZone()
{
    const QDateTime time = QDateTime::fromString(QStringLiteral("2024-03-10T10:00:05Z"), Qt::ISODate);
    QCOMPARE(text::exactDate(time), QStringLiteral("2024-03-10 18:00:05 CST"));
}

void TestDateText::labelsShowTheDayOnlyWhenItIsAnother()
{
    const QDateTime time = QDateTime::fromString(QStringLiteral("2024-03-10T10:00:05Z"), Qt::ISODate);
    QCOMPARE(text::clockTime(time, time.addSecs(3600)), QStringLiteral("18:00:05"));
    QCOMPARE(text::clockTime(time, time.addDays(1)), QStringLiteral("2024-03-10 18:00"));
}

QTEST_GUILESS_MAIN(TestDateText)
#include "tst_datetext.moc"
