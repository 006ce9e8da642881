#include "tests/openstack/cuttingproxy.h"

#include <QJsonDocument>

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int answerLimit = 30'000;

QByteArray readLineOf(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(answerLimit)) { }
    return process.readLine().trimmed();
}

} // namespace

CuttingProxy::CuttingProxy(quint16 port)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"python3"_s,
        { u"-B"_s, qEnvironmentVariable("SOURCE_DIR") + u"/tests/openstack/cutting_proxy.py",
            QString::number(port) });
    m_url = QString::fromLatin1(readLineOf(m_process));
}

CuttingProxy::~CuttingProxy()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5'000))
        m_process.kill();
}

void CuttingProxy::cut(int times, qint64 after)
{
    ask(u"cut %1 %2"_s.arg(times).arg(after));
}

void CuttingProxy::limit(qint64 bytesPerSecond)
{
    ask(u"rate %1"_s.arg(bytesPerSecond));
}

int CuttingProxy::cutsLeft()
{
    return ask(u"tell"_s).value(u"cuts"_s).toInt();
}

qint64 CuttingProxy::dataBytes()
{
    return ask(u"tell"_s).value(u"data"_s).toInteger();
}

QJsonObject CuttingProxy::ask(const QString &line)
{
    m_process.write(line.toLatin1() + '\n');
    return QJsonDocument::fromJson(readLineOf(m_process)).object();
}

} // namespace vitrine::test
