#include <QTemporaryDir>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "core/disk/forecastconversion.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

Result<ConversionForecast> forecast(
    const QString &path, const DiskLayout &layout, const OperationControl &control = {}, qint64 size = 0)
{
    const auto file = openDiskFile(path);
    return file ? forecastConversion(file->get(), layout, size, control) : failure(file.error());
}

} // namespace

class TestForecastConversion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSizeIsAboutWhatTheConversionMakes_data();
    void theSizeIsAboutWhatTheConversionMakes();
    void whatIsLostIsSaid();
    void aPlainDiskLosesNothing();
    void anOddDiskGrowsToWholeSectors();
    void aLargerDiskIsForecast();
    void anEmptyDiskTakesNothing();
    void whatCannotBeConvertedIsRefused();
    void aStoppedLookEnds();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestForecastConversion::initTestCase()
{
    QVERIFY(m_folder.isValid());
    makeExt4Disk(path(u"ext4.raw"_s), 256 * MiB);
    run(u"qemu-img"_s,
        { u"convert"_s, u"-q"_s, u"-c"_s, u"-O"_s, u"qcow2"_s, path(u"ext4.raw"_s),
            path(u"packed.qcow2"_s) });
}

void TestForecastConversion::theSizeIsAboutWhatTheConversionMakes_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<DiskLayout>("layout");
    for (const QString &source : { u"ext4.raw"_s, u"packed.qcow2"_s }) {
        const QByteArray name = source.toLatin1();
        QTest::addRow("%s to raw", name.constData()) << source << DiskLayout{ DiskFormat::Raw };
        QTest::addRow("%s to qcow2", name.constData()) << source << DiskLayout{ DiskFormat::Qcow2 };
        QTest::addRow("%s to qcow2, zstd", name.constData())
            << source << DiskLayout{ DiskFormat::Qcow2, {}, Compression::Zstd };
        QTest::addRow("%s to vmdk, stream", name.constData())
            << source << DiskLayout{ DiskFormat::Vmdk, u"streamOptimized"_s };
    }
}

void TestForecastConversion::theSizeIsAboutWhatTheConversionMakes()
{
    QFETCH(QString, source);
    QFETCH(DiskLayout, layout);
    const auto expected = forecast(path(source), layout);
    QVERIFY2(expected, expected ? "" : qPrintable(expected.error().message));
    const auto made
        = convertDiskFile(path(source), path(u"made"_s), { .layout = layout, .overwrite = true }, {});
    QVERIFY(made);
    QCOMPARE(expected->virtualSize, made->virtualSize);
    QVERIFY(expected->storedBytes >= expected->estimatedSize);
    // Samples are no census, and a format's tables come on top.
    const qint64 slack = std::max(MiB, made->allocated / 2);
    QVERIFY2(std::abs(expected->estimatedSize - made->allocated) < slack,
        qPrintable(u"%1 for %2"_s.arg(expected->estimatedSize).arg(made->allocated)));
}

void TestForecastConversion::whatIsLostIsSaid()
{
    run(u"qemu-img"_s, { u"snapshot"_s, u"-c"_s, u"before"_s, path(u"packed.qcow2"_s) });
    const auto toRaw = forecast(path(u"packed.qcow2"_s), { DiskFormat::Raw });
    QVERIFY(toRaw);
    QCOMPARE(toRaw->losses.size(), 2);
    QVERIFY(toRaw->losses.constFirst().contains(u"snapshots"_s));
    QVERIFY(toRaw->losses.constLast().contains(u"compression"_s));
    const auto packed = forecast(path(u"packed.qcow2"_s), { DiskFormat::Qcow2, {}, Compression::Zstd });
    QVERIFY(packed);
    QCOMPARE(packed->losses.size(), 1);
}

void TestForecastConversion::aPlainDiskLosesNothing()
{
    const auto plain = forecast(path(u"ext4.raw"_s), { DiskFormat::Vhdx });
    QVERIFY(plain);
    QCOMPARE(plain->losses, QStringList());
    QVERIFY(!plain->freeBytes);
}

void TestForecastConversion::anOddDiskGrowsToWholeSectors()
{
    writeFile(path(u"odd.raw"_s), patternBytes(1000));
    const auto odd = forecast(path(u"odd.raw"_s), { DiskFormat::Vdi });
    QVERIFY(odd);
    QCOMPARE(odd->virtualSize, 1024);
    QCOMPARE(odd->losses.size(), 1);
    QVERIFY(odd->losses.constFirst().contains(u"24"_s));
    QCOMPARE(forecast(path(u"odd.raw"_s), { DiskFormat::Raw })->losses, QStringList());
}

void TestForecastConversion::aLargerDiskIsForecast()
{
    const auto larger = forecast(path(u"ext4.raw"_s), { DiskFormat::Vhdx }, {}, 300 * MiB);
    QVERIFY(larger);
    QCOMPARE(larger->virtualSize, 300 * MiB);
    QCOMPARE(larger->losses, QStringList());
    const auto smaller = forecast(path(u"ext4.raw"_s), { DiskFormat::Vhdx }, {}, 255 * MiB);
    QVERIFY(!smaller);
    QCOMPARE(smaller.error().code, ErrorCode::BadRequest);
}

void TestForecastConversion::anEmptyDiskTakesNothing()
{
    makeQcow2(path(u"empty.qcow2"_s), 1LL << 40);
    const auto empty = forecast(path(u"empty.qcow2"_s), { DiskFormat::Qcow2, {}, Compression::Deflate });
    QVERIFY(empty);
    QCOMPARE(empty->virtualSize, 1LL << 40);
    QCOMPARE(empty->storedBytes, 0);
    QCOMPARE(empty->estimatedSize, 0);
}

void TestForecastConversion::whatCannotBeConvertedIsRefused()
{
    const auto layout = forecast(path(u"ext4.raw"_s), { DiskFormat::Iso });
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, ErrorCode::BadRequest);
    run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(u"ext4.raw"_s), u"-F"_s, u"raw"_s,
            path(u"backed.qcow2"_s) });
    const auto backed = forecast(path(u"backed.qcow2"_s), { DiskFormat::Raw });
    QVERIFY(!backed);
    QCOMPARE(backed.error().code, ErrorCode::UnsupportedFormat);
}

void TestForecastConversion::aStoppedLookEnds()
{
    std::stop_source stop;
    stop.request_stop();
    OperationControl control;
    control.stop = stop.get_token();
    const auto stopped = forecast(path(u"ext4.raw"_s), { DiskFormat::Raw }, control);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestForecastConversion)
#include "tst_forecastconversion.moc"
