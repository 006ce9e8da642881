#include "app/vitrine/cloudtester.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include "app/vitrine/cloudprojects.h"
#include "app/vitrine/cloudsettings.h"
#include "core/openstack/imageapi.h"

namespace vitrine {

namespace {

using Outcome = tl::expected<CloudTrial, CloudRefusal>;

Outcome refused(const Error &error)
{
    return tl::unexpected(CloudRefusal{ error, {} });
}

/// Of a certificate that is all that keeps `url` from being trusted: the sentence of the refusal is for
/// people.
QString fingerprintToTrust(const CloudConfig &cloud, const QUrl &url, const OperationControl &control)
{
    HttpClient http(ApiSettings::of(cloud).http);
    HttpRequest request;
    request.url = url;
    const HttpResult answer = http.send(request, control);
    return answer ? QString() : answer.error().fingerprint;
}

/// Why there is no way to `url`, with the certificate that could be trusted there.
Outcome refusedBy(
    const Error &error, const CloudConfig &cloud, const QUrl &url, const OperationControl &control)
{
    // What is not trusted counts as forbidden.
    if (error.code != ErrorCode::Forbidden || url.scheme() != u"https")
        return refused(error);
    return tl::unexpected(CloudRefusal{ error, fingerprintToTrust(cloud, url, control) });
}

Outcome tryCloud(const CloudForm &form, const std::stop_token &stop)
{
    const Result<CloudConfig> config = configOf(form);
    if (!config)
        return refused(config.error());
    const OperationControl control{ .stop = stop };
    ImageApi api(*config);
    const Result<KeystoneToken> token = api.session().token(control);
    if (!token)
        return refusedBy(token.error(), *config, config->authUrl, control);
    const Result<QStringList> versions = api.versions(control);
    if (!versions) {
        const QUrl images = api.session().endpoint(control).value_or(QUrl());
        return refusedBy(versions.error(), *config, images, control);
    }
    CloudTrial trial;
    trial.user = token->userName;
    trial.project = token->projectName;
    trial.version = versions->value(0);
    for (const ServiceEndpoint &endpoint : token->endpoints) {
        const bool isImages = endpoint.serviceType == u"image" && endpoint.interface == config->interface;
        if (isImages && !trial.regions.contains(endpoint.regionName))
            trial.regions.append(endpoint.regionName);
    }
    ImageQuery first;
    first.limit = 1;
    // Logging in is not enough: some policies let nobody see images.
    if (const auto page = api.list(first, control); !page)
        return refused(page.error());
    return trial;
}

} // namespace

CloudTester::~CloudTester()
{
    stop();
}

void CloudTester::start(const CloudForm &form, Answer answer)
{
    stop();
    m_stop = std::stop_source();
    const int number = ++m_number;
    // A watcher, because the continuation of a future must not outlive its context.
    auto *watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcher<Outcome>::finished, this,
        [this, watcher, number, answer = std::move(answer)] {
            watcher->deleteLater();
            if (number == m_number)
                answer(watcher->result());
        });
    watcher->setFuture(QtConcurrent::run(&tryCloud, form, m_stop.get_token()));
}

void CloudTester::stop()
{
    m_stop.request_stop();
    ++m_number;
}

} // namespace vitrine
