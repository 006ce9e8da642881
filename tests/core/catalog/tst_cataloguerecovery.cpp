// What dead processes, lost files and lost databases leave, and how the catalogue gets over it.

#include <csignal>
#include <thread>

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString childProgram()
{
    return QCoreApplication::applicationDirPath() + u"/crashchild"_s;
}

/// Works on the catalogue until the named point kills it.
void runUntil(const CatalogueFolder &folder, const QString &point)
{
    QDir().mkpath(folder.path(u"out"_s));
    QDir().mkpath(folder.path(u"second"_s));
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"VITRINE_CRASH_AT"_s, point);
    child.setProcessEnvironment(environment);
    child.start(childProgram(),
        { u"--root"_s, folder.root(), u"--out"_s, folder.path(u"out"_s), u"--second"_s,
            folder.path(u"second"_s), u"--log"_s, folder.path(u"log"_s), u"--seed"_s, u"5"_s });
    QVERIFY2(child.waitForFinished(60'000), qPrintable(point));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    QCOMPARE(child.exitCode(), SIGKILL);
}

QList<HealthIssue::Kind> kindsOf(const QList<HealthIssue> &issues)
{
    QList<HealthIssue::Kind> kinds;
    for (const HealthIssue &issue : issues)
        kinds.append(issue.kind);
    return kinds;
}

} // namespace

class TestCatalogueRecovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<CatalogueFolder>(); }

    void d15_aProcessThatDiesLeavesNothingHalfDone_data();
    void d15_aProcessThatDiesLeavesNothingHalfDone();
    void recoveryLeavesTheLivingAlone();
    void d20_missingAndDamagedDataAreReported();
    void d20_dataThatBelongToNobodyAreKeptAside();
    void verifyFindsAFlippedBit();
    void aVerifyTellsThatItIsAlive();
    void aLostDatabaseIsNotReplacedByAnEmptyOne();
    void d17_rebuildMakesTheCatalogueAnew();
    void rebuildNeedsTheCatalogueForItself();
    void aLargeCatalogueOpensFast();

private:
    std::unique_ptr<CatalogueFolder> m_folder;
    QByteArray m_bytes = patternBytes(100'000);
};

void TestCatalogueRecovery::d15_aProcessThatDiesLeavesNothingHalfDone_data()
{
    QTest::addColumn<QString>("point");
    for (const char *point : { "P0a", "P0b", "P1", "P2", "P3", "P4", "P5a", "P5b", "P6a", "P6b", "P7a", "P7b",
             "P8a", "P8b", "P9", "X1", "X2", "X3", "X4", "D1", "D3", "D5" })
        QTest::newRow(point) << QString::fromLatin1(point);
}

void TestCatalogueRecovery::d15_aProcessThatDiesLeavesNothingHalfDone()
{
    QFETCH(QString, point);
    runUntil(*m_folder, point);
    const auto catalogue = m_folder->open();
    QVERIFY(catalogue);
    QVERIFY(catalogue->recoveryReport().issues.isEmpty());
    ImageQuery query;
    query.limit = ImageQuery::maxPageSize;
    qsizetype copies = 0;
    for (const bool trash : { false, true }) {
        query.trash = trash;
        const auto page = catalogue->list(query);
        VERIFY_RESULT(page);
        for (const Image &image : page->images) {
            QVERIFY(image.status != ImageStatus::Saving && image.status != ImageStatus::Importing);
            copies += image.stores.size();
            copies += image.status == ImageStatus::Uploading ? 1 : 0;
        }
    }
    const qsizetype files
        = m_folder->dataFiles().size() + CatalogueFolder::dataFiles(m_folder->path(u"second"_s)).size();
    QCOMPARE(files, copies);
    QVERIFY(QDir(m_folder->path(u"out"_s)).entryList({ u"*.part"_s }, QDir::Files).isEmpty());
    QVERIFY(catalogue->verify({}, {})->issues.isEmpty());
    const auto again = m_folder->open();
    QCOMPARE(again->recoveryReport().imagesRequeued, 0);
    QCOMPARE(again->recoveryReport().partsRemoved, 0);
    QCOMPARE(again->recoveryReport().purgesFinished, 0);
}

void TestCatalogueRecovery::recoveryLeavesTheLivingAlone()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createRaw(*catalogue);
    BytesSource source(m_bytes, true);
    Result<Image> outcome = failure(ErrorCode::Internal, {});
    std::thread uploader([&] { outcome = catalogue->upload(id, source, {}, {}); });
    source.waitUntilHeld();
    const auto other = m_folder->open();
    const ImageStatus meanwhile = statusOf(*other, id);
    source.letGo();
    uploader.join();
    QCOMPARE(meanwhile, ImageStatus::Saving);
    QCOMPARE(other->recoveryReport().imagesRequeued, 0);
    VERIFY_RESULT(outcome);
    QCOMPARE(readFile(m_folder->dataFiles().constFirst()), m_bytes);
}

void TestCatalogueRecovery::d20_missingAndDamagedDataAreReported()
{
    ImageId missing;
    ImageId shortened;
    {
        const auto catalogue = m_folder->open();
        missing = createActive(*catalogue, m_bytes, u"missing"_s);
        QVERIFY(QFile::remove(m_folder->dataFiles().constFirst()));
        shortened = createActive(*catalogue, m_bytes, u"shortened"_s);
        QVERIFY(QFile::resize(m_folder->dataFiles().constFirst(), 10));
    }
    const auto catalogue = m_folder->open();
    const auto issues = catalogue->recoveryReport().issues;
    QCOMPARE(issues.size(), 2);
    for (const HealthIssue &issue : issues) {
        const bool isMissing = issue.imageId == missing;
        QVERIFY(isMissing || issue.imageId == shortened);
        QCOMPARE(issue.kind, isMissing ? HealthIssue::Kind::MissingBlob : HealthIssue::Kind::WrongSize);
        QVERIFY(!issue.message.isEmpty());
    }
    for (const ImageId &id : { missing, shortened }) {
        const QString file = m_folder->path(u"out"_s);
        QCOMPARE(codeOf(catalogue->exportImage(id, { .destination = file }, {})), ErrorCode::Corrupt);
        QVERIFY(!QFile::exists(file));
    }
}

void TestCatalogueRecovery::d20_dataThatBelongToNobodyAreKeptAside()
{
    m_folder->open().reset();
    const QString blob = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString shelf = m_folder->root() + u"/blobs/"_s + blob.left(2);
    QVERIFY(QDir().mkpath(shelf));
    writeFile(shelf + u'/' + blob, m_bytes);
    const auto catalogue = m_folder->open();
    QCOMPARE(catalogue->recoveryReport().orphansMoved, 1);
    QCOMPARE(kindsOf(catalogue->recoveryReport().issues), QList{ HealthIssue::Kind::OrphanBlob });
    QCOMPARE(readFile(m_folder->root() + u"/lost+found/"_s + blob), m_bytes);
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogueRecovery::verifyFindsAFlippedBit()
{
    const auto catalogue = m_folder->open();
    const ImageId sound = createActive(*catalogue, m_bytes);
    const QString kept = m_folder->dataFiles().constFirst();
    const ImageId flipped = createActive(*catalogue, m_bytes);
    for (const QString &file : m_folder->dataFiles()) {
        if (file == kept)
            continue;
        QByteArray damaged = m_bytes;
        damaged[50'000] = static_cast<char>(damaged[50'000] ^ 4);
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        writeFile(file, damaged);
    }
    const auto found = catalogue->verify({}, {});
    VERIFY_RESULT(found);
    QCOMPARE(found->imagesChecked, 2);
    QCOMPARE(found->bytesChecked, 2 * m_bytes.size());
    QCOMPARE(kindsOf(found->issues), QList{ HealthIssue::Kind::WrongHash });
    QCOMPARE(found->issues.constFirst().imageId, flipped);
    OperationControl counted;
    QVERIFY(catalogue->verify({ sound }, counted)->issues.isEmpty());
    QCOMPARE(counted.progress->done(), m_bytes.size());
    QCOMPARE(counted.progress->total(), m_bytes.size());
    QCOMPARE(catalogue->tasks(sound)->constFirst().status, TaskStatus::Success);
    const auto damaged = catalogue->verify({ flipped }, {});
    QCOMPARE(kindsOf(damaged->issues), QList{ HealthIssue::Kind::WrongHash });
    QCOMPARE(catalogue->tasks(flipped)->constFirst().status, TaskStatus::Failure);
    QCOMPARE(catalogue->tasks(flipped)->constFirst().message, damaged->issues.constFirst().message);
    OperationControl cancelled;
    std::stop_source stop;
    stop.request_stop();
    cancelled.stop = stop.get_token();
    QCOMPARE(codeOf(catalogue->verify({}, cancelled)), ErrorCode::Cancelled);
}

void TestCatalogueRecovery::aVerifyTellsThatItIsAlive()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    OperationControl control;
    control.gate->pause();
    Result<VerifyReport> outcome = failure(ErrorCode::Internal, {});
    std::thread checker([&] { outcome = catalogue->verify({ id }, control); });
    const auto running = [&] {
        const auto tasks = catalogue->tasks(id);
        return tasks && tasks->constFirst().type == u"verify"_s;
    };
    const bool hasBegun = QTest::qWaitFor(running);
    // It reports once a second.
    QTest::qWait(1100);
    control.gate->resume();
    checker.join();
    QVERIFY(hasBegun);
    VERIFY_RESULT(outcome);
    const QString task = catalogue->tasks(id)->constFirst().id;
    QStringList types;
    const auto events = catalogue->eventsAfter(0);
    VERIFY_RESULT(events);
    for (const CatalogueEvent &event : *events) {
        if (event.subject == task)
            types.append(event.type);
    }
    QVERIFY2(types.contains(u"task.update"_s), qPrintable(types.join(u' ')));
    QCOMPARE(types.constLast(), u"task.success"_s);
}

void TestCatalogueRecovery::aLostDatabaseIsNotReplacedByAnEmptyOne()
{
    createActive(*m_folder->open(), m_bytes);
    QVERIFY(QFile::remove(m_folder->root() + u"/catalogue.db"_s));
    QCOMPARE(codeOf(Catalogue::open(m_folder->options())), ErrorCode::Corrupt);
    QVERIFY(!QFile::exists(m_folder->root() + u"/catalogue.db"_s));
    QCOMPARE(m_folder->dataFiles().size(), 1);
}

void TestCatalogueRecovery::d17_rebuildMakesTheCatalogueAnew()
{
    QList<Image> before;
    ImageId staged;
    {
        const auto catalogue = m_folder->open();
        const QString second = m_folder->path(u"second"_s);
        QVERIFY(QDir().mkpath(second));
        VERIFY_RESULT(catalogue->addStore(u"second"_s, second, u"a disk"_s));
        const ImageId plain = createActive(*catalogue, m_bytes, u"映像檔"_s);
        ImagePatch patch;
        patch.name = u"renamed"_s;
        patch.addTags = QStringList{ u"lab"_s };
        patch.setProperties.insert(u"os_distro"_s, u"debian"_s);
        VERIFY_RESULT(catalogue->update(plain, patch));
        VERIFY_RESULT(catalogue->import(
            plain, { .method = ImportRequest::Method::CopyImage, .uri = {}, .stores = { u"second"_s } }, {}));
        const ImageId inactive = createActive(*catalogue, patternBytes(5000, 2), u"inactive"_s);
        VERIFY_RESULT(catalogue->deactivate(inactive));
        const ImageId trashed = createActive(*catalogue, patternBytes(6000, 3), u"trashed"_s);
        VERIFY_RESULT(catalogue->remove(trashed));
        staged = createRaw(*catalogue, u"staged"_s);
        BytesSource source(patternBytes(7000, 4));
        VERIFY_RESULT(catalogue->stage(staged, source, {}, {}));
        for (const ImageId &id : { plain, inactive, trashed })
            before.append(*catalogue->image(id));
    }
    writeFile(m_folder->root() + u"/catalogue.db"_s, "no database at all");
    QVERIFY(!Catalogue::open(m_folder->options()));
    const auto report = Catalogue::rebuild(m_folder->options());
    VERIFY_RESULT(report);
    QCOMPARE(report->imagesRebuilt, 4);
    QVERIFY(report->issues.isEmpty());

    const auto catalogue = m_folder->open();
    QVERIFY(catalogue);
    QVERIFY(catalogue->recoveryReport().issues.isEmpty());
    for (const Image &old : before) {
        const auto image = catalogue->image(old.id);
        VERIFY_RESULT(image);
        QCOMPARE(image->name, old.name);
        QCOMPARE(image->status, old.status);
        QCOMPARE(image->tags, old.tags);
        QCOMPARE(image->properties, old.properties);
        QCOMPARE(image->osHashValue, old.osHashValue);
        QCOMPARE(image->checksum, old.checksum);
        QCOMPARE(image->size, old.size);
        QCOMPARE(image->stores, old.stores);
        QCOMPARE(image->purgeAt, old.purgeAt);
    }
    QVERIFY(catalogue->verify({}, {})->issues.isEmpty());
    VERIFY_RESULT(catalogue->import(staged, {}, {}));
    QCOMPARE(catalogue->image(staged)->osHashValue, sha512Of(patternBytes(7000, 4)));
    QCOMPARE(QDir(m_folder->root() + u"/backup"_s).entryList({ u"catalogue-*.db"_s }).size(), 1);
}

void TestCatalogueRecovery::rebuildNeedsTheCatalogueForItself()
{
    const auto catalogue = m_folder->open();
    QCOMPARE(codeOf(Catalogue::rebuild(m_folder->options())), ErrorCode::Unavailable);
}

void TestCatalogueRecovery::aLargeCatalogueOpensFast()
{
    constexpr int count = 1000;
    m_folder->open().reset();
    {
        const auto database = Database::open(m_folder->root() + u"/catalogue.db"_s);
        VERIFY_RESULT(database);
        ImageRepository repository(**database);
        for (int i = 0; i < count; ++i) {
            const QString blob = QUuid::createUuid().toString(QUuid::WithoutBraces);
            Image image;
            image.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
            image.name = u"image %1"_s.arg(i);
            image.status = ImageStatus::Active;
            image.diskFormat = DiskFormat::Raw;
            image.containerFormat = ContainerFormat::Bare;
            image.size = 1;
            image.osHashAlgo = u"sha512"_s;
            image.osHashValue = sha512Of("x");
            VERIFY_RESULT(repository.insert(
                image, TransitionCause::Rebuild, { { .store = u"local"_s, .blob = blob } }));
            const QString shelf = m_folder->root() + u"/blobs/"_s + blob.left(2);
            QVERIFY(QDir().mkpath(shelf));
            writeFile(shelf + u'/' + blob, "x");
        }
    }
    QElapsedTimer timer;
    timer.start();
    const auto catalogue = m_folder->open();
    const qint64 elapsed = timer.elapsed();
    QVERIFY(catalogue->recoveryReport().issues.isEmpty());
    qInfo("opening %d images took %lld ms", count, static_cast<long long>(elapsed));
    QVERIFY2(elapsed < 1000, qPrintable(QString::number(elapsed)));
}

QTEST_GUILESS_MAIN(TestCatalogueRecovery)
#include "tst_cataloguerecovery.moc"
