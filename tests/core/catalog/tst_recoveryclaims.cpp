// Recovery beside living processes, and with claims that are not what they seem.

#include <atomic>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>

#include <QUuid>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "core/support/filedescriptor.h"
#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

std::unique_ptr<Database> openDatabase(const CatalogueFolder &folder)
{
    auto database = Database::open(folder.root() + u"/catalogue.db"_s);
    if (!database) {
        QTest::qFail(qPrintable(database.error().message), __FILE__, __LINE__);
        return nullptr;
    }
    return *std::move(database);
}

/// A claim of a process that is long gone.
WorkClaim deadClaim(const ImageId &id, const QString &kind, const QString &store)
{
    return { .imageId = id,
        .blob = QUuid::createUuid().toString(QUuid::WithoutBraces),
        .store = store,
        .kind = kind,
        .place = u"an-earlier-boot"_s,
        .pid = 1,
        .pidStartTime = 1 };
}

/// As if the process that made the claims of this kind had ended.
void bury(const CatalogueFolder &folder, const QString &kind)
{
    const auto database = openDatabase(folder);
    ImageRepository repository(*database);
    const auto claims = repository.claims();
    VERIFY_RESULT(claims);
    for (WorkClaim claim : *claims) {
        if (claim.kind != kind)
            continue;
        VERIFY_RESULT(repository.dropClaim(claim.blob));
        claim.place = u"an-earlier-boot"_s;
        VERIFY_RESULT(repository.addClaim(claim));
    }
}

ImageId stage(Catalogue &catalogue, const QByteArray &bytes)
{
    const ImageId id = createRaw(catalogue);
    BytesSource source(bytes);
    const auto staged = catalogue.stage(id, source, {}, {});
    if (!staged)
        QTest::qFail(qPrintable(staged.error().message), __FILE__, __LINE__);
    return id;
}

} // namespace

class TestRecoveryClaims final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<CatalogueFolder>(); }

    void stagedDataStayWhileALivingProcessImportsThem();
    void anImportThatDiedIsEndedThoughTheStagerLives();
    void whatJustArrivedIsNobodysOrphan();
    void onlyPartsOfDeadExportsAreRemoved();
    void theTrashIsEmptiedAtStart();

private:
    std::unique_ptr<CatalogueFolder> m_folder;
    QByteArray m_bytes = patternBytes(100'000);
};

void TestRecoveryClaims::stagedDataStayWhileALivingProcessImportsThem()
{
    const auto catalogue = m_folder->open();
    const ImageId id = stage(*catalogue, m_bytes);
    bury(*m_folder, u"stage"_s);
    OperationControl control;
    control.gate->pause();
    Result<Task> outcome = failure(ErrorCode::Internal, {});
    std::thread importer([&] { outcome = catalogue->import(id, {}, control); });
    const bool hasBegun = QTest::qWaitFor([&] { return statusOf(*catalogue, id) == ImageStatus::Importing; });
    const auto other = m_folder->open();
    control.gate->resume();
    importer.join();
    QVERIFY(hasBegun);
    VERIFY_RESULT(outcome);
    QCOMPARE(other->recoveryReport().imagesRequeued, 0);
    QCOMPARE(statusOf(*other, id), ImageStatus::Active);
    QCOMPARE(m_folder->dataFiles().size(), 1);
    QCOMPARE(readFile(m_folder->dataFiles().constFirst()), m_bytes);
}

void TestRecoveryClaims::anImportThatDiedIsEndedThoughTheStagerLives()
{
    const auto stager = m_folder->open();
    const ImageId id = stage(*stager, m_bytes);
    {
        const auto database = openDatabase(*m_folder);
        ImageRepository repository(*database);
        VERIFY_RESULT(repository.changeStatus({ .imageId = id,
            .from = ImageStatus::Uploading,
            .to = ImageStatus::Importing,
            .cause = TransitionCause::Import,
            .addClaim = deadClaim(id, u"import"_s, u"local"_s) }));
    }
    const auto other = m_folder->open();
    QCOMPARE(statusOf(*other, id), ImageStatus::Queued);
    QCOMPARE(other->recoveryReport().imagesRequeued, 1);
    QCOMPARE(m_folder->dataFiles(), QStringList());
    QVERIFY(ImageRepository(*openDatabase(*m_folder)).claims()->isEmpty());
}

void TestRecoveryClaims::whatJustArrivedIsNobodysOrphan()
{
    constexpr int count = 150;
    const auto catalogue = m_folder->open();
    std::atomic<bool> isDone = false;
    std::atomic<int> arrived = 0;
    std::thread uploader([&] {
        for (int i = 0; i < count; ++i) {
            const auto image = catalogue->create(rawDraft(u"image"_s));
            BytesSource source("bytes");
            arrived += image && catalogue->upload(image->id, source, {}, {}) ? 1 : 0;
        }
        isDone = true;
    });
    int moved = 0;
    while (!isDone)
        moved += m_folder->open()->recoveryReport().orphansMoved;
    uploader.join();
    QCOMPARE(arrived.load(), count);
    QCOMPARE(moved, 0);
    QCOMPARE(m_folder->dataFiles().size(), count);
}

void TestRecoveryClaims::onlyPartsOfDeadExportsAreRemoved()
{
    const ImageId id = createRaw(*m_folder->open());
    const QString dead = m_folder->path(u"dead.img.vitrine.part"_s);
    const QString precious = m_folder->path(u"thesis.odt"_s);
    const QString linked = m_folder->path(u"linked.img.vitrine.part"_s);
    const QString living = m_folder->path(u"living.img.vitrine.part"_s);
    const QString folder = m_folder->path(u"folder.img.vitrine.part"_s);
    for (const QString &file : { dead, precious, living })
        writeFile(file, "bytes");
    QVERIFY(QFile::link(precious, linked));
    QVERIFY(QDir().mkpath(folder));
    const FileDescriptor held(::open(QFile::encodeName(living).constData(), O_RDONLY | O_CLOEXEC));
    QCOMPARE(::flock(held.get(), LOCK_EX), 0);
    {
        const auto database = openDatabase(*m_folder);
        ImageRepository repository(*database);
        for (const QString &path : { dead, precious, linked, living, folder })
            VERIFY_RESULT(repository.addClaim(deadClaim(id, u"export"_s, path)));
    }
    const auto catalogue = m_folder->open();
    QCOMPARE(catalogue->recoveryReport().partsRemoved, 1);
    QVERIFY(!QFile::exists(dead));
    for (const QString &path : { precious, linked, living, folder })
        QVERIFY2(QFile::exists(path), qPrintable(path));
    QVERIFY(ImageRepository(*openDatabase(*m_folder)).claims()->isEmpty());
}

void TestRecoveryClaims::theTrashIsEmptiedAtStart()
{
    auto clock = std::make_shared<ClockReading>(readSystemClock());
    CatalogueOptions options = m_folder->options();
    options.clock = [clock] { return *clock; };
    ImageId id;
    {
        const auto catalogue = CatalogueFolder::open(options);
        id = createActive(*catalogue, m_bytes);
        VERIFY_RESULT(catalogue->remove(id));
    }
    const auto pass = [&](int hours) {
        clock->wall = clock->wall.addSecs(hours * 3600);
        clock->uptimeMs += hours * 3600LL * 1000;
    };
    // Many looks must not make the time go slower.
    for (int look = 0; look < 27; ++look) {
        pass(6);
        QCOMPARE(statusOf(*CatalogueFolder::open(options), id), ImageStatus::PendingDelete);
    }
    pass(7);
    const auto catalogue = CatalogueFolder::open(options);
    QCOMPARE(codeOf(catalogue->image(id)), ErrorCode::NotFound);
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

QTEST_GUILESS_MAIN(TestRecoveryClaims)
#include "tst_recoveryclaims.moc"
