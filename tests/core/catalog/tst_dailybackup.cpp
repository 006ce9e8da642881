#include <atomic>
#include <thread>

#include <QDir>
#include <QFile>
#include <QTest>

#include "core/catalog/dailybackup.h"
#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QDir backupsOf(const CatalogueFolder &folder)
{
    return QDir(folder.root() + u"/backup"_s);
}

QStringList copiesIn(const CatalogueFolder &folder)
{
    return backupsOf(folder).entryList({ u"catalogue-day-*"_s }, QDir::Files, QDir::Name);
}

/// A clock that stands at noon of the `day`th of May.
CatalogueOptions optionsAt(const CatalogueFolder &folder, const std::shared_ptr<int> &day)
{
    CatalogueOptions options = folder.options();
    options.clock = [day] {
        return ClockReading{ .wall = QDateTime(QDate(2026, 5, *day), QTime(12, 0), Qt::UTC),
            .bootId = u"boot"_s,
            .uptimeMs = *day * 86'400'000LL };
    };
    return options;
}

} // namespace

class TestDailyBackup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCopyADay();
    void sevenDaysAreKept();
    void copyHoldsWhatTheCatalogueHeld();
    void copyIsWholeThoughOthersWrite();
    void cancelledCopyLeavesNothing();
    void whatADeadProcessBeganIsRemoved();
    void damagedDatabaseIsNotKeptAsACopy();
    void d32_missingFolderIsMadeAgainAndAFullOneIsSaid();
};

void TestDailyBackup::oneCopyADay()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(1);
    const auto catalogue = folder.open(optionsAt(folder, day));
    QCOMPARE(*catalogue->backUpForTheDay(), true);
    QCOMPARE(*catalogue->backUpForTheDay(), false);
    QCOMPARE(copiesIn(folder), QStringList{ u"catalogue-day-20260501.db"_s });
    const auto permissions = QFile::permissions(backupsOf(folder).filePath(u"catalogue-day-20260501.db"_s));
    QVERIFY(!permissions.testAnyFlags(QFile::ReadGroup | QFile::ReadOther));
}

void TestDailyBackup::sevenDaysAreKept()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(1);
    const auto catalogue = folder.open(optionsAt(folder, day));
    for (; *day <= 9; ++*day)
        VERIFY_RESULT(catalogue->backUpForTheDay());
    const QStringList copies = copiesIn(folder);
    QCOMPARE(copies.size(), keptBackups);
    QCOMPARE(copies.constFirst(), u"catalogue-day-20260503.db"_s);
    QCOMPARE(copies.constLast(), u"catalogue-day-20260509.db"_s);
}

void TestDailyBackup::copyHoldsWhatTheCatalogueHeld()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(1);
    auto catalogue = folder.open(optionsAt(folder, day));
    const ImageId before = createActive(*catalogue, patternBytes(1000));
    VERIFY_RESULT(catalogue->backUpForTheDay());
    const ImageId after = createRaw(*catalogue);
    catalogue.reset();

    const QString database = folder.root() + u"/catalogue.db"_s;
    QVERIFY(QFile::remove(database));
    QVERIFY(QFile::copy(backupsOf(folder).filePath(copiesIn(folder).constFirst()), database));
    QVERIFY(QFile::setPermissions(database, QFile::ReadOwner | QFile::WriteOwner));
    catalogue = folder.open();
    QCOMPARE(statusOf(*catalogue, before), ImageStatus::Active);
    QCOMPARE(codeOf(catalogue->image(after)), ErrorCode::NotFound);
}

void TestDailyBackup::copyIsWholeThoughOthersWrite()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(1);
    const auto catalogue = folder.open(optionsAt(folder, day));
    std::atomic_bool isOver = false;
    std::atomic_int made = 0;
    std::thread writer([&] {
        while (!isOver) {
            if (catalogue->create(rawDraft(u"written meanwhile"_s)))
                ++made;
        }
    });
    QTRY_VERIFY(made > 20);
    const auto copied = catalogue->backUpForTheDay();
    isOver = true;
    writer.join();
    VERIFY_RESULT(copied);
    QCOMPARE(copiesIn(folder), QStringList{ u"catalogue-day-20260501.db"_s });
}

void TestDailyBackup::cancelledCopyLeavesNothing()
{
    const CatalogueFolder folder;
    const auto catalogue = folder.open();
    std::stop_source stop;
    stop.request_stop();
    OperationControl control;
    control.stop = stop.get_token();
    QCOMPARE(codeOf(catalogue->backUpForTheDay(control)), ErrorCode::Cancelled);
    QCOMPARE(copiesIn(folder), QStringList());
    VERIFY_RESULT(catalogue->backUpForTheDay());
}

void TestDailyBackup::whatADeadProcessBeganIsRemoved()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(2);
    const auto catalogue = folder.open(optionsAt(folder, day));
    writeFile(backupsOf(folder).filePath(u"catalogue-day-20260501.db.part"_s), "half");
    writeFile(backupsOf(folder).filePath(u"catalogue-day-20260502.db.part"_s), "half");
    VERIFY_RESULT(catalogue->backUpForTheDay());
    QCOMPARE(copiesIn(folder), QStringList{ u"catalogue-day-20260502.db"_s });
}

void TestDailyBackup::damagedDatabaseIsNotKeptAsACopy()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(1);
    auto catalogue = folder.open(optionsAt(folder, day));
    for (int i = 0; i < 50; ++i)
        createRaw(*catalogue);
    catalogue.reset();

    // A page that nobody reads when the catalogue is opened.
    constexpr qsizetype pageSize = 4096;
    const QString path = folder.root() + u"/catalogue.db"_s;
    const QByteArray sound = readFile(path);
    CatalogueOptions options = optionsAt(folder, day);
    options.recover = false;
    for (qsizetype page = sound.size() / pageSize - 1; page > 0 && !catalogue; --page) {
        QByteArray damaged = sound;
        damaged.replace(page * pageSize, pageSize, QByteArray(pageSize, 'x'));
        writeFile(path, damaged);
        if (auto opened = Catalogue::open(options))
            catalogue = *std::move(opened);
    }
    QVERIFY(catalogue);
    QCOMPARE(codeOf(catalogue->backUpForTheDay()), ErrorCode::Corrupt);
    QCOMPARE(copiesIn(folder), QStringList());
}

void TestDailyBackup::d32_missingFolderIsMadeAgainAndAFullOneIsSaid()
{
    const CatalogueFolder folder;
    const auto day = std::make_shared<int>(1);
    const auto catalogue = folder.open(optionsAt(folder, day));
    QDir backups = backupsOf(folder);
    QVERIFY(backups.removeRecursively());
    VERIFY_RESULT(catalogue->backUpForTheDay());
    QCOMPARE(copiesIn(folder).size(), 1);

    QVERIFY(backups.removeRecursively());
    writeFile(backups.path(), "no folder");
    QVERIFY(!catalogue->backUpForTheDay());
    createRaw(*catalogue); // the catalogue itself goes on
}

QTEST_GUILESS_MAIN(TestDailyBackup)
#include "tst_dailybackup.moc"
