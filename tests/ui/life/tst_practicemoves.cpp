#include <QSet>
#include <QTest>

#include "ui/life/practiceimage.h"

using namespace vitrine;
using enum ImageStatus;

class TestPracticeMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStepOfTheRealTableCanBePractised_data();
    void everyStepOfTheRealTableCanBePractised();
    void whatTheTableForbidsIsRefused();
    void theTourShowsAllNineStatuses();
    void bytesArriveAndTheUploadEndsByItself();
    void stagedBytesWaitForTheImport();
    void theHistoryIsThatOfARealImage();
};

void TestPracticeMoves::everyStepOfTheRealTableCanBePractised_data()
{
    QTest::addColumn<ImageStatus>("from");
    for (const ImageStatus status : allImageStatuses())
        QTest::newRow(qPrintable(imageStatusName(status))) << status;
}

void TestPracticeMoves::everyStepOfTheRealTableCanBePractised()
{
    QFETCH(ImageStatus, from);
    QSet<ImageStatus> reached;
    QSet<QString> labels;
    for (const PracticeMove &move : practiceMoves(from)) {
        QCOMPARE(move.from, std::optional(from));
        QVERIFY(isTransitionAllowed(from, move.to));
        QVERIFY(!move.label.isEmpty());
        QVERIFY(!move.explanation.isEmpty());
        // A step is somebody's call, or a failure, or comes by itself.
        QVERIFY(!move.call.isEmpty() || !move.command.isEmpty() || !move.error.isEmpty() || move.isByItself);
        reached.insert(move.to);
        labels.insert(move.label);
    }
    const QList<ImageStatus> &table = statusesAfter(from);
    QCOMPARE(reached, QSet<ImageStatus>(table.cbegin(), table.cend()));
    QCOMPARE(labels.size(), reached.size());
}

void TestPracticeMoves::whatTheTableForbidsIsRefused()
{
    PracticeImage image;
    QVERIFY(!image.take(practiceMove(Active, Deactivated)));
    PracticeMove forged = practiceMove(Queued, Saving);
    forged.to = Deactivated;
    QVERIFY(!image.take(forged));
    QCOMPARE(image.status(), Queued);
    QCOMPARE(image.history().size(), 1);
}

void TestPracticeMoves::theTourShowsAllNineStatuses()
{
    PracticeImage image;
    QSet<ImageStatus> seen;
    const QList<PracticeMove> tour = practiceTour();
    QVERIFY(!tour.first().from);
    for (const PracticeMove &move : tour) {
        QVERIFY(image.take(move));
        seen.insert(image.status());
    }
    QCOMPARE(seen.size(), 9);
}

void TestPracticeMoves::bytesArriveAndTheUploadEndsByItself()
{
    PracticeImage image;
    QVERIFY(!image.progress());
    QVERIFY(image.take(practiceMove(Queued, Saving)));
    QCOMPARE(image.progress(), std::optional(0.0));
    QVERIFY(!image.advance(PracticeImage::arrivalMs / 2));
    QCOMPARE(image.progress(), std::optional(0.5));
    QVERIFY(image.advance(PracticeImage::arrivalMs));
    QVERIFY(image.take(*image.finishingMove()));
    QCOMPARE(image.status(), Active);
    QCOMPARE(image.history().last().bytes, std::optional(PracticeImage::byteCount));
}

void TestPracticeMoves::stagedBytesWaitForTheImport()
{
    PracticeImage image;
    QVERIFY(image.take(practiceMove(Queued, Uploading)));
    QVERIFY(!image.advance(2 * PracticeImage::arrivalMs));
    QVERIFY(image.isStaged());
    QVERIFY(image.take(practiceMove(Uploading, Importing)));
    QVERIFY(!image.isStaged());
    QVERIFY(image.advance(PracticeImage::arrivalMs));
    QCOMPARE(image.finishingMove()->to, Active);
}

void TestPracticeMoves::theHistoryIsThatOfARealImage()
{
    PracticeImage image;
    QVERIFY(image.take(practiceMove(Queued, Saving)));
    image.advance(PracticeImage::arrivalMs / 4);
    QVERIFY(image.take(practiceMove(Saving, Queued)));
    const QList<Transition> history = image.history();
    QCOMPARE(history.size(), 3);
    QVERIFY(!history.first().from);
    QCOMPARE(history.last().cause, TransitionCause::UploadFailed);
    QVERIFY(!history.last().error.isEmpty());
    QCOMPARE(history.last().bytes, std::optional(PracticeImage::byteCount / 4));
    QCOMPARE(history.at(1).time.msecsTo(history.at(2).time), PracticeImage::arrivalMs / 4);
    image.begin();
    QCOMPARE(image.history().size(), 1);
}

QTEST_GUILESS_MAIN(TestPracticeMoves)
#include "tst_practicemoves.moc"
