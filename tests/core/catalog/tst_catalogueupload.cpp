// Data that come into the local catalogue: uploads, staging, imports, copies, and all that may go wrong.

#include <thread>

#include <QTcpServer>
#include <QTcpSocket>

#include "core/catalog/cataloguelock.h"
#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Method = ImportRequest::Method;

/// A small disk that is more than raw bytes.
QByteArray qcow2Bytes(const QString &path)
{
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path, u"8M"_s });
    return readFile(path);
}

} // namespace

class TestCatalogueUpload final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<CatalogueFolder>();
        m_catalogue = m_folder->open();
        QVERIFY(m_catalogue);
    }
    void cleanup() { m_catalogue.reset(); }

    void aFailedUploadLeavesNothing_data();
    void aFailedUploadLeavesNothing();
    void b18_formatsMustBeKnown();
    void b19_dataComeOnlyOnce();
    void b22_quotasAreKept();
    void theTrashCountsOnceForTheQuota();
    void uploadsAtOnceDoNotPassTheQuotaTogether();
    void exportIntoAMissingFolderIsNoFaultOfTheData();
    void waitingForTheDiskKeepsNobodyFromRecovering();
    void cancellingPutsTheImageBack();
    void editsWhileBytesArriveAreKept();
    void b25_deletingWhileBytesArriveLeavesNothing();
    void b27_twoUploadsHaveOneWinner();
    void aDiskWithAFormatIsMeasured();
    void stagedDataBecomeTheImage();
    void stagedDataSurviveAReopening();
    void stagedDataMoveToAnotherStore();
    void t21_deletingStagedDataLeavesNothing();
    void importNeedsTheRightState();
    void aLinkIsImported();
    void b41_aLinkThatFailsPutsTheImageBack();
    void anImageIsCopiedBetweenStores();
    void anAbsentDiskMakesOnlyItsStoreUnavailable();
    void aForeignFolderIsNoStore();

private:
    std::unique_ptr<CatalogueFolder> m_folder;
    std::unique_ptr<Catalogue> m_catalogue;
    QByteArray m_bytes = patternBytes(300'000);
};

void TestCatalogueUpload::aFailedUploadLeavesNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<UploadOptions>("options");
    QTest::addColumn<bool>("knowsSize");
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");

    const UploadOptions none;
    const UploadOptions shorter{ .store = {}, .expectedSize = 1000, .expectedSha512 = {} };
    const UploadOptions otherHash{ .store = {}, .expectedSize = {}, .expectedSha512 = QString(128, u'a') };
    const UploadOptions otherStore{ .store = u"nope"_s, .expectedSize = {}, .expectedSha512 = {} };
    const int whole = -1;
    QTest::newRow("d11 no bytes") << QByteArray() << none << true << whole << ErrorCode::BadRequest;
    QTest::newRow("d11 no bytes, size unknown")
        << QByteArray() << none << false << whole << ErrorCode::BadRequest;
    QTest::newRow("b21 another size") << m_bytes << shorter << true << whole << ErrorCode::BadRequest;
    QTest::newRow("b21 another size, found late")
        << m_bytes << shorter << false << whole << ErrorCode::HashMismatch;
    QTest::newRow("another hash") << m_bytes << otherHash << true << whole << ErrorCode::HashMismatch;
    QTest::newRow("b28 no such store") << m_bytes << otherStore << true << whole << ErrorCode::BadRequest;
    QTest::newRow("d07 source breaks off")
        << m_bytes << none << true << int(ErrorCode::IoError) << ErrorCode::IoError;
    QTest::newRow("d06 source changes")
        << m_bytes << none << true << int(ErrorCode::SourceChanged) << ErrorCode::SourceChanged;
}

void TestCatalogueUpload::aFailedUploadLeavesNothing()
{
    QFETCH(QByteArray, bytes);
    QFETCH(UploadOptions, options);
    QFETCH(bool, knowsSize);
    QFETCH(int, error);
    QFETCH(ErrorCode, code);
    for (const bool isStage : { false, true }) {
        const ImageId id = createRaw(*m_catalogue);
        BytesSource source(bytes);
        if (!knowsSize)
            source.hideSize();
        if (error >= 0)
            source.failAtEnd({ static_cast<ErrorCode>(error), u"broken"_s, {} });
        const auto outcome = isStage ? m_catalogue->stage(id, source, options, {})
                                     : m_catalogue->upload(id, source, options, {});
        QCOMPARE(codeOf(outcome), code);
        QVERIFY(!outcome.error().message.isEmpty());
        const auto image = m_catalogue->image(id);
        QCOMPARE(image->status, ImageStatus::Queued);
        QVERIFY(!image->size);
        QCOMPARE(m_folder->dataFiles(), QStringList());
        BytesSource again(m_bytes);
        VERIFY_RESULT(m_catalogue->upload(id, again, {}, {}));
        VERIFY_RESULT(m_catalogue->deactivate(id));
        VERIFY_RESULT(m_catalogue->remove(id));
    }
}

void TestCatalogueUpload::b18_formatsMustBeKnown()
{
    ImageDraft draft;
    draft.name = u"formless"_s;
    const auto image = m_catalogue->create(draft);
    VERIFY_RESULT(image);
    BytesSource source(m_bytes);
    QCOMPARE(codeOf(m_catalogue->upload(image->id, source, {}, {})), ErrorCode::BadRequest);
    QCOMPARE(statusOf(*m_catalogue, image->id), ImageStatus::Queued);
}

void TestCatalogueUpload::b19_dataComeOnlyOnce()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    BytesSource source(patternBytes(1000, 2));
    QCOMPARE(codeOf(m_catalogue->upload(id, source, {}, {})), ErrorCode::Conflict);
    QCOMPARE(codeOf(m_catalogue->stage(id, source, {}, {})), ErrorCode::Conflict);
    VERIFY_RESULT(m_catalogue->deactivate(id));
    QCOMPARE(codeOf(m_catalogue->upload(id, source, {}, {})), ErrorCode::Conflict);
    VERIFY_RESULT(m_catalogue->reactivate(id));
    VERIFY_RESULT(m_catalogue->remove(id));
    QCOMPARE(codeOf(m_catalogue->upload(id, source, {}, {})), ErrorCode::NotFound);
    QCOMPARE(readFile(m_folder->dataFiles().constFirst()), m_bytes);
}

void TestCatalogueUpload::b22_quotasAreKept()
{
    m_catalogue.reset();
    CatalogueOptions options = m_folder->options();
    options.limits.totalBytes = 500'000;
    options.limits.imageCount = 3;
    options.limits.imageSize = 400'000;
    const auto catalogue = CatalogueFolder::open(options);
    createActive(*catalogue, m_bytes);
    const ImageId id = createRaw(*catalogue);
    for (const qsizetype size : { 450'000, 250'000 }) {
        for (const bool hidden : { false, true }) {
            BytesSource source(patternBytes(size));
            if (hidden)
                source.hideSize();
            QCOMPARE(codeOf(catalogue->upload(id, source, {}, {})), ErrorCode::LimitExceeded);
            QCOMPARE(statusOf(*catalogue, id), ImageStatus::Queued);
            QCOMPARE(m_folder->dataFiles().size(), 1);
        }
    }
    createRaw(*catalogue);
    QCOMPARE(codeOf(catalogue->create(rawDraft(u"too many"_s))), ErrorCode::LimitExceeded);
}

void TestCatalogueUpload::theTrashCountsOnceForTheQuota()
{
    m_catalogue.reset();
    CatalogueOptions options = m_folder->options();
    options.limits.totalBytes = 250'000;
    const auto catalogue = CatalogueFolder::open(options);
    VERIFY_RESULT(catalogue->remove(createActive(*catalogue, patternBytes(100'000))));
    createActive(*catalogue, patternBytes(140'000));
    BytesSource source(patternBytes(20'000));
    QCOMPARE(codeOf(catalogue->upload(createRaw(*catalogue), source, {}, {})), ErrorCode::LimitExceeded);
}

void TestCatalogueUpload::uploadsAtOnceDoNotPassTheQuotaTogether()
{
    m_catalogue.reset();
    CatalogueOptions options = m_folder->options();
    options.limits.totalBytes = 150'000;
    const auto catalogue = CatalogueFolder::open(options);
    const ImageId slow = createRaw(*catalogue);
    BytesSource source(patternBytes(100'000), true);
    Result<Image> outcome = failure(ErrorCode::Internal, {});
    std::thread uploader([&] { outcome = catalogue->upload(slow, source, {}, {}); });
    source.waitUntilHeld();
    createActive(*catalogue, patternBytes(100'000, 2));
    source.letGo();
    uploader.join();
    QCOMPARE(codeOf(outcome), ErrorCode::LimitExceeded);
    QCOMPARE(statusOf(*catalogue, slow), ImageStatus::Queued);
    QCOMPARE(m_folder->dataFiles().size(), 1);
}

void TestCatalogueUpload::exportIntoAMissingFolderIsNoFaultOfTheData()
{
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const QString missing = m_folder->path(u"missing"_s);
    const auto refused = m_catalogue->exportImage(id, { .destination = missing + u"/disk.img"_s }, {});
    QCOMPARE(codeOf(refused), ErrorCode::NotFound);
    QVERIFY2(refused.error().message.contains(missing), qPrintable(refused.error().message));
}

void TestCatalogueUpload::waitingForTheDiskKeepsNobodyFromRecovering()
{
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes, true);
    const OperationControl control;
    Result<Image> outcome = failure(ErrorCode::Internal, {});
    std::thread uploader([&] { outcome = m_catalogue->upload(id, source, {}, control); });
    source.waitUntilHeld();
    bool isFlushing = false;
    {
        const auto lock = CatalogueLock::open(m_folder->root() + u"/lock"_s, false);
        const auto recovery = (*lock)->exclusive(CatalogueLock::Purpose::Recovery, 5000);
        source.letGo();
        isFlushing = recovery
            && QTest::qWaitFor([&] { return control.progress->phase() == OperationPhase::Flushing; });
    }
    uploader.join();
    QVERIFY(isFlushing);
    VERIFY_RESULT(outcome);
}

void TestCatalogueUpload::cancellingPutsTheImageBack()
{
    const ImageId id = createRaw(*m_catalogue);
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    BytesSource source(m_bytes, true);
    std::thread stopper([&] {
        source.waitUntilHeld();
        stop.request_stop();
        source.letGo();
    });
    const auto outcome = m_catalogue->upload(id, source, {}, control);
    stopper.join();
    QCOMPARE(codeOf(outcome), ErrorCode::Cancelled);
    QCOMPARE(statusOf(*m_catalogue, id), ImageStatus::Queued);
    QCOMPARE(m_catalogue->history(id)->constLast().cause, TransitionCause::UploadCancelled);
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogueUpload::editsWhileBytesArriveAreKept()
{
    const ImageId id = createRaw(*m_catalogue, u"before"_s);
    BytesSource source(m_bytes, true);
    bool isEdited = false;
    std::thread editor([&] {
        source.waitUntilHeld();
        ImagePatch patch;
        patch.name = u"after"_s;
        patch.setProperties.insert(u"colour"_s, u"red"_s);
        isEdited = m_catalogue->update(id, patch).has_value();
        source.letGo();
    });
    const auto active = m_catalogue->upload(id, source, {}, {});
    editor.join();
    QVERIFY(isEdited);
    VERIFY_RESULT(active);
    QCOMPARE(active->name, u"after"_s);
    QCOMPARE(active->properties.value(u"colour"_s), u"red"_s);
    QCOMPARE(active->status, ImageStatus::Active);
    QVERIFY(readFile(m_folder->dataFiles().constFirst() + u".json"_s).contains("after"));
}

void TestCatalogueUpload::b25_deletingWhileBytesArriveLeavesNothing()
{
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes, true);
    bool isRemoved = false;
    std::thread remover([&] {
        source.waitUntilHeld();
        isRemoved = m_catalogue->remove(id).has_value();
        source.letGo();
    });
    const auto outcome = m_catalogue->upload(id, source, {}, {});
    remover.join();
    QVERIFY(isRemoved);
    QCOMPARE(codeOf(outcome), ErrorCode::Gone);
    QCOMPARE(codeOf(m_catalogue->image(id)), ErrorCode::NotFound);
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogueUpload::b27_twoUploadsHaveOneWinner()
{
    const auto other = m_folder->open();
    for (int round = 0; round < 10; ++round) {
        const ImageId id = createRaw(*m_catalogue);
        std::array<Result<Image>, 2> outcomes;
        std::array<std::thread, 2> uploaders;
        for (std::size_t i = 0; i < 2; ++i) {
            uploaders[i] = std::thread([&, i] {
                BytesSource source(m_bytes);
                outcomes[i] = (i == 0 ? *m_catalogue : *other).upload(id, source, {}, {});
            });
        }
        for (std::thread &uploader : uploaders)
            uploader.join();
        QCOMPARE(int(outcomes[0].has_value()) + int(outcomes[1].has_value()), 1);
        QCOMPARE(codeOf(outcomes[0] ? outcomes[1] : outcomes[0]), ErrorCode::Conflict);
        QCOMPARE(statusOf(*m_catalogue, id), ImageStatus::Active);
        QCOMPARE(m_folder->dataFiles().size(), round + 1);
    }
}

void TestCatalogueUpload::aDiskWithAFormatIsMeasured()
{
    const QByteArray disk = qcow2Bytes(m_folder->path(u"disk.qcow2"_s));
    ImageDraft draft = rawDraft(u"disk"_s);
    draft.diskFormat = DiskFormat::Qcow2;
    const ImageId id = m_catalogue->create(draft)->id;
    BytesSource wrong(m_bytes);
    QCOMPARE(codeOf(m_catalogue->upload(id, wrong, {}, {})), ErrorCode::UnsupportedFormat);
    QCOMPARE(m_folder->dataFiles(), QStringList());
    BytesSource right(disk);
    const auto active = m_catalogue->upload(id, right, {}, {});
    VERIFY_RESULT(active);
    QCOMPARE(active->virtualSize, 8 << 20);
    QCOMPARE(active->size, disk.size());
}

void TestCatalogueUpload::stagedDataBecomeTheImage()
{
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes);
    const auto staged = m_catalogue->stage(id, source, {}, {});
    VERIFY_RESULT(staged);
    QCOMPARE(staged->status, ImageStatus::Uploading);
    QCOMPARE(staged->size, m_bytes.size());
    const auto task = m_catalogue->import(id, {}, {});
    VERIFY_RESULT(task);
    QCOMPARE(task->status, TaskStatus::Success);
    QCOMPARE(task->type, u"api_image_import"_s);
    const auto image = m_catalogue->image(id);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->osHashValue, sha512Of(m_bytes));
    QCOMPARE(image->virtualSize, m_bytes.size());
    QCOMPARE(m_folder->dataFiles().size(), 1);
    QVERIFY(m_catalogue->verify({ id }, {})->issues.isEmpty());
}

void TestCatalogueUpload::stagedDataSurviveAReopening()
{
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes);
    VERIFY_RESULT(m_catalogue->stage(id, source, {}, {}));
    m_catalogue = m_folder->open();
    QCOMPARE(statusOf(*m_catalogue, id), ImageStatus::Uploading);
    VERIFY_RESULT(m_catalogue->import(id, {}, {}));
    QCOMPARE(statusOf(*m_catalogue, id), ImageStatus::Active);
}

void TestCatalogueUpload::stagedDataMoveToAnotherStore()
{
    const QString second = m_folder->path(u"second"_s);
    QVERIFY(QDir().mkpath(second));
    VERIFY_RESULT(m_catalogue->addStore(u"second"_s, second, u"another disk"_s));
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes);
    VERIFY_RESULT(m_catalogue->stage(id, source, {}, {}));
    ImportRequest request;
    request.stores = QStringList{ u"second"_s };
    VERIFY_RESULT(m_catalogue->import(id, request, {}));
    QCOMPARE(m_catalogue->image(id)->stores, request.stores);
    QCOMPARE(m_folder->dataFiles(), QStringList());
    QCOMPARE(CatalogueFolder::dataFiles(second).size(), 1);
}

void TestCatalogueUpload::t21_deletingStagedDataLeavesNothing()
{
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes);
    VERIFY_RESULT(m_catalogue->stage(id, source, {}, {}));
    VERIFY_RESULT(m_catalogue->remove(id));
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogueUpload::importNeedsTheRightState()
{
    const ImportRequest direct;
    const ImportRequest link{ .method = Method::WebDownload, .uri = u"http://127.0.0.1:1/x"_s, .stores = {} };
    const ImportRequest copy{ .method = Method::CopyImage, .uri = {}, .stores = { u"local"_s } };
    const ImageId queued = createRaw(*m_catalogue);
    QCOMPARE(codeOf(m_catalogue->import(queued, direct, {})), ErrorCode::Conflict);
    QCOMPARE(codeOf(m_catalogue->import(queued, copy, {})), ErrorCode::Conflict);
    const ImageId active = createActive(*m_catalogue, m_bytes);
    QCOMPARE(codeOf(m_catalogue->import(active, direct, {})), ErrorCode::Conflict);
    QCOMPARE(codeOf(m_catalogue->import(active, link, {})), ErrorCode::Conflict);
    QCOMPARE(codeOf(m_catalogue->import(active, copy, {})), ErrorCode::BadRequest);
    VERIFY_RESULT(m_catalogue->deactivate(active));
    QCOMPARE(codeOf(m_catalogue->import(active, copy, {})), ErrorCode::Conflict);
    ImageDraft draft;
    draft.name = u"formless"_s;
    QCOMPARE(codeOf(m_catalogue->import(m_catalogue->create(draft)->id, link, {})), ErrorCode::Conflict);
    for (const QString &uri :
        { u"file:///etc/passwd"_s, u"ftp://example.org/x"_s, u"nonsense"_s, QString() }) {
        const ImportRequest bad{ .method = Method::WebDownload, .uri = uri, .stores = {} };
        QCOMPARE(codeOf(m_catalogue->import(queued, bad, {})), ErrorCode::BadRequest);
    }
    QCOMPARE(statusOf(*m_catalogue, queued), ImageStatus::Queued);
}

void TestCatalogueUpload::aLinkIsImported()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const ImportRequest request{ .method = Method::WebDownload,
        .uri = u"http://127.0.0.1:%1/disk"_s.arg(server.serverPort()),
        .stores = {} };
    const ImageId id = createRaw(*m_catalogue);
    Result<Task> outcome = failure(ErrorCode::Internal, {});
    std::thread importer([&] { outcome = m_catalogue->import(id, request, {}); });
    QVERIFY(server.waitForNewConnection(10'000));
    const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
    QVERIFY(socket->waitForReadyRead(10'000));
    socket->write(
        "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(m_bytes.size()) + "\r\n\r\n" + m_bytes);
    while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(10'000)) { }
    importer.join();
    VERIFY_RESULT(outcome);
    QCOMPARE(m_catalogue->image(id)->osHashValue, sha512Of(m_bytes));
}

void TestCatalogueUpload::b41_aLinkThatFailsPutsTheImageBack()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    const ImageId id = createRaw(*m_catalogue);
    const ImportRequest request{
        .method = Method::WebDownload, .uri = u"http://127.0.0.1:%1/disk"_s.arg(port), .stores = {}
    };
    QVERIFY(!m_catalogue->import(id, request, {}));
    QCOMPARE(statusOf(*m_catalogue, id), ImageStatus::Queued);
    const auto task = m_catalogue->tasks(id)->constFirst();
    QCOMPARE(task.status, TaskStatus::Failure);
    QVERIFY(!task.message.isEmpty());
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogueUpload::anImageIsCopiedBetweenStores()
{
    const QString second = m_folder->path(u"second"_s);
    QVERIFY(QDir().mkpath(second));
    VERIFY_RESULT(m_catalogue->addStore(u"second"_s, second, {}));
    const ImageId id = createActive(*m_catalogue, m_bytes);
    const ImportRequest copy{ .method = Method::CopyImage, .uri = {}, .stores = { u"second"_s } };
    VERIFY_RESULT(m_catalogue->import(id, copy, {}));
    QCOMPARE(m_catalogue->image(id)->stores, (QStringList{ u"local"_s, u"second"_s }));
    QCOMPARE(readFile(CatalogueFolder::dataFiles(second).constFirst()), m_bytes);
    QCOMPARE(codeOf(m_catalogue->import(id, copy, {})), ErrorCode::BadRequest);
    const ImportRequest unknown{ .method = Method::CopyImage, .uri = {}, .stores = { u"nope"_s } };
    QCOMPARE(codeOf(m_catalogue->import(id, unknown, {})), ErrorCode::Conflict);
    QCOMPARE(m_catalogue->usage()->storedBytes, 2 * m_bytes.size());
}

void TestCatalogueUpload::anAbsentDiskMakesOnlyItsStoreUnavailable()
{
    const QString second = m_folder->path(u"second"_s);
    QVERIFY(QDir().mkpath(second));
    VERIFY_RESULT(m_catalogue->addStore(u"second"_s, second, {}));
    const ImageId id = createRaw(*m_catalogue);
    BytesSource source(m_bytes);
    const UploadOptions there{ .store = u"second"_s, .expectedSize = {}, .expectedSha512 = {} };
    VERIFY_RESULT(m_catalogue->upload(id, source, there, {}));
    m_catalogue.reset();
    QVERIFY(QDir().rename(second, second + u"-away"_s));
    QVERIFY(QDir().mkpath(second)); // an empty mount point
    m_catalogue = m_folder->open();
    QVERIFY(m_catalogue);
    QVERIFY(!m_catalogue->stores()->constLast().isAvailable);
    QVERIFY(m_catalogue->recoveryReport().issues.isEmpty());
    const QString file = m_folder->path(u"out"_s);
    QCOMPARE(codeOf(m_catalogue->exportImage(id, { .destination = file }, {})), ErrorCode::Unavailable);
    QVERIFY(QDir(second).isEmpty());
    QVERIFY(QDir().rmdir(second) && QDir().rename(second + u"-away"_s, second));
    QVERIFY(m_catalogue->stores()->constLast().isAvailable);
    VERIFY_RESULT(m_catalogue->exportImage(id, { .destination = file }, {}));
}

void TestCatalogueUpload::aForeignFolderIsNoStore()
{
    const CatalogueFolder other;
    const auto theirs = other.open();
    const QString second = other.path(u"second"_s);
    QVERIFY(QDir().mkpath(second));
    VERIFY_RESULT(theirs->addStore(u"second"_s, second, {}));
    QCOMPARE(codeOf(m_catalogue->addStore(u"second"_s, second, {})), ErrorCode::Conflict);
    QCOMPARE(codeOf(m_catalogue->addStore(u"second"_s, other.root(), {})), ErrorCode::Conflict);
    QCOMPARE(
        codeOf(m_catalogue->addStore(u"x"_s, m_folder->root() + u"/blobs"_s, {})), ErrorCode::BadRequest);
    QCOMPARE(codeOf(m_catalogue->addStore(u"x"_s, m_folder->path(u"none"_s), {})), ErrorCode::BadRequest);
    QCOMPARE(codeOf(m_catalogue->addStore(u"a/b"_s, m_folder->path(u"none"_s), {})), ErrorCode::BadRequest);
}

QTEST_GUILESS_MAIN(TestCatalogueUpload)
#include "tst_catalogueupload.moc"
