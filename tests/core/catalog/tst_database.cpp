#include <atomic>
#include <thread>
#include <vector>

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSqlQuery>
#include <QTest>

#include "core/catalog/connectionpool.h"
#include "core/catalog/migrations.h"
#include "core/catalog/rowmapping.h"
#include "core/catalog/sqlquery.h"
#include "core/image/imagelimits.h"
#include "tests/core/catalog/repositoryfixture.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString hammerProgram()
{
    return QCoreApplication::applicationDirPath() + u"/cataloguehammer"_s;
}

QVariant pragma(const Database &database, const QString &name)
{
    QVariant value;
    const auto read = database.read([&](QSqlDatabase &connection) -> Result<void> {
        const auto found = runScalar(connection, u"PRAGMA "_s + name);
        if (!found)
            return failure(found.error());
        value = found->value_or(QVariant());
        return {};
    });
    return read ? value : QVariant();
}

/// A database made by hand, closed again.
void makeDatabase(const QString &path, const std::function<Result<void>(QSqlDatabase &)> &fill)
{
    const auto connection = SqlConnection::open({ .path = path, .journalMode = u"delete"_s });
    QVERIFY(connection);
    const auto filled = fill((*connection)->database());
    QVERIFY2(filled, filled ? "" : qPrintable(filled.error().detail));
}

void execute(const QString &path, const QString &sql)
{
    makeDatabase(path, [&sql](QSqlDatabase &database) -> Result<void> {
        const auto done = runStatement(database, sql);
        return done ? Result<void>() : Result<void>(failure(done.error()));
    });
}

qint64 hits(const ImageRepository &repository, const QString &text)
{
    ImageQuery query;
    query.text = text;
    return repository.count(query).value_or(-1);
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aStatementCannotReachPastItsTables();
    void newDatabaseIsPrivateAndStrict();
    void walIsUsedOnlyWhereItIsSafe_data();
    void walIsUsedOnlyWhereItIsSafe();
    void missingFolderIsAnError();
    void d17_damagedFileNamesTheRebuild_data();
    void d17_damagedFileNamesTheRebuild();
    void d17_garbageInAnyPageIsReportedOrHarmless();
    void d18_fileOfAnotherOwnerIsLeftAlone_data();
    void d18_fileOfAnotherOwnerIsLeftAlone();
    void d19_journalWithoutItsDatabaseIsSetAside();
    void d34_oldVersionIsKeptAndUpgraded();
    void d34_failedUpgradeLeavesTheOldVersion();
    void scriptIsSplitAtLineEnds();
    void failedWriteIsRolledBack();
    void transactionInsideAnotherIsRefused();
    void lockHeldTooLongIsReportedAfterFiveSeconds();
    void connectionsGoWithTheirThreads();
    void threadsLoseNoUpdate();
    void d14_processesLoseNoUpdateAndSeeNoLock();
    void dataVersionTellsOfEveryCommit();
    void fileThatCannotBeWrittenOpensForReading();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"catalogue.db"_s);
}

void TestDatabase::newDatabaseIsPrivateAndStrict()
{
    const auto database = Database::open(m_path);
    QVERIFY(database);
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(m_path), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(pragma(**database, u"application_id"_s), QVariant(databaseApplicationId));
    QCOMPARE(pragma(**database, u"user_version"_s), QVariant(newestSchemaVersion()));
    QCOMPARE((*database)->schemaVersion(), newestSchemaVersion());
    QCOMPARE(pragma(**database, u"foreign_keys"_s), QVariant(1));
    QCOMPARE(pragma(**database, u"trusted_schema"_s), QVariant(0));
    QCOMPARE(pragma(**database, u"cell_size_check"_s), QVariant(1));
    QCOMPARE(pragma(**database, u"mmap_size"_s), QVariant(0));
    QCOMPARE(pragma(**database, u"journal_mode"_s), QVariant((*database)->journalMode()));
    const bool isWal = (*database)->journalMode() == u"wal"_s;
    QCOMPARE(pragma(**database, u"synchronous"_s), QVariant(isWal ? 2 : 3));
    QCOMPARE(QDir(m_folder->path()).entryList({ u"*.new-*"_s }).size(), 0);
}

void TestDatabase::walIsUsedOnlyWhereItIsSafe_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("isSafe");
    QTest::newRow("Debian 12") << 3040001 << false;
    QTest::newRow("3.44.5") << 3044005 << false;
    QTest::newRow("3.44.6") << 3044006 << true;
    QTest::newRow("3.45.0") << 3045000 << false;
    QTest::newRow("3.50.6") << 3050006 << false;
    QTest::newRow("3.50.7") << 3050007 << true;
    QTest::newRow("3.51.0") << 3051000 << false;
    QTest::newRow("3.51.2") << 3051002 << false;
    QTest::newRow("3.51.3") << 3051003 << true;
    QTest::newRow("3.52.0") << 3052000 << true;
}

void TestDatabase::walIsUsedOnlyWhereItIsSafe()
{
    QFETCH(const int, version);
    QFETCH(const bool, isSafe);
    QCOMPARE(Database::isWalSafe(version), isSafe);
}

void TestDatabase::missingFolderIsAnError()
{
    const auto database = Database::open(m_folder->filePath(u"no/such/catalogue.db"_s));
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::IoError);
}

void TestDatabase::d17_damagedFileNamesTheRebuild_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("this is not a database, whatever its name says\n").repeated(100);
    QTest::newRow("random") << patternBytes(65536);
    QTest::newRow("header alone") << QByteArray("SQLite format 3\0", 16);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"whole.db"_s);
    QVERIFY(Database::open(path));
    const QByteArray whole = readFile(path);
    QTest::newRow("cut in half") << whole.left(whole.size() / 2);
    QTest::newRow("cut in the first page") << whole.left(1000);
}

void TestDatabase::d17_damagedFileNamesTheRebuild()
{
    QFETCH(const QByteArray, content);
    writeFile(m_path, content);
    const auto database = Database::open(m_path);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::Corrupt);
    QVERIFY2(database.error().message.contains(u"vitrinectl catalog rebuild"_s),
        qPrintable(database.error().message));
    QCOMPARE(readFile(m_path), content);
}

void TestDatabase::d17_garbageInAnyPageIsReportedOrHarmless()
{
    QList<Image> images;
    {
        RepositoryFixture fixture;
        for (int i = 0; i < 60; ++i) {
            Image image = queuedImage(u"image %1"_s.arg(i));
            image.tags = { u"tag"_s };
            image.properties = { { u"k"_s, QString::number(i) } };
            QVERIFY(fixture.repository->insert(image, TransitionCause::Create));
            images.append(image);
        }
        fixture.repository.reset();
        fixture.database.reset();
        QVERIFY(QFile::copy(fixture.path(), m_path));
    }
    const QByteArray whole = readFile(m_path);
    constexpr qsizetype pageSize = 4096;
    int reported = 0;
    for (qsizetype page = 0; page * pageSize < whole.size(); ++page) {
        QByteArray damaged = whole;
        damaged.replace(page * pageSize, pageSize, patternBytes(pageSize, static_cast<quint32>(page)));
        writeFile(m_path, damaged);
        const auto database = Database::open(m_path);
        if (!database) {
            QCOMPARE(database.error().code, ErrorCode::Corrupt);
            ++reported;
            continue;
        }
        const ImageRepository repository(**database);
        bool isReported = false;
        for (const Image &image : std::as_const(images)) {
            const auto found = repository.find(image.id);
            if (found)
                QCOMPARE(*found, image);
            else
                isReported = true;
        }
        reported += isReported ? 1 : 0;
    }
    QVERIFY2(reported > 3, "damage to the tables must be noticed");
}

void TestDatabase::d18_fileOfAnotherOwnerIsLeftAlone_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("newer Vitrine") << u"PRAGMA user_version=%1"_s.arg(newestSchemaVersion() + 1);
    QTest::newRow("another program") << u"PRAGMA application_id=42"_s;
    QTest::newRow("no program") << u"PRAGMA application_id=0"_s;
}

void TestDatabase::d18_fileOfAnotherOwnerIsLeftAlone()
{
    QFETCH(const QString, change);
    QVERIFY(Database::open(m_path));
    execute(m_path, change);
    const QByteArray before = readFile(m_path);
    const QStringList files = QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    const auto database = Database::open(m_path);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::UnsupportedFormat);
    QCOMPARE(readFile(m_path), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), files);
}

void TestDatabase::d19_journalWithoutItsDatabaseIsSetAside()
{
    writeFile(m_path + u"-journal"_s, patternBytes(8192));
    writeFile(m_path + u"-wal"_s, patternBytes(8192));
    QVERIFY(Database::open(m_path));
    QCOMPARE(QDir(m_folder->filePath(u"backup"_s)).entryList({ u"*-stale-*"_s }).size(), 2);
}

void TestDatabase::d34_oldVersionIsKeptAndUpgraded()
{
    Image image = queuedImage(u"Größe 測試"_s);
    image.tags = { u"old"_s };
    makeDatabase(m_path, [&image](QSqlDatabase &database) -> Result<void> {
        if (auto made = migrate(database, 1); !made)
            return made;
        const auto row = insertImageRow(database, image);
        return row ? Result<void>() : Result<void>(failure(row.error()));
    });
    const auto database = Database::open(m_path);
    QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
    QCOMPARE(pragma(**database, u"user_version"_s), QVariant(newestSchemaVersion()));
    const ImageRepository repository(**database);
    QCOMPARE(*repository.find(image.id), image);
    QCOMPARE(hits(repository, u"GRÖSSE"_s), 0);
    QCOMPARE(hits(repository, u"GRÖßE"_s), 1);
    QCOMPARE(hits(repository, u"測試"_s), 1);

    const QDir backups(m_folder->filePath(u"backup"_s));
    const QStringList copies = backups.entryList(QDir::Files);
    QCOMPARE(copies.size(), 1);
    makeDatabase(backups.filePath(copies.constFirst()), [](QSqlDatabase &copy) -> Result<void> {
        const auto version = runScalar(copy, u"PRAGMA user_version"_s);
        return version && **version == 1 ? Result<void>() : Result<void>(failure(ErrorCode::Internal, {}));
    });
}

void TestDatabase::d34_failedUpgradeLeavesTheOldVersion()
{
    makeDatabase(m_path, [](QSqlDatabase &database) { return migrate(database, 1); });
    execute(m_path, u"CREATE TABLE image_grams (in_the_way INTEGER)"_s);
    QVERIFY(!Database::open(m_path));
    makeDatabase(m_path, [](QSqlDatabase &database) -> Result<void> {
        const auto version = runScalar(database, u"PRAGMA user_version"_s);
        const auto table
            = runScalar(database, u"SELECT count(*) FROM sqlite_schema WHERE name = 'image_text'"_s);
        const bool isOld = version && **version == 1 && table && **table == 0;
        return isOld ? Result<void>() : Result<void>(failure(ErrorCode::Internal, {}));
    });
    execute(m_path, u"DROP TABLE image_grams"_s);
    QVERIFY(Database::open(m_path));
}

void TestDatabase::scriptIsSplitAtLineEnds()
{
    QCOMPARE(statementsOf(u"-- note; with semicolon\nCREATE a (';')\n;\n\n  B;\n"_s),
        (QStringList{ u"CREATE a (';')\n"_s, u"B"_s }));
}

void TestDatabase::failedWriteIsRolledBack()
{
    const auto database = Database::open(m_path);
    QVERIFY(database);
    const auto written = (*database)->write([](QSqlDatabase &connection) -> Result<void> {
        const auto done = runStatement(connection, u"INSERT INTO stores VALUES (NULL, 'a', '', '', 0)"_s);
        if (!done)
            return failure(done.error());
        return failure(ErrorCode::Cancelled, u"stop"_s);
    });
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Cancelled);
    QVERIFY(ImageRepository(**database).stores()->isEmpty());
}

void TestDatabase::transactionInsideAnotherIsRefused()
{
    const auto database = Database::open(m_path);
    QVERIFY(database);
    const auto read = (*database)->read(
        [&](QSqlDatabase &) { return (*database)->read([](QSqlDatabase &) { return Result<void>(); }); });
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Internal);
    QVERIFY((*database)->read([](QSqlDatabase &) { return Result<void>(); }));
}

void TestDatabase::lockHeldTooLongIsReportedAfterFiveSeconds()
{
    const auto database = Database::open(m_path);
    const auto other = Database::open(m_path);
    QVERIFY(database && other);
    QElapsedTimer timer;
    const auto held = (*other)->write([&](QSqlDatabase &) -> Result<void> {
        timer.start();
        const auto blocked = (*database)->write([](QSqlDatabase &) { return Result<void>(); });
        if (blocked || blocked.error().code != ErrorCode::Unavailable)
            return failure(ErrorCode::Internal, {}, u"the second writer must be told to wait"_s);
        return {};
    });
    QVERIFY2(held, held ? "" : qPrintable(held.error().detail));
    QVERIFY(timer.elapsed() >= 4900);
    QVERIFY((*database)->write([](QSqlDatabase &) { return Result<void>(); }));
}

void TestDatabase::connectionsGoWithTheirThreads()
{
    const qsizetype before = QSqlDatabase::connectionNames().size();
    {
        const auto database = Database::open(m_path);
        QVERIFY(database);
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&database] { (void)ImageRepository(**database).list({}); });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(QSqlDatabase::connectionNames().size(), before + 1);
    }
    QCOMPARE(QSqlDatabase::connectionNames().size(), before);
}

void TestDatabase::threadsLoseNoUpdate()
{
    RepositoryFixture fixture;
    const Image image = queuedImage();
    QVERIFY(fixture.repository->insert(image, TransitionCause::Create));
    constexpr int rounds = 15;
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int worker = 0; worker < 4; ++worker) {
        threads.emplace_back([&, worker] {
            for (int i = 0; i < rounds; ++i) {
                ImagePatch patch;
                patch.addTags = { u"%1-%2"_s.arg(worker).arg(i) };
                failures += fixture.repository->patch(image.id, patch, {}) ? 0 : 1;
                failures += fixture.repository->list({}) ? 0 : 1;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(fixture.repository->find(image.id)->tags.size(), 4 * rounds);
}

void TestDatabase::d14_processesLoseNoUpdateAndSeeNoLock()
{
    RepositoryFixture fixture;
    const Image shared = queuedImage();
    QVERIFY(fixture.repository->insert(shared, TransitionCause::Create));
    constexpr int workers = 3;
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < workers; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->start(
            hammerProgram(), { u"hammer"_s, fixture.path(), shared.id, u"worker%1"_s.arg(i), u"8000"_s });
    }
    qint64 inserted = 0;
    QMap<QString, QString> acknowledged;
    for (int i = 0; i < workers; ++i) {
        QProcess &process = *processes.at(static_cast<std::size_t>(i));
        QVERIFY(process.waitForFinished(40'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        const QByteArrayList numbers = process.readAllStandardOutput().trimmed().split(' ');
        QCOMPARE(numbers.size(), 3);
        acknowledged.insert(u"worker%1"_s.arg(i), QString::fromLatin1(numbers.at(0)));
        inserted += numbers.at(1).toLongLong();
        QVERIFY2(numbers.at(2).toLongLong() < 5000, "nobody waits so long for a lock");
    }
    QVERIFY(inserted > 0);
    QCOMPARE(fixture.repository->find(shared.id)->properties, acknowledged);
    QCOMPARE(*fixture.repository->count({}), inserted + 1);
    QCOMPARE(pragma(*fixture.database, u"integrity_check"_s), QVariant(u"ok"_s));
}

void TestDatabase::dataVersionTellsOfEveryCommit()
{
    RepositoryFixture fixture;
    const Image image = queuedImage();
    const qint64 first = *fixture.database->dataVersion();
    QCOMPARE(*fixture.database->dataVersion(), first);
    QVERIFY(fixture.repository->insert(image, TransitionCause::Create));
    const qint64 second = *fixture.database->dataVersion();
    QVERIFY(second != first);

    run(hammerProgram(), { u"rename"_s, fixture.path(), image.id, u"from outside"_s });
    const qint64 third = *fixture.database->dataVersion();
    QVERIFY(third != second);
    QCOMPARE(fixture.repository->find(image.id)->name, u"from outside"_s);

    const auto other = Database::open(fixture.path());
    QVERIFY(other);
    ImagePatch patch;
    patch.minRam = 1;
    QVERIFY(ImageRepository(**other).patch(image.id, patch, {}));
    QVERIFY(*fixture.database->dataVersion() != third);
}

void TestDatabase::fileThatCannotBeWrittenOpensForReading()
{
    RepositoryFixture fixture;
    const Image image = queuedImage(u"seen"_s);
    QVERIFY(fixture.repository->insert(image, TransitionCause::Create));
    fixture.repository.reset();
    fixture.database.reset();
    QCOMPARE(::chmod(qPrintable(fixture.path()), 0444), 0);
    QCOMPARE(::chmod(qPrintable(fixture.folder.path()), 0555), 0);
    const QByteArray answer = run(hammerProgram(), { u"readonly"_s, fixture.path(), image.id });
    QCOMPARE(::chmod(qPrintable(fixture.folder.path()), 0700), 0);
    QCOMPARE(answer, QByteArray("read-only seen read-only\n"));
}

void TestDatabase::aStatementCannotReachPastItsTables()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"hard.db"_s);
    const auto connection = SqlConnection::open({ .path = path, .journalMode = u"delete"_s });
    QVERIFY(connection);
    QSqlDatabase &database = (*connection)->database();
    QVERIFY(runStatement(database, u"CREATE TABLE t (a TEXT)"_s));
    QVERIFY(runStatement(database, u"CREATE VIRTUAL TABLE f USING fts5(a)"_s));
    // Shadow tables and the schema itself are SQLite's own.
    QVERIFY(!runStatement(database, u"INSERT INTO f_data VALUES (1000, x'00')"_s));
    QVERIFY(runStatement(database, u"PRAGMA writable_schema=ON"_s));
    QVERIFY(!runStatement(database, u"UPDATE sqlite_schema SET sql = ''"_s));
    // A misspelt column in double quotes is no text.
    QVERIFY(!runStatement(database, u"SELECT \"missing\" FROM t"_s));
    QVERIFY(!runStatement(database, u"INSERT INTO t VALUES (zeroblob(40000000))"_s));
    QVERIFY(runStatement(database, u"INSERT INTO t VALUES (zeroblob(9000000))"_s));
    QVERIFY(runStatement(database, u"VACUUM INTO '%1'"_s.arg(folder.filePath(u"copy.db"_s))));
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
