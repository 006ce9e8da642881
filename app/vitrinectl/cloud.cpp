#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/cloudchoice.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"
#include "core/openstack/clouds.h"
#include "core/openstack/peercertificate.h"
#include "core/support/webaddress.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

Cell textOrNone(const QString &text)
{
    return text.isEmpty() ? Cell(None{}) : Cell(text);
}

QString userOf(const CloudConfig &cloud)
{
    if (cloud.authType == CloudConfig::AuthType::ApplicationCredential)
        return cloud.applicationCredentialName + cloud.applicationCredentialId;
    return cloud.userName.isEmpty() ? cloud.userId : cloud.userName;
}

QString projectOf(const CloudConfig &cloud)
{
    return cloud.scope.projectName.isEmpty() ? cloud.scope.projectId : cloud.scope.projectName;
}

QString addressOf(const CloudConfig &cloud)
{
    return shownAddress(cloud.authUrl.isEmpty() ? cloud.imageEndpoint : cloud.authUrl);
}

QStringList shownFingerprints(const QStringList &fingerprints)
{
    QStringList shown;
    for (const QString &fingerprint : fingerprints)
        shown.append(shownFingerprint(fingerprint));
    return shown;
}

Result<void> listClouds(const QString &, const OutputOptions &output)
{
    const auto clouds = Clouds::find();
    if (!clouds)
        return failure(clouds.error());
    for (const QString &warning : clouds->warnings())
        say(warning);
    Listing listing;
    listing.headers = { u"Name"_s, u"Address"_s, u"User"_s, u"Project"_s, u"Region"_s, u"Problem"_s };
    for (const QString &name : clouds->names()) {
        const auto cloud = clouds->cloud(name);
        if (!cloud) {
            listing.rows.append({ name, None{}, None{}, None{}, None{}, cloud.error().message });
            continue;
        }
        listing.rows.append({ name, textOrNone(addressOf(*cloud)), textOrNone(userOf(*cloud)),
            textOrNone(projectOf(*cloud)), textOrNone(cloud->regionName), None{} });
    }
    return printListing(listing, output);
}

Result<void> showCloud(const QString &name, const OutputOptions &output)
{
    const auto cloud = chooseCloud(name);
    if (!cloud)
        return failure(cloud.error());
    const Record record{
        { u"auth_type"_s, authTypeName(cloud->authType) },
        { u"auth_url"_s, textOrNone(shownAddress(cloud->authUrl)) },
        { u"cacert"_s, textOrNone(cloud->caFile) },
        { u"fingerprint"_s, shownFingerprints(cloud->fingerprints) },
        { u"image_endpoint"_s, textOrNone(shownAddress(cloud->imageEndpoint)) },
        { u"interface"_s, cloud->interface },
        { u"name"_s, cloud->name },
        { u"project"_s, textOrNone(projectOf(*cloud)) },
        { u"region"_s, textOrNone(cloud->regionName) },
        { u"source"_s, cloud->source.isNull() ? Words::tr("environment") : cloud->source },
        { u"user"_s, textOrNone(userOf(*cloud)) },
        { u"verify"_s, cloud->isVerified },
    };
    return printRecord(record, output);
}

QStringList idsOf(const QList<RemoteStore> &stores)
{
    QStringList ids;
    for (const RemoteStore &store : stores)
        ids.append(store.id);
    return ids;
}

/// Logs in and asks the image service what it can do.
Result<void> checkCloud(const QString &name, const OutputOptions &output)
{
    const auto cloud = chooseCloud(name);
    if (!cloud)
        return failure(cloud.error());
    ImageApi api(*cloud);
    const auto token = api.session().token({});
    if (!token)
        return failure(token.error());
    const auto versions = api.versions();
    if (!versions)
        return failure(versions.error());
    const auto endpoint = api.session().endpoint({});
    const auto methods = api.importMethods();
    const auto stores = api.stores();
    const Record record{
        { u"endpoint"_s, endpoint ? shownAddress(*endpoint) : QString() },
        { u"import_methods"_s, methods.value_or(QStringList()) },
        { u"name"_s, cloud->name },
        { u"project"_s, textOrNone(token->projectName) },
        { u"project_id"_s, textOrNone(token->projectId) },
        { u"roles"_s, token->roles },
        { u"stores"_s, stores ? idsOf(*stores) : QStringList() },
        { u"token_expires_at"_s, token->expiresAt ? timeCell(*token->expiresAt) : Cell(None{}) },
        { u"user"_s, textOrNone(token->userName) },
        { u"version"_s, versions->constFirst() },
    };
    return printRecord(record, output);
}

void addVerb(CLI::App &parent, Program &program, const std::string &name, const QString &description,
    Result<void> (*run)(const QString &, const OutputOptions &))
{
    CLI::App *verb = parent.add_subcommand(name, help(description));
    verb->fallthrough();
    const auto cloud = std::make_shared<std::string>();
    verb->add_option("cloud", *cloud, help(Words::tr("name of a cloud, or path of an openrc file")))
        ->type_name("CLOUD")
        ->required();
    addOutputOptions(verb, program.output, OutputKind::Show);
    verb->callback([cloud, run, &program] {
        program.offlineCommand = [name = textOf(*cloud), run](const QString &, const OutputOptions &output) {
            return run(name, output);
        };
    });
}

} // namespace

void addCloud(CLI::App &parent, Program &program)
{
    CLI::App *cloud
        = parent.add_subcommand("cloud", help(Words::tr("Clouds that clouds.yaml and the environment name")));
    cloud->require_subcommand(1)->fallthrough();
    CLI::App *list = cloud->add_subcommand("list", help(Words::tr("List the clouds")));
    list->fallthrough();
    addOutputOptions(list, program.output, OutputKind::List);
    list->callback([&program] { program.offlineCommand = listClouds; });
    addVerb(
        *cloud, program, "show", Words::tr("Show the settings of a cloud, without its secrets"), showCloud);
    addVerb(*cloud, program, "check", Words::tr("Log in to a cloud and show what it can do"), checkCloud);
}

} // namespace vitrine::ctl
