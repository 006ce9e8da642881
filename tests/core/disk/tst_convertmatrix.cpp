// Every format into every other, at every kind of size: no byte is lost, and qemu-img finds no fault.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/comparedisks.h"
#include "core/disk/convertdisk.h"
#include "core/disk/diskimage.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;
constexpr qint64 GiB = 1024 * MiB;

const QStringList &formats()
{
    static const QStringList names{ u"raw"_s, u"qcow2"_s, u"vmdk"_s, u"vmdk-stream"_s, u"vdi"_s, u"vhd"_s,
        u"vhdx"_s };
    return names;
}

DiskLayout layoutOf(const QString &name)
{
    for (const LayoutKind &kind : layoutKinds()) {
        if (name == QLatin1StringView(kind.name))
            return kind.layout;
    }
    qFatal("no such layout");
}

struct Size {
    const char *name;
    qint64 bytes;
};

constexpr std::array<Size, 7> sizes{ {
    { "0", 0 },
    { "1 sector", 512 },
    { "odd", 1'000'003 },
    { "7 MiB", 7 * MiB },
    { "129 MiB", 129 * MiB },
    { "5 GiB", 5 * GiB },
    { "3 TiB", 3072 * GiB },
} };

/// Microsoft's Virtual PC and Hyper-V take VHDs of up to 2040 GiB.
bool canHold(const QString &format, qint64 size)
{
    return format != u"vhd" || size <= 2040 * GiB;
}

} // namespace

class TestConvertMatrix final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void everyFormatBecomesEveryOther_data();
    void everyFormatBecomesEveryOther();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void convert(const QString &source, const QString &destination, const QString &to);
    void expectRefusal(const QString &source, const QString &to);
    void compareByUs(const QString &raw, const QString &made);
    void compareGuestBytes(const QString &raw, const QString &made, const QString &format);

    QTemporaryDir m_folder;
};

void TestConvertMatrix::convert(const QString &source, const QString &destination, const QString &to)
{
    const auto report
        = convertDiskFile(source, destination, { .layout = layoutOf(to), .overwrite = true }, {});
    QVERIFY2(report, report ? "" : qPrintable(report.error().message + report.error().detail));
}

void TestConvertMatrix::expectRefusal(const QString &source, const QString &to)
{
    const auto report = convertDiskFile(source, path(u"refused"_s), { .layout = layoutOf(to) }, {});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::LimitExceeded);
    // It says how much the format can hold: 2040 GiB.
    QVERIFY2(
        report.error().message.contains(QString::number(2040 * GiB)), qPrintable(report.error().message));
    QVERIFY(!QFile::exists(path(u"refused"_s)));
}

void TestConvertMatrix::compareByUs(const QString &raw, const QString &made)
{
    const auto left = openDiskFile(raw);
    const auto right = openDiskFile(made);
    QVERIFY(left && right);
    const auto first = openDiskImage(left->get());
    const auto second = openDiskImage(right->get());
    QVERIFY(first && second);
    const auto comparison = compareDisks(*first->image, *second->image, 0, {});
    QVERIFY(comparison);
    QVERIFY(!comparison->firstDifference);
}

void TestConvertMatrix::compareGuestBytes(const QString &raw, const QString &made, const QString &format)
{
    const QString qemuFormat = qemuFormatOf(layoutOf(format).format);
    const qint64 size = QFile(raw).size();
    // qemu-img goes through a VMDK grain by grain, and reads all of a VHDX: that takes minutes here.
    if (size > GiB * 1024 && (qemuFormat == u"vmdk" || qemuFormat == u"vhdx")) {
        QCOMPARE(virtualSizeOf(made, qemuFormat), size);
        compareByUs(raw, made);
        return;
    }
    checkByQemu(made, qemuFormat);
    // It does not compare what holds no byte with what had to get one sector.
    if (size > 0)
        compareByQemu(raw, u"raw"_s, made, qemuFormat);
}

void TestConvertMatrix::everyFormatBecomesEveryOther_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("source");
    for (const Size &size : sizes) {
        for (const QString &format : formats())
            QTest::addRow("%s of %s", size.name, qPrintable(format)) << size.bytes << format;
    }
}

void TestConvertMatrix::everyFormatBecomesEveryOther()
{
    QFETCH(const qint64, size);
    QFETCH(const QString, source);
    const QString raw = path(u"disk-%1.raw"_s.arg(size));
    if (!QFile::exists(raw))
        makeMixedDisk(raw, size);
    if (!canHold(source, size)) {
        expectRefusal(raw, source);
        return;
    }
    const QString first = path(u"source"_s);
    convert(raw, first, source);
    compareGuestBytes(raw, first, source);
    for (const QString &target : formats()) {
        if (!canHold(target, size)) {
            expectRefusal(first, target);
            continue;
        }
        const QString made = path(u"made"_s);
        convert(first, made, target);
        compareGuestBytes(raw, made, target);
        if (QTest::currentTestFailed()) {
            qWarning("the target was %s", qPrintable(target));
            return;
        }
        QVERIFY(QFile::remove(made));
    }
}

QTEST_GUILESS_MAIN(TestConvertMatrix)
#include "tst_convertmatrix.moc"
