#include <QTemporaryDir>
#include <QTest>

#include "core/disk/allocationmap.h"
#include "core/disk/convertdisk.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = AllocationKind;

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;

/// A disk whose clusters are stored and not stored in turns.
class StripedDisk final : public DiskImage
{
public:
    explicit StripedDisk(qint64 stripes)
        : m_stripes(stripes)
    {
    }

    qint64 virtualSize() const override { return m_stripes * 64 * KiB; }
    qint64 clusterSize() const override { return 64 * KiB; }
    Result<DiskExtent> extentAt(qint64 offset) const override
    {
        const qint64 stripe = offset / (64 * KiB);
        if (offset >= m_brokenFrom)
            return failure(ErrorCode::Corrupt, u"broken"_s);
        return DiskExtent{ offset, 64 * KiB,
            stripe % 2 == 0 ? DiskExtent::Kind::Data : DiskExtent::Kind::Hole };
    }
    Result<void> read(qint64, std::span<std::byte>) const override
    {
        return failure(ErrorCode::Internal, u"A map needs no data."_s);
    }
    void breakFrom(qint64 offset) { m_brokenFrom = offset; }

private:
    const qint64 m_stripes;
    qint64 m_brokenFrom = std::numeric_limits<qint64>::max();
};

qint64 sumOf(const AllocationMap &map, Kind kind)
{
    qint64 sum = 0;
    for (const AllocationExtent &extent : map.extents)
        sum += extent.kind == kind ? extent.length : 0;
    return sum;
}

/// True when the extents follow each other and end with the disk.
bool isWhole(const AllocationMap &map)
{
    qint64 offset = 0;
    for (const AllocationExtent &extent : map.extents) {
        if (extent.offset != offset || extent.length <= 0)
            return false;
        offset += extent.length;
    }
    return offset == map.size;
}

} // namespace

class TestAllocationMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFewExtentsAreToldExactly();
    void compressedClustersAreToldApart();
    void manyExtentsBecomeFewWithTheSameSums_data();
    void manyExtentsBecomeFewWithTheSameSums();
    void anEmptyDiskHasNoExtents();
    void aStoppedLookEnds();
    void whatIsDamagedIsSaid();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestAllocationMap::aFewExtentsAreToldExactly()
{
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path(u"disk.qcow2"_s), u"8M"_s });
    run(u"qemu-io"_s, { u"-c"_s, u"write 1M 2M"_s, u"-c"_s, u"write -z 4M 1M"_s, path(u"disk.qcow2"_s) });
    const auto file = openDiskFile(path(u"disk.qcow2"_s));
    const auto disk = openDiskImage(file->get());
    QVERIFY(disk);
    const auto map = mapAllocation(*disk->image, 16, {});
    QVERIFY(map);
    const QList<AllocationExtent> expected{ { 0, MiB, Kind::Hole }, { MiB, 2 * MiB, Kind::Data },
        { 3 * MiB, MiB, Kind::Hole }, { 4 * MiB, MiB, Kind::Zero }, { 5 * MiB, 3 * MiB, Kind::Hole } };
    QCOMPARE(map->size, 8 * MiB);
    QVERIFY(map->extents == expected);
}

void TestAllocationMap::compressedClustersAreToldApart()
{
    writeFile(path(u"text.raw"_s), QByteArray("a line of text\n").repeated(100'000).left(MiB));
    run(u"qemu-img"_s,
        { u"convert"_s, u"-q"_s, u"-c"_s, u"-f"_s, u"raw"_s, u"-O"_s, u"qcow2"_s, path(u"text.raw"_s),
            path(u"text.qcow2"_s) });
    const auto file = openDiskFile(path(u"text.qcow2"_s));
    const auto disk = openDiskImage(file->get());
    QVERIFY(disk);
    const auto map = mapAllocation(*disk->image, 16, {});
    QVERIFY(map);
    QVERIFY((map->extents == QList<AllocationExtent>{ { 0, MiB, Kind::Compressed } }));
}

void TestAllocationMap::manyExtentsBecomeFewWithTheSameSums_data()
{
    QTest::addColumn<int>("most");
    for (const int most : { 1, 4, 7, 64, 1000 })
        QTest::addRow("%d", most) << most;
}

void TestAllocationMap::manyExtentsBecomeFewWithTheSameSums()
{
    QFETCH(int, most);
    const StripedDisk disk(20'001);
    const auto map = mapAllocation(disk, most, {});
    QVERIFY(map);
    QVERIFY2(map->extents.size() <= std::max(most, 4), qPrintable(QString::number(map->extents.size())));
    QVERIFY(isWhole(*map));
    QCOMPARE(sumOf(*map, Kind::Data), 10'001 * 64 * KiB);
    QCOMPARE(sumOf(*map, Kind::Hole), 10'000 * 64 * KiB);
}

void TestAllocationMap::anEmptyDiskHasNoExtents()
{
    const StripedDisk disk(0);
    const auto map = mapAllocation(disk, 10, {});
    QVERIFY(map);
    QCOMPARE(map->size, 0);
    QVERIFY(map->extents.isEmpty());
}

void TestAllocationMap::aStoppedLookEnds()
{
    std::stop_source stop;
    stop.request_stop();
    OperationControl control;
    control.stop = stop.get_token();
    const auto map = mapAllocation(StripedDisk(10), 10, control);
    QVERIFY(!map);
    QCOMPARE(map.error().code, ErrorCode::Cancelled);
}

void TestAllocationMap::whatIsDamagedIsSaid()
{
    StripedDisk disk(100);
    disk.breakFrom(MiB);
    const auto map = mapAllocation(disk, 10, {});
    QVERIFY(!map);
    QCOMPARE(map.error().code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestAllocationMap)
#include "tst_allocationmap.moc"
