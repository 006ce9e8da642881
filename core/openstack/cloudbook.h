#pragma once

#include <QMap>
#include <QStringList>
#include <QVariantMap>

#include "core/openstack/cloudconfig.h"

namespace vitrine {

/// The clouds that a person has added in Vitrine, and the clouds.yaml files it was pointed to: one file that
/// the openstack client can read too. Secrets are never written into it.
struct CloudBook {
    QMap<QString, QVariantMap> clouds; ///< by name, with the settings of a clouds.yaml
    QStringList files; ///< read besides, where they are

    /// Empty when there is no such file.
    static Result<CloudBook> read(const QString &path);
    /// Durably, for the person alone.
    Result<void> write(const QString &path) const;

    bool operator==(const CloudBook &) const = default;
};

/// Settings as of a clouds.yaml, "auth" in a map of its own, without any secret.
QVariantMap settingsWithoutSecrets(const QVariantMap &settings);

/// The one secret with which this cloud proves who one is; none for a cloud that asks for none.
Secret secretOf(const CloudConfig &cloud);
void setSecret(CloudConfig &cloud, const Secret &secret);
bool needsSecret(CloudConfig::AuthType type);
/// A cloud of the book: complete but for its secret.
Result<CloudConfig> cloudWithoutSecret(const QString &name, const QVariantMap &settings);

} // namespace vitrine
