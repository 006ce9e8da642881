#pragma once

#include <QJsonObject>
#include <QProcess>

namespace vitrine::test {

/// A proxy in front of a service of this computer, see cutting_proxy.py.
class CuttingProxy
{
public:
    explicit CuttingProxy(quint16 port);
    ~CuttingProxy();

    /// Null when it does not run.
    const QString &url() const { return m_url; }
    /// So many downloads end after so many bytes each.
    void cut(int times, qint64 after);
    /// No more bytes in a second on the way to the service; 0: all there are.
    void limit(qint64 bytesPerSecond);
    int cutsLeft();
    /// What of downloads has gone through since cut().
    qint64 dataBytes();

private:
    QJsonObject ask(const QString &line);

    QProcess m_process;
    QString m_url;
};

} // namespace vitrine::test
