#include <QHelpEvent>
#include <QImage>
#include <QLocale>
#include <QTest>
#include <QToolTip>

#include "ui/widgets/allocationstrip.h"
#include "ui/widgets/tones.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using Kind = AllocationKind;

class TestAllocationStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cellsShowWhatMostOfThemIs_data();
    void cellsShowWhatMostOfThemIs();
    void aHugeDiskHasFewCells();
    void theLegendSaysItInWords();
    void dataArePaintedWhereTheyLie();
    void mouseAndKeysTellWhatLiesWhere();
};

void TestAllocationStrip::cellsShowWhatMostOfThemIs_data()
{
    QTest::addColumn<QList<AllocationExtent>>("extents");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<int>("count");
    QTest::addColumn<QList<AllocationKind>>("kinds");
    using Extents = QList<AllocationExtent>;
    using Kinds = QList<AllocationKind>;
    QTest::newRow("nothing") << Extents{} << qint64(0) << 4 << Kinds{};
    QTest::newRow("never written") << Extents{} << qint64(40) << 4 << Kinds(4, Kind::Hole);
    QTest::newRow("halves") << Extents{ { 0, 20, Kind::Data }, { 20, 20, Kind::Zero } } << qint64(40) << 4
                            << Kinds{ Kind::Data, Kind::Data, Kind::Zero, Kind::Zero };
    QTest::newRow("a little in a cell")
        << Extents{ { 12, 4, Kind::Data } } << qint64(40) << 4 << Kinds(4, Kind::Hole);
    QTest::newRow("half of a cell") << Extents{ { 12, 5, Kind::Data } } << qint64(40) << 4
                                    << Kinds{ Kind::Hole, Kind::Data, Kind::Hole, Kind::Hole };
    QTest::newRow("over a border") << Extents{ { 5, 15, Kind::Compressed } } << qint64(40) << 4
                                   << Kinds{ Kind::Hole, Kind::Compressed, Kind::Hole, Kind::Hole };
    QTest::newRow("uneven end") << Extents{ { 0, 41, Kind::Data } } << qint64(41) << 4
                                << Kinds(4, Kind::Data);
    QTest::newRow("fewer bytes than cells")
        << Extents{ { 1, 1, Kind::Data } } << qint64(3) << 10 << Kinds{ Kind::Hole, Kind::Data, Kind::Hole };
}

void TestAllocationStrip::cellsShowWhatMostOfThemIs()
{
    QFETCH(QList<AllocationExtent>, extents);
    QFETCH(qint64, size);
    QFETCH(int, count);
    QFETCH(QList<AllocationKind>, kinds);
    const QList<AllocationCell> cells = allocationCells(extents, size, count);
    QList<AllocationKind> found;
    qint64 offset = 0;
    for (const AllocationCell &cell : cells) {
        QCOMPARE(cell.offset, offset);
        offset += cell.length;
        found.append(cell.kind);
    }
    QCOMPARE(offset, size);
    QCOMPARE(found, kinds);
}

void TestAllocationStrip::aHugeDiskHasFewCells()
{
    QList<AllocationExtent> extents;
    constexpr qint64 cluster = 65536;
    for (qint64 i = 0; i < 1'000'000; i += 2)
        extents.append({ i * cluster, cluster, Kind::Data });
    const QList<AllocationCell> cells
        = allocationCells(extents, 1'000'000 * cluster, AllocationStrip::maxCells);
    QCOMPARE(cells.size(), AllocationStrip::maxCells);
}

void TestAllocationStrip::theLegendSaysItInWords()
{
    AllocationStrip strip;
    strip.setExtents({ { 0, 1 << 20, Kind::Data }, { 1 << 20, 1 << 20, Kind::Compressed } }, 16 << 20);
    QCOMPARE(strip.legend(), u"Holes 14 MiB · Data 1 MiB · Compressed 1 MiB"_s);
    QCOMPARE(strip.accessibleDescription(), strip.legend());
}

void TestAllocationStrip::dataArePaintedWhereTheyLie()
{
    AllocationStrip strip;
    strip.resize(402, strip.sizeHint().height());
    strip.setExtents({ { 0, 25, Kind::Data }, { 75, 25, Kind::Zero } }, 100);
    const QImage image = strip.grab().toImage();
    const QColor data = toneColours(Tone::Info, strip.palette()).text;
    QCOMPARE(image.pixelColor(50, 10).rgb(), data.rgb());
    QCOMPARE(image.pixelColor(98, 10).rgb(), data.rgb());
    QCOMPARE(image.pixelColor(104, 10).rgb(), strip.palette().color(QPalette::Base).rgb());
    QCOMPARE(image.pixelColor(250, 10).rgb(), strip.palette().color(QPalette::Base).rgb());
    QCOMPARE(image.pixelColor(350, 10).rgb(), toneColours(Tone::Info, strip.palette()).background.rgb());
}

void TestAllocationStrip::mouseAndKeysTellWhatLiesWhere()
{
    AllocationStrip strip;
    strip.resize(400, strip.sizeHint().height());
    strip.setExtents({ { 0, 1 << 20, Kind::Data } }, 4 << 20);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    const QPoint place(50, 10);
    QHelpEvent help(QEvent::ToolTip, place, strip.mapToGlobal(place));
    QCoreApplication::sendEvent(&strip, &help);
    QVERIFY2(QToolTip::text().endsWith(u": Data"_s), qPrintable(QToolTip::text()));
    strip.activateWindow();
    strip.setFocus();
    QTRY_VERIFY(strip.hasFocus());
    QTest::keyClick(&strip, Qt::Key_Right);
    QVERIFY2(strip.accessibleDescription().endsWith(u": Holes"_s), qPrintable(strip.accessibleDescription()));
    QTest::keyClick(&strip, Qt::Key_Left);
    QVERIFY(strip.accessibleDescription().endsWith(u": Data"_s));
}

QTEST_MAIN(TestAllocationStrip)
#include "tst_allocationstrip.moc"
