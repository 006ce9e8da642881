#include <QTest>

#include "core/image/imagestatus.h"

using namespace vitrine;

class TestImageStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMoveIsJudgedAsGlanceJudgesIt_data();
    void everyMoveIsJudgedAsGlanceJudgesIt();
    void namesRoundTrip();
};

void TestImageStatus::everyMoveIsJudgedAsGlanceJudgesIt_data()
{
    // Rows: from. Columns: to, in the order queued saving uploading importing active deactivated killed
    // pending_delete deleted. As in Glance's Image.valid_state_targets.
    QTest::addColumn<int>("from");
    QTest::addColumn<QString>("allowed");
    QTest::newRow("queued") << 0
                            << QStringLiteral("0111100"
                                              "01");
    QTest::newRow("saving") << 1
                            << QStringLiteral("1000101"
                                              "01");
    QTest::newRow("uploading") << 2
                               << QStringLiteral("1001000"
                                                 "01");
    QTest::newRow("importing") << 3
                               << QStringLiteral("1000100"
                                                 "01");
    QTest::newRow("active") << 4
                            << QStringLiteral("0000010"
                                              "11");
    QTest::newRow("deactivated") << 5
                                 << QStringLiteral("0000100"
                                                   "01");
    QTest::newRow("killed") << 6
                            << QStringLiteral("0000000"
                                              "01");
    QTest::newRow("pending_delete") << 7
                                    << QStringLiteral("0000100"
                                                      "01");
    QTest::newRow("deleted") << 8
                             << QStringLiteral("0000000"
                                               "00");
}

void TestImageStatus::everyMoveIsJudgedAsGlanceJudgesIt()
{
    QFETCH(int, from);
    QFETCH(QString, allowed);
    const QList<ImageStatus> &statuses = allImageStatuses();
    QCOMPARE(statuses.size(), 9);
    for (qsizetype to = 0; to < statuses.size(); ++to) {
        QVERIFY2(isTransitionAllowed(statuses.at(from), statuses.at(to)) == (allowed.at(to) == u'1'),
            qPrintable(imageStatusName(statuses.at(to))));
    }
}

void TestImageStatus::namesRoundTrip()
{
    for (const ImageStatus status : allImageStatuses())
        QCOMPARE(imageStatusFromName(imageStatusName(status)), std::optional(status));
    QCOMPARE(imageStatusFromName(QStringLiteral("Active")), std::nullopt);
}

QTEST_GUILESS_MAIN(TestImageStatus)
#include "tst_imagestatus.moc"
