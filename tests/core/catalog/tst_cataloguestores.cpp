// Stores that are away, come back or are lost, and what is written down about them.

#include <atomic>
#include <thread>
#include <vector>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include "core/catalog/cataloguelayout.h"
#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestCatalogueStores final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void rebuildWaitsForEveryStore();
    void dataOfAnImageNobodyKnowsStayWhereARebuildFindsThem();
    void theDescriptionOfLostDataIsKept();
    void aLostDatabaseIsNoticedThoughAllDataLieElsewhere();
    void aStoreIsNotedOnce();
    void storesThatAreAddedAtOnceAreAllNoted();
    void aStoreThatOnlyTheDatabaseKnowsIsNotedAtStart();
    void aStoreIsNotAddedTwice();
    void aDiskThatCameBackIsOpenedAnew();
    void blobsThatVanishedAreNotRemadeEmpty();

private:
    /// A folder for a further store.
    QString makeFolder(const QString &name) const;
    ImageId createIn(Catalogue &catalogue, const QString &store) const;
    QStringList notedStores() const;

    std::unique_ptr<CatalogueFolder> m_folder;
    QByteArray m_bytes = patternBytes(100'000);
};

void TestCatalogueStores::init()
{
    m_folder = std::make_unique<CatalogueFolder>();
}

QString TestCatalogueStores::makeFolder(const QString &name) const
{
    QDir().mkpath(m_folder->path(name));
    return m_folder->path(name);
}

ImageId TestCatalogueStores::createIn(Catalogue &catalogue, const QString &store) const
{
    const ImageId id = createRaw(catalogue);
    BytesSource source(m_bytes);
    UploadOptions options;
    options.store = store;
    const auto active = catalogue.upload(id, source, options, {});
    if (!active)
        QTest::qFail(qPrintable(active.error().message), __FILE__, __LINE__);
    return id;
}

QStringList TestCatalogueStores::notedStores() const
{
    const QJsonObject marker = QJsonDocument::fromJson(readFile(m_folder->root() + u"/VITRINE"_s)).object();
    QStringList ids;
    for (const QJsonValue &store : marker.value(u"stores"_s).toArray())
        ids.append(store.toObject().value(u"id"_s).toString());
    return ids;
}

void TestCatalogueStores::rebuildWaitsForEveryStore()
{
    const QString usb = makeFolder(u"usb"_s);
    ImageId id;
    {
        const auto catalogue = m_folder->open();
        VERIFY_RESULT(catalogue->addStore(u"usb"_s, usb, {}));
        id = createIn(*catalogue, u"usb"_s);
        createActive(*catalogue, m_bytes);
    }
    const QByteArray database = readFile(m_folder->root() + u"/catalogue.db"_s);
    QVERIFY(QDir().rename(usb, m_folder->path(u"unplugged"_s)));
    const auto refused = Catalogue::rebuild(m_folder->options());
    QCOMPARE(codeOf(refused), ErrorCode::Unavailable);
    QVERIFY(refused.error().message.contains(usb));
    QCOMPARE(readFile(m_folder->root() + u"/catalogue.db"_s), database);

    QVERIFY(QDir().rename(m_folder->path(u"unplugged"_s), usb));
    QCOMPARE(Catalogue::rebuild(m_folder->options())->imagesRebuilt, 2);
    QCOMPARE(m_folder->open()->image(id)->stores, QStringList{ u"usb"_s });
}

void TestCatalogueStores::dataOfAnImageNobodyKnowsStayWhereARebuildFindsThem()
{
    ImageId known;
    {
        const auto catalogue = m_folder->open();
        known = createActive(*catalogue, m_bytes);
    }
    const QString blob = m_folder->dataFiles().constFirst();
    const ImageId unknown = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto copyAs = [&](const ImageId &image) {
        const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QString shelf = m_folder->root() + u"/blobs/"_s + id.left(2);
        QDir().mkpath(shelf);
        QByteArray sidecar = readFile(blob + u".json"_s);
        sidecar.replace(known.toUtf8(), image.toUtf8());
        sidecar.replace(QFileInfo(blob).fileName().toUtf8(), id.toUtf8());
        writeFile(shelf + u'/' + id, m_bytes);
        writeFile(shelf + u'/' + id + u".json"_s, sidecar);
        return QString(shelf + u'/' + id);
    };
    const QString lost = copyAs(unknown);
    const QString spare = copyAs(known);
    {
        const auto catalogue = m_folder->open();
        const RecoveryReport report = catalogue->recoveryReport();
        QCOMPARE(report.orphansMoved, 1);
        QVERIFY(!QFile::exists(spare));
        QVERIFY(QFile::exists(lost));
        QCOMPARE(report.issues.size(), 2);
        QVERIFY(report.issues.at(0).imageId == unknown || report.issues.at(1).imageId == unknown);
    }
    QCOMPARE(Catalogue::rebuild(m_folder->options())->imagesRebuilt, 2);
    QCOMPARE(statusOf(*m_folder->open(), unknown), ImageStatus::Active);
}

void TestCatalogueStores::theDescriptionOfLostDataIsKept()
{
    const ImageId id = createActive(*m_folder->open(), m_bytes, u"precious"_s);
    const QString blob = m_folder->dataFiles().constFirst();
    QVERIFY(QFile::rename(blob, m_folder->path(u"aside"_s)));
    QCOMPARE(m_folder->open()->recoveryReport().issues.size(), 1);
    QVERIFY(QFile::exists(blob + u".json"_s));

    QVERIFY(QFile::rename(m_folder->path(u"aside"_s), blob));
    QVERIFY(m_folder->open()->recoveryReport().issues.isEmpty());
    QVERIFY(m_folder->open()->verify({ id }, {})->issues.isEmpty());
}

void TestCatalogueStores::aLostDatabaseIsNoticedThoughAllDataLieElsewhere()
{
    ImageId id;
    {
        const auto catalogue = m_folder->open();
        VERIFY_RESULT(catalogue->addStore(u"usb"_s, makeFolder(u"usb"_s), {}));
        id = createIn(*catalogue, u"usb"_s);
    }
    QVERIFY(QFile::remove(m_folder->root() + u"/catalogue.db"_s));
    QCOMPARE(codeOf(Catalogue::open(m_folder->options())), ErrorCode::Corrupt);
    QVERIFY(!QFile::exists(m_folder->root() + u"/catalogue.db"_s));
    VERIFY_RESULT(Catalogue::rebuild(m_folder->options()));
    QCOMPARE(statusOf(*m_folder->open(), id), ImageStatus::Active);
}

void TestCatalogueStores::aStoreIsNotedOnce()
{
    m_folder->open().reset();
    auto layout = CatalogueLayout::read(m_folder->root());
    VERIFY_RESULT(layout);
    VERIFY_RESULT(layout->noteStores({ { .id = u"usb"_s, .path = u"/old"_s } }));
    VERIFY_RESULT(layout->noteStores({ { .id = u"usb"_s, .path = u"/new"_s } }));
    const auto again = CatalogueLayout::read(m_folder->root());
    QCOMPARE(again->extraStores().size(), 1);
    QCOMPARE(again->extraStores().constFirst().path, u"/new"_s);

    // What an earlier version may have written.
    QJsonObject marker = QJsonDocument::fromJson(readFile(m_folder->root() + u"/VITRINE"_s)).object();
    QJsonArray twice = marker.value(u"stores"_s).toArray();
    twice.append(twice.first());
    marker.insert(u"stores"_s, twice);
    writeFile(m_folder->root() + u"/VITRINE"_s, QJsonDocument(marker).toJson());
    QCOMPARE(CatalogueLayout::read(m_folder->root())->extraStores().size(), 1);
}

void TestCatalogueStores::storesThatAreAddedAtOnceAreAllNoted()
{
    constexpr int count = 4;
    m_folder->open().reset();
    QStringList wanted;
    std::vector<std::unique_ptr<Catalogue>> catalogues;
    for (int i = 0; i < count; ++i) {
        wanted.append(u"store-%1"_s.arg(i));
        makeFolder(wanted.constLast());
        catalogues.push_back(m_folder->open());
    }
    std::atomic<int> added = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            added += catalogues.at(static_cast<std::size_t>(i))
                         ->addStore(wanted.at(i), m_folder->path(wanted.at(i)), {})
                ? 1
                : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(added.load(), count);
    QStringList noted = notedStores();
    noted.sort();
    QCOMPARE(noted, wanted);
    QCOMPARE(m_folder->open()->stores()->size(), count + 1);
}

void TestCatalogueStores::aStoreThatOnlyTheDatabaseKnowsIsNotedAtStart()
{
    {
        const auto catalogue = m_folder->open();
        VERIFY_RESULT(catalogue->addStore(u"usb"_s, makeFolder(u"usb"_s), u"a disk"_s));
    }
    QJsonObject marker = QJsonDocument::fromJson(readFile(m_folder->root() + u"/VITRINE"_s)).object();
    const QJsonArray stores = marker.value(u"stores"_s).toArray();
    marker.insert(u"stores"_s, QJsonArray());
    writeFile(m_folder->root() + u"/VITRINE"_s, QJsonDocument(marker).toJson());
    m_folder->open().reset();
    marker = QJsonDocument::fromJson(readFile(m_folder->root() + u"/VITRINE"_s)).object();
    QCOMPARE(marker.value(u"stores"_s).toArray(), stores);
}

void TestCatalogueStores::aStoreIsNotAddedTwice()
{
    const auto catalogue = m_folder->open();
    const QString first = makeFolder(u"first"_s);
    VERIFY_RESULT(catalogue->addStore(u"usb"_s, first, {}));
    QCOMPARE(codeOf(catalogue->addStore(u"usb"_s, makeFolder(u"second"_s), {})), ErrorCode::Conflict);
    QCOMPARE(CatalogueLayout::read(m_folder->root())->extraStores().constFirst().path, first);
    QCOMPARE(filesUnder(m_folder->path(u"second"_s)), QStringList());
}

void TestCatalogueStores::aDiskThatCameBackIsOpenedAnew()
{
    const auto catalogue = m_folder->open();
    const QString usb = makeFolder(u"usb"_s);
    VERIFY_RESULT(catalogue->addStore(u"usb"_s, usb, {}));
    const ImageId before = createIn(*catalogue, u"usb"_s);
    // What lies at the path now is another folder with the same in it.
    const QString old = m_folder->path(u"old"_s);
    QVERIFY(QDir().rename(usb, old));
    QCOMPARE(catalogue->stores()->constLast().isAvailable, false);
    run(u"cp"_s, { u"-a"_s, old, usb });
    QVERIFY(QDir(old).removeRecursively());

    QVERIFY(catalogue->stores()->constLast().isAvailable);
    createIn(*catalogue, u"usb"_s);
    QCOMPARE(CatalogueFolder::dataFiles(usb).size(), 2);
    QVERIFY(catalogue->verify({}, {})->issues.isEmpty());
    QCOMPARE(catalogue->image(before)->stores, QStringList{ u"usb"_s });
}

void TestCatalogueStores::blobsThatVanishedAreNotRemadeEmpty()
{
    createActive(*m_folder->open(), m_bytes);
    const QString blobs = m_folder->root() + u"/blobs"_s;
    QVERIFY(QDir().rename(blobs, m_folder->path(u"aside"_s)));
    const auto refused = Catalogue::open(m_folder->options());
    QCOMPARE(codeOf(refused), ErrorCode::Unavailable);
    QVERIFY(refused.error().message.contains(blobs));
    QVERIFY(!QFile::exists(blobs));
    QCOMPARE(codeOf(Catalogue::rebuild(m_folder->options())), ErrorCode::Unavailable);
    QVERIFY(!QFile::exists(blobs));
    QVERIFY(QDir().rename(m_folder->path(u"aside"_s), blobs));
    QVERIFY(m_folder->open()->recoveryReport().issues.isEmpty());
}

QTEST_GUILESS_MAIN(TestCatalogueStores)
#include "tst_cataloguestores.moc"
