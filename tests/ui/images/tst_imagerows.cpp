#include <random>

#include <QTest>

#include "tests/support/sampleimages.h"
#include "ui/images/imagerows.h"

using namespace vitrine;
using test::sampleId;
using test::sampleImage;

class TestImageRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behavesLikeAListUnderAnyChange();
    void replacesInPlace();
    void aPlaceAmongHundredThousandIsFoundWithFewQuestions();
};

void TestImageRows::behavesLikeAListUnderAnyChange()
{
    ImageRows rows;
    QList<int> expected;
    std::mt19937 random(7);
    int next = 0;
    for (int step = 0; step < 6000; ++step) {
        const auto place = static_cast<qsizetype>(random() % static_cast<unsigned>(expected.size() + 1));
        const unsigned choice = random() % 8;
        if (choice == 0 && !expected.isEmpty()) {
            const qsizetype first = qMin(place, expected.size() - 1);
            const qsizetype count = qMin(expected.size() - first, static_cast<qsizetype>(random() % 40));
            rows.remove(first, count);
            expected.remove(first, count);
        } else {
            const qsizetype row = choice < 4 ? expected.size() : place;
            rows.insert(row, sampleImage(next));
            expected.insert(row, next++);
        }
        QCOMPARE(rows.size(), expected.size());
    }
    for (qsizetype row = 0; row < expected.size(); ++row) {
        QCOMPARE(rows.at(row).id, sampleId(expected.at(row)));
        QCOMPARE(rows.rowOf(sampleId(expected.at(row))), row);
    }
    QVERIFY(!rows.contains(sampleId(next)));
    QCOMPARE(rows.rowOf(sampleId(next)), -1);
    rows.remove(0, rows.size());
    QCOMPARE(rows.size(), 0);
    rows.append(sampleImage(1));
    QCOMPARE(rows.at(0).id, sampleId(1));
}

void TestImageRows::replacesInPlace()
{
    ImageRows rows;
    for (int number = 0; number < 3; ++number)
        rows.append(sampleImage(number));
    Image image = sampleImage(1);
    image.name = QStringLiteral("renamed");
    rows.replace(image);
    QCOMPARE(rows.at(1).name, QStringLiteral("renamed"));
    QCOMPARE(rows.find(sampleId(1))->name, QStringLiteral("renamed"));
    QCOMPARE(rows.size(), 3);
}

void TestImageRows::aPlaceAmongHundredThousandIsFoundWithFewQuestions()
{
    ImageRows rows;
    for (int number = 0; number < 100'000; ++number)
        rows.append(sampleImage(number));
    int questions = 0;
    const QString wanted = sampleId(71'234);
    const qsizetype row = rows.partitionPoint([&](const Image &image) {
        ++questions;
        return image.id < wanted;
    });
    QCOMPARE(row, 71'234);
    QVERIFY2(questions <= 18, qPrintable(QString::number(questions)));
}

QTEST_GUILESS_MAIN(TestImageRows)
#include "tst_imagerows.moc"
