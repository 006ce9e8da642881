#include <QTest>

#include "ui/requests/openstackcommand.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestOpenstackCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsHaveTheirCommand_data();
    void requestsHaveTheirCommand();
    void whatPeopleTypeIsQuotedForTheShell();
};

void TestOpenstackCommand::requestsHaveTheirCommand_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("command");
    const auto row
        = [](const char *name, const char *method, const char *path, const char *body, const char *command) {
              QTest::newRow(name) << QByteArray(method) << QString::fromLatin1(path) << QByteArray(body)
                                  << QString::fromLatin1(command);
          };
    row("log in", "POST", "/v3/auth/tokens", "{}", "openstack token issue");
    row("list", "GET", "/v2/images?limit=1000&status=active&visibility=public", "",
        "openstack image list --limit 1000 --status active --public");
    row("show", "GET", "/v2/images/ID", "", "openstack image show ID");
    row("create", "POST", "/v2/images", R"({"name": "a b", "disk_format": "raw", "os_distro": "debian"})",
        "openstack image create --disk-format raw --property os_distro=debian 'a b'");
    row("rename", "PATCH", "/v2/images/ID", R"([{"op": "replace", "path": "/name", "value": "new"}])",
        "openstack image set --name new ID");
    row("take a property away", "PATCH", "/v2/images/ID", R"([{"op": "remove", "path": "/a~1b"}])",
        "openstack image unset --property a/b ID");
    row("delete", "DELETE", "/v2/images/ID", "", "openstack image delete ID");
    row("download", "GET", "/v2/images/ID/file", "", "openstack image save --file FILE ID");
    row("deactivate", "POST", "/v2/images/ID/actions/deactivate", "", "openstack image set --deactivate ID");
    row("tag", "PUT", "/v2/images/ID/tags/lab", "", "openstack image set --tag lab ID");
    row("share", "POST", "/v2/images/ID/members", R"({"member": "p2"})", "openstack image add project ID p2");
    row("accept", "PUT", "/v2/images/ID/members/p2", R"({"status": "accepted"})",
        "openstack image set --accept --project p2 ID");
    row("import", "POST", "/v2/images/ID/import",
        R"({"method": {"name": "web-download", "uri": "http://h/x"}, "stores": ["fast"]})",
        "openstack image import --method web-download --uri http://h/x --store fast ID");
    row("nothing known", "GET", "/v2/schemas/image", "", "");
}

void TestOpenstackCommand::requestsHaveTheirCommand()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, command);
    WebExchange exchange;
    exchange.method = method;
    exchange.requestBody = body;
    // The service may live below a path of its own.
    for (const QString &root : { u"http://cloud.example:9292"_s, u"https://cloud.example/image"_s }) {
        exchange.url = root + path;
        QCOMPARE(openstackCommand(exchange), command);
    }
}

void TestOpenstackCommand::whatPeopleTypeIsQuotedForTheShell()
{
    WebExchange exchange;
    exchange.method = "POST";
    exchange.url = u"http://cloud.example/v2/images"_s;
    exchange.requestBody = R"({"name": "it's; rm -rf ~"})";
    QCOMPARE(openstackCommand(exchange), u"openstack image create 'it'\\''s; rm -rf ~'"_s);
}

QTEST_GUILESS_MAIN(TestOpenstackCommand)
#include "tst_openstackcommand.moc"
