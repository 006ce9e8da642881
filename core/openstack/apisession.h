#pragma once

#include <QUrlQuery>

#include "core/openstack/cloudconfig.h"
#include "core/openstack/httpclient.h"
#include "core/openstack/keystonesession.h"

namespace vitrine {

struct ApiSettings {
    HttpSettings http;
    /// Before the first repetition; the next wait twice as long each.
    std::chrono::milliseconds firstPause{ 500 };
    /// A server that wants to be left alone longer is waited for this long.
    std::chrono::milliseconds longestPause{ std::chrono::minutes(10) };

    /// What the cloud says about certificates, the rest as it is.
    static ApiSettings of(const CloudConfig &cloud);
};

/// One request to the image service.
struct ApiCall {
    QByteArray method = "GET";
    QString path; ///< from the service's address on: "/v2/images"
    QUrlQuery query;
    QByteArray body;
    QByteArray contentType;
    QList<QPair<QByteArray, QByteArray>> headers;
    HttpSender *sender = nullptr;
    HttpReceiver *receiver = nullptr;
    /// Whether asking twice does no harm.
    bool isRepeatable = true;
};

/// Talks to the image service of one cloud as somebody: finds it, signs requests, gets a new token once after
/// a 401, and repeats what can be repeated: three times after a server fault or a broken connection, five
/// times when the server asks to come back later. Requests with a sender or a receiver are never repeated.
/// Blocking; any thread.
class ApiSession
{
public:
    ApiSession(const CloudConfig &cloud, const ApiSettings &settings);

    const CloudConfig &cloud() const { return m_keystone.cloud(); }
    /// Of every request, those to Keystone too.
    ExchangeLog &exchanges() const { return *m_settings.http.exchanges; }
    const ApiSettings &settings() const { return m_settings; }
    Result<KeystoneToken> token(const OperationControl &control) { return m_keystone.token(control); }
    /// Before something long: a new token when the one there is has less than half of its life left.
    Result<void> freshenToken(const OperationControl &control);
    /// For a request with a sender that was answered with 401.
    Result<void> renewToken(const OperationControl &control);
    /// Lets go of the cloud: see HttpClient::close().
    void close() { m_http.close(); }
    /// Without a version or a slash at its end.
    Result<QUrl> endpoint(const OperationControl &control);

    /// Any answer, refusals too.
    HttpResult exchange(const ApiCall &call, const OperationControl &control);
    /// A good answer.
    Result<HttpResponse> call(const ApiCall &call, const OperationControl &control);
    /// A good answer with a JSON object.
    Result<QJsonObject> json(const ApiCall &call, const OperationControl &control);
    /// The same of an answer that is there.
    Result<HttpResponse> checked(const HttpResult &answer, const OperationControl &control);
    Result<QJsonObject> jsonOf(const HttpResult &answer, const OperationControl &control);

private:
    HttpResult once(const ApiCall &call, const KeystoneToken &token, const OperationControl &control);
    std::optional<std::chrono::milliseconds> pauseBefore(
        int repetition, const ApiCall &call, const HttpResult &result) const;
    /// False when the operation was stopped meanwhile.
    bool pauseFor(std::chrono::milliseconds pause, const OperationControl &control) const;

    const ApiSettings m_settings;
    HttpClient m_http;
    KeystoneSession m_keystone;
};

} // namespace vitrine
