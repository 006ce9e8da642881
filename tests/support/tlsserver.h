#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace vitrine::test {

/// A TLS server with a certificate that nobody but itself has signed.
class TlsServer
{
public:
    /// `name` is what the certificate is for, such as "IP:127.0.0.1".
    explicit TlsServer(const QString &name, bool isExpired = false);
    ~TlsServer();

    QString certificate() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(m_port)); }
    /// As openssl says it.
    QString fingerprint() const;

private:
    void expire(const QString &name);

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace vitrine::test
