#include <algorithm>
#include <numeric>

#include <QTest>

#include "ui/space/squarify.h"

using namespace vitrine;

class TestSquarify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areasAreInProportionAndCoverEverything_data();
    void areasAreInProportionAndCoverEverything();
    void theExampleOfThePaperComesOut();
    void equalWeightsGiveNearSquares();
    void whatWeighsNothingIsEmpty();
};

void TestSquarify::areasAreInProportionAndCoverEverything_data()
{
    QTest::addColumn<QList<double>>("weights");
    QTest::addColumn<QRectF>("area");
    QTest::newRow("one") << QList<double>{ 5 } << QRectF(0, 0, 100, 60);
    QTest::newRow("two") << QList<double>{ 3, 1 } << QRectF(10, 20, 100, 60);
    QTest::newRow("narrow") << QList<double>{ 9, 5, 2, 1, 1 } << QRectF(0, 0, 20, 600);
    QTest::newRow("huge and tiny") << QList<double>{ 1e15, 1e9, 1, 1 } << QRectF(0, 0, 800, 600);
    QList<double> many(500);
    for (int i = 0; i < 500; ++i)
        many[i] = 1e12 / (i + 1);
    QTest::newRow("500") << many << QRectF(0, 0, 640, 480);
}

void TestSquarify::areasAreInProportionAndCoverEverything()
{
    QFETCH(QList<double>, weights);
    QFETCH(QRectF, area);
    const QList<QRectF> places = squarify(weights, area);
    QCOMPARE(places.size(), weights.size());
    const double total = std::accumulate(weights.cbegin(), weights.cend(), 0.0);
    const double whole = area.width() * area.height();
    double covered = 0;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const double size = places[i].width() * places[i].height();
        covered += size;
        QVERIFY(qAbs(size - weights[i] / total * whole) < 1e-6 * whole);
        QVERIFY(area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(places[i]) || size < 1e-6);
        for (qsizetype j = 0; j < i; ++j) {
            const QRectF shared = places[i].intersected(places[j]);
            QVERIFY(shared.width() * shared.height() < 1e-3);
        }
    }
    QVERIFY(qAbs(covered - whole) < 1e-6 * whole);
}

/// Weights 6, 6, 4, 3, 2, 2, 1 in 6 x 4: the paper's figure 4.
void TestSquarify::theExampleOfThePaperComesOut()
{
    const QList<QRectF> places = squarify({ 6, 6, 4, 3, 2, 2, 1 }, QRectF(0, 0, 6, 4));
    QCOMPARE(places.at(0), QRectF(0, 0, 3, 2));
    QCOMPARE(places.at(1), QRectF(0, 2, 3, 2));
    QVERIFY(qAbs(places.at(2).width() - 12.0 / 7) < 1e-9);
    QVERIFY(qAbs(places.at(2).height() - 7.0 / 3) < 1e-9);
}

void TestSquarify::equalWeightsGiveNearSquares()
{
    const QList<QRectF> places = squarify(QList<double>(100, 1), QRectF(0, 0, 1000, 500));
    for (const QRectF &place : places) {
        const double ratio
            = std::max(place.width(), place.height()) / std::min(place.width(), place.height());
        QVERIFY2(ratio < 2.1, qPrintable(QString::number(ratio)));
    }
}

void TestSquarify::whatWeighsNothingIsEmpty()
{
    QVERIFY(squarify({}, QRectF(0, 0, 10, 10)).isEmpty());
    const QList<QRectF> places = squarify({ 2, 0 }, QRectF(0, 0, 10, 10));
    QCOMPARE(places.at(0), QRectF(0, 0, 10, 10));
    QVERIFY(places.at(1).isEmpty());
    QVERIFY(squarify({ 0, 0 }, QRectF(0, 0, 10, 10)).at(0).isEmpty());
    QVERIFY(squarify({ 1 }, QRectF()).at(0).isEmpty());
}

QTEST_GUILESS_MAIN(TestSquarify)
#include "tst_squarify.moc"
