#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

#include "ui/life/statustrack.h"

using namespace vitrine;
using enum ImageStatus;
using End = StatusTrack::End;

class TestStatusTrack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsPlaceOnTheWay_data();
    void everyStatusHasItsPlaceOnTheWay();
    void picturesDifferInShapeAndNotInColourAlone();
    void itStaysWithinItsSize();

private:
    static QImage picture(ImageStatus status);
};

void TestStatusTrack::everyStatusHasItsPlaceOnTheWay_data()
{
    QTest::addColumn<ImageStatus>("status");
    QTest::addColumn<int>("stop");
    QTest::addColumn<End>("end");
    const auto row = [](ImageStatus status, int stop, End end) {
        QTest::newRow(qPrintable(imageStatusName(status))) << status << stop << end;
    };
    row(Queued, 0, End::Reached);
    row(Saving, 1, End::Working);
    row(Uploading, 1, End::Working);
    row(Importing, 2, End::Working);
    row(Active, 3, End::Reached);
    row(Deactivated, 3, End::Halted);
    row(Killed, 1, End::Failed);
    row(PendingDelete, 3, End::Gone);
    row(Deleted, 3, End::Gone);
}

void TestStatusTrack::everyStatusHasItsPlaceOnTheWay()
{
    QFETCH(ImageStatus, status);
    QFETCH(int, stop);
    QFETCH(End, end);
    QCOMPARE(statusTrack(status).stop, stop);
    QCOMPARE(statusTrack(status).end, end);
}

/// Without colours, in black on white.
QImage TestStatusTrack::picture(ImageStatus status)
{
    QPalette palette(Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    QImage image(statusTrackSize() + QSize(8, 8), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintStatusTrack(painter, QRect(QPoint(4, 4), statusTrackSize()), status, palette, true);
    return image;
}

void TestStatusTrack::picturesDifferInShapeAndNotInColourAlone()
{
    QList<QImage> seen;
    for (const ImageStatus status :
        { Queued, Saving, Importing, Active, Deactivated, Killed, PendingDelete }) {
        const QImage image = picture(status);
        QVERIFY2(!seen.contains(image), qPrintable(imageStatusName(status)));
        seen.append(image);
    }
}

void TestStatusTrack::itStaysWithinItsSize()
{
    for (const ImageStatus status : allImageStatuses()) {
        const QImage image = picture(status);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const bool isInside = QRect(QPoint(3, 3), statusTrackSize() + QSize(2, 2)).contains(x, y);
                QVERIFY(isInside || image.pixelColor(x, y) == QColor(Qt::white));
            }
        }
    }
}

QTEST_MAIN(TestStatusTrack)
#include "tst_statustrack.moc"
