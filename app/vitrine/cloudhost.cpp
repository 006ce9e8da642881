#include "app/vitrine/cloudhost.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QtConcurrent>

#include "app/vitrine/cloudprojects.h"
#include "app/vitrine/keyring.h"
#include "app/vitrine/openedcloud.h"
#include "core/service/cloudmemory.h"
#include "core/support/log.h"
#include "ui/catalogs/catalogueregistry.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// A name for files and settings that any id can have.
QString fileNameOf(const QString &id)
{
    return u"cloud-"_s
        % QString::fromLatin1(
            QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

QString choiceKey(const QString &id, const QString &what)
{
    return fileNameOf(id) % u'/' % what;
}

CatalogueHealth healthOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unauthorized:
        return CatalogueHealth::Refused;
    case ErrorCode::Unavailable:
        return CatalogueHealth::Offline;
    default:
        return CatalogueHealth::Failed;
    }
}

bool isSameCloud(CloudConfig written, const CloudConfig &used)
{
    // What the keyring keeps, or somebody typed, is written in no file.
    if (secretOf(written).isEmpty())
        setSecret(written, secretOf(used));
    return written == used;
}

} // namespace

CloudHost::CloudHost(CatalogueRegistry &registry, CloudDirectory &clouds, Keyring &keyring,
    QSettings &settings, const QString &journalFolder)
    : m_registry(registry)
    , m_clouds(clouds)
    , m_keyring(keyring)
    , m_settings(settings)
    , m_journalFolder(journalFolder)
{
    connect(&clouds, &CloudDirectory::readingEnded, this, &CloudHost::closeChanged);
    connect(&registry, &CatalogueRegistry::regionChosen, this, &CloudHost::chooseRegion);
    connect(&registry, &CatalogueRegistry::projectChosen, this, &CloudHost::chooseProject);
}

CloudHost::~CloudHost()
{
    for (auto &[id, stop] : m_opening)
        stop.request_stop();
}

OpenedCloud *CloudHost::opened(const QString &id) const
{
    const auto found = m_opened.find(id);
    return found == m_opened.end() ? nullptr : found->second.get();
}

QList<OpenedCloud *> CloudHost::allOpened() const
{
    QList<OpenedCloud *> all;
    for (const auto &[id, cloud] : m_opened)
        all.append(cloud.get());
    return all;
}

void CloudHost::setParallelLimit(int limit)
{
    m_parallelLimit = limit;
    for (const auto &[id, cloud] : m_opened)
        cloud->queue().setParallelLimit(limit);
}

// Opening

/// Who one is there, and what else one may choose.
Result<CloudFacts> CloudHost::greet(ImageApi &api, const CloudConfig &config, const std::stop_token &stop)
{
    const OperationControl control{ .stop = stop };
    const Result<KeystoneToken> token = api.session().token(control);
    if (!token)
        return failure(token.error());
    // Whoever may log in may still have no image service there.
    if (const auto versions = api.versions(control); !versions)
        return failure(versions.error());
    CloudFacts facts;
    facts.user = token->userName.isEmpty() ? config.userName : token->userName;
    facts.project = token->projectName;
    facts.region = config.regionName;
    for (const ServiceEndpoint &endpoint : token->endpoints) {
        const bool isImages = endpoint.serviceType == u"image" && endpoint.interface == config.interface;
        if (isImages && !facts.regions.contains(endpoint.regionName))
            facts.regions.append(endpoint.regionName);
    }
    facts.regions.sort();
    if (facts.region.isEmpty() && facts.regions.size() == 1)
        facts.region = facts.regions.constFirst();
    facts.projects = projectsOf(config, *token, control).value_or(QList<CloudProject>());
    return facts;
}

Result<CloudHost::Loaded> CloudHost::load(
    const CloudConfig &config, const QString &journalFolder, const std::stop_token &stop)
{
    Loaded loaded{ std::make_shared<ImageApi>(config), {}, {}, {} };
    if (const Result<CloudFacts> facts = greet(*loaded.api, config, stop)) {
        loaded.facts = *facts;
    } else {
        const bool wasSeen = CloudMemory(OpenedCloud::memoryFolder(), config).list().seenAt.isValid();
        if (facts.error().code != ErrorCode::Unavailable || !wasSeen)
            return failure(facts.error());
        loaded.offline = facts.error();
    }
    loaded.journal = OpenedJournal::open(journalFolder);
    return loaded;
}

CloudConfig CloudHost::chosen(const QString &id, CloudConfig config) const
{
    const QString region = m_settings.value(choiceKey(id, u"region"_s)).toString();
    if (!region.isEmpty())
        config.regionName = region;
    const QString project = m_settings.value(choiceKey(id, u"project"_s)).toString();
    if (!project.isEmpty() && config.authType != CloudConfig::AuthType::ApplicationCredential) {
        config.scope = {};
        config.scope.projectId = project;
    }
    return config;
}

void CloudHost::open(const QString &id)
{
    const auto known = m_clouds.cloud(id);
    if (!known || m_opening.contains(id))
        return;
    if (!known->config) {
        m_registry.setHealth(id, CatalogueHealth::Failed, known->config.error());
        Q_EMIT openingFailed(id, known->config.error());
        return;
    }
    m_opening[id] = std::stop_source();
    m_registry.setHealth(id, CatalogueHealth::Opening);
    const CloudConfig config = chosen(id, *known->config);
    if (!needsSecret(config.authType) || !secretOf(config).isEmpty()) {
        logIn(id, config);
        return;
    }
    m_keyring.read(id, [this, id, config](const std::optional<Secret> &secret) {
        if (!m_opening.contains(id))
            return;
        if (!secret) {
            m_opening.erase(id);
            const Error error{ ErrorCode::Unauthorized,
                tr("The password is not known: log in to see the images."), {} };
            m_registry.setHealth(id, CatalogueHealth::Refused, error);
            Q_EMIT openingFailed(id, error);
            Q_EMIT secretNeeded(id, {});
            return;
        }
        CloudConfig complete = config;
        setSecret(complete, *secret);
        logIn(id, complete);
    });
}

void CloudHost::logIn(const QString &id, const CloudConfig &config)
{
    m_configs[id] = config;
    const QString journal = m_journalFolder % u'/' % fileNameOf(id % u'\n' % config.scope.projectId);
    QtConcurrent::run(&CloudHost::load, config, journal, m_opening[id].get_token())
        .then(this, [this, id](const Result<Loaded> &result) { handleLoaded(id, result); });
}

void CloudHost::handleLoaded(const QString &id, const Result<Loaded> &result)
{
    m_opening.erase(id);
    const auto entry = m_registry.entry(id);
    if (!entry)
        return;
    CloudFacts facts = entry->cloud;
    if (!result) {
        const Error &error = result.error();
        qCWarning(lcUi) << "cannot log in:" << error.detail;
        facts.offlineSince = QDateTime::currentDateTime();
        m_registry.setCloudFacts(id, facts);
        m_registry.setHealth(id, healthOf(error.code), error);
        // A password that is written in a file is corrected there.
        const auto known = m_clouds.cloud(id);
        const bool isAsked = known && known->config && secretOf(*known->config).isEmpty();
        Q_EMIT openingFailed(id, error);
        if (error.code == ErrorCode::Unauthorized && isAsked)
            Q_EMIT secretNeeded(id, error.message);
        return;
    }
    auto cloud = std::make_unique<OpenedCloud>(result->api, fileNameOf(id), result->journal, m_services);
    cloud->queue().setParallelLimit(m_parallelLimit);
    connect(cloud.get(), &OpenedCloud::activityChanged, this,
        [this, id](int unfinished, double speed) { m_registry.setActivity(id, unfinished, speed); });
    connect(&cloud->service(), &CloudImageService::reachChanged, this, [this, id] { showReach(id); });
    if (!result->offline) {
        facts.user = result->facts.user;
        facts.project = result->facts.project;
        facts.region = result->facts.region;
        facts.regions = result->facts.regions;
        facts.projects = result->facts.projects;
    }
    facts.offlineSince = result->offline ? QDateTime::currentDateTime() : QDateTime();
    m_registry.setCloudFacts(id, facts);
    m_registry.setHealth(
        id, result->offline ? CatalogueHealth::Offline : CatalogueHealth::Available, result->offline);
    m_registry.setActivity(id, cloud->totals().unfinished(), cloud->totals().bytesPerSecond);
    m_opened[id] = std::move(cloud);
    Q_EMIT openingEnded(id);
}

void CloudHost::showReach(const QString &id)
{
    OpenedCloud *cloud = opened(id);
    const auto entry = m_registry.entry(id);
    if (!cloud || !entry)
        return;
    const CloudReach reach = cloud->service().reach();
    if (reach.state == CloudReach::State::Unknown)
        return;
    const bool isOffline = reach.state == CloudReach::State::Unreachable;
    CloudFacts facts = entry->cloud;
    if (isOffline != facts.offlineSince.isValid())
        facts.offlineSince = isOffline ? QDateTime::currentDateTime() : QDateTime();
    m_registry.setCloudFacts(id, facts);
    const ErrorCode code = reach.error ? reach.error->code : ErrorCode::Unavailable;
    m_registry.setHealth(id, isOffline ? healthOf(code) : CatalogueHealth::Available, reach.error);
}

// Closing

void CloudHost::close(const QString &id)
{
    if (!opened(id))
        return;
    Q_EMIT closing(id);
    m_registry.setActivity(id, 0, 0);
    m_registry.setHealth(id, CatalogueHealth::Closed);
    m_opened.erase(id);
}

void CloudHost::closeChanged()
{
    QStringList changed;
    for (const auto &[id, cloud] : m_opened) {
        const auto known = m_clouds.cloud(id);
        const bool isSame = known && known->config && isSameCloud(chosen(id, *known->config), m_configs[id]);
        // A file that is being edited may be wrong for a moment; transfers are not to suffer from that.
        if (!isSame && cloud->totals().unfinished() == 0)
            changed.append(id);
    }
    for (const QString &id : std::as_const(changed)) {
        if (m_clouds.cloud(id))
            reopen(id);
        else
            close(id);
    }
}

void CloudHost::useSecret(const QString &id, const Secret &secret)
{
    const OpenedCloud *cloud = opened(id);
    if (cloud && cloud->totals().unfinished() == 0 && secretOf(m_configs[id]) != secret)
        reopen(id);
}

void CloudHost::reopen(const QString &id)
{
    close(id);
    open(id);
}

// Region and project

void CloudHost::chooseRegion(const QString &id, const QString &region)
{
    const OpenedCloud *cloud = opened(id);
    if (cloud && cloud->totals().unfinished() > 0) {
        refuseWhileBusy(id);
        return;
    }
    m_settings.setValue(choiceKey(id, u"region"_s), region);
    reopen(id);
}

void CloudHost::chooseProject(const QString &id, const CloudProject &project)
{
    const OpenedCloud *cloud = opened(id);
    if (cloud && cloud->totals().unfinished() > 0) {
        refuseWhileBusy(id);
        return;
    }
    m_settings.setValue(choiceKey(id, u"project"_s), project.id);
    reopen(id);
}

void CloudHost::refuseWhileBusy(const QString &id)
{
    Q_EMIT refused(Error{ ErrorCode::Conflict,
        tr("“%1” has unfinished transfers. Let them end, or cancel them, before changing to another project "
           "or region.")
            .arg(m_registry.entry(id)->label),
        {} });
}

} // namespace vitrine
