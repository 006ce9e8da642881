// Compressed files and archives whose content becomes an image.

#include "core/transfer/transferqueue.h"
#include "tests/core/service/unpackingfixture.h"
#include "tests/support/ovamaker.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestUnpackedImport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }

    void whatIsCompressedBecomesAnImage_data();
    void whatIsCompressedBecomesAnImage();
    void aPlainFileIsTakenAsItIs();
    void aFixedVhdIsFoundByItsEnd();
    void declaredFormatsAreKept();
    void theDiskOfAnApplianceBecomesAnImage();
    void a43_oneOfTwoDisksIsChosen();
    void anyMemberOfATarballCanBeNamed();
    void a42_aChangedApplianceIsRefusedHoweverItIsTaken();
    void aTruncatedFileLeavesTheImageQueued();
    void unsafeContentIsRefused();
    void stagedDataAreUnpackedToo();
    void theQueueUnpacks_data();
    void theQueueUnpacks();

private:
    QString path(const QString &name) const { return m_desk->path(name); }
    void shell(const QString &script) { run(u"sh"_s, { u"-ec"_s, u"cd '%1'; "_s.arg(path({})) + script }); }

    std::unique_ptr<UnpackingDesk> m_desk;
};

void TestUnpackedImport::init()
{
    m_desk = std::make_unique<UnpackingDesk>();
    shell(u"seq 1 200000 > disk.raw; truncate -s 3M disk.raw; "
          "qemu-img convert -f raw -O qcow2 disk.raw disk.qcow2"_s);
}

void TestUnpackedImport::whatIsCompressedBecomesAnImage_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("gzip") << u"gzip -c disk.qcow2 > packed"_s;
    QTest::newRow("bzip2") << u"bzip2 -c disk.qcow2 > packed"_s;
    QTest::newRow("xz") << u"xz -c disk.qcow2 > packed"_s;
    QTest::newRow("zstd") << u"zstd -q -c disk.qcow2 > packed"_s;
    QTest::newRow("zip") << u"zip -q p.zip disk.qcow2; mv p.zip packed"_s;
    QTest::newRow("tar") << u"tar -cf packed disk.qcow2"_s;
    QTest::newRow("tar.xz") << u"tar -cJf packed disk.qcow2"_s;
    QTest::newRow("gzip in zip") << u"gzip disk.qcow2 -k; zip -q p.zip disk.qcow2.gz; mv p.zip packed"_s;
}

void TestUnpackedImport::whatIsCompressedBecomesAnImage()
{
    QFETCH(const QString, command);
    shell(command);
    const Result<Image> image = m_desk->upload(u"packed"_s);
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->diskFormat, DiskFormat::Qcow2);
    QCOMPARE(image->containerFormat, ContainerFormat::Bare);
    QCOMPARE(image->virtualSize, 3 << 20);
    QCOMPARE(image->minDisk, 1);
    QVERIFY(m_desk->dataOf(*image) == readFile(path(u"disk.qcow2"_s)));
    // The data and their description; nothing that was unpacked on the way.
    QCOMPARE(m_desk->dataFiles().size(), 2);
}

void TestUnpackedImport::aPlainFileIsTakenAsItIs()
{
    const Result<Image> image = m_desk->upload(u"disk.qcow2"_s);
    QVERIFY_OK(image);
    QCOMPARE(image->diskFormat, DiskFormat::Qcow2);
    QVERIFY(m_desk->dataOf(*image) == readFile(path(u"disk.qcow2"_s)));
    QCOMPARE_ERROR(m_desk->upload(u"disk.qcow2"_s, u"some-member"_s), ErrorCode::BadRequest);
}

void TestUnpackedImport::aFixedVhdIsFoundByItsEnd()
{
    shell(u"qemu-img convert -O vpc -o subformat=fixed,force_size=on disk.raw disk.vhd; gzip disk.vhd"_s);
    const Result<Image> image = m_desk->upload(u"disk.vhd.gz"_s);
    QVERIFY_OK(image);
    QCOMPARE(image->diskFormat, DiskFormat::Vhd);
}

void TestUnpackedImport::declaredFormatsAreKept()
{
    shell(u"gzip disk.qcow2"_s);
    ImageDraft draft;
    draft.diskFormat = DiskFormat::Vmdk;
    draft.containerFormat = ContainerFormat::Bare;
    QCOMPARE_ERROR(m_desk->upload(u"disk.qcow2.gz"_s, {}, draft), ErrorCode::UnsupportedFormat);
    draft.diskFormat = DiskFormat::Qcow2;
    QVERIFY_OK(m_desk->upload(u"disk.qcow2.gz"_s, {}, draft));
}

void TestUnpackedImport::theDiskOfAnApplianceBecomesAnImage()
{
    const QByteArray disk = smallVmdk("the guest's bytes");
    writeFile(path(u"lab.ova"_s), applianceOf({ { u"disk.vmdk"_s, disk, 1 << 20 } }));
    ImageDraft draft;
    draft.properties = { { u"hw_firmware_type"_s, u"bios"_s } };
    const Result<Image> image = m_desk->upload(u"lab.ova"_s, {}, draft);
    QVERIFY_OK(image);
    QCOMPARE(image->diskFormat, DiskFormat::Vmdk);
    QCOMPARE(image->containerFormat, ContainerFormat::Bare);
    QCOMPARE(image->virtualSize, 1 << 20);
    QCOMPARE(image->minRam, 2048);
    QCOMPARE(image->properties.value(u"os_distro"_s), u"debian"_s);
    // What was said beforehand counts more.
    QCOMPARE(image->properties.value(u"hw_firmware_type"_s), u"bios"_s);
    QVERIFY(m_desk->dataOf(*image) == disk);
}

void TestUnpackedImport::a43_oneOfTwoDisksIsChosen()
{
    const QByteArray second = smallVmdk("second");
    writeFile(path(u"two.ova"_s),
        applianceOf({ { u"a.vmdk"_s, smallVmdk("first"), 1 << 20 }, { u"b.vmdk"_s, second, 1 << 20 } }));
    const Result<Image> refused = m_desk->upload(u"two.ova"_s);
    QCOMPARE_ERROR(refused, ErrorCode::BadRequest);
    QVERIFY2(refused.error().message.contains(u"b.vmdk"), qPrintable(refused.error().message));
    const Result<Image> image = m_desk->upload(u"two.ova"_s, u"b.vmdk"_s);
    QVERIFY_OK(image);
    QVERIFY(m_desk->dataOf(*image) == second);
}

void TestUnpackedImport::anyMemberOfATarballCanBeNamed()
{
    writeFile(path(u"vmlinuz"_s), patternBytes(20'001));
    shell(u"tar -czf two.tar.gz disk.qcow2 vmlinuz"_s);
    const Result<Image> image = m_desk->upload(u"two.tar.gz"_s, u"vmlinuz"_s);
    QVERIFY_OK(image);
    QCOMPARE(image->diskFormat, DiskFormat::Raw);
    QVERIFY(m_desk->dataOf(*image) == patternBytes(20'001));
    QCOMPARE_ERROR(m_desk->upload(u"two.tar.gz"_s, u"missing"_s), ErrorCode::BadRequest);
}

void TestUnpackedImport::a42_aChangedApplianceIsRefusedHoweverItIsTaken()
{
    QByteArray appliance = applianceOf({ { u"disk.vmdk"_s, smallVmdk("the guest's bytes"), 1 << 20 } });
    // Within the first grain, which nobody reads before the guest does.
    const qsizetype at = appliance.indexOf("KDMV") + 65'536 + 20;
    QVERIFY(at > 65'536 + 20);
    appliance[at] = static_cast<char>(appliance.at(at) ^ 1);
    writeFile(path(u"lab.ova"_s), appliance);
    QCOMPARE_ERROR(m_desk->upload(u"lab.ova"_s), ErrorCode::HashMismatch);
    // As it is, too.
    ImageDraft draft;
    draft.name = u"whole"_s;
    const Result<Image> whole = await(m_desk->service().createImage(draft));
    QVERIFY_OK(whole);
    const Result<Image> taken = await(m_desk->service().uploadFile(whole->id, path(u"lab.ova"_s), {}, {}));
    QCOMPARE_ERROR(taken, ErrorCode::HashMismatch);
    QCOMPARE(await(m_desk->service().image(whole->id))->status, ImageStatus::Queued);
    QCOMPARE(m_desk->dataFiles(), QStringList());
}

void TestUnpackedImport::aTruncatedFileLeavesTheImageQueued()
{
    shell(u"gzip -c disk.qcow2 | head -c 100000 > short.gz"_s);
    QCOMPARE_ERROR(m_desk->upload(u"short.gz"_s), ErrorCode::Corrupt);
    const Result<Image> image = await(m_desk->service().image(m_desk->lastId()));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Queued);
    QVERIFY(!image->diskFormat);
    QCOMPARE(m_desk->dataFiles(), QStringList());
}

void TestUnpackedImport::unsafeContentIsRefused()
{
    shell(u"qemu-img create -q -f qcow2 -b disk.qcow2 -F qcow2 above.qcow2; xz above.qcow2"_s);
    const Result<Image> refused = m_desk->upload(u"above.qcow2.xz"_s);
    QCOMPARE_ERROR(refused, ErrorCode::UnsupportedFormat);
    QCOMPARE(refused.error().detail, u"backing_file"_s);
    QCOMPARE(m_desk->dataFiles(), QStringList());
}

void TestUnpackedImport::stagedDataAreUnpackedToo()
{
    shell(u"zstd -q disk.qcow2"_s);
    ImageDraft draft;
    draft.name = u"staged"_s;
    const Result<Image> created = await(m_desk->service().createImage(draft));
    QVERIFY_OK(created);
    UploadOptions options;
    options.isUnpacked = true;
    const Result<Image> staged
        = await(m_desk->service().stageFile(created->id, path(u"disk.qcow2.zst"_s), options, {}));
    QVERIFY_OK(staged);
    QCOMPARE(staged->status, ImageStatus::Uploading);
    QVERIFY_OK(await(m_desk->service().importImage(created->id, {}, {})));
    const Result<Image> image = await(m_desk->service().image(created->id));
    QCOMPARE(image->diskFormat, DiskFormat::Qcow2);
    QVERIFY(m_desk->dataOf(*image) == readFile(path(u"disk.qcow2"_s)));
}

void TestUnpackedImport::theQueueUnpacks_data()
{
    QTest::addColumn<TransferKind>("kind");
    QTest::newRow("upload") << TransferKind::Import;
    QTest::newRow("stage and import") << TransferKind::StageImport;
}

void TestUnpackedImport::theQueueUnpacks()
{
    QFETCH(const TransferKind, kind);
    shell(u"qemu-img create -q -f vdi other.vdi 3G; tar -czf two.tar.gz disk.qcow2 other.vdi"_s);
    TransferQueue queue(m_desk->service(), path(u"journal"_s));
    TransferRequest request;
    request.kind = kind;
    request.source = path(u"two.tar.gz"_s);
    request.isUnpacked = true;
    request.member = u"other.vdi"_s;
    const QString id = queue.enqueue(request);
    QTRY_VERIFY_WITH_TIMEOUT(!queue.hasUnfinished(), 30'000);
    const Transfer transfer = *queue.transfer(id);
    QVERIFY2(
        transfer.state == TransferState::Finished, transfer.error ? qPrintable(transfer.error->message) : "");
    const Result<Image> image = await(m_desk->service().image(transfer.request.imageId));
    QVERIFY_OK(image);
    QCOMPARE(image->diskFormat, DiskFormat::Vdi);
    QCOMPARE(image->minDisk, 3);
    QVERIFY(m_desk->dataOf(*image) == readFile(path(u"other.vdi"_s)));
}

QTEST_GUILESS_MAIN(TestUnpackedImport)
#include "tst_unpackedimport.moc"
