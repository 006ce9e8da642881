#include <cerrno>
#include <chrono>
#include <thread>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/comparedisks.h"
#include "core/disk/convertdisk.h"
#include "core/disk/diskimage.h"
#include "tests/support/diskmaker.h"
#include "tests/support/faultfs.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;
constexpr qint64 GiB = 1024 * MiB;

DiskLayout layoutOf(const QString &name)
{
    for (const LayoutKind &kind : layoutKinds()) {
        if (name == QLatin1StringView(kind.name))
            return kind.layout;
    }
    qFatal("no such layout");
}

void addLayoutRows()
{
    QTest::addColumn<QString>("layout");
    for (const LayoutKind &kind : layoutKinds())
        QTest::newRow(kind.name) << QString::fromLatin1(kind.name);
}

QByteArray messageOf(const Result<ConvertReport> &report)
{
    return report ? QByteArray("done") : (report.error().message + u" " + report.error().detail).toUtf8();
}

} // namespace

class TestConvertDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPairKeepsEveryByte_data();
    void everyPairKeepsEveryByte();
    void everySizeKeepsEveryByte_data();
    void everySizeKeepsEveryByte();
    void fileSystemsAreConverted_data() { addLayoutRows(); }
    void fileSystemsAreConverted();
    void largeSparseDisksStaySmall_data();
    void largeSparseDisksStaySmall();
    void whatAFormatCannotHoldIsRefused();
    void ourOwnImagesAreReadByUs_data() { addLayoutRows(); }
    void ourOwnImagesAreReadByUs();
    void disksCanGrow_data() { addLayoutRows(); }
    void disksCanGrow();
    void disksAreNotCutOff();
    void layoutsThatCannotBeAreRefused();
    void anExistingFileIsKept();
    void theSourceIsNotOverwritten();
    void aStoppedConversionLeavesNothing();
    void everyStageStopsWithinASecond_data();
    void everyStageStopsWithinASecond();
    void aFullDiskLeavesNothing();
    void imagesThatNeedOthersAreRefused();
    void chainsAreFlattenedWhenEveryFileIsNamed();
    void chainsOfWrongFilesAreRefused();
    void aRawBackingFileIsNotProbed();
    void snapshotsAreNamedInTheReport();
    void differencesAreFound();
    void emptyFilesBecomeEmptyDisks();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void convert(const QString &source, const QString &destination, const DiskLayout &layout);

    QTemporaryDir m_folder;
    qint64 m_mixedSize = 33 * MiB + 3 * 512;
};

void TestConvertDisk::initTestCase()
{
    QVERIFY(m_folder.isValid());
    makeMixedDisk(path(u"mixed.raw"_s), m_mixedSize);
    for (const QemuKind &kind : qemuKinds())
        makeDisk(path(u"mixed.raw"_s), path(u"source-"_s + QLatin1StringView(kind.name)), kind);
}

void TestConvertDisk::convert(const QString &source, const QString &destination, const DiskLayout &layout)
{
    ConvertOptions options{ .layout = layout };
    options.verify = true;
    const auto report = convertDiskFile(source, destination, options, {});
    QVERIFY2(report, messageOf(report).constData());
    const QString format = qemuFormatOf(layout.format);
    QCOMPARE(virtualSizeOf(destination, format), wholeSectors(report->virtualSize));
    QCOMPARE(report->size, QFile(destination).size());
    checkByQemu(destination, format);
}

void TestConvertDisk::everyPairKeepsEveryByte_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("layout");
    for (const QemuKind &source : qemuKinds()) {
        for (const LayoutKind &target : layoutKinds())
            QTest::addRow("%s to %s", source.name, target.name)
                << QString::fromLatin1(source.name) << QString::fromLatin1(target.name);
    }
}

void TestConvertDisk::everyPairKeepsEveryByte()
{
    QFETCH(QString, source);
    QFETCH(QString, layout);
    const QString made = path(u"made"_s);
    convert(path(u"source-"_s + source), made, layoutOf(layout));
    compareByQemu(path(u"mixed.raw"_s), u"raw"_s, made, qemuFormatOf(layoutOf(layout).format));
    QVERIFY(QFile::remove(made));
}

void TestConvertDisk::everySizeKeepsEveryByte_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("layout");
    for (const qint64 size : { qint64(1), qint64(512), qint64(1000), 64 * KiB - 512, 64 * KiB, MiB + 512,
             7 * MiB, 32 * MiB, 129 * MiB + 1 }) {
        for (const LayoutKind &kind : layoutKinds())
            QTest::addRow("%lld bytes to %s", size, kind.name) << size << QString::fromLatin1(kind.name);
    }
}

void TestConvertDisk::everySizeKeepsEveryByte()
{
    QFETCH(qint64, size);
    QFETCH(QString, layout);
    const QString raw = path(u"sized.raw"_s);
    makeMixedDisk(raw, size);
    const QString made = path(u"made"_s);
    convert(raw, made, layoutOf(layout));
    compareByQemu(raw, u"raw"_s, made, qemuFormatOf(layoutOf(layout).format));
    if (layout == u"raw")
        QCOMPARE(QFile(made).size(), size);
    QVERIFY(QFile::remove(made));
}

void TestConvertDisk::fileSystemsAreConverted()
{
    QFETCH(QString, layout);
    const QString raw = path(u"ext4.raw"_s);
    if (!QFile::exists(raw))
        makeExt4Disk(raw, 256 * MiB);
    const QString made = path(u"made"_s);
    const QString back = path(u"back.raw"_s);
    convert(raw, made, layoutOf(layout));
    compareByQemu(raw, u"raw"_s, made, qemuFormatOf(layoutOf(layout).format));
    convert(made, back, { DiskFormat::Raw });
    run(u"e2fsck"_s, { u"-f"_s, u"-n"_s, back });
    QVERIFY(QFile::remove(made));
    QVERIFY(QFile::remove(back));
}

void TestConvertDisk::largeSparseDisksStaySmall_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("layout");
    for (const LayoutKind &kind : layoutKinds()) {
        QTest::addRow("5 GiB to %s", kind.name) << 5 * GiB << QString::fromLatin1(kind.name);
    }
    QTest::addRow("3 TiB to qcow2") << 3072 * GiB << u"qcow2"_s;
}

void TestConvertDisk::largeSparseDisksStaySmall()
{
    QFETCH(qint64, size);
    QFETCH(QString, layout);
    const QString raw = path(u"large.raw"_s);
    makeMixedDisk(raw, size);
    const QString made = path(u"made"_s);
    const auto report = convertDiskFile(raw, made, { .layout = layoutOf(layout), .verify = true }, {});
    QVERIFY2(report, messageOf(report).constData());
    QVERIFY2(report->allocated < 64 * MiB, qPrintable(QString::number(report->allocated)));
    checkByQemu(made, qemuFormatOf(layoutOf(layout).format));
    compareByQemu(raw, u"raw"_s, made, qemuFormatOf(layoutOf(layout).format));
    QVERIFY(QFile::remove(made));
}

void TestConvertDisk::whatAFormatCannotHoldIsRefused()
{
    const QString raw = path(u"huge.raw"_s);
    makeRaw(raw, 3072 * GiB);
    for (const QString &layout : { u"vhd"_s, u"vhd-fixed"_s }) {
        const auto report = convertDiskFile(raw, path(u"made"_s), { .layout = layoutOf(layout) }, {});
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::LimitExceeded);
    }
    QVERIFY(!QFile::exists(path(u"made"_s)));
}

void TestConvertDisk::ourOwnImagesAreReadByUs()
{
    QFETCH(QString, layout);
    const QString first = path(u"first"_s);
    const QString second = path(u"second.raw"_s);
    convert(path(u"mixed.raw"_s), first, layoutOf(layout));
    convert(first, second, { DiskFormat::Raw });
    QCOMPARE(readFile(second), readFile(path(u"mixed.raw"_s)));
    QVERIFY(QFile::remove(first));
    QVERIFY(QFile::remove(second));
}

void TestConvertDisk::disksCanGrow()
{
    QFETCH(QString, layout);
    const DiskLayout to = layoutOf(layout);
    makeMixedDisk(path(u"small.raw"_s), 5 * MiB + 512);
    const ConvertOptions options{ .layout = to, .size = 70 * MiB, .verify = true, .overwrite = true };
    const auto report = convertDiskFile(path(u"small.raw"_s), path(u"grown"_s), options, {});
    QVERIFY2(report, messageOf(report).constData());
    QCOMPARE(report->virtualSize, 70 * MiB);
    // What is behind the source's end must be zero.
    QVERIFY(QFile::copy(path(u"small.raw"_s), path(u"grown.raw"_s)));
    QVERIFY(QFile::resize(path(u"grown.raw"_s), 70 * MiB));
    compareByQemu(path(u"grown.raw"_s), u"raw"_s, path(u"grown"_s), qemuFormatOf(to.format));
    checkByQemu(path(u"grown"_s), qemuFormatOf(to.format));
    const auto file = openDiskFile(path(u"grown"_s));
    const auto made = openDiskImage(file->get());
    QVERIFY(made);
    QCOMPARE(made->image->virtualSize(), 70 * MiB);
    QFile::remove(path(u"grown.raw"_s));
}

void TestConvertDisk::disksAreNotCutOff()
{
    makeMixedDisk(path(u"small.raw"_s), 5 * MiB);
    const auto report
        = convertDiskFile(path(u"small.raw"_s), path(u"cut"_s), { .layout = {}, .size = 5 * MiB - 512 }, {});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::BadRequest);
    QVERIFY(!QFile::exists(path(u"cut"_s)));
}

void TestConvertDisk::layoutsThatCannotBeAreRefused()
{
    const QList<DiskLayout> layouts{
        { DiskFormat::Iso },
        { DiskFormat::Raw, u"dynamic"_s },
        { DiskFormat::Vmdk, u"monolithicFlat"_s },
        { DiskFormat::Vdi, {}, Compression::Deflate },
        { DiskFormat::Vmdk, u"streamOptimized"_s, Compression::Zstd },
        { DiskFormat::Qcow2, {}, Compression::None, 3 },
        { DiskFormat::Qcow2, {}, Compression::Deflate, 13 },
        { DiskFormat::Qcow2, {}, Compression::None, {}, 256 },
        { DiskFormat::Qcow2, {}, Compression::None, {}, 4 * MiB },
        { DiskFormat::Qcow2, {}, Compression::None, {}, 65537 },
        { DiskFormat::Vhdx, {}, Compression::None, {}, 64 * KiB },
        { DiskFormat::Vdi, {}, Compression::None, {}, MiB },
        { DiskFormat::Qcow2, {}, Compression::None, {}, -65536 },
    };
    for (const DiskLayout &layout : layouts) {
        const auto report = convertDiskFile(path(u"mixed.raw"_s), path(u"made"_s), { .layout = layout }, {});
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::BadRequest);
        QVERIFY(!report.error().message.isEmpty());
        QVERIFY(!QFile::exists(path(u"made"_s)));
    }
}

void TestConvertDisk::anExistingFileIsKept()
{
    const QString made = path(u"existing"_s);
    writeFile(made, "precious");
    ConvertOptions options{ .layout = { DiskFormat::Qcow2 } };
    const auto refused = convertDiskFile(path(u"mixed.raw"_s), made, options, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(readFile(made), "precious");
    options.overwrite = true;
    const auto report = convertDiskFile(path(u"mixed.raw"_s), made, options, {});
    QVERIFY2(report, messageOf(report).constData());
    QCOMPARE(virtualSizeOf(made, u"qcow2"_s), m_mixedSize);
}

void TestConvertDisk::theSourceIsNotOverwritten()
{
    const QByteArray before = readFile(path(u"source-qcow2"_s));
    const auto report = convertDiskFile(path(u"source-qcow2"_s), path(u"source-qcow2"_s),
        { .layout = { DiskFormat::Raw }, .overwrite = true }, {});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Conflict);
    QCOMPARE(readFile(path(u"source-qcow2"_s)), before);
}

void TestConvertDisk::aStoppedConversionLeavesNothing()
{
    const QDir folder(m_folder.path());
    const QStringList before = folder.entryList();
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    stop.request_stop();
    const auto report = convertDiskFile(
        path(u"mixed.raw"_s), path(u"made"_s), { .layout = { DiskFormat::Qcow2 } }, control);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(folder.entryList(), before);
}

void TestConvertDisk::everyStageStopsWithinASecond_data()
{
    QTest::addColumn<DiskLayout>("layout");
    QTest::addColumn<OperationPhase>("phase");
    const DiskLayout slow{ DiskFormat::Qcow2, {}, Compression::Zstd, 19 };
    const DiskLayout stream{ DiskFormat::Vmdk, u"streamOptimized"_s, {}, 12 };
    QTest::newRow("copying") << DiskLayout{ DiskFormat::Raw } << OperationPhase::Copying;
    QTest::newRow("copying, slow compression") << slow << OperationPhase::Copying;
    QTest::newRow("copying, stream") << stream << OperationPhase::Copying;
    QTest::newRow("verifying") << DiskLayout{ DiskFormat::Vhdx } << OperationPhase::Verifying;
}

void TestConvertDisk::everyStageStopsWithinASecond()
{
    using Clock = std::chrono::steady_clock;
    QFETCH(DiskLayout, layout);
    QFETCH(OperationPhase, phase);
    QFile::remove(path(u"made"_s));
    if (!QFile::exists(path(u"noise.raw"_s)))
        writeFile(path(u"noise.raw"_s), patternBytes(1'000'003).repeated(256));
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    Clock::time_point stopped;
    bool wasInPhase = false;
    std::jthread watcher([&](const std::stop_token &ended) {
        const auto isThere
            = [&] { return control.progress->phase() == phase && control.progress->done() >= MiB; };
        while (!isThere() && !ended.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        wasInPhase = isThere();
        stopped = Clock::now();
        stop.request_stop();
    });
    const auto report = convertDiskFile(
        path(u"noise.raw"_s), path(u"made"_s), { .layout = layout, .verify = true }, control);
    const Clock::time_point end = Clock::now();
    watcher.request_stop();
    watcher.join();
    QVERIFY(wasInPhase);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QVERIFY2(end - stopped < std::chrono::seconds(1),
        QByteArray::number(qint64((end - stopped).count() / 1'000'000)).constData());
    QVERIFY(!QFile::exists(path(u"made"_s)));
}

void TestConvertDisk::aFullDiskLeavesNothing()
{
    const QDir folder(m_folder.path());
    const QStringList before = folder.entryList();
    for (const LayoutKind &kind : layoutKinds()) {
        for (const QString &call : { u"pwrite"_s, u"ftruncate"_s, u"fsync"_s, u"renameat2"_s }) {
            FaultFs ops;
            ops.plan({ .error = ENOSPC, .call = call });
            const auto report = convertDiskFile(
                path(u"mixed.raw"_s), path(u"made"_s), { .layout = kind.layout, .overwrite = true }, {}, ops);
            QVERIFY2(ops.hasStruck(), qPrintable(call));
            QVERIFY(!report);
            QCOMPARE(report.error().code, ErrorCode::StorageFull);
            QCOMPARE(folder.entryList(), before);
        }
    }
}

void TestConvertDisk::imagesThatNeedOthersAreRefused()
{
    const QString overlay = path(u"overlay.qcow2"_s);
    run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(u"mixed.raw"_s), u"-F"_s, u"raw"_s,
            overlay });
    const auto report = convertDiskFile(overlay, path(u"made"_s), { .layout = { DiskFormat::Raw } }, {});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::UnsupportedFormat);
    QVERIFY2(report.error().message.contains(u"backing file"), qPrintable(report.error().message));
}

void TestConvertDisk::chainsAreFlattenedWhenEveryFileIsNamed()
{
    makeMixedDisk(path(u"base.raw"_s), 5 * MiB);
    const auto create = [this](const QString &name, const QString &below, const QString &format) {
        run(u"qemu-img"_s,
            { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(below), u"-F"_s, format, path(name),
                u"8M"_s });
    };
    create(u"middle.qcow2"_s, u"base.raw"_s, u"raw"_s);
    run(u"qemu-io"_s,
        { u"-c"_s, u"write -P 7 1M 200k"_s, u"-c"_s, u"write -z 2M 64k"_s, path(u"middle.qcow2"_s) });
    create(u"top.qcow2"_s, u"middle.qcow2"_s, u"qcow2"_s);
    run(u"qemu-io"_s, { u"-c"_s, u"write -P 9 6M 70k"_s, path(u"top.qcow2"_s) });

    const auto top = openDiskFile(path(u"top.qcow2"_s));
    const auto middle = openDiskFile(path(u"middle.qcow2"_s));
    const auto base = openDiskFile(path(u"base.raw"_s));
    ConvertOptions options{ .layout = { DiskFormat::Vdi }, .verify = true, .overwrite = true };
    options.backing = { middle->get(), base->get() };
    const auto report = convertDisk(top->get(), path(u"flat.vdi"_s), options, {});
    QVERIFY2(report, messageOf(report).constData());
    compareByQemu(path(u"top.qcow2"_s), u"qcow2"_s, path(u"flat.vdi"_s), u"vdi"_s);

    // One name too few opens nothing else, though the file says where it lies.
    options.backing = { middle->get() };
    const auto half = convertDisk(top->get(), path(u"half.vdi"_s), options, {});
    QVERIFY(!half);
    QCOMPARE(half.error().code, ErrorCode::UnsupportedFormat);
    QVERIFY(!QFile::exists(path(u"half.vdi"_s)));

    // Whoever writes over a file of the chain would destroy what is being read.
    options.backing = { middle->get(), base->get() };
    QVERIFY(!convertDisk(top->get(), path(u"base.raw"_s), options, {}));
    compareByQemu(path(u"top.qcow2"_s), u"qcow2"_s, path(u"flat.vdi"_s), u"vdi"_s);
}

void TestConvertDisk::chainsOfWrongFilesAreRefused()
{
    makeMixedDisk(path(u"base.raw"_s), 5 * MiB);
    run(u"qemu-img"_s, { u"convert"_s, u"-O"_s, u"qcow2"_s, path(u"base.raw"_s), path(u"base.qcow2"_s) });
    run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(u"base.qcow2"_s), u"-F"_s, u"qcow2"_s,
            path(u"over.qcow2"_s) });
    const auto over = openDiskFile(path(u"over.qcow2"_s));
    const auto qcow2 = openDiskFile(path(u"base.qcow2"_s));
    const auto raw = openDiskFile(path(u"base.raw"_s));
    const auto codeWith = [&](int source, const std::vector<int> &backing) {
        ConvertOptions options{ .layout = { DiskFormat::Raw } };
        options.backing = backing;
        const auto report = convertDisk(source, path(u"never"_s), options, {});
        return report ? ErrorCode::Internal : report.error().code;
    };
    QCOMPARE(codeWith(over->get(), { raw->get() }), ErrorCode::BadRequest);
    QCOMPARE(codeWith(over->get(), { qcow2->get(), raw->get() }), ErrorCode::BadRequest);
    QCOMPARE(codeWith(raw->get(), { qcow2->get() }), ErrorCode::BadRequest);
    QVERIFY(!QFile::exists(path(u"never"_s)));
}

void TestConvertDisk::aRawBackingFileIsNotProbed()
{
    // What a guest may have written into its own raw disk.
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path(u"trap.raw"_s), u"8M"_s });
    QVERIFY(QFile::resize(path(u"trap.raw"_s), MiB));
    run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(u"trap.raw"_s), u"-F"_s, u"raw"_s,
            path(u"over.qcow2"_s) });
    const auto over = openDiskFile(path(u"over.qcow2"_s));
    const auto trap = openDiskFile(path(u"trap.raw"_s));
    ConvertOptions options{ .layout = { DiskFormat::Raw }, .overwrite = true };
    options.backing = { trap->get() };
    const auto report = convertDisk(over->get(), path(u"flat.raw"_s), options, {});
    QVERIFY2(report, messageOf(report).constData());
    QVERIFY(readFile(path(u"flat.raw"_s)) == readFile(path(u"trap.raw"_s)));
}

void TestConvertDisk::snapshotsAreNamedInTheReport()
{
    const QString image = path(u"snapshot.qcow2"_s);
    QVERIFY(QFile::copy(path(u"source-qcow2"_s), image));
    run(u"qemu-img"_s, { u"snapshot"_s, u"-c"_s, u"one"_s, image });
    const auto report
        = convertDiskFile(image, path(u"made"_s), { .layout = { DiskFormat::Qcow2 }, .overwrite = true }, {});
    QVERIFY2(report, messageOf(report).constData());
    QCOMPARE(report->source.warnings.value(0).check, u"snapshots"_s);
    compareByQemu(path(u"mixed.raw"_s), u"raw"_s, path(u"made"_s), u"qcow2"_s);
    QVERIFY(QFile::remove(path(u"made"_s)));
}

void TestConvertDisk::differencesAreFound()
{
    const QString other = path(u"other.raw"_s);
    QVERIFY(QFile::copy(path(u"mixed.raw"_s), other));
    patchFile(other, 20 * MiB + 77, "y");
    const auto left = openDiskFile(other);
    const auto right = openDiskFile(path(u"source-vhdx"_s));
    QVERIFY(left && right);
    const auto leftDisk = openDiskImage(left->get());
    const auto rightDisk = openDiskImage(right->get());
    QVERIFY(leftDisk && rightDisk);
    const auto comparison = compareDisks(*leftDisk->image, *rightDisk->image, 2, {});
    QVERIFY(comparison);
    QCOMPARE(comparison->firstDifference, std::optional(20 * MiB + 77));
    QCOMPARE(comparison->equalBytes, m_mixedSize - 64 * KiB);
    QCOMPARE(comparison->comparedBytes, m_mixedSize);
}

void TestConvertDisk::emptyFilesBecomeEmptyDisks()
{
    const QString empty = path(u"empty.raw"_s);
    writeFile(empty, {});
    for (const LayoutKind &kind : layoutKinds()) {
        // A VMDK, a VHDX or a fixed VHD of no sectors is none: it gets one.
        const auto report = convertDiskFile(empty, path(u"made"_s), { .layout = kind.layout }, {});
        QVERIFY2(report, messageOf(report).constData());
        const qint64 size = virtualSizeOf(path(u"made"_s), qemuFormatOf(kind.layout.format));
        const bool needsSector = kind.layout.format == DiskFormat::Vmdk
            || kind.layout.format == DiskFormat::Vhdx || kind.layout.subformat == u"fixed";
        QCOMPARE(size, needsSector ? 512 : 0);
        QVERIFY(QFile::remove(path(u"made"_s)));
    }
}

QTEST_GUILESS_MAIN(TestConvertDisk)
#include "tst_convertdisk.moc"
