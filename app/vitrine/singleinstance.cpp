#include "app/vitrine/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

#include "core/support/log.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int answerTimeoutMs = 1000;
constexpr int tries = 3;
constexpr qint64 longestMessage = 4 << 20;

QString socketPath(const QString &catalogue)
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    const QByteArray key
        = QCryptographicHash::hash(catalogue.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return folder % u"/vitrine-"_s % QString::fromLatin1(key);
}

} // namespace

SingleInstance::SingleInstance(const QString &catalogue, QObject *parent)
    : QObject(parent)
    , m_name(socketPath(catalogue))
    , m_lock(m_name % u".lock"_s)
{
    // A dead owner is noticed by its process id; how old the lock is says nothing about a window.
    m_lock.setStaleLockTime(0);
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim(const QStringList &files)
{
    for (int attempt = 0; attempt < tries; ++attempt) {
        if (m_lock.tryLock(0)) {
            listen();
            return true;
        }
        if (m_lock.error() != QLockFile::LockFailedError) {
            qCWarning(lcUi) << "cannot tell whether another window is open:" << m_name;
            return true;
        }
        if (handOver(files))
            return false;
    }
    qCWarning(lcUi) << "the window that is open does not answer:" << m_name;
    return false;
}

bool SingleInstance::handOver(const QStringList &files) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(answerTimeoutMs))
        return false;
    socket.write(QJsonDocument(QJsonArray::fromStringList(files)).toJson(QJsonDocument::Compact) + '\n');
    return socket.waitForReadyRead(answerTimeoutMs);
}

void SingleInstance::listen()
{
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(m_name);
    if (!m_server->listen(m_name))
        qCWarning(lcUi) << "other starts cannot reach this window:" << m_server->errorString();
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::handleConnection);
}

void SingleInstance::handleConnection()
{
    QLocalSocket *socket = m_server->nextPendingConnection();
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > longestMessage) {
            socket->abort();
            return;
        }
        if (!socket->canReadLine())
            return;
        const QJsonArray message = QJsonDocument::fromJson(socket->readLine()).array();
        QStringList files;
        for (const QJsonValue &file : message)
            files.append(file.toString());
        socket->write("ok\n");
        socket->disconnectFromServer();
        Q_EMIT activated(files);
    });
}

} // namespace vitrine
