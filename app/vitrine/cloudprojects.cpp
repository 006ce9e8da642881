#include "app/vitrine/cloudprojects.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/openstack/apisession.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

Result<QList<CloudProject>> projectsOf(
    const CloudConfig &cloud, const KeystoneToken &token, const OperationControl &control)
{
    // Whoever asks Keystone for nothing has no projects; an application credential is bound to its own.
    const bool hasChoice
        = cloud.authType == CloudConfig::AuthType::Password || cloud.authType == CloudConfig::AuthType::Token;
    if (!hasChoice)
        return QList<CloudProject>();
    HttpClient http(ApiSettings::of(cloud).http);
    HttpRequest request;
    request.url = cloud.authUrl;
    request.url.setPath(cloud.authUrl.path() + u"/v3/auth/projects");
    request.headers = { { "Accept", "application/json" } };
    request.secretHeader = "X-Auth-Token";
    request.secret = token.id;
    const HttpResult answer = http.send(request, control);
    if (!answer)
        return failure(answer.error().error);
    if (!answer->isSuccess())
        return failure(keystoneErrorOf(cloud, *answer));
    QList<CloudProject> projects;
    const QJsonArray listed = QJsonDocument::fromJson(answer->body).object().value(u"projects"_s).toArray();
    for (const QJsonValue &each : listed) {
        const QJsonObject project = each.toObject();
        if (project.value(u"enabled"_s).toBool(true))
            projects.append({ project.value(u"id"_s).toString(), project.value(u"name"_s).toString() });
    }
    std::sort(projects.begin(), projects.end(), [](const CloudProject &left, const CloudProject &right) {
        return left.name.localeAwareCompare(right.name) < 0;
    });
    return projects;
}

} // namespace vitrine
