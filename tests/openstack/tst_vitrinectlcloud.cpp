#include <memory>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include "tests/app/ctl.h"
#include "tests/openstack/realcloud.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine;
using namespace vitrine::test;

/// The command line on a real cloud, beside the openstack client.
class TestVitrinectlCloud : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_cloud.reset(); }
    void init();

    void cloudsAreListedShownAndChecked();
    void refusedLoginKeepsItsSecret();
    void aCloudIsChosen();
    void openRcFileIsACloud();
    void outputIsThatOfTheOpenstackClient();
    void anImageLivesInTheCloud();
    void dataAreStagedAndImported();
    void imagesAreCopiedThereAndBack();

private:
    QStringList on(const QString &cloud, const QStringList &arguments) const
    {
        return QStringList{ u"--cloud"_s, cloud } + arguments;
    }
    QString must(const QStringList &arguments) const { return m_ctl->must(on(u"student"_s, arguments)); }
    /// What the openstack client prints.
    QByteArray openstack(const QStringList &arguments) const;

    std::unique_ptr<RealCloud> m_cloud;
    std::unique_ptr<Ctl> m_ctl;
};

void TestVitrinectlCloud::initTestCase()
{
    m_cloud = std::make_unique<RealCloud>();
    if (!m_cloud->problem().isNull())
        QSKIP(qPrintable(m_cloud->problem()));
}

void TestVitrinectlCloud::init()
{
    m_ctl = std::make_unique<Ctl>();
    m_ctl->environment().insert(u"OS_CLIENT_CONFIG_FILE"_s, m_cloud->configFile());
    makeQcow2(m_ctl->path(u"disk.qcow2"_s));
}

QByteArray TestVitrinectlCloud::openstack(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessEnvironment(m_ctl->environment());
    process.start(u"openstack"_s, QStringList{ u"--os-cloud"_s, u"student"_s } + arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        QTest::qFail(process.readAllStandardError().constData(), __FILE__, __LINE__);
    return process.readAllStandardOutput();
}

void TestVitrinectlCloud::cloudsAreListedShownAndChecked()
{
    QCOMPARE(m_ctl->must(
                 { u"cloud"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s, u"-c"_s, u"Project"_s }),
        u"admin admin\nbyid None\nbyname None\ncareful lab\ndomain None\nstranger None\nstudent lab\nsystem "
        u"None\nteacher "
        "office"_s);
    const Outcome shown = m_ctl->run({ u"cloud"_s, u"show"_s, u"student"_s, u"-f"_s, u"json"_s });
    QCOMPARE(shown.object().value(u"user"_s), u"student"_s);
    QVERIFY(!shown.out.contains("0123"));
    const QJsonObject checked
        = m_ctl->run({ u"cloud"_s, u"check"_s, u"student"_s, u"-f"_s, u"json"_s }).object();
    QCOMPARE(checked.value(u"project"_s), u"lab"_s);
    QVERIFY(checked.value(u"version"_s).toString().startsWith(u"v2."));
    QVERIFY(checked.value(u"import_methods"_s).toArray().contains(u"web-download"_s));
    QCOMPARE(checked.value(u"stores"_s).toArray().size(), 2);
}

void TestVitrinectlCloud::refusedLoginKeepsItsSecret()
{
    QByteArray config = readFile(m_cloud->configFile());
    config.replace("'0123'", "canary-password");
    writeFile(m_ctl->path(u"clouds.yaml"_s), config);
    m_ctl->environment().insert(u"OS_CLIENT_CONFIG_FILE"_s, m_ctl->path(u"clouds.yaml"_s));
    m_ctl->environment().insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    const Outcome refused = m_ctl->run(on(u"student"_s, { u"--debug"_s, u"image"_s, u"list"_s }));
    QCOMPARE(refused.code, 1);
    QVERIFY2(
        refused.err.contains("student") && refused.err.contains("unauthorized"), refused.err.constData());
    QVERIFY(!refused.err.contains("canary"));
    // The file that others can read is named.
    QVERIFY2(refused.err.contains("chmod 600"), refused.err.constData());
}

void TestVitrinectlCloud::aCloudIsChosen()
{
    m_ctl->must({ u"image"_s, u"create"_s, u"local"_s });
    must({ u"image"_s, u"create"_s, u"remote"_s });
    const QStringList list{ u"image"_s, u"list"_s, u"-f"_s, u"value"_s, u"-c"_s, u"Name"_s };
    QCOMPARE(m_ctl->must(list), u"local"_s);
    QVERIFY(must(list).contains(u"remote"));
    m_ctl->environment().insert(u"OS_CLOUD"_s, u"student"_s);
    QVERIFY(m_ctl->must(list).contains(u"remote"));
    QCOMPARE(m_ctl->must(QStringList{ u"--catalog"_s, m_ctl->catalogue() } + list), u"local"_s);
    QCOMPARE(m_ctl->must({ u"catalog"_s, u"info"_s, u"-f"_s, u"value"_s, u"-c"_s, u"images"_s }), u"1"_s);
    QCOMPARE(m_ctl->run(on(u"student"_s, { u"catalog"_s, u"info"_s })).code, 1);
    const Outcome unknown = m_ctl->run(on(u"nowhere"_s, list));
    QCOMPARE(unknown.code, 1);
    QVERIFY2(unknown.err.contains("admin, byid"), unknown.err.constData());
    must({ u"image"_s, u"delete"_s, u"remote"_s });
}

void TestVitrinectlCloud::openRcFileIsACloud()
{
    const CloudConfig cloud = m_cloud->cloud(u"student"_s);
    writeFile(m_ctl->path(u"lab-openrc.sh"_s),
        QString(u"export OS_AUTH_URL="_s + cloud.authUrl.toString()
            + u"/v3\nexport OS_USERNAME=\"student\"\nexport OS_PASSWORD='0123'\nexport OS_PROJECT_NAME=lab\n")
            .toUtf8());
    m_ctl->environment().remove(u"OS_CLIENT_CONFIG_FILE"_s);
    m_ctl->must(on(u"./lab-openrc.sh"_s, { u"image"_s, u"list"_s }));
}

void TestVitrinectlCloud::outputIsThatOfTheOpenstackClient()
{
    must({ u"image"_s, u"create"_s, u"--file"_s, m_ctl->path(u"disk.qcow2"_s), u"--property"_s,
        u"os_distro=debian"_s, u"--tag"_s, u"a"_s, u"--min-ram"_s, u"64"_s, u"same"_s });
    must({ u"image"_s, u"create"_s, u"--disk-format"_s, u"raw"_s, u"empty"_s });
    const QList<QStringList> commands{
        { u"image"_s, u"list"_s, u"-f"_s, u"json"_s },
        { u"image"_s, u"list"_s, u"--long"_s, u"-f"_s, u"csv"_s },
        { u"image"_s, u"list"_s, u"-f"_s, u"value"_s },
    };
    for (const QStringList &command : commands) {
        const Outcome ours = m_ctl->run(on(u"student"_s, command));
        QCOMPARE(ours.code, 0);
        QCOMPARE(ours.out, openstack(command));
    }
    // Glance gives the custom properties in no order of its own.
    const QStringList show{ u"image"_s, u"show"_s, u"same"_s, u"-f"_s, u"json"_s };
    QCOMPARE(m_ctl->run(on(u"student"_s, show)).object(), QJsonDocument::fromJson(openstack(show)).object());
    must({ u"image"_s, u"delete"_s, u"same"_s, u"empty"_s });
}

void TestVitrinectlCloud::anImageLivesInTheCloud()
{
    const QString file = m_ctl->path(u"disk.qcow2"_s);
    const QString id = must(
        { u"image"_s, u"create"_s, u"--file"_s, file, u"life"_s, u"-f"_s, u"value"_s, u"-c"_s, u"id"_s });
    const auto show = [&](const QString &key) {
        return must({ u"image"_s, u"show"_s, id, u"-f"_s, u"value"_s, u"-c"_s, key });
    };
    QCOMPARE(show(u"status"_s), u"active"_s);
    QCOMPARE(show(u"disk_format"_s), u"qcow2"_s);
    QCOMPARE(show(u"checksum"_s), md5Of(readFile(file)));
    must({ u"image"_s, u"set"_s, u"life"_s, u"--name"_s, u"renamed"_s, u"--property"_s, u"a=b"_s, u"--tag"_s,
        u"t"_s, u"--protected"_s });
    QCOMPARE(show(u"name"_s), u"renamed"_s);
    QCOMPARE(m_ctl->run(on(u"student"_s, { u"image"_s, u"delete"_s, id })).code, 1);
    must({ u"image"_s, u"set"_s, id, u"--unprotected"_s });
    must({ u"image"_s, u"unset"_s, id, u"--property"_s, u"a"_s, u"--tag"_s, u"t"_s });
    must({ u"image"_s, u"save"_s, id, u"--file"_s, m_ctl->path(u"saved"_s) });
    QCOMPARE(readFile(m_ctl->path(u"saved"_s)), readFile(file));
    must({ u"image"_s, u"deactivate"_s, id });
    QCOMPARE(show(u"status"_s), u"deactivated"_s);
    const Outcome refused
        = m_ctl->run(on(u"student"_s, { u"image"_s, u"save"_s, id, u"--file"_s, m_ctl->path(u"no"_s) }));
    QCOMPARE(refused.code, 1);
    QVERIFY(!QFile::exists(m_ctl->path(u"no"_s)));
    must({ u"image"_s, u"reactivate"_s, id });
    must({ u"image"_s, u"delete"_s, id });
    QCOMPARE(m_ctl->run(on(u"student"_s, { u"image"_s, u"show"_s, id })).code, 1);
    QCOMPARE(m_ctl->run(on(u"student"_s, { u"image"_s, u"restore"_s, id })).code, 1);
}

void TestVitrinectlCloud::dataAreStagedAndImported()
{
    const QString file = m_ctl->path(u"disk.qcow2"_s);
    must({ u"image"_s, u"create"_s, u"--disk-format"_s, u"qcow2"_s, u"--container-format"_s, u"bare"_s,
        u"staged"_s });
    must({ u"image"_s, u"stage"_s, u"staged"_s, u"--file"_s, file });
    QCOMPARE(must({ u"image"_s, u"import"_s, u"staged"_s, u"--store"_s, u"slow"_s, u"-f"_s, u"value"_s,
                 u"-c"_s, u"status"_s, u"-c"_s, u"checksum"_s }),
        QString(md5Of(readFile(file)) + u"\nactive"));
    QVERIFY(
        must({ u"task"_s, u"list"_s, u"--image"_s, u"staged"_s, u"-f"_s, u"value"_s }).contains(u"success"));
    QVERIFY(must({ u"store"_s, u"list"_s, u"-f"_s, u"value"_s }).contains(u"slow disk"));
    must({ u"image"_s, u"delete"_s, u"staged"_s });
}

void TestVitrinectlCloud::imagesAreCopiedThereAndBack()
{
    const QString file = m_ctl->path(u"disk.qcow2"_s);
    m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, file, u"--property"_s, u"os_distro=debian"_s,
        u"--tag"_s, u"t"_s, u"here"_s });
    m_ctl->must({ u"image"_s, u"copy"_s, u"here"_s, u"--to-cloud"_s, u"student"_s, u"--name"_s, u"there"_s });
    // What is there already is named, and not copied again.
    const QStringList back{ u"image"_s, u"copy"_s, u"there"_s, u"--to-catalog"_s, u"--name"_s, u"back"_s };
    const Outcome twin = m_ctl->run(on(u"student"_s, back + QStringList{ u"-f"_s, u"json"_s }));
    QCOMPARE(twin.code, 0);
    QCOMPARE(twin.object().value(u"name"_s), u"here"_s);
    QVERIFY(twin.err.contains("--allow-duplicate"));
    must(back + QStringList{ u"--allow-duplicate"_s });
    must({ u"image"_s, u"copy"_s, u"there"_s, u"--to-cloud"_s, u"admin"_s, u"--name"_s, u"further"_s,
        u"--store"_s, u"slow"_s });
    const QJsonObject copied = m_ctl->show(u"back"_s);
    QCOMPARE(copied.value(u"checksum"_s), md5Of(readFile(file)));
    QCOMPARE(copied.value(u"disk_format"_s), u"qcow2"_s);
    QCOMPARE(copied.value(u"tags"_s), QJsonArray{ u"t"_s });
    QCOMPARE(copied.value(u"properties"_s).toObject().value(u"os_distro"_s), u"debian"_s);
    QCOMPARE(m_ctl->must(on(u"admin"_s,
                 { u"image"_s, u"show"_s, u"further"_s, u"-f"_s, u"value"_s, u"-c"_s, u"checksum"_s })),
        md5Of(readFile(file)));
    must({ u"image"_s, u"delete"_s, u"there"_s });
    m_ctl->must(on(u"admin"_s, { u"image"_s, u"delete"_s, u"further"_s }));
}

QTEST_GUILESS_MAIN(TestVitrinectlCloud)
#include "tst_vitrinectlcloud.moc"
