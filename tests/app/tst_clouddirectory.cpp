#include <QLoggingCategory>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/vitrine/clouddirectory.h"
#include "tests/support/testfiles.h"
#include "ui/catalogs/catalogueregistry.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray twoClouds
    = "clouds:\n"
      "  school:\n"
      "    auth: {auth_url: 'http://127.0.0.1:1/v3', username: ada, password: canary-word,\n"
      "           project_name: demo}\n"
      "  lab:\n"
      "    auth: {auth_url: 'http://127.0.0.1:2', username: ada, project_name: lab}\n";

} // namespace

/// Which clouds there are, from real files.
class CloudDirectoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void foundCloudsAreListedByThemselves();
    void aChangedFileIsReadAgain();
    void oneThatCannotBeUsedSaysWhy();
    void addedCloudsAreKeptWithoutTheirSecrets();
    void aDroppedFileIsReferredToWhereItLies();
    void aFileWithoutCloudsIsRefused();
    void whatPeopleCallACloudIsKept();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void read();
    QStringList labels() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<CatalogueRegistry> m_registry;
    std::unique_ptr<CloudDirectory> m_list;
};

void CloudDirectoryTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.*.warning=false"_s);
}

void CloudDirectoryTest::init()
{
    m_list.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(path(u"settings.ini"_s), QSettings::IniFormat);
    m_registry = std::make_unique<CatalogueRegistry>(*m_settings);
    CloudPlaces places;
    places.environment.clear();
    QVERIFY(QDir().mkpath(path(u"openstack"_s)));
    places.folders = { path(u"openstack"_s) };
    m_list = std::make_unique<CloudDirectory>(*m_registry, places, path(u"config/clouds.json"_s));
}

void CloudDirectoryTest::read()
{
    QSignalSpy ended(m_list.get(), &CloudDirectory::readingEnded);
    m_list->read();
    QTRY_VERIFY(!ended.isEmpty());
}

QStringList CloudDirectoryTest::labels() const
{
    QStringList labels;
    for (const CatalogueEntry &entry : m_registry->entries()) {
        if (entry.isCloud())
            labels.append(entry.label);
    }
    return labels;
}

void CloudDirectoryTest::foundCloudsAreListedByThemselves()
{
    m_registry->addFolder(u"/data/images"_s);
    test::writeFile(path(u"openstack/clouds.yaml"_s), twoClouds);
    read();
    QCOMPARE(labels(), (QStringList{ u"lab"_s, u"school"_s }));
    const CatalogueEntry school = *m_registry->entry(u"cloud:school"_s);
    QCOMPARE(school.place, u"http://127.0.0.1:1"_s);
    QCOMPARE(school.cloud.project, u"demo"_s);
    QCOMPARE(school.cloud.source, path(u"openstack/clouds.yaml"_s));
    QCOMPARE(school.health, CatalogueHealth::Closed);
    // The folder of images comes first.
    QVERIFY(!m_registry->entries().constFirst().isCloud());
}

void CloudDirectoryTest::aChangedFileIsReadAgain()
{
    test::writeFile(path(u"openstack/clouds.yaml"_s), twoClouds);
    read();
    m_registry->setHealth(u"cloud:lab"_s, CatalogueHealth::Available);
    test::writeFile(path(u"openstack/clouds.yaml"_s),
        twoClouds + "  third:\n    auth: {auth_url: 'http://127.0.0.1:3', username: ada}\n");
    QTRY_COMPARE_WITH_TIMEOUT(labels().size(), 3, 10'000);
    QCOMPARE(m_registry->entry(u"cloud:lab"_s)->health, CatalogueHealth::Available);
    QVERIFY(QFile::remove(path(u"openstack/clouds.yaml"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(labels().size(), 0, 10'000);
}

void CloudDirectoryTest::oneThatCannotBeUsedSaysWhy()
{
    test::writeFile(
        path(u"openstack/clouds.yaml"_s), "clouds:\n  half:\n    auth: {auth_url: 'http://127.0.0.1:1'}\n");
    read();
    const CatalogueEntry half = *m_registry->entry(u"cloud:half"_s);
    QCOMPARE(half.health, CatalogueHealth::Failed);
    QVERIFY(half.error->message.contains(u"username"_s));
    test::writeFile(path(u"openstack/clouds.yaml"_s),
        "clouds:\n  half:\n    auth: {auth_url: 'http://127.0.0.1:1', username: ada}\n");
    read();
    QCOMPARE(m_registry->entry(u"cloud:half"_s)->health, CatalogueHealth::Closed);
    QVERIFY(!m_registry->entry(u"cloud:half"_s)->error);
}

void CloudDirectoryTest::addedCloudsAreKeptWithoutTheirSecrets()
{
    read();
    const QVariantMap auth{ { u"auth_url"_s, u"http://127.0.0.1:1"_s }, { u"username"_s, u"ada"_s },
        { u"password"_s, u"canary-word"_s } };
    QSignalSpy ended(m_list.get(), &CloudDirectory::readingEnded);
    m_list->save(u"mine"_s, { { u"auth_type"_s, u"password"_s }, { u"auth"_s, auth } });
    QTRY_COMPARE(labels(), QStringList{ u"mine"_s });
    QFile book(path(u"config/clouds.json"_s));
    QVERIFY(book.open(QIODevice::ReadOnly));
    const QByteArray written = book.readAll();
    QVERIFY(written.contains("127.0.0.1:1"));
    QVERIFY(!written.contains("canary"));
    QCOMPARE(book.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto cloud = m_list->cloud(u"cloud-own:mine"_s);
    QVERIFY(cloud && cloud->config);
    QVERIFY(secretOf(*cloud->config).isEmpty());
    // Another name takes the place of the first.
    m_list->save(u"renamed"_s, cloud->settings, u"mine"_s);
    QTRY_COMPARE(labels(), QStringList{ u"renamed"_s });
    m_list->remove(u"cloud-own:renamed"_s);
    QTRY_COMPARE(labels(), QStringList());
}

void CloudDirectoryTest::aDroppedFileIsReferredToWhereItLies()
{
    read();
    const QString file = path(u"dropped.yaml"_s);
    test::writeFile(file, twoClouds);
    QSignalSpy added(m_list.get(), &CloudDirectory::fileAdded);
    m_list->addFile(file);
    QTRY_COMPARE(added.size(), 1);
    QCOMPARE(added.constFirst().at(1).toStringList(), (QStringList{ u"lab"_s, u"school"_s }));
    QCOMPARE(labels(), (QStringList{ u"lab"_s, u"school"_s }));
    const QString id = cloudId(CloudOrigin::Referred, u"school"_s, file);
    QCOMPARE(secretOf(*m_list->cloud(id)->config).reveal(), u"canary-word"_s);
    QFile book(path(u"config/clouds.json"_s));
    QVERIFY(book.open(QIODevice::ReadOnly));
    const QByteArray written = book.readAll();
    QVERIFY(written.contains("dropped.yaml"));
    QVERIFY(!written.contains("canary"));
    m_list->remove(id);
    QTRY_COMPARE(labels(), QStringList());
    QVERIFY(QFile::exists(file));
}

void CloudDirectoryTest::aFileWithoutCloudsIsRefused()
{
    read();
    QSignalSpy failed(m_list.get(), &CloudDirectory::failed);
    test::writeFile(path(u"other.yaml"_s), "services: {web: {image: nginx}}\n");
    m_list->addFile(path(u"other.yaml"_s));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.constFirst().constFirst().value<Error>().message.contains(u"other.yaml"_s));
    QVERIFY(!QFile::exists(path(u"config/clouds.json"_s)));
}

void CloudDirectoryTest::whatPeopleCallACloudIsKept()
{
    test::writeFile(path(u"openstack/clouds.yaml"_s), twoClouds);
    read();
    m_registry->rename(u"cloud:lab"_s, u"Room 7"_s);
    read();
    QCOMPARE(m_registry->entry(u"cloud:lab"_s)->label, u"Room 7"_s);
    CatalogueRegistry next(*m_settings);
    next.setClouds(
        { CatalogueEntry{ .id = u"cloud:lab"_s, .kind = CatalogueKind::Cloud, .label = u"lab"_s } });
    QCOMPARE(next.entries().constFirst().label, u"Room 7"_s);
}

QTEST_GUILESS_MAIN(CloudDirectoryTest)
#include "tst_clouddirectory.moc"
