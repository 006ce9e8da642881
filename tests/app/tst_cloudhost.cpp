#include <QLoggingCategory>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include "app/vitrine/cloudhost.h"
#include "app/vitrine/keyring.h"
#include "app/vitrine/openedcloud.h"
#include "tests/support/corotest.h"
#include "tests/support/fakecloud.h"
#include "tests/support/testfiles.h"
#include "ui/catalogs/catalogueregistry.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Logging in to a scripted cloud.
class CloudHostTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anOpenedCloudShowsItsImages();
    void aRefusedLoginIsSaid();
    void aSilentCloudIsOffline();
    void aCloudThatIsAwayShowsWhatWasSeenLast();
    void e07_aPasswordThatNoKeyringHasIsAskedFor();
    void projectAndRegionAreChosenAndRemembered();
    void aCloudThatChangesIsOpenedAnew();
    void anotherPasswordIsUsedAtOnce();
    void aCloudThatDoesNotAnswerHoldsNothingUp();
    void aChangeUnderWayIsMadeBeforeTheCloudIsClosed();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void writeClouds(const QString &url, const QByteArray &password = "canary-password");
    void answer();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::ScriptedServer> m_server;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<CatalogueRegistry> m_registry;
    std::unique_ptr<CloudDirectory> m_list;
    std::unique_ptr<Keyring> m_keyring;
    std::unique_ptr<CloudHost> m_host;
    const QString m_lab = u"cloud:lab"_s;
};

void CloudHostTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.*.warning=false"_s);
    // No keyring: what is kept is kept for this session.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

void CloudHostTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_STATE_HOME", path(u"state"_s).toLocal8Bit());
    m_server = std::make_unique<test::ScriptedServer>();
    m_settings = std::make_unique<QSettings>(path(u"settings.ini"_s), QSettings::IniFormat);
    m_registry = std::make_unique<CatalogueRegistry>(*m_settings);
    CloudPlaces places;
    places.environment.clear();
    places.folders = { m_folder->path() };
    m_list = std::make_unique<CloudDirectory>(*m_registry, places, path(u"own.json"_s));
    m_keyring = std::make_unique<Keyring>();
    m_host = std::make_unique<CloudHost>(*m_registry, *m_list, *m_keyring, *m_settings, path(u"journal"_s));
    answer();
    writeClouds(m_server->url());
}

void CloudHostTest::cleanup()
{
    m_host.reset();
    m_list.reset();
    m_registry.reset();
}

void CloudHostTest::writeClouds(const QString &url, const QByteArray &password)
{
    QByteArray text = "clouds:\n  lab:\n    auth:\n      auth_url: " + url.toUtf8()
        + "\n      username: ada\n      project_name: lab\n";
    if (!password.isEmpty())
        text += "      password: " + password + "\n";
    test::writeFile(path(u"clouds.yaml"_s), text);
    QSignalSpy ended(m_list.get(), &CloudDirectory::readingEnded);
    m_list->read();
    QTRY_VERIFY(!ended.isEmpty());
}

void CloudHostTest::answer()
{
    m_server->answer("POST /v3/auth/tokens", { test::tokenReply(*m_server) });
    m_server->answer("GET /v3/auth/projects",
        { test::jsonReply(R"({"projects": [{"id": "p2", "name": "research", "enabled": true},
                                           {"id": "p1", "name": "lab", "enabled": true},
                                           {"id": "p3", "name": "old", "enabled": false}]})") });
    m_server->answer(
        "GET /versions", { test::jsonReply(R"({"versions": [{"id": "v2.15", "status": "CURRENT"}]})", 300) });
    m_server->answer(
        "GET /", { test::jsonReply(R"({"versions": [{"id": "v2.15", "status": "CURRENT"}]})", 300) });
    m_server->answer("GET /v2/images",
        { test::jsonReply("{\"images\": [" + test::imageJson(test::someId, "queued") + "]}") });
}

void CloudHostTest::anOpenedCloudShowsItsImages()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QCOMPARE(m_registry->entry(m_lab)->health, CatalogueHealth::Opening);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    const CatalogueEntry entry = *m_registry->entry(m_lab);
    QCOMPARE(entry.health, CatalogueHealth::Available);
    QCOMPARE(entry.cloud.user, u"ada"_s);
    QCOMPARE(entry.cloud.project, u"lab"_s);
    QCOMPARE(entry.cloud.region, u"Here"_s);
    QCOMPARE(entry.cloud.projects.size(), 2);
    QCOMPARE(entry.cloud.projects.constFirst().name, u"lab"_s);
    const auto page = QCoro::waitFor(m_host->opened(m_lab)->service().listImages({}));
    QVERIFY(page);
    QCOMPARE(page->images.size(), 1);
}

void CloudHostTest::aRefusedLoginIsSaid()
{
    m_server->answer("POST /v3/auth/tokens",
        { test::jsonReply(R"({"error": {"code": 401, "message": "no", "title": "Unauthorized"}})", 401) });
    QSignalSpy failed(m_host.get(), &CloudHost::openingFailed);
    QSignalSpy asked(m_host.get(), &CloudHost::secretNeeded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
    QCOMPARE(m_registry->entry(m_lab)->health, CatalogueHealth::Refused);
    QVERIFY(!m_registry->entry(m_lab)->error->message.contains(test::canaryPassword));
    // The password stands in a file: it is corrected there.
    QVERIFY(asked.isEmpty());
}

void CloudHostTest::aSilentCloudIsOffline()
{
    writeClouds(u"http://127.0.0.1:1"_s);
    QSignalSpy failed(m_host.get(), &CloudHost::openingFailed);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
    const CatalogueEntry entry = *m_registry->entry(m_lab);
    QCOMPARE(entry.health, CatalogueHealth::Offline);
    QVERIFY(text::catalogueSummary(entry).startsWith(u"Offline since"_s));
    // It comes back.
    writeClouds(m_server->url());
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(m_registry->entry(m_lab)->health, CatalogueHealth::Available);
}

void CloudHostTest::aCloudThatIsAwayShowsWhatWasSeenLast()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    OpenedCloud *cloud = m_host->opened(m_lab);
    cloud->setShown(true);
    QTRY_VERIFY_WITH_TIMEOUT(cloud->service().reach().lastSeen.isValid(), 20'000);
    // What was seen is written down when the service goes.
    m_host.reset();
    m_server->answer(
        "POST /v3/auth/tokens", [](const test::HttpQuestion &) { return test::jsonReply("", 503); });

    CloudHost next(*m_registry, *m_list, *m_keyring, *m_settings, path(u"journal"_s));
    QSignalSpy again(&next, &CloudHost::openingEnded);
    next.open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(again.size(), 1, 60'000);
    QCOMPARE(m_registry->entry(m_lab)->health, CatalogueHealth::Offline);
    QVERIFY(m_registry->entry(m_lab)->error.has_value());
}

void CloudHostTest::e07_aPasswordThatNoKeyringHasIsAskedFor()
{
    writeClouds(m_server->url(), {});
    QSignalSpy asked(m_host.get(), &CloudHost::secretNeeded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 20'000);
    QVERIFY(asked.constFirst().at(1).toString().isEmpty());
    QCOMPARE(m_server->count("POST /v3/auth/tokens"), 0);
    m_keyring->keepForSession(m_lab, Secret(test::canaryPassword));
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QVERIFY(m_server->questions("POST /v3/auth/tokens")
                .constFirst()
                .body.contains(test::canaryPassword.toUtf8()));
}

void CloudHostTest::projectAndRegionAreChosenAndRemembered()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    m_registry->chooseProject(m_lab, { u"p2"_s, u"research"_s });
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 20'000);
    QVERIFY(m_server->questions("POST /v3/auth/tokens").constLast().body.contains("\"p2\""));
    CloudHost next(*m_registry, *m_list, *m_keyring, *m_settings, path(u"journal"_s));
    QSignalSpy again(&next, &CloudHost::openingEnded);
    next.open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(again.size(), 1, 20'000);
    QVERIFY(m_server->questions("POST /v3/auth/tokens").constLast().body.contains("\"p2\""));
}

void CloudHostTest::aCloudThatChangesIsOpenedAnew()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    QSignalSpy closing(m_host.get(), &CloudHost::closing);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    m_list->read();
    QTest::qWait(200);
    QCOMPARE(closing.size(), 0);
    test::ScriptedServer other;
    other.answer("POST /v3/auth/tokens", { test::tokenReply(other) });
    other.answer(
        "GET /", { test::jsonReply(R"({"versions": [{"id": "v2.15", "status": "CURRENT"}]})", 300) });
    writeClouds(other.url());
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 20'000);
    QCOMPARE(closing.size(), 1);
    QVERIFY(other.count("POST /v3/auth/tokens") >= 1);
}

void CloudHostTest::anotherPasswordIsUsedAtOnce()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    // In the file.
    writeClouds(m_server->url(), "another-password");
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 20'000);
    QVERIFY(m_server->questions("POST /v3/auth/tokens").constLast().body.contains("another-password"));
    // In the keyring, of which the file knows nothing.
    m_host->useSecret(m_lab, Secret(u"another-password"_s));
    QVERIFY(m_host->opened(m_lab));
    m_keyring->keepForSession(m_lab, Secret(u"third-password"_s));
    writeClouds(m_server->url(), {});
    m_list->read();
    QTest::qWait(500);
    QVERIFY(m_host->opened(m_lab));
    m_host->useSecret(m_lab, Secret(u"third-password"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, 20'000);
    QVERIFY(m_server->questions("POST /v3/auth/tokens").constLast().body.contains("third-password"));
}

void CloudHostTest::aCloudThatDoesNotAnswerHoldsNothingUp()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    test::HttpReply silence;
    silence.isSilent = true;
    m_server->answer("GET /v2/images", { silence });
    const auto asked = [this] { return m_server->count("GET /v2/images"); };
    m_host->opened(m_lab)->setShown(true);
    QTRY_VERIFY_WITH_TIMEOUT(asked() > 0, 20'000);
    QElapsedTimer clock;
    clock.start();
    m_host.reset();
    // As the program does at its end.
    QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
    QVERIFY2(clock.elapsed() < 3'000, qPrintable(QString::number(clock.elapsed())));
}

void CloudHostTest::aChangeUnderWayIsMadeBeforeTheCloudIsClosed()
{
    QSignalSpy ended(m_host.get(), &CloudHost::openingEnded);
    m_host->open(m_lab);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    const QByteArray place = "/v2/images/" + test::someId.toLatin1();
    // So slow that the change itself has not been sent when the cloud is closed.
    m_server->answer("GET " + place, [](const test::HttpQuestion &) {
        QThread::msleep(700);
        return test::jsonReply(test::imageJson(test::someId, "queued"));
    });
    m_server->answer("PATCH " + place, { test::jsonReply(test::imageJson(test::someId, "queued")) });
    ImagePatch patch;
    patch.name = u"typed just before the end"_s;
    const auto change = m_host->opened(m_lab)->service().updateImage(test::someId, patch);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->count("GET " + place), 1, 20'000);
    m_host.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
    QCOMPARE(m_server->count("PATCH " + place), 1);
    QVERIFY(m_server->questions("PATCH " + place).constFirst().body.contains("typed just before the end"));
}

QTEST_GUILESS_MAIN(CloudHostTest)
#include "tst_cloudhost.moc"
