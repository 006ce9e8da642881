#include <QTest>

#include "core/openstack/openrc.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestOpenRc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsReadAsTheShellWould_data();
    void aLineIsReadAsTheShellWould();
    void horizonsFileAsksForThePassword();
    void nothingIsRun();
};

void TestOpenRc::aLineIsReadAsTheShellWould_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"export OS_X=abc"_s << u"abc"_s;
    QTest::newRow("without export") << u"OS_X=abc"_s << u"abc"_s;
    QTest::newRow("double quotes") << u"export OS_X=\"a b\\\"c\""_s << u"a b\"c"_s;
    QTest::newRow("single quotes") << u"export OS_X='a $b \\c'"_s << u"a $b \\c"_s;
    QTest::newRow("escaped") << u"export OS_X=a\\ b"_s << u"a b"_s;
    QTest::newRow("joined") << u"export OS_X=a'b'\"c\""_s << u"abc"_s;
    QTest::newRow("comment") << u"  export OS_X=abc # mine"_s << u"abc"_s;
    QTest::newRow("hash within") << u"export OS_X=a#c"_s << u"a#c"_s;
    QTest::newRow("several") << u"export OS_Y=1 OS_X=abc OS_Z=2"_s << u"abc"_s;
    QTest::newRow("semicolon") << u"export OS_Y=1; export OS_X=abc"_s << QString();
    QTest::newRow("its own variable")
        << u"HOST=h\nexport OS_X=http://${HOST}:5000/$HOST"_s << u"http://h:5000/h"_s;
    QTest::newRow("last wins") << u"export OS_X=a\nexport OS_X=b"_s << u"b"_s;
    QTest::newRow("unset") << u"export OS_X=a\nunset OS_X"_s << QString();
    QTest::newRow("windows line ends") << u"export OS_X=abc\r\nexport OS_Y=1\r\n"_s << u"abc"_s;
    QTest::newRow("open quote") << u"export OS_X=\"abc"_s << QString();
    QTest::newRow("within a condition") << u"if true; then export OS_X=a; fi"_s << QString();
    QTest::newRow("equals in the value") << u"export OS_X=a=b"_s << u"a=b"_s;
}

void TestOpenRc::aLineIsReadAsTheShellWould()
{
    QFETCH(const QString, text);
    QFETCH(const QString, value);
    QCOMPARE(openRcFromText(text.toUtf8()).variables.value(u"OS_X"_s), value);
}

void TestOpenRc::horizonsFileAsksForThePassword()
{
    const OpenRc file = openRcFromText(R"(#!/usr/bin/env bash
export OS_AUTH_URL=https://cloud.example:5000
export OS_PROJECT_NAME="lab"
export OS_USER_DOMAIN_NAME="Default"
if [ -z "$OS_USER_DOMAIN_NAME" ]; then unset OS_USER_DOMAIN_NAME; fi
unset OS_TENANT_ID
unset OS_TENANT_NAME
export OS_USERNAME="ada"
echo "Please enter your OpenStack Password for project $OS_PROJECT_NAME as user $OS_USERNAME: "
read -sr OS_PASSWORD_INPUT
export OS_PASSWORD=$OS_PASSWORD_INPUT
export OS_REGION_NAME="RegionOne"
if [ -z "$OS_REGION_NAME" ]; then unset OS_REGION_NAME; fi
)");
    QCOMPARE(file.unknown, QStringList{ u"OS_PASSWORD"_s });
    QCOMPARE(file.variables.value(u"OS_USERNAME"_s), u"ada"_s);
    QCOMPARE(file.variables.value(u"OS_USER_DOMAIN_NAME"_s), u"Default"_s);
    QCOMPARE(file.variables.value(u"OS_REGION_NAME"_s), u"RegionOne"_s);
    QCOMPARE(file.variables.size(), 5);
}

void TestOpenRc::nothingIsRun()
{
    const OpenRc file = openRcFromText("export OS_PASSWORD=$(cat /etc/passwd)\nexport OS_TOKEN=`id`\n"
                                       "export OS_USERNAME=$HOME\nrm -rf /\n");
    QVERIFY(file.variables.isEmpty());
    QCOMPARE(file.unknown, (QStringList{ u"OS_PASSWORD"_s, u"OS_TOKEN"_s, u"OS_USERNAME"_s }));
}

QTEST_GUILESS_MAIN(TestOpenRc)
#include "tst_openrc.moc"
