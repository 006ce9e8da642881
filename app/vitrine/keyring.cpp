#include "app/vitrine/keyring.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include "core/support/log.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// What the entries are filed under in the keyring.
QString serviceName()
{
    return u"io.github.vitrine.Vitrine"_s;
}

void prepare(QKeychain::Job &job, const QString &cloudId)
{
    job.setAutoDelete(true);
    // Without a keyring nothing is written anywhere.
    job.setInsecureFallback(false);
    job.setKey(cloudId);
}

} // namespace

bool Keyring::isAvailable()
{
    if (m_isAvailable)
        return *m_isAvailable;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    QStringList services;
    if (bus.isConnected()) {
        services = bus.interface()->registeredServiceNames().value();
        services += bus.interface()->activatableServiceNames().value();
    }
    m_isAvailable = services.contains(u"org.freedesktop.secrets"_s)
        || services.contains(u"org.kde.kwalletd5"_s) || services.contains(u"org.kde.kwalletd6"_s);
    return *m_isAvailable;
}

void Keyring::read(const QString &cloudId, std::function<void(std::optional<Secret>)> answer)
{
    if (m_session.contains(cloudId) || !isAvailable()) {
        const auto found = m_session.constFind(cloudId);
        const auto secret = found == m_session.cend() ? std::nullopt : std::optional(*found);
        QTimer::singleShot(0, this, [answer, secret] { answer(secret); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(serviceName(), this);
    prepare(*job, cloudId);
    connect(job, &QKeychain::Job::finished, this, [job, answer](const QKeychain::Job *) {
        const bool isGood = job->error() == QKeychain::NoError;
        if (!isGood && job->error() != QKeychain::EntryNotFound)
            qCWarning(lcUi) << "the keyring gives no secret:" << job->errorString();
        answer(isGood ? std::optional(Secret(job->textData())) : std::nullopt);
    });
    job->start();
}

void Keyring::write(const QString &cloudId, const Secret &secret, std::function<void(bool isKept)> answer)
{
    m_session.insert(cloudId, secret);
    if (!isAvailable()) {
        if (answer)
            QTimer::singleShot(0, this, [answer] { answer(false); });
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(serviceName(), this);
    prepare(*job, cloudId);
    job->setTextData(secret.reveal());
    connect(job, &QKeychain::Job::finished, this, [job, answer](const QKeychain::Job *) {
        const bool isKept = job->error() == QKeychain::NoError;
        if (!isKept)
            qCWarning(lcUi) << "the keyring takes no secret:" << job->errorString();
        if (answer)
            answer(isKept);
    });
    job->start();
}

void Keyring::keepForSession(const QString &cloudId, const Secret &secret)
{
    m_session.insert(cloudId, secret);
}

void Keyring::remove(const QString &cloudId)
{
    m_session.remove(cloudId);
    if (!isAvailable())
        return;
    auto *job = new QKeychain::DeletePasswordJob(serviceName(), this);
    prepare(*job, cloudId);
    job->start();
}

} // namespace vitrine
