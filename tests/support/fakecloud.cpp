#include "tests/support/fakecloud.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

CloudConfig cloudAt(const ScriptedServer &server)
{
    CloudConfig cloud;
    cloud.name = u"lab"_s;
    cloud.authUrl = QUrl(server.url());
    cloud.userName = u"ada"_s;
    cloud.userDomainId = u"default"_s;
    cloud.password = Secret(canaryPassword);
    cloud.scope.projectName = u"lab"_s;
    cloud.scope.projectDomainId = u"default"_s;
    return cloud;
}

HttpReply tokenReply(const ScriptedServer &server, const QByteArray &id, const QDateTime &expiresAt)
{
    const QJsonObject endpoint{ { u"interface"_s, u"public"_s }, { u"region_id"_s, u"Here"_s },
        { u"url"_s, server.url() } };
    const QJsonObject service{ { u"type"_s, u"image"_s }, { u"endpoints"_s, QJsonArray{ endpoint } } };
    const QJsonObject token{ { u"expires_at"_s, expiresAt.toString(Qt::ISODateWithMs) },
        { u"user"_s, QJsonObject{ { u"id"_s, u"u1"_s }, { u"name"_s, u"ada"_s } } },
        { u"project"_s, QJsonObject{ { u"id"_s, u"p1"_s }, { u"name"_s, u"lab"_s } } },
        { u"roles"_s, QJsonArray{ QJsonObject{ { u"name"_s, u"member"_s } } } },
        { u"catalog"_s, QJsonArray{ service } } };
    HttpReply reply = jsonReply(QJsonDocument(QJsonObject{ { u"token"_s, token } }).toJson(), 201);
    reply.headers.emplaceBack("X-Subject-Token", id);
    return reply;
}

ApiSettings hastySettings()
{
    ApiSettings settings;
    settings.http.connectTimeout = 2s;
    settings.http.stallTimeout = 1s;
    settings.firstPause = 1ms;
    settings.longestPause = 20ms;
    return settings;
}

QByteArray imageJson(const QString &id, const QByteArray &status, const QByteArray &bytes)
{
    QJsonObject image{ { u"id"_s, id }, { u"name"_s, u"disk"_s },
        { u"status"_s, QString::fromLatin1(status) }, { u"visibility"_s, u"shared"_s },
        { u"disk_format"_s, u"raw"_s }, { u"container_format"_s, u"bare"_s },
        { u"created_at"_s, u"2026-01-02T03:04:05Z"_s }, { u"updated_at"_s, u"2026-01-02T03:04:05Z"_s },
        { u"tags"_s, QJsonArray() } };
    if (!bytes.isEmpty()) {
        image.insert(u"size"_s, bytes.size());
        image.insert(u"checksum"_s, md5Of(bytes));
        image.insert(u"os_hash_algo"_s, u"sha512"_s);
        image.insert(u"os_hash_value"_s, sha512Of(bytes));
    }
    return QJsonDocument(image).toJson(QJsonDocument::Compact);
}

} // namespace vitrine::test
