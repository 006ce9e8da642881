#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/openstack/clouds.h"
#include "core/openstack/cloudsyaml.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray oneCloud = R"(
clouds:
  lab:
    auth:
      auth_url: http://keystone:5000/v3/
      username: ada
      password: 0123
      project_name: lab
    region_name: RegionOne
)";

QVariantMap withAuth(const QVariantMap &auth, QVariantMap beside = {})
{
    QVariantMap all{ { u"auth_url"_s, u"http://keystone:5000"_s }, { u"username"_s, u"ada"_s },
        { u"password"_s, u"secret"_s }, { u"project_name"_s, u"lab"_s } };
    all.insert(auth);
    beside.insert(u"auth"_s, all);
    return beside;
}

} // namespace

class TestClouds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theFirstFileCounts();
    void theChosenFileGoesFirst();
    void secureIsLaidOver();
    void aProfileLiesBelow();
    void theEnvironmentIsOneCloud();
    void selectorsAloneAreNoCloud();
    void e02_twoCloudsOfOneNameAreRefused();
    void e06_theRegionOfTheEnvironmentChooses();
    void unknownNameNamesTheOthers();
    void e01_badFilesSayTheLine_data();
    void e01_badFilesSayTheLine();
    void e01_manyAliasesAreRefused();
    void e01_hugeFileIsRefused();
    void anchorsAndMergeKeysAreResolved();
    void e02_badSettingsNameTheKey_data();
    void e02_badSettingsNameTheKey();
    void typeIsGuessed_data();
    void typeIsGuessed();
    void oldNamesCount();
    void noDomainMeansTheFirst();
    void e03_readableByOthersIsSaid();
    void e04_unverifiedIsOneClouds();
    void e05_missingCertificateIsRefused();
    void c30_fingerprintsAreRead();
    void secretsAreNotPrinted();

private:
    void write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        writeFile(path, bytes);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    }
    Result<Clouds> find() const { return Clouds::find(m_places); }

    std::unique_ptr<QTemporaryDir> m_folder;
    CloudPlaces m_places;
};

void TestClouds::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_places.environment.clear();
    m_places.folders = { m_folder->filePath(u"here"_s), m_folder->filePath(u"home"_s) };
}

void TestClouds::theFirstFileCounts()
{
    write(u"home/clouds.yaml"_s, oneCloud);
    QCOMPARE(find()->names(), QStringList{ u"lab"_s });
    write(u"here/clouds.yml"_s, "clouds: {other: {auth: {auth_url: 'http://k'}}}");
    QCOMPARE(find()->names(), QStringList{ u"other"_s });
    write(u"here/clouds.yaml"_s, "clouds: {first: {}, second: {}}");
    QCOMPARE(find()->names(), (QStringList{ u"first"_s, u"second"_s }));
    QCOMPARE(find()->files(), QStringList{ m_folder->filePath(u"here/clouds.yaml"_s) });
}

void TestClouds::theChosenFileGoesFirst()
{
    write(u"here/clouds.yaml"_s, "clouds: {first: {}}");
    write(u"mine.json"_s, R"({"clouds": {"json": {"auth": {"auth_url": "http://k"}}}})");
    m_places.environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, m_folder->filePath(u"mine.json"_s));
    QCOMPARE(find()->names(), QStringList{ u"json"_s });
    m_places.environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, m_folder->filePath(u"missing.yaml"_s));
    QCOMPARE(find()->names(), QStringList{ u"first"_s });
}

void TestClouds::secureIsLaidOver()
{
    write(u"home/clouds.yaml"_s, oneCloud);
    write(u"here/secure.yaml"_s, "clouds: {lab: {auth: {password: better}}}");
    const auto cloud = find()->cloud(u"lab"_s);
    QVERIFY_OK(cloud);
    QCOMPARE(cloud->password.reveal(), u"better"_s);
    QCOMPARE(cloud->userName, u"ada"_s);
    QCOMPARE(cloud->authUrl, QUrl(u"http://keystone:5000"_s));
    QCOMPARE(cloud->source, m_folder->filePath(u"home/clouds.yaml"_s));
}

void TestClouds::aProfileLiesBelow()
{
    write(u"here/clouds.yaml"_s,
        "clouds: {mine: {profile: big, auth: {username: ada, password: x}}, lost: {profile: no}}");
    write(u"home/clouds-public.yaml"_s,
        "public-clouds: {big: {auth: {auth_url: 'https://big:5000', username: nobody}, region_name: North}}");
    const auto clouds = find();
    QVERIFY_OK(clouds);
    const auto cloud = clouds->cloud(u"mine"_s);
    QVERIFY_OK(cloud);
    QCOMPARE(cloud->authUrl, QUrl(u"https://big:5000"_s));
    QCOMPARE(cloud->userName, u"ada"_s);
    QCOMPARE(cloud->regionName, u"North"_s);
    QCOMPARE_ERROR(clouds->cloud(u"lost"_s), ErrorCode::NotFound);
}

void TestClouds::theEnvironmentIsOneCloud()
{
    m_places.environment.insert(u"OS_AUTH_URL"_s, u"http://keystone:5000/v3"_s);
    m_places.environment.insert(u"OS_USERNAME"_s, u"ada"_s);
    m_places.environment.insert(u"OS_PASSWORD"_s, u"pass:word"_s);
    m_places.environment.insert(u"OS_PROJECT_NAME"_s, u"lab"_s);
    m_places.environment.insert(u"OS_ENDPOINT_TYPE"_s, u"internalURL"_s);
    m_places.environment.insert(u"OS_REGION_NAME"_s, u"North"_s);
    const auto cloud = find()->cloud(u"envvars"_s);
    QVERIFY_OK(cloud);
    QCOMPARE(cloud->password.reveal(), u"pass:word"_s);
    QCOMPARE(cloud->interface, u"internal"_s);
    QCOMPARE(cloud->regionName, u"North"_s);
    QVERIFY(cloud->source.isNull());
    m_places.environment.insert(u"OS_CLOUD_NAME"_s, u"mine"_s);
    QCOMPARE(find()->names(), QStringList{ u"mine"_s });
}

void TestClouds::selectorsAloneAreNoCloud()
{
    m_places.environment.insert(u"OS_CLOUD"_s, u"lab"_s);
    m_places.environment.insert(u"OS_REGION_NAME"_s, u"North"_s);
    m_places.environment.insert(u"OS_USERNAME"_s, u"ada"_s);
    QVERIFY(find()->names().isEmpty());
}

void TestClouds::e02_twoCloudsOfOneNameAreRefused()
{
    write(u"here/clouds.yaml"_s, "clouds:\n  envvars: {}\n");
    m_places.environment.insert(u"OS_AUTH_URL"_s, u"http://keystone:5000/v3"_s);
    QCOMPARE_ERROR(find(), ErrorCode::Conflict);
    write(u"here/clouds.yaml"_s, "clouds:\n  lab: {}\n  lab: {}\n");
    QCOMPARE_ERROR(find(), ErrorCode::BadRequest);
    QVERIFY2(find().error().message.contains(u"3:3"), qPrintable(find().error().message));
}

void TestClouds::e06_theRegionOfTheEnvironmentChooses()
{
    write(u"here/clouds.yaml"_s,
        "clouds: {lab: {auth: {auth_url: 'http://k', username: a, password: b}, regions: [North, {name: "
        "South}]}}");
    QCOMPARE(find()->cloud(u"lab"_s)->regionName, u"North"_s);
    m_places.environment.insert(u"OS_REGION_NAME"_s, u"South"_s);
    QCOMPARE(find()->cloud(u"lab"_s)->regionName, u"South"_s);
    m_places.environment.insert(u"OS_REGION_NAME"_s, u"West"_s);
    const auto wrong = find()->cloud(u"lab"_s);
    QCOMPARE_ERROR(wrong, ErrorCode::BadRequest);
    QVERIFY(wrong.error().message.contains(u"North, South"));
}

void TestClouds::unknownNameNamesTheOthers()
{
    QCOMPARE_ERROR(find()->cloud(u"lab"_s), ErrorCode::NotFound);
    write(u"here/clouds.yaml"_s, "clouds: {first: {}, second: {}}");
    const auto cloud = find()->cloud(u"third"_s);
    QCOMPARE_ERROR(cloud, ErrorCode::NotFound);
    QVERIFY(cloud.error().message.contains(u"first, second"));
}

void TestClouds::e01_badFilesSayTheLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::newRow("tab") << QByteArray("clouds:\n\tlab: {}\n") << u"2:"_s;
    QTest::newRow("open brace") << QByteArray("clouds: {lab: {\n") << u":"_s;
    QTest::newRow("text") << QByteArray("hello") << u"1:1"_s;
    QTest::newRow("list") << QByteArray("- a\n- b\n") << u"1:1"_s;
    QTest::newRow("unknown alias") << QByteArray("clouds:\n  lab: *x\n") << u"2:"_s;
    QTest::newRow("name is a list") << QByteArray("clouds:\n  ? [a]\n  : b\n") << u"2:"_s;
}

void TestClouds::e01_badFilesSayTheLine()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, place);
    write(u"here/clouds.yaml"_s, bytes);
    const auto clouds = find();
    QCOMPARE_ERROR(clouds, ErrorCode::BadRequest);
    QVERIFY2(clouds.error().message.contains(place), qPrintable(clouds.error().message));
    QVERIFY(clouds.error().message.contains(u"clouds.yaml"));
}

void TestClouds::e01_manyAliasesAreRefused()
{
    QByteArray bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray last = "*a" + QByteArray::number(i - 1);
        const QByteArray name = "a" + QByteArray::number(i);
        bomb += name + ": &" + name + " [" + QByteArrayList(10, last).join(", ") + "]\n";
    }
    QCOMPARE_ERROR(cloudsFromYaml(bomb, u"clouds.yaml"_s), ErrorCode::BadRequest);
    QCOMPARE_ERROR(cloudsFromYaml("a: &a [*a]\n", u"clouds.yaml"_s), ErrorCode::BadRequest);
    QCOMPARE_ERROR(cloudsFromYaml(QByteArray(100'000, '['), u"clouds.yaml"_s), ErrorCode::BadRequest);
}

void TestClouds::e01_hugeFileIsRefused()
{
    write(u"here/clouds.yaml"_s, QByteArray((1 << 20) + 1, '#'));
    QCOMPARE_ERROR(find(), ErrorCode::BadRequest);
}

void TestClouds::anchorsAndMergeKeysAreResolved()
{
    const auto tree = cloudsFromYaml("base: &base {a: 1, b: 2}\nuse: {<<: *base, b: 3}\nempty: ~\n", u"x"_s);
    QVERIFY_OK(tree);
    const QVariantMap use = tree->value(u"use"_s).toMap();
    QCOMPARE(use.value(u"a"_s).toString(), u"1"_s);
    QCOMPARE(use.value(u"b"_s).toString(), u"3"_s);
    QVERIFY(!tree->value(u"empty"_s).isValid());
    QVERIFY_OK(cloudsFromYaml("", u"x"_s));
}

void TestClouds::e02_badSettingsNameTheKey_data()
{
    QTest::addColumn<QVariantMap>("settings");
    QTest::addColumn<QString>("key");
    const QString none;
    QTest::newRow("no address") << withAuth({ { u"auth_url"_s, none } }) << u"auth_url"_s;
    QTest::newRow("no user") << withAuth({ { u"username"_s, none } }) << u"username"_s;
    QTest::newRow("unknown type") << withAuth({}, { { u"auth_type"_s, u"kerberos"_s } }) << u"kerberos"_s;
    QTest::newRow("version 2") << withAuth({ { u"auth_url"_s, u"http://k:5000/v2.0"_s } }) << u"/v3"_s;
    QTest::newRow("file") << withAuth({ { u"auth_url"_s, u"file:///etc/passwd"_s } }) << u"auth_url"_s;
    QTest::newRow("no token") << withAuth({}, { { u"auth_type"_s, u"v3token"_s } }) << u"token"_s;
    QTest::newRow("no credential secret")
        << withAuth({}, { { u"auth_type"_s, u"v3applicationcredential"_s } })
        << u"application_credential_secret"_s;
    QTest::newRow("fingerprint of another kind")
        << withAuth({}, { { u"fingerprint"_s, u"AB:CD"_s } }) << u"fingerprint"_s;
    QTest::newRow("nobody without endpoint")
        << withAuth({}, { { u"auth_type"_s, u"none"_s } }) << u"endpoint"_s;
}

void TestClouds::e02_badSettingsNameTheKey()
{
    QFETCH(const QVariantMap, settings);
    QFETCH(const QString, key);
    const auto cloud = cloudFromSettings(u"lab"_s, settings);
    QCOMPARE_ERROR(cloud, ErrorCode::BadRequest);
    QVERIFY2(cloud.error().message.contains(key), qPrintable(cloud.error().message));
    QVERIFY(cloud.error().message.contains(u"lab"));
    QVERIFY(!cloud.error().message.contains(u"secret_"));
}

void TestClouds::typeIsGuessed_data()
{
    QTest::addColumn<QVariantMap>("settings");
    QTest::addColumn<QString>("type");
    QTest::newRow("password") << withAuth({}) << u"password"_s;
    QTest::newRow("v3password") << withAuth({}, { { u"auth_type"_s, u"v3password"_s } }) << u"password"_s;
    QTest::newRow("token") << withAuth({ { u"token"_s, u"t"_s } }) << u"token"_s;
    QTest::newRow("application credential") << withAuth(
        { { u"application_credential_id"_s, u"i"_s }, { u"application_credential_secret"_s, u"s"_s } })
                                            << u"v3applicationcredential"_s;
    QTest::newRow("nobody") << QVariantMap{ { u"auth_type"_s, u"none"_s },
        { u"endpoint"_s, u"http://g:9292"_s } }
                            << u"none"_s;
    QTest::newRow("basic") << QVariantMap{ { u"auth_type"_s, u"http_basic"_s }, { u"username"_s, u"a"_s },
        { u"endpoint"_s, u"http://g:9292"_s } }
                           << u"http_basic"_s;
}

void TestClouds::typeIsGuessed()
{
    QFETCH(const QVariantMap, settings);
    QFETCH(const QString, type);
    const auto cloud = cloudFromSettings(u"lab"_s, settings);
    QVERIFY_OK(cloud);
    const QString shown = authTypeName(cloud->authType);
    QCOMPARE(shown, type);
}

void TestClouds::oldNamesCount()
{
    QVariantMap settings{ { u"auth-url"_s, u"http://k:5000"_s }, { u"username"_s, u"a"_s },
        { u"password"_s, u"b"_s }, { u"tenant_name"_s, u"old"_s }, { u"insecure"_s, u"True"_s } };
    auto cloud = cloudFromSettings(u"lab"_s, settings);
    QVERIFY_OK(cloud);
    QCOMPARE(cloud->scope.projectName, u"old"_s);
    QVERIFY(!cloud->isVerified);
    settings.insert(u"project_name"_s, u"new"_s);
    settings.insert(u"domain_name"_s, u"Earth"_s);
    cloud = cloudFromSettings(u"lab"_s, settings);
    QCOMPARE(cloud->scope.projectName, u"new"_s);
    QCOMPARE(cloud->scope.projectDomainName, u"Earth"_s);
    QCOMPARE(cloud->userDomainName, u"Earth"_s);
    QVERIFY(!cloud->scope.hasDomain());
}

void TestClouds::noDomainMeansTheFirst()
{
    const auto cloud = cloudFromSettings(u"lab"_s, withAuth({}));
    QVERIFY_OK(cloud);
    QCOMPARE(cloud->userDomainId, u"default"_s);
    QCOMPARE(cloud->scope.projectDomainId, u"default"_s);
}

void TestClouds::e03_readableByOthersIsSaid()
{
    write(u"here/clouds.yaml"_s, oneCloud);
    QVERIFY(find()->warnings().isEmpty());
    QFile::setPermissions(m_folder->filePath(u"here/clouds.yaml"_s), QFile::ReadOwner | QFile::ReadOther);
    QCOMPARE(find()->warnings().size(), 1);
    QVERIFY(find()->warnings().constFirst().contains(u"chmod 600"));
}

void TestClouds::e04_unverifiedIsOneClouds()
{
    write(u"here/clouds.yaml"_s,
        oneCloud + "    verify: false\n"
            + QByteArray(oneCloud).replace("\nclouds:\n", "").replace("lab:", "other:"));
    const auto clouds = find();
    QVERIFY_OK(clouds);
    QVERIFY(!clouds->cloud(u"lab"_s)->isVerified);
    QVERIFY(clouds->cloud(u"other"_s)->isVerified);
}

void TestClouds::c30_fingerprintsAreRead()
{
    const QString digits = QString(u"ab"_s).repeated(32);
    const auto one = cloudFromSettings(u"lab"_s, withAuth({ { u"fingerprint"_s, digits } }));
    QVERIFY_OK(one);
    QCOMPARE(one->fingerprints, QStringList{ digits.toUpper() });
    QString shown = digits.toUpper();
    for (qsizetype i = 62; i > 0; i -= 2)
        shown.insert(i, u':');
    const QVariantList two{ shown, QString(u"01"_s).repeated(32) };
    const auto several = cloudFromSettings(u"lab"_s, withAuth({}, { { u"fingerprint"_s, two } }));
    QVERIFY_OK(several);
    QCOMPARE(several->fingerprints, (QStringList{ digits.toUpper(), QString(u"01"_s).repeated(32) }));
}

void TestClouds::e05_missingCertificateIsRefused()
{
    const auto cloud = cloudFromSettings(u"lab"_s, withAuth({}, { { u"cacert"_s, u"/nowhere/ca.pem"_s } }));
    QCOMPARE_ERROR(cloud, ErrorCode::BadRequest);
    QVERIFY(cloud.error().message.contains(u"/nowhere/ca.pem"));
}

void TestClouds::secretsAreNotPrinted()
{
    QString text;
    QDebug(&text) << Secret(u"canary"_s);
    QVERIFY(!text.contains(u"canary"));
}

QTEST_GUILESS_MAIN(TestClouds)
#include "tst_clouds.moc"
