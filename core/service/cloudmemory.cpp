#include "core/service/cloudmemory.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include "core/support/durablefile.h"
#include "core/support/log.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto listSuffix = ".images";
constexpr auto historySuffix = ".history";
constexpr qint64 longestFile = 256LL << 20;

/// What makes lists differ: the place, and as whom one looks at it.
QString identityOf(const CloudConfig &cloud)
{
    const CloudScope &scope = cloud.scope;
    const QStringList parts{ cloud.authUrl.toString(QUrl::RemoveUserInfo), cloud.regionName,
        cloud.imageEndpoint.toString(QUrl::RemoveUserInfo), cloud.userId, cloud.userName, cloud.userDomainId,
        cloud.userDomainName, cloud.applicationCredentialId, cloud.applicationCredentialName, scope.projectId,
        scope.projectName, scope.projectDomainId, scope.projectDomainName, scope.domainId, scope.domainName,
        scope.isSystem ? u"system"_s : QString() };
    const QByteArray hash = QCryptographicHash::hash(parts.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(32));
}

template<typename T>
T valueOr(const Result<T> &result, const QString &what)
{
    if (result)
        return *result;
    qCWarning(lcOpenstack) << "begin anew with" << what << result.error().message;
    return {};
}

} // namespace

CloudMemory::CloudMemory(QString folder, const CloudConfig &cloud)
    : m_folder(std::move(folder))
    , m_stem(identityOf(cloud))
{
}

CloudList CloudMemory::list() const
{
    const QByteArray bytes = read(QLatin1String(listSuffix));
    return bytes.isEmpty() ? CloudList() : valueOr(cloudListFromBytes(bytes), u"the list"_s);
}

HistoryMap CloudMemory::history() const
{
    const QByteArray bytes = read(QLatin1String(historySuffix));
    return bytes.isEmpty() ? HistoryMap() : valueOr(historyFromBytes(bytes), u"the history"_s);
}

Result<void> CloudMemory::saveList(const CloudList &list) const
{
    return isOn() ? write(QLatin1String(listSuffix), cloudListToBytes(list)) : Result<void>();
}

Result<void> CloudMemory::saveHistory(const HistoryMap &history) const
{
    return isOn() ? write(QLatin1String(historySuffix), historyToBytes(history)) : Result<void>();
}

QByteArray CloudMemory::read(const QString &suffix) const
{
    if (!isOn())
        return {};
    QFile file(QDir(m_folder).filePath(m_stem + suffix));
    if (!file.open(QIODevice::ReadOnly) || file.size() > longestFile)
        return {};
    return file.readAll();
}

Result<void> CloudMemory::write(const QString &suffix, const QByteArray &bytes) const
{
    if (!QDir().exists(m_folder)) {
        QDir().mkpath(m_folder);
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QString path = QDir(m_folder).filePath(m_stem + suffix);
    auto written = writeFileDurably(path, bytes);
    if (!written)
        qCWarning(lcOpenstack) << "cannot keep" << path << written.error().detail;
    return written;
}

} // namespace vitrine
