#include "app/vitrine/cloudtester.h"

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

Outcome tryCloud(const CloudForm &form, const std::stop_token &stop)
{
    const Result<CloudConfig> config = configOf(form);
    if (!config)
        return refused(config.error());
    const OperationControl control{ .stop = stop };
    ImageApi api(*config);
    const Result<KeystoneToken> token = api.session().token(control);
    if (!token)
        return refused(token.error());
    const Result<QStringList> versions = api.versions(control);
    if (!versions)
        return refused(versions.error());
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
    QtConcurrent::run(&tryCloud, form, m_stop.get_token())
        .then(this, [this, number, answer = std::move(answer)](const Outcome &outcome) {
            if (number == m_number)
                answer(outcome);
        });
}

void CloudTester::stop()
{
    m_stop.request_stop();
    ++m_number;
}

} // namespace vitrine
