// Machines of the old Amazon kind: a file system, its kernel and its ramdisk become three linked images.

#include "core/disk/convertdisk.h"
#include "core/disk/ueccontents.h"
#include "core/service/trioimport.h"
#include "tests/core/service/unpackingfixture.h"
#include "tests/support/diskmaker.h"
#include "tests/support/fakeimageservice.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

/// As a kernel of x86 begins: its boot sector ends like that of a partitioned disk.
QByteArray kernelBytes()
{
    QByteArray kernel = patternBytes(70'000, 7);
    kernel.replace(510, 2, "\x55\xAA");
    kernel.replace(0x202, 4, "HdrS");
    return kernel;
}

std::optional<UecContents> uecIn(const QString &path)
{
    const auto file = openDiskFile(path);
    const auto whole = file ? wholeFile(file->get()) : failure(file.error());
    return whole ? lookForUec(*whole) : std::nullopt;
}

} // namespace

class TestTrioImport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }

    void aTarballIsRecognised_data();
    void aTarballIsRecognised();
    void othersAreNoTarballOfAMachine();
    void theLoaderStandsInForTheRamdisk();
    void threeFilesBecomeLinkedImages_data();
    void threeFilesBecomeLinkedImages();
    void aTarballBecomesLinkedImages();
    void aRamdiskMayBeMissing();
    void aRefusedMachineLeavesNothing_data();
    void aRefusedMachineLeavesNothing();
    void withoutStagingWhatWasActiveGoesToTheTrash();
    void aMissingRamdiskLeavesNothing();
    void aStopLeavesNothing();
    void whatCannotBeDeletedIsNamed();

private:
    QString path(const QString &name) const { return m_desk->path(name); }
    void makeTar(const QString &name, const QStringList &options, const QStringList &members);
    Result<Trio> import(TrioRequest request, const OperationControl &control = {});
    TrioRequest requestOfFiles() const;

    std::unique_ptr<UnpackingDesk> m_desk;
};

void TestTrioImport::init()
{
    m_desk = std::make_unique<UnpackingDesk>();
    makeExt4Disk(path(u"lab.img"_s), 16 * MiB);
    writeFile(path(u"lab-vmlinuz-6.1"_s), kernelBytes());
    writeFile(path(u"ramdisk"_s), patternBytes(30'000));
    run(u"gzip"_s, { u"-n"_s, path(u"ramdisk"_s) });
    QVERIFY(QFile::rename(path(u"ramdisk.gz"_s), path(u"lab-initrd-6.1"_s)));
}

void TestTrioImport::makeTar(const QString &name, const QStringList &options, const QStringList &members)
{
    run(u"tar"_s, QStringList{ u"-C"_s, path({}), u"-cf"_s, path(name) } + options + members);
}

Result<Trio> TestTrioImport::import(TrioRequest request, const OperationControl &control)
{
    TrioImport trio(m_desk->service(), control);
    return await(trio.run(std::move(request)), std::chrono::seconds(60));
}

TrioRequest TestTrioImport::requestOfFiles() const
{
    TrioRequest request;
    request.machine.name = u"lab"_s;
    request.machine.tags = { u"old"_s };
    request.machine.properties = { { u"os_distro"_s, u"debian"_s } };
    request.disk = { path(u"lab.img"_s) };
    request.kernel = { path(u"lab-vmlinuz-6.1"_s) };
    request.ramdisk = TrioFile{ path(u"lab-initrd-6.1"_s) };
    request.isStaged = true;
    return request;
}

void TestTrioImport::aTarballIsRecognised_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("plain") << QStringList();
    QTest::newRow("gzip") << QStringList{ u"-z"_s };
    QTest::newRow("xz") << QStringList{ u"-J"_s };
    QTest::newRow("with holes") << QStringList{ u"-z"_s, u"--format=gnu"_s };
}

void TestTrioImport::aTarballIsRecognised()
{
    QFETCH(const QStringList, options);
    writeFile(path(u"README.files"_s), "what is in it");
    makeTar(u"lab.tar.gz"_s, options,
        { u"lab.img"_s, u"lab-vmlinuz-6.1"_s, u"lab-initrd-6.1"_s, u"README.files"_s });
    const auto contents = uecIn(path(u"lab.tar.gz"_s));
    QVERIFY(contents && contents->ramdisk);
    QCOMPARE(contents->machine->path, u"lab.img"_s);
    QCOMPARE(contents->kernel->path, u"lab-vmlinuz-6.1"_s);
    QCOMPARE(contents->ramdisk->path, u"lab-initrd-6.1"_s);
}

void TestTrioImport::othersAreNoTarballOfAMachine()
{
    makeTar(u"kernelless.tar"_s, {}, { u"lab.img"_s, u"lab-initrd-6.1"_s });
    QVERIFY(!uecIn(path(u"kernelless.tar"_s)));
    makeTar(u"diskless.tar"_s, {}, { u"lab-vmlinuz-6.1"_s });
    QVERIFY(!uecIn(path(u"diskless.tar"_s)));
    QVERIFY(QFile::copy(path(u"lab.img"_s), path(u"second.img"_s)));
    makeTar(u"two.tar.gz"_s, { u"-z"_s }, { u"lab.img"_s, u"second.img"_s, u"lab-vmlinuz-6.1"_s });
    QVERIFY(!uecIn(path(u"two.tar.gz"_s)));
    QVERIFY(!uecIn(path(u"lab.img"_s)));
    QVERIFY(!uecIn(path(u"lab-initrd-6.1"_s)));
    makeTar(u"whole.tar.gz"_s, { u"-z"_s }, { u"lab.img"_s, u"lab-vmlinuz-6.1"_s });
    QVERIFY(uecIn(path(u"whole.tar.gz"_s)));
    const QByteArray whole = readFile(path(u"whole.tar.gz"_s));
    writeFile(path(u"short.tar.gz"_s), whole.first(whole.size() - 20'000));
    QVERIFY(!uecIn(path(u"short.tar.gz"_s)));
}

void TestTrioImport::theLoaderStandsInForTheRamdisk()
{
    writeFile(path(u"lab-loader"_s), patternBytes(5000));
    makeTar(u"loader.tar.gz"_s, { u"-z"_s }, { u"lab.img"_s, u"lab-loader"_s, u"lab-vmlinuz-6.1"_s });
    QCOMPARE(uecIn(path(u"loader.tar.gz"_s))->ramdisk->path, u"lab-loader"_s);
    makeTar(u"both.tar.gz"_s, { u"-z"_s },
        { u"lab.img"_s, u"lab-loader"_s, u"lab-vmlinuz-6.1"_s, u"lab-initrd-6.1"_s });
    QCOMPARE(uecIn(path(u"both.tar.gz"_s))->ramdisk->path, u"lab-initrd-6.1"_s);
}

void TestTrioImport::threeFilesBecomeLinkedImages_data()
{
    QTest::addColumn<bool>("isStaged");
    QTest::newRow("staged") << true;
    QTest::newRow("uploaded") << false;
}

void TestTrioImport::threeFilesBecomeLinkedImages()
{
    QFETCH(const bool, isStaged);
    TrioRequest request = requestOfFiles();
    request.isStaged = isStaged;
    const Result<Trio> trio = import(request);
    QVERIFY_OK(trio);
    QVERIFY(trio->ramdisk);
    QCOMPARE(trio->machine.status, ImageStatus::Active);
    QCOMPARE(trio->kernel.status, ImageStatus::Active);
    QCOMPARE(trio->ramdisk->status, ImageStatus::Active);
    QCOMPARE(trio->machine.diskFormat, DiskFormat::Ami);
    QCOMPARE(trio->machine.containerFormat, ContainerFormat::Ami);
    QCOMPARE(trio->kernel.diskFormat, DiskFormat::Aki);
    QCOMPARE(trio->kernel.containerFormat, ContainerFormat::Aki);
    QCOMPARE(trio->ramdisk->diskFormat, DiskFormat::Ari);
    QCOMPARE(trio->machine.properties.value(u"kernel_id"_s), trio->kernel.id);
    QCOMPARE(trio->machine.properties.value(u"ramdisk_id"_s), trio->ramdisk->id);
    QCOMPARE(trio->machine.properties.value(u"os_distro"_s), u"debian"_s);
    QCOMPARE(trio->kernel.name, u"lab-kernel"_s);
    QCOMPARE(trio->ramdisk->name, u"lab-ramdisk"_s);
    QCOMPARE(trio->kernel.tags, QStringList{ u"old"_s });
    QVERIFY(trio->kernel.properties.isEmpty());
    QVERIFY(m_desk->dataOf(trio->machine) == readFile(path(u"lab.img"_s)));
    QVERIFY(m_desk->dataOf(trio->kernel) == kernelBytes());
    QVERIFY(m_desk->dataOf(*trio->ramdisk) == readFile(path(u"lab-initrd-6.1"_s)));
}

void TestTrioImport::aTarballBecomesLinkedImages()
{
    makeTar(u"lab.tar.gz"_s, { u"-z"_s }, { u"lab.img"_s, u"lab-vmlinuz-6.1"_s, u"lab-initrd-6.1"_s });
    TrioRequest request = requestOfFiles();
    request.disk = { path(u"lab.tar.gz"_s), u"lab.img"_s };
    request.kernel = { path(u"lab.tar.gz"_s), u"lab-vmlinuz-6.1"_s };
    request.ramdisk = TrioFile{ path(u"lab.tar.gz"_s), u"lab-initrd-6.1"_s };
    const Result<Trio> trio = import(request);
    QVERIFY_OK(trio);
    QVERIFY(m_desk->dataOf(trio->machine) == readFile(path(u"lab.img"_s)));
    QVERIFY(m_desk->dataOf(trio->kernel) == kernelBytes());
    // A ramdisk stays compressed: so the kernel wants it.
    QVERIFY(m_desk->dataOf(*trio->ramdisk) == readFile(path(u"lab-initrd-6.1"_s)));
    QCOMPARE(trio->machine.virtualSize, 16 * MiB);
}

void TestTrioImport::aRamdiskMayBeMissing()
{
    TrioRequest request = requestOfFiles();
    request.ramdisk.reset();
    const Result<Trio> trio = import(request);
    QVERIFY_OK(trio);
    QVERIFY(!trio->ramdisk);
    QVERIFY(!trio->machine.properties.contains(u"ramdisk_id"_s));
    QCOMPARE(m_desk->usage().imageCount, 2);
}

void TestTrioImport::aRefusedMachineLeavesNothing_data()
{
    QTest::addColumn<bool>("isProtected");
    QTest::newRow("plain") << false;
    QTest::newRow("protected") << true;
}

void TestTrioImport::aRefusedMachineLeavesNothing()
{
    QFETCH(const bool, isProtected);
    TrioRequest request = requestOfFiles();
    request.machine.isProtected = isProtected;
    // A whole disk in place of a file system.
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path(u"disk.qcow2"_s), u"1M"_s });
    request.disk = { path(u"disk.qcow2"_s) };
    const Result<Trio> trio = import(request);
    QCOMPARE_ERROR(trio, ErrorCode::UnsupportedFormat);
    QCOMPARE(m_desk->usage().imageCount, 0);
    QCOMPARE(m_desk->usage().trashCount, 0);
    QCOMPARE(m_desk->dataFiles(), QStringList());
}

void TestTrioImport::withoutStagingWhatWasActiveGoesToTheTrash()
{
    TrioRequest request = requestOfFiles();
    request.isStaged = false;
    request.disk = { path(u"missing.img"_s) };
    QCOMPARE_ERROR(import(request), ErrorCode::NotFound);
    const Result<ImagePage> left = await(m_desk->service().listImages({}));
    QVERIFY_OK(left);
    QVERIFY(left->images.isEmpty());
    QCOMPARE(m_desk->usage().trashCount, 2);
}

void TestTrioImport::aMissingRamdiskLeavesNothing()
{
    TrioRequest request = requestOfFiles();
    request.ramdisk = TrioFile{ path(u"missing"_s) };
    QCOMPARE_ERROR(import(request), ErrorCode::NotFound);
    QCOMPARE(m_desk->usage().imageCount, 0);
    QCOMPARE(m_desk->usage().trashCount, 0);
    QCOMPARE(m_desk->dataFiles(), QStringList());
}

void TestTrioImport::aStopLeavesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    OperationControl control;
    control.stop = stop.get_token();
    QCOMPARE_ERROR(import(requestOfFiles(), control), ErrorCode::Cancelled);
    QCOMPARE(m_desk->usage().imageCount, 0);
    QCOMPARE(m_desk->dataFiles(), QStringList());
}

void TestTrioImport::whatCannotBeDeletedIsNamed()
{
    test::FakeImageService service;
    service.failNext(test::FakeImageService::Call::UploadFile, { ErrorCode::Unavailable, u"No room."_s, {} });
    service.failNext(test::FakeImageService::Call::DeleteImage, { ErrorCode::Forbidden, u"Not you."_s, {} });
    QTemporaryFile file;
    QVERIFY(file.open());
    TrioRequest request;
    request.machine.name = u"machine"_s;
    request.kernel = TrioFile{ file.fileName() };
    request.disk = request.kernel;
    request.isStaged = false;
    TrioImport import(service, {});
    const Result<Trio> trio = QCoro::waitFor(import.run(request));
    QVERIFY(!trio);
    QCOMPARE(service.allImages().size(), 1);
    QVERIFY2(trio.error().message.contains(u"No room."), qPrintable(trio.error().message));
    QVERIFY(trio.error().message.contains(service.allImages().constFirst().id));
}

QTEST_GUILESS_MAIN(TestTrioImport)
#include "tst_trioimport.moc"
