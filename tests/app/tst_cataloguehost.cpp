#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/vitrine/cataloguehost.h"
#include "app/vitrine/openedcatalogue.h"
#include "app/vitrine/sampledisk.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"
#include "ui/catalogs/catalogueregistry.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Real catalogues in real folders, opened side by side.
class CatalogueHostTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void openedCataloguesWorkSideBySide();
    void theTrashKeepsAsLongAsPeopleWish();
    void aMissingDiskIsSaidAndNothingIsMadeInItsPlace();
    void aPulledDiskIsNoticedAndComesBack();
    void aDamagedCatalogueCannotBeOpened();
    void chosenFoldersBecomeCatalogues();
    void whatIsTakenOffTheListIsClosed();
    void theSampleIsAValidDisk();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString open(const QString &folder);
    void take(const QString &folder);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<CatalogueRegistry> m_registry;
    std::unique_ptr<CatalogueHost> m_host;
};

void CatalogueHostTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.*.warning=false\nvitrine.*.info=false"_s);
}

void CatalogueHostTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(path(u"settings.ini"_s), QSettings::IniFormat);
    m_registry = std::make_unique<CatalogueRegistry>(*m_settings);
    m_host = std::make_unique<CatalogueHost>(*m_registry, path(u"journal"_s));
}

void CatalogueHostTest::cleanup()
{
    m_host.reset();
    m_registry.reset();
}

QString CatalogueHostTest::open(const QString &folder)
{
    const QString id = m_registry->addFolder(folder);
    QSignalSpy ended(m_host.get(), &CatalogueHost::openingEnded);
    m_host->open(id);
    // It may have been told at once.
    const bool isTold = QTest::qWaitFor([&ended] { return !ended.isEmpty(); }, 20'000);
    return isTold ? id : QString();
}

void CatalogueHostTest::take(const QString &folder)
{
    QSignalSpy taken(m_host.get(), &CatalogueHost::folderTaken);
    m_registry->offerFolder(folder);
    QTRY_COMPARE_WITH_TIMEOUT(taken.size(), 1, 20'000);
}

void CatalogueHostTest::openedCataloguesWorkSideBySide()
{
    m_host->setParallelLimit(5);
    const QString first = open(path(u"first"_s));
    const QString second = open(path(u"second"_s));
    QVERIFY(m_host->opened(first) && m_host->opened(second));
    QCOMPARE(m_registry->entry(first)->health, CatalogueHealth::Available);
    QCOMPARE(m_host->opened(second)->queue().parallelLimit(), 5);
    QVERIFY(m_host->opened(first)->uuid() != m_host->opened(second)->uuid());
    QCOMPARE(m_registry->entry(first)->uuid, m_host->opened(first)->uuid());
    QTRY_VERIFY(m_registry->entry(first)->freeBytes > 0);

    const QString file = path(u"a.img"_s);
    test::writeFile(file, test::patternBytes(100'000));
    TransferRequest request;
    request.source = file;
    m_host->opened(first)->queue().enqueue(request);
    QTRY_COMPARE(m_host->opened(first)->queue().transfers().first().state, TransferState::Finished);
    QTRY_COMPARE(m_registry->entry(first)->unfinishedTransfers, 0);
    QVERIFY(m_host->opened(second)->queue().transfers().isEmpty());
}

void CatalogueHostTest::theTrashKeepsAsLongAsPeopleWish()
{
    m_host->setTrashDays(30);
    OpenedCatalogue *opened = m_host->opened(open(path(u"images"_s)));
    QVERIFY(opened);
    const QString file = path(u"a.img"_s);
    test::writeFile(file, test::patternBytes(100'000));
    TransferRequest request;
    request.source = file;
    opened->queue().enqueue(request);
    QTRY_COMPARE(opened->queue().transfers().constFirst().state, TransferState::Finished);
    const ImageId id = opened->queue().transfers().constFirst().request.imageId;
    QVERIFY(test::await(opened->service().deleteImage(id)));
    const Result<Image> gone = test::await(opened->service().image(id));
    QVERIFY(gone && gone->purgeAt);
    const qint64 days = (QDateTime::currentDateTimeUtc().secsTo(*gone->purgeAt) + 3600) / 86'400;
    QCOMPARE(days, 30);
}

void CatalogueHostTest::aMissingDiskIsSaidAndNothingIsMadeInItsPlace()
{
    const QString root = path(u"mount/images"_s);
    const QString id = open(root);
    m_host = std::make_unique<CatalogueHost>(*m_registry, path(u"journal"_s));
    QVERIFY(QDir().rename(root, path(u"elsewhere"_s)));
    QVERIFY(QDir().mkpath(root));
    QSignalSpy failed(m_host.get(), &CatalogueHost::openingFailed);
    m_host->open(id);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
    QCOMPARE(m_registry->entry(id)->health, CatalogueHealth::Missing);
    QVERIFY(m_registry->entry(id)->error->message.contains(u"try again"_s));
    QVERIFY(QDir(root).isEmpty());
    // The disk is back.
    QVERIFY(QDir().rmdir(root));
    QVERIFY(QDir().rename(path(u"elsewhere"_s), root));
    QSignalSpy ended(m_host.get(), &CatalogueHost::openingEnded);
    m_host->open(id);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(m_registry->entry(id)->health, CatalogueHealth::Available);
}

void CatalogueHostTest::aPulledDiskIsNoticedAndComesBack()
{
    const QString root = path(u"usb"_s);
    const QString id = open(root);
    QSignalSpy closing(m_host.get(), &CatalogueHost::closing);
    QSignalSpy failed(m_host.get(), &CatalogueHost::openingFailed);
    QVERIFY(QDir().rename(root, path(u"pulled"_s)));
    m_host->look();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(closing.size(), 1);
    QVERIFY(!m_host->opened(id));
    QCOMPARE(m_registry->entry(id)->health, CatalogueHealth::Missing);
    QVERIFY(QDir().rename(path(u"pulled"_s), root));
    m_host->look();
    QTRY_COMPARE(m_registry->entry(id)->health, CatalogueHealth::Closed);
}

void CatalogueHostTest::aDamagedCatalogueCannotBeOpened()
{
    const QString id = open(path(u"damaged"_s));
    m_host = std::make_unique<CatalogueHost>(*m_registry, path(u"journal"_s));
    QFile marker(id + u"/VITRINE"_s);
    QVERIFY(marker.open(QIODevice::WriteOnly));
    marker.write("nonsense");
    marker.close();
    QSignalSpy failed(m_host.get(), &CatalogueHost::openingFailed);
    m_host->open(id);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
    QCOMPARE(m_registry->entry(id)->health, CatalogueHealth::Failed);
    m_host->look();
    QTest::qWait(50);
    QCOMPARE(m_registry->entry(id)->health, CatalogueHealth::Failed);
}

void CatalogueHostTest::chosenFoldersBecomeCatalogues()
{
    // An empty one is taken as it is.
    QVERIFY(QDir().mkpath(path(u"empty"_s)));
    take(path(u"empty"_s));
    QCOMPARE(m_registry->entries().last().place, path(u"empty"_s));
    // One with other files gets a folder of the catalogue's own.
    QVERIFY(QDir().mkpath(path(u"Downloads"_s)));
    test::writeFile(path(u"Downloads/letter.txt"_s), "dear");
    take(path(u"Downloads"_s));
    QCOMPARE(m_registry->entries().last().place, path(u"Downloads/vitrine"_s));
    QCOMPARE(m_registry->entries().last().label, u"Downloads"_s);
    // One that is a catalogue is opened.
    const QString known = open(path(u"known"_s));
    m_registry->remove(known);
    take(known);
    QCOMPARE(m_registry->entries().last().place, known);
    // The same once more is the same entry.
    const qsizetype count = m_registry->entries().size();
    take(known);
    QCOMPARE(m_registry->entries().size(), count);
}

void CatalogueHostTest::whatIsTakenOffTheListIsClosed()
{
    const QString id = open(path(u"gone"_s));
    open(path(u"stays"_s));
    QSignalSpy closing(m_host.get(), &CatalogueHost::closing);
    m_registry->remove(id);
    QCOMPARE(closing.size(), 1);
    QVERIFY(!m_host->opened(id));
    QCOMPARE(m_host->allOpened().size(), 1);
    QVERIFY(QFile::exists(id + u"/catalogue.db"_s));
}

void CatalogueHostTest::theSampleIsAValidDisk()
{
    const QString file = path(u"sample.qcow2"_s);
    QVERIFY(writeSampleDisk(file));
    test::run(u"qemu-img"_s, { u"check"_s, u"-q"_s, file });
    const QByteArray info = test::run(u"qemu-img"_s, { u"info"_s, u"--output=json"_s, file });
    QVERIFY2(info.contains("\"virtual-size\": 1073741824"), info.constData());
    QVERIFY(!writeSampleDisk(path(u"no/such/folder/x"_s)));
}

QTEST_MAIN(CatalogueHostTest)
#include "tst_cataloguehost.moc"
