#include "app/vitrine/cloudsetup.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrent>

#include "app/vitrine/cloudhost.h"
#include "app/vitrine/cloudsettings.h"
#include "app/vitrine/keyring.h"
#include "core/openstack/openrc.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/clouddialog.h"
#include "ui/catalogs/secretdialog.h"
#include "ui/widgets/prompts.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr qint64 longestOpenRc = 1 << 20;
constexpr int noticeMs = 12'000;

/// What an openrc file says, read and never run; its password is most often not in it.
Result<CloudForm> formOfOpenRc(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::NotFound,
            CloudSetup::tr("“%1” cannot be read: %2.")
                .arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    const QVariantMap settings = settingsOfVariables(openRcFromText(file.read(longestOpenRc)).variables);
    if (settings.isEmpty()) {
        return failure(ErrorCode::BadRequest,
            CloudSetup::tr("“%1” describes no cloud: it does not set OS_AUTH_URL.")
                .arg(QDir::toNativeSeparators(path)));
    }
    QString name = QFileInfo(path).completeBaseName();
    name.remove(u"openrc"_s, Qt::CaseInsensitive);
    while (name.endsWith(u'-') || name.endsWith(u'_') || name.endsWith(u'.'))
        name.chop(1);
    if (name.isEmpty())
        name = QUrl(settings.value(u"auth_url"_s).toString()).host();
    const Result<CloudConfig> cloud = cloudFromSettings(name, settings);
    if (!cloud)
        return failure(cloud.error());
    return formOf(name, *cloud);
}

} // namespace

CloudSetup::CloudSetup(CatalogueRegistry &registry, CloudDirectory &clouds, CloudHost &host, Keyring &keyring,
    FileChooser &chooser, Prompts &prompts)
    : m_registry(registry)
    , m_clouds(clouds)
    , m_host(host)
    , m_keyring(keyring)
    , m_chooser(chooser)
    , m_prompts(prompts)
{
    connect(&registry, &CatalogueRegistry::newCloudRequested, this, [this] { add({}); });
    connect(&registry, &CatalogueRegistry::cloudEditRequested, this, &CloudSetup::edit);
    connect(&registry, &CatalogueRegistry::cloudRemovalRequested, this, &CloudSetup::remove);
    connect(&registry, &CatalogueRegistry::cloudFileOffered, this, &CloudSetup::takeFile);
    connect(&clouds, &CloudDirectory::failed, this, &CloudSetup::failed);
    connect(&clouds, &CloudDirectory::fileAdded, this, &CloudSetup::handleFileAdded);
    connect(&host, &CloudHost::secretNeeded, this, &CloudSetup::askForSecret);
    connect(&host, &CloudHost::refused, this, &CloudSetup::failed);
}

// Files

void CloudSetup::takeFile(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"yaml" || suffix == u"yml" || suffix == u"json")
        m_clouds.addFile(path);
    else
        takeOpenRc(path);
}

void CloudSetup::takeOpenRc(const QString &path)
{
    QtConcurrent::run(&formOfOpenRc, path).then(this, [this](const Result<CloudForm> &form) {
        if (form)
            add(*form);
        else
            Q_EMIT failed(form.error());
    });
}

void CloudSetup::handleFileAdded(const QString &path, const QStringList &names)
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Success;
    notice.sentence
        = tr("Added %n cloud(s) of “%1”. The file stays where it is, and Vitrine reads it there; its "
             "passwords are not copied.",
            nullptr, static_cast<int>(names.size()))
              .arg(QDir::toNativeSeparators(path));
    notice.closeAfterMs = noticeMs;
    const QString file = QFileInfo(path).absoluteFilePath();
    // One that the openstack client reads anyway is listed as found.
    const QString own = cloudId(CloudOrigin::Referred, names.constFirst(), file);
    const QString id = m_registry.indexOf(own) >= 0 ? own : cloudId(CloudOrigin::Found, names.constFirst());
    if (names.size() == 1 && m_registry.indexOf(id) >= 0)
        m_registry.requestOpen(id);
    Q_EMIT noticed(notice);
}

// The dialog

QString CloudSetup::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; m_clouds.hasOwn(name); ++number)
        name = u"%1-%2"_s.arg(wanted).arg(number);
    return name;
}

void CloudSetup::add(const CloudForm &form)
{
    CloudForm named = form;
    if (!named.name.isEmpty())
        named.name = freeName(named.name);
    show(named, {});
}

void CloudSetup::edit(const QString &id)
{
    const auto known = m_clouds.cloud(id);
    if (!known || known->origin != CloudOrigin::Own)
        return;
    CloudForm form;
    form.name = known->name;
    if (known->config)
        form = formOf(known->name, *known->config);
    form.fingerprint = known->settings.value(u"fingerprint"_s).toString();
    m_keyring.read(id, [this, form](const std::optional<Secret> &secret) {
        CloudForm complete = form;
        if (secret)
            complete.secret = secret->reveal();
        show(complete, form.name);
    });
}

void CloudSetup::show(const CloudForm &form, const QString &formerName)
{
    if (!m_window)
        return;
    CloudDialog::Setting setting;
    setting.isNew = formerName.isNull();
    setting.hasKeyring = m_keyring.isAvailable();
    setting.taken = m_clouds.ownNames();
    setting.taken.removeAll(formerName);
    auto *dialog = new CloudDialog(form, setting, m_tester, m_chooser, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CloudDialog::cloudAccepted, this,
        [this, formerName](const CloudForm &given) { save(given, formerName); });
    dialog->open();
}

void CloudSetup::save(const CloudForm &form, const QString &formerName)
{
    const QString id = cloudId(CloudOrigin::Own, form.name);
    const Secret secret(form.secret);
    if (!formerName.isNull() && formerName != form.name)
        m_keyring.remove(cloudId(CloudOrigin::Own, formerName));
    if (!secret.isEmpty() && form.keepsSecret)
        m_keyring.write(id, secret);
    else if (!secret.isEmpty())
        m_keyring.keepForSession(id, secret);
    connect(
        &m_clouds, &CloudDirectory::readingEnded, this,
        [this, id, secret] {
            if (!secret.isEmpty())
                m_host.useSecret(id, secret);
            m_registry.requestOpen(id);
        },
        Qt::SingleShotConnection);
    m_clouds.save(form.name, settingsOf(form), formerName);
}

void CloudSetup::remove(const QString &id)
{
    const auto entry = m_registry.entry(id);
    if (!entry || !m_window || entry->cloud.origin == CloudOrigin::Found)
        return;
    if (entry->unfinishedTransfers > 0) {
        Q_EMIT failed(Error{ ErrorCode::Conflict,
            tr("“%1” has unfinished transfers. Let them end, or cancel them, before removing it.")
                .arg(entry->label),
            {} });
        return;
    }
    Question question;
    question.title = tr("Remove the cloud");
    question.sentence = tr("Take “%1” off the list?").arg(entry->label);
    question.detail = entry->cloud.origin == CloudOrigin::Own
        ? tr("Its images stay in the cloud. Its settings and its password are forgotten.")
        : tr("Its images stay in the cloud, and “%1” stays where it is; all the clouds in it leave the list.")
              .arg(QDir::toNativeSeparators(entry->cloud.source));
    //: Button: take a cloud off the list
    question.confirmLabel = tr("Remove");
    m_prompts.confirm(m_window, question, [this, id, own = entry->cloud.origin == CloudOrigin::Own] {
        if (own)
            m_keyring.remove(id);
        m_clouds.remove(id);
    });
}

// Passwords

void CloudSetup::askForSecret(const QString &id, const QString &refusal)
{
    const auto known = m_clouds.cloud(id);
    if (!known || !known->config || !m_window)
        return;
    const CloudConfig &cloud = *known->config;
    const QString label = m_registry.entry(id)->label;
    const QString sentence = cloud.authType == CloudConfig::AuthType::Token
        ? tr("Token for the cloud “%1”").arg(label)
        : cloud.authType == CloudConfig::AuthType::ApplicationCredential
        ? tr("Secret of the application credential for the cloud “%1”").arg(label)
        //: %1 is a user, %2 a cloud
        : tr("Password of “%1” for the cloud “%2”").arg(cloud.userName, label);
    auto *dialog = new SecretDialog(sentence, refusal, m_keyring.isAvailable(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SecretDialog::secretGiven, this, [this, id](const QString &secret, bool isKept) {
        if (isKept)
            m_keyring.write(id, Secret(secret));
        else
            m_keyring.keepForSession(id, Secret(secret));
        m_registry.requestOpen(id);
    });
    dialog->open();
}

} // namespace vitrine
