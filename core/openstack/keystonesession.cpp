#include "core/openstack/keystonesession.h"

#include <QCoreApplication>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using AuthType = CloudConfig::AuthType;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Keystone)
};

} // namespace

bool KeystoneSession::canRenew() const
{
    return m_cloud.authType != AuthType::None && m_cloud.authType != AuthType::HttpBasic;
}

Result<KeystoneToken> KeystoneSession::token(const OperationControl &control)
{
    const std::lock_guard lock(m_mutex);
    if (m_token && !m_token->isStale(QDateTime::currentDateTimeUtc()))
        return *m_token;
    return authenticate(control);
}

Result<KeystoneToken> KeystoneSession::tokenInsteadOf(const Secret &refused, const OperationControl &control)
{
    const std::lock_guard lock(m_mutex);
    // Another thread may have been here before.
    if (m_token && m_token->id != refused)
        return *m_token;
    return authenticate(control);
}

void KeystoneSession::sign(HttpRequest &request, const KeystoneToken &token) const
{
    if (m_cloud.authType == AuthType::HttpBasic) {
        const QString pair = m_cloud.userName + u':' + m_cloud.password.reveal();
        request.secretHeader = "Authorization";
        request.secret = Secret(u"Basic " + QString::fromLatin1(pair.toUtf8().toBase64()));
        return;
    }
    request.secretHeader = "X-Auth-Token";
    request.secret = token.id;
}

Result<KeystoneToken> KeystoneSession::authenticate(const OperationControl &control)
{
    if (!canRenew()) {
        m_token = KeystoneToken();
        return *m_token;
    }
    if (m_refusal)
        return failure(*m_refusal);
    if (m_cloud.authType == AuthType::Password && m_cloud.password.isEmpty()) {
        return failure(ErrorCode::Unauthorized,
            Text::tr("The password of “%1” for the cloud “%2” is not known. Add it to secure.yaml, or set "
                     "OS_PASSWORD.")
                .arg(m_cloud.userName, m_cloud.name));
    }
    HttpRequest request;
    request.method = "POST";
    request.url = m_cloud.authUrl;
    request.url.setPath(m_cloud.authUrl.path() + u"/v3/auth/tokens");
    request.headers = { { "Content-Type", "application/json" }, { "Accept", "application/json" } };
    request.body = keystoneRequestOf(m_cloud);
    const HttpResult answer = m_http.send(request, control);
    if (!answer)
        return failure(answer.error().error);
    if (!answer->isSuccess()) {
        const Error error = keystoneErrorOf(m_cloud, *answer);
        if (error.code == ErrorCode::Unauthorized)
            m_refusal = error;
        return failure(error);
    }
    auto token = keystoneTokenOf(m_cloud, *answer, QDateTime::currentDateTimeUtc());
    if (token)
        m_token = *token;
    return token;
}

} // namespace vitrine
