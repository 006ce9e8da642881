// Images that become other images and files, within the catalogue's rules.

#include <thread>

#include <QFileInfo>

#include "core/image/conversion.h"
#include "tests/core/catalog/cataloguefixture.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

QByteArray messageOf(const Result<void> &result)
{
    return result ? QByteArray("done") : (result.error().message + u' ' + result.error().detail).toUtf8();
}

/// Waits until somebody works on the image.
bool waitUntilSaving(const Catalogue &catalogue, const ImageId &id)
{
    return QTest::qWaitFor([&] { return statusOf(catalogue, id) == ImageStatus::Saving; });
}

} // namespace

class TestCatalogueConvert final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_catalogue.reset(); }

    void anImageBecomesAnotherInEveryFormat_data();
    void anImageBecomesAnotherInEveryFormat();
    void itGoesThroughTheStatesOfAnUpload();
    void aFileBecomesAnImage();
    void anImageBecomesAFile();
    void aFailedConversionLeavesTheImageQueued();
    void aNewImageMustBeDescribedAsWhatItBecomes();
    void aStoppedConversionLeavesTheImageQueued();
    void deletingTheNewImageLeavesNothing();
    void nothingIsWrittenIntoTheCataloguesFolder();
    void onlyWhatMayBeReadIsConverted();
    void aConvertedImageGoesIntoTheStoreAskedFor();
    void theForecastKnowsTheRoomThereIs();
    void whatDiedInBetweenIsQueuedAgain();

private:
    QString path(const QString &name) const { return m_files.filePath(name); }
    /// An active image of the mixed disk as qcow2.
    ImageId createSource();
    ImageId createTarget(const ImageId &source, const DiskLayout &layout);
    QString blobOf(const ImageId &id, const QString &name);

    QTemporaryDir m_files;
    std::unique_ptr<CatalogueFolder> m_folder;
    std::unique_ptr<Catalogue> m_catalogue;
};

void TestCatalogueConvert::initTestCase()
{
    makeMixedDisk(path(u"disk.raw"_s), 20 * MiB + 512);
    run(u"qemu-img"_s,
        { u"convert"_s, u"-c"_s, u"-O"_s, u"qcow2"_s, path(u"disk.raw"_s), path(u"disk.qcow2"_s) });
}

void TestCatalogueConvert::init()
{
    m_folder = std::make_unique<CatalogueFolder>();
    m_catalogue = m_folder->open();
    QVERIFY(m_catalogue);
}

ImageId TestCatalogueConvert::createSource()
{
    ImageDraft draft = rawDraft(u"debian"_s);
    draft.diskFormat = DiskFormat::Qcow2;
    draft.properties = { { u"os_distro"_s, u"debian"_s } };
    const auto image = m_catalogue->create(draft);
    const auto file = openFileSource(path(u"disk.qcow2"_s));
    const auto active = m_catalogue->upload(image->id, **file, {}, {});
    if (!active)
        QTest::qFail(qPrintable(active.error().message), __FILE__, __LINE__);
    return image->id;
}

ImageId TestCatalogueConvert::createTarget(const ImageId &source, const DiskLayout &layout)
{
    const auto target = m_catalogue->create(draftOfConverted(*m_catalogue->image(source), layout));
    if (!target)
        QTest::qFail(qPrintable(target.error().message), __FILE__, __LINE__);
    return target ? target->id : ImageId();
}

QString TestCatalogueConvert::blobOf(const ImageId &id, const QString &name)
{
    const auto exported = m_catalogue->exportImage(id, { .destination = path(name), .overwrite = true }, {});
    if (!exported)
        QTest::qFail(qPrintable(exported.error().message), __FILE__, __LINE__);
    return path(name);
}

void TestCatalogueConvert::anImageBecomesAnotherInEveryFormat_data()
{
    QTest::addColumn<DiskLayout>("layout");
    for (const LayoutKind &kind : layoutKinds())
        QTest::newRow(kind.name) << kind.layout;
}

void TestCatalogueConvert::anImageBecomesAnotherInEveryFormat()
{
    QFETCH(DiskLayout, layout);
    const ImageId source = createSource();
    const ImageId target = createTarget(source, layout);
    const auto converted
        = m_catalogue->convert({ .sourceImage = source, .newImage = target, .layout = layout }, {});
    QVERIFY2(converted, messageOf(converted).constData());

    const auto image = m_catalogue->image(target);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->diskFormat, layout.format);
    QCOMPARE(image->properties.value(u"os_distro"_s), u"debian"_s);
    QCOMPARE(image->properties.value(u"converted_from"_s), source);
    const QString made = blobOf(target, u"made"_s);
    QCOMPARE(image->size, QFileInfo(made).size());
    QCOMPARE(image->osHashValue, sha512Of(readFile(made)));
    QCOMPARE(image->checksum, md5Of(readFile(made)));
    const QString format = qemuFormatOf(layout.format);
    checkByQemu(made, format);
    compareByQemu(path(u"disk.raw"_s), u"raw"_s, made, format);
    const auto report = m_catalogue->verify({ target }, {});
    VERIFY_RESULT(report);
    QVERIFY(report->issues.isEmpty());
}

void TestCatalogueConvert::itGoesThroughTheStatesOfAnUpload()
{
    const ImageId source = createSource();
    const ImageId target = createTarget(source, { DiskFormat::Raw });
    const OperationControl control;
    VERIFY_RESULT(m_catalogue->convert(
        { .sourceImage = source, .newImage = target, .layout = { DiskFormat::Raw } }, control));
    QCOMPARE(control.progress->phase(), OperationPhase::Done);
    QList<ImageStatus> statuses;
    const auto history = m_catalogue->history(target);
    for (const Transition &step : *history)
        statuses.append(step.to);
    const QList<ImageStatus> expected{ ImageStatus::Queued, ImageStatus::Saving, ImageStatus::Active };
    QCOMPARE(statuses, expected);
    const auto tasks = m_catalogue->tasks(target);
    QCOMPARE(tasks->size(), 1);
    QCOMPARE(tasks->constFirst().type, u"convert"_s);
    QCOMPARE(tasks->constFirst().status, TaskStatus::Success);
    QCOMPARE(m_folder->dataFiles().size(), 2);
}

void TestCatalogueConvert::aFileBecomesAnImage()
{
    ImageDraft draft = rawDraft(u"from a file"_s);
    draft.diskFormat = DiskFormat::Vhdx;
    const ImageId id = m_catalogue->create(draft)->id;
    const auto converted = m_catalogue->convert(
        { .sourceFile = path(u"disk.qcow2"_s), .newImage = id, .layout = { DiskFormat::Vhdx } }, {});
    QVERIFY2(converted, messageOf(converted).constData());
    compareByQemu(path(u"disk.raw"_s), u"raw"_s, blobOf(id, u"made"_s), u"vhdx"_s);
}

void TestCatalogueConvert::anImageBecomesAFile()
{
    const ImageId source = createSource();
    ConvertRequest request{
        .sourceImage = source, .destination = m_folder->path(u"out.vdi"_s), .layout = { DiskFormat::Vdi }
    };
    const auto converted = m_catalogue->convert(request, {});
    QVERIFY2(converted, messageOf(converted).constData());
    compareByQemu(path(u"disk.raw"_s), u"raw"_s, request.destination, u"vdi"_s);
    QCOMPARE(m_catalogue->tasks(source)->constFirst().type, u"convert"_s);
    QCOMPARE(codeOf(m_catalogue->convert(request, {})), ErrorCode::Conflict);
    request.overwrite = true;
    VERIFY_RESULT(m_catalogue->convert(request, {}));
    QCOMPARE(m_catalogue->count({}), 1);
}

void TestCatalogueConvert::aFailedConversionLeavesTheImageQueued()
{
    run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(u"disk.raw"_s), u"-F"_s, u"raw"_s,
            path(u"backed.qcow2"_s) });
    const ImageId id = createRaw(*m_catalogue);
    const auto converted = m_catalogue->convert(
        { .sourceFile = path(u"backed.qcow2"_s), .newImage = id, .layout = { DiskFormat::Raw } }, {});
    QCOMPARE(codeOf(converted), ErrorCode::UnsupportedFormat);
    QCOMPARE(statusOf(*m_catalogue, id), ImageStatus::Queued);
    QCOMPARE(m_folder->dataFiles(), QStringList());
    QCOMPARE(m_catalogue->tasks(id)->constFirst().status, TaskStatus::Failure);
    const auto again = m_catalogue->convert(
        { .sourceFile = path(u"disk.qcow2"_s), .newImage = id, .layout = { DiskFormat::Raw } }, {});
    QVERIFY2(again, messageOf(again).constData());
    QCOMPARE(readFile(blobOf(id, u"made"_s)), readFile(path(u"disk.raw"_s)));
}

void TestCatalogueConvert::aNewImageMustBeDescribedAsWhatItBecomes()
{
    const ImageId source = createSource();
    const ImageId id = createRaw(*m_catalogue);
    QCOMPARE(codeOf(m_catalogue->convert(
                 { .sourceImage = source, .newImage = id, .layout = { DiskFormat::Vdi } }, {})),
        ErrorCode::BadRequest);
    QCOMPARE(codeOf(m_catalogue->convert(
                 { .sourceImage = source, .newImage = source, .layout = { DiskFormat::Qcow2 } }, {})),
        ErrorCode::Conflict);
    QCOMPARE(statusOf(*m_catalogue, source), ImageStatus::Active);
}

void TestCatalogueConvert::aStoppedConversionLeavesTheImageQueued()
{
    const ImageId source = createSource();
    const DiskLayout layout{ DiskFormat::Qcow2, {}, Compression::Zstd, 19 };
    const ImageId target = createTarget(source, layout);
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    control.gate->pause();
    Result<void> outcome;
    std::thread converter([&] {
        outcome
            = m_catalogue->convert({ .sourceImage = source, .newImage = target, .layout = layout }, control);
    });
    QVERIFY(waitUntilSaving(*m_catalogue, target));
    stop.request_stop();
    converter.join();
    QCOMPARE(codeOf(outcome), ErrorCode::Cancelled);
    QCOMPARE(statusOf(*m_catalogue, target), ImageStatus::Queued);
    QCOMPARE(m_folder->dataFiles().size(), 1);
}

void TestCatalogueConvert::deletingTheNewImageLeavesNothing()
{
    const ImageId source = createSource();
    const ImageId target = createTarget(source, { DiskFormat::Raw });
    const OperationControl control;
    control.gate->pause();
    Result<void> outcome;
    std::thread converter([&] {
        outcome = m_catalogue->convert(
            { .sourceImage = source, .newImage = target, .layout = { DiskFormat::Raw } }, control);
    });
    QVERIFY(waitUntilSaving(*m_catalogue, target));
    VERIFY_RESULT(m_catalogue->remove(target));
    control.gate->resume();
    converter.join();
    QCOMPARE(codeOf(outcome), ErrorCode::Gone);
    QCOMPARE(m_folder->dataFiles().size(), 1);
}

void TestCatalogueConvert::nothingIsWrittenIntoTheCataloguesFolder()
{
    for (const QString &source : { QString(), createSource() }) {
        const ConvertRequest request{ .sourceImage = source,
            .sourceFile = path(u"disk.raw"_s),
            .destination = m_folder->root() + u"/blobs/x"_s,
            .layout = { DiskFormat::Raw } };
        QCOMPARE(codeOf(m_catalogue->convert(request, {})), ErrorCode::BadRequest);
    }
}

void TestCatalogueConvert::onlyWhatMayBeReadIsConverted()
{
    const ConvertRequest toFile{ .destination = path(u"never"_s), .layout = { DiskFormat::Raw } };
    const auto codeFor = [&](const ImageId &source) {
        ConvertRequest request = toFile;
        request.sourceImage = source;
        return codeOf(m_catalogue->convert(request, {}));
    };
    QCOMPARE(codeFor(createRaw(*m_catalogue)), ErrorCode::Conflict);
    QCOMPARE(codeFor(u"00000000-0000-4000-8000-000000000000"_s), ErrorCode::NotFound);
    const ImageId deactivated = createSource();
    VERIFY_RESULT(m_catalogue->deactivate(deactivated));
    QCOMPARE(codeFor(deactivated), ErrorCode::Forbidden);
    const ImageId trashed = createSource();
    VERIFY_RESULT(m_catalogue->remove(trashed));
    QCOMPARE(codeFor(trashed), ErrorCode::NotFound);
    QVERIFY(!QFileInfo::exists(path(u"never"_s)));
}

void TestCatalogueConvert::aConvertedImageGoesIntoTheStoreAskedFor()
{
    QVERIFY(QDir().mkpath(m_folder->path(u"second"_s)));
    VERIFY_RESULT(m_catalogue->addStore(u"second"_s, m_folder->path(u"second"_s), {}));
    const ImageId source = createSource();
    const ImageId target = createTarget(source, { DiskFormat::Vmdk });
    VERIFY_RESULT(m_catalogue->convert(
        { .sourceImage = source, .newImage = target, .store = u"second"_s, .layout = { DiskFormat::Vmdk } },
        {}));
    QCOMPARE(m_catalogue->image(target)->stores, QStringList{ u"second"_s });
}

void TestCatalogueConvert::theForecastKnowsTheRoomThereIs()
{
    const ImageId source = createSource();
    const auto inside = m_catalogue->forecast({ .sourceImage = source, .layout = { DiskFormat::Raw } }, {});
    VERIFY_RESULT(inside);
    QCOMPARE(inside->virtualSize, 20 * MiB + 512);
    QVERIFY(inside->freeBytes.value_or(0) > 0);
    QVERIFY(inside->fits());
    QCOMPARE(inside->losses.size(), 1);
    const auto outside = m_catalogue->forecast(
        { .sourceImage = source, .destination = u"/proc/x"_s, .layout = { DiskFormat::Raw } }, {});
    VERIFY_RESULT(outside);
    QVERIFY(!outside->fits());
}

void TestCatalogueConvert::whatDiedInBetweenIsQueuedAgain()
{
    const ImageId source = createSource();
    const ImageId target = createTarget(source, { DiskFormat::Raw });
    m_catalogue.reset();
    run(u"sqlite3"_s,
        { m_folder->root() + u"/catalogue.db"_s,
            u"UPDATE images SET status='saving' WHERE id='%1'"_s.arg(target) });
    m_catalogue = m_folder->open();
    QCOMPARE(statusOf(*m_catalogue, target), ImageStatus::Queued);
    VERIFY_RESULT(m_catalogue->convert(
        { .sourceImage = source, .newImage = target, .layout = { DiskFormat::Raw } }, {}));
    QCOMPARE(statusOf(*m_catalogue, target), ImageStatus::Active);
}

QTEST_GUILESS_MAIN(TestCatalogueConvert)
#include "tst_catalogueconvert.moc"
