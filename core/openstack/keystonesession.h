#pragma once

#include <mutex>
#include <optional>

#include "core/openstack/cloudconfig.h"
#include "core/openstack/httpclient.h"
#include "core/openstack/keystonetoken.h"

namespace vitrine {

/// Who one is in a cloud, proven to Keystone when it is needed and again before the token expires.
///
/// Blocking; any thread. Credentials that Keystone refused are not tried again, so that no account is locked.
class KeystoneSession
{
public:
    KeystoneSession(CloudConfig cloud, HttpClient &http)
        : m_cloud(std::move(cloud))
        , m_http(http)
    {
    }

    const CloudConfig &cloud() const { return m_cloud; }

    /// Good for at least some minutes. Without id for a cloud that asks for none.
    Result<KeystoneToken> token(const OperationControl &control);
    /// After the service refused `refused`: another one, once.
    Result<KeystoneToken> tokenInsteadOf(const Secret &refused, const OperationControl &control);
    /// Puts the proof into a request.
    void sign(HttpRequest &request, const KeystoneToken &token) const;
    /// Whether a new token can be had at all.
    bool canRenew() const;

private:
    Result<KeystoneToken> authenticate(const OperationControl &control);

    const CloudConfig m_cloud;
    HttpClient &m_http;
    std::mutex m_mutex;
    std::optional<KeystoneToken> m_token;
    std::optional<Error> m_refusal;
};

} // namespace vitrine
