#include "tests/support/tlsserver.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

TlsServer::TlsServer(const QString &name, bool isExpired)
{
    run(u"openssl"_s,
        { u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
            u"-nodes"_s, u"-keyout"_s, m_folder.filePath(u"key.pem"_s), u"-out"_s, certificate(), u"-days"_s,
            u"2"_s, u"-subj"_s, u"/CN=test"_s, u"-addext"_s, QString(u"subjectAltName=" + name) });
    if (isExpired)
        expire(name);
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
    probe.close();
    m_process.start(u"openssl"_s,
        { u"s_server"_s, u"-quiet"_s, u"-www"_s, u"-key"_s, m_folder.filePath(u"key.pem"_s), u"-cert"_s,
            certificate(), u"-accept"_s, u"127.0.0.1:%1"_s.arg(m_port) });
    for (int i = 0; i < 100; ++i) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (socket.waitForConnected(100))
            return;
        QTest::qSleep(20);
    }
}

TlsServer::~TlsServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString TlsServer::fingerprint() const
{
    QProcess openssl;
    openssl.start(
        u"openssl"_s, { u"x509"_s, u"-in"_s, certificate(), u"-noout"_s, u"-fingerprint"_s, u"-sha256"_s });
    openssl.waitForFinished();
    return QString::fromLatin1(openssl.readAllStandardOutput()).section(u'=', 1).trimmed();
}

/// The same certificate, for the first two days of 2020.
void TlsServer::expire(const QString &name)
{
    writeFile(m_folder.filePath(u"ca.conf"_s),
        "[ca]\ndefault_ca=me\n[me]\ndatabase=" + m_folder.filePath(u"index"_s).toUtf8() + "\nnew_certs_dir="
            + m_folder.path().toUtf8() + "\nserial=" + m_folder.filePath(u"serial"_s).toUtf8()
            + "\ndefault_md=sha256\npolicy=any\nx509_extensions=ext\n[any]\ncommonName=supplied\n"
              "[ext]\nsubjectAltName="
            + name.toUtf8() + "\n");
    writeFile(m_folder.filePath(u"index"_s), {});
    writeFile(m_folder.filePath(u"serial"_s), "01\n");
    const QString request = m_folder.filePath(u"request.pem"_s);
    const QString key = m_folder.filePath(u"key.pem"_s);
    run(u"openssl"_s, { u"req"_s, u"-new"_s, u"-key"_s, key, u"-subj"_s, u"/CN=test"_s, u"-out"_s, request });
    run(u"openssl"_s,
        { u"ca"_s, u"-batch"_s, u"-selfsign"_s, u"-notext"_s, u"-config"_s, m_folder.filePath(u"ca.conf"_s),
            u"-keyfile"_s, key, u"-in"_s, request, u"-out"_s, certificate(), u"-startdate"_s,
            u"20200101000000Z"_s, u"-enddate"_s, u"20200103000000Z"_s });
}

} // namespace vitrine::test
