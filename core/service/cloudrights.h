#pragma once

#include <map>
#include <optional>
#include <utility>

#include <QCoreApplication>
#include <QStringList>

#include "core/catalog/policy.h"

namespace vitrine {

/// What one may do in a cloud, as far as that is known: by one's roles and the rules that Glance comes with,
/// by what the cloud has refused before, and by the image's own state.
class CloudRights
{
    Q_DECLARE_TR_FUNCTIONS(CloudRights)

public:
    CloudRights() = default;
    /// `roles` as Keystone calls them. Roles of the cloud's own may mean anything, so they are no reason.
    CloudRights(QString cloud, QString projectId, const QStringList &roles);

    /// Why `action` would be refused; none when it may work.
    std::optional<QString> refusal(Action action, const Image &image) const;
    /// The cloud has answered that its policy does not allow it. True when that is news.
    bool learn(Action action, const Image &image);

    bool operator==(const CloudRights &) const = default;

private:
    Ownership ownershipOf(const Image &image) const;
    std::optional<QString> refusalByPolicy(Action action, Ownership ownership) const;
    static std::optional<QString> refusalByState(Action action, const Image &image, bool isAdmin);

    QString m_cloud;
    QString m_projectId;
    std::optional<Actor::Role> m_role; ///< none: not known
    std::map<std::pair<Action, Ownership>, bool> m_refused;
};

/// Whether a 403 of Glance comes from its policy, and not from the image's state or protection.
bool isRefusalOfPolicy(const Error &error);

} // namespace vitrine
