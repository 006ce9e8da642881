#include <memory>

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTest>

#include "tests/app/ctl.h"
#include "tests/support/fakecloud.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine;
using namespace vitrine::test;

namespace {

bool hasCanary(const QByteArray &text)
{
    return text.contains(canaryPassword.toUtf8()) || text.contains(canaryToken);
}

/// A Glance that keeps what it is told, without any rule.
class LooseGlance
{
public:
    explicit LooseGlance(ScriptedServer &server)
    {
        server.answer("*", [this](const HttpQuestion &question) { return answer(question); });
    }

private:
    HttpReply answer(const HttpQuestion &question)
    {
        const QByteArray path = question.path();
        if (path == "/v2/images")
            return question.method == "POST" ? create(question.body) : list(question.target);
        const QList<QByteArray> parts = path.mid(1).split('/');
        const QByteArray id = parts.value(2);
        if (parts.value(1) != "images" || !m_images.contains(id))
            return jsonReply(R"({"message": "nothing here"})", 404);
        if (parts.value(3) == "file")
            return question.method == "PUT" ? store(id, question.body) : load(id);
        if (parts.value(3) == "members")
            return jsonReply(R"({"members": []})");
        if (question.method == "DELETE") {
            m_images.remove(id);
            return jsonReply({}, 204);
        }
        return jsonReply(m_images.value(id), 200);
    }

    HttpReply create(const QByteArray &body)
    {
        QJsonObject image = QJsonDocument::fromJson(body).object();
        const QJsonObject whole
            = QJsonDocument::fromJson(imageJson(image.value(u"id").toString(), "queued")).object();
        for (auto value = whole.begin(); value != whole.end(); ++value) {
            if (!image.contains(value.key()))
                image.insert(value.key(), value.value());
        }
        const QByteArray id = image.value(u"id").toString().toLatin1();
        m_images.insert(id, QJsonDocument(image).toJson());
        return jsonReply(m_images.value(id), 201);
    }

    HttpReply list(const QByteArray &target) const
    {
        if (target.contains("os_hidden=true"))
            return jsonReply(R"({"images": []})");
        return jsonReply("{\"images\": [" + QByteArrayList(m_images.values()).join(',') + "]}");
    }

    HttpReply store(const QByteArray &id, const QByteArray &bytes)
    {
        m_data.insert(id, bytes);
        QJsonObject image = QJsonDocument::fromJson(m_images.value(id)).object();
        const QJsonObject active
            = QJsonDocument::fromJson(imageJson(QString::fromLatin1(id), "active", bytes)).object();
        for (const QString &key :
            { u"status"_s, u"size"_s, u"checksum"_s, u"os_hash_algo"_s, u"os_hash_value"_s })
            image.insert(key, active.value(key));
        m_images.insert(id, QJsonDocument(image).toJson());
        return jsonReply({}, 204);
    }

    HttpReply load(const QByteArray &id) const
    {
        HttpReply reply;
        reply.body = m_data.value(id);
        return reply;
    }

    QMap<QByteArray, QByteArray> m_images;
    QMap<QByteArray, QByteArray> m_data;
};

} // namespace

/// A password and a token that may be seen nowhere: not in what the program says, nor in what it leaves
/// behind.
class TestVitrinectlCanary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secretsLeaveNoTrace();
    void refusedSecretsLeaveNoTrace();

private:
    /// Runs it on the cloud, as talkative as it can be.
    void talk(const QStringList &arguments, int code = 0);
    void checkFiles() const;

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<LooseGlance> m_glance;
    std::unique_ptr<Ctl> m_ctl;
};

void TestVitrinectlCanary::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_glance = std::make_unique<LooseGlance>(*m_server);
    m_server->answer("POST /v3/auth/tokens", { tokenReply(*m_server) });
    m_server->answer("GET /", { jsonReply(R"({"versions": [{"id": "v2.15"}]})", 300) });
    m_ctl = std::make_unique<Ctl>();
    makeQcow2(m_ctl->path(u"disk.qcow2"_s));
    QDir().mkpath(m_ctl->path(u"tmp"_s));
    QDir().mkpath(m_ctl->path(u"secret"_s));
    const QString config = m_ctl->path(u"secret/clouds.yaml"_s);
    writeFile(config,
        "clouds: {lab: {auth: {auth_url: '" + m_server->url().toUtf8()
            + "', username: ada, password: " + canaryPassword.toUtf8() + ", project_name: lab}}}");
    m_ctl->environment().insert(u"OS_CLIENT_CONFIG_FILE"_s, config);
    m_ctl->environment().insert(u"TMPDIR"_s, m_ctl->path(u"tmp"_s));
    m_ctl->environment().insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    for (const QString &name : { u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s })
        m_ctl->environment().remove(name);
}

void TestVitrinectlCanary::talk(const QStringList &arguments, int code)
{
    const Outcome outcome = m_ctl->run(QStringList{ u"--cloud"_s, u"lab"_s, u"--debug"_s } + arguments);
    QVERIFY2(outcome.code == code, qPrintable(arguments.join(u' ') + QString::fromUtf8(outcome.err)));
    QVERIFY2(!hasCanary(outcome.out), outcome.out.constData());
    QVERIFY2(!hasCanary(outcome.err), outcome.err.constData());
}

void TestVitrinectlCanary::checkFiles() const
{
    int count = 0;
    QDirIterator files(m_ctl->path({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        if (file.contains(u"/secret/"))
            continue;
        QVERIFY2(!hasCanary(readFile(file)), qPrintable(file));
        ++count;
    }
    QVERIFY(count > 1);
}

void TestVitrinectlCanary::secretsLeaveNoTrace()
{
    talk({ u"image"_s, u"create"_s, u"--file"_s, m_ctl->path(u"disk.qcow2"_s), u"disk"_s });
    talk({ u"image"_s, u"list"_s, u"--long"_s });
    talk({ u"image"_s, u"show"_s, u"disk"_s });
    talk({ u"image"_s, u"set"_s, u"disk"_s, u"--property"_s, u"a=b"_s });
    talk({ u"image"_s, u"member"_s, u"list"_s, u"disk"_s });
    talk({ u"image"_s, u"save"_s, u"disk"_s, u"--file"_s, m_ctl->path(u"saved"_s) });
    QCOMPARE(readFile(m_ctl->path(u"saved"_s)), readFile(m_ctl->path(u"disk.qcow2"_s)));
    talk({ u"image"_s, u"copy"_s, u"disk"_s, u"--to-catalog"_s, u"--name"_s, u"here"_s });
    talk({ u"image"_s, u"delete"_s, u"disk"_s });
    talk({ u"image"_s, u"show"_s, u"disk"_s }, 1);
    const Outcome checked = m_ctl->run({ u"--debug"_s, u"cloud"_s, u"check"_s, u"lab"_s });
    QCOMPARE(checked.code, 0);
    QVERIFY2(!hasCanary(checked.out) && !hasCanary(checked.err), checked.err.constData());
    QVERIFY(m_server->questions("POST /v3/auth/tokens").constFirst().body.contains(canaryPassword.toUtf8()));
    checkFiles();
}

void TestVitrinectlCanary::refusedSecretsLeaveNoTrace()
{
    m_server->answer("GET /v2/images", { jsonReply(R"({"message": "token is over"})", 401) });
    talk({ u"image"_s, u"list"_s }, 1);
    m_server->answer("GET /v2/images", { jsonReply("{}", 500) });
    talk({ u"image"_s, u"list"_s }, 1);
    HttpReply elsewhere;
    elsewhere.status = 302;
    elsewhere.headers = { { "Location", "http://127.0.0.1:9/x" } };
    m_server->answer("GET /v2/images", { elsewhere });
    talk({ u"image"_s, u"list"_s }, 1);
    m_server->answer("POST /v3/auth/tokens", { jsonReply(R"({"error": {"message": "no"}})", 401) });
    talk({ u"image"_s, u"list"_s }, 1);
    m_ctl->must({ u"image"_s, u"list"_s });
    checkFiles();
}

QTEST_GUILESS_MAIN(TestVitrinectlCanary)
#include "tst_vitrinectlcanary.moc"
