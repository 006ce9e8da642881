#include "core/service/cloudrights.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

using Role = Actor::Role;

std::optional<Role> roleOf(const QStringList &roles)
{
    if (roles.contains(u"admin"_s, Qt::CaseInsensitive))
        return Role::Admin;
    if (roles.contains(u"member"_s, Qt::CaseInsensitive) || roles.contains(u"_member_"_s))
        return Role::Member;
    const bool isReaderOnly = roles.size() == 1 && roles.contains(u"reader"_s, Qt::CaseInsensitive);
    return isReaderOnly ? std::optional(Role::Reader) : std::nullopt;
}

bool hasData(const Image &image)
{
    return image.status == ImageStatus::Active || image.status == ImageStatus::Deactivated;
}

bool concernsAnImage(Action action)
{
    return action != Action::AddImage && action != Action::ManageCatalogue;
}

} // namespace

bool isRefusalOfPolicy(const Error &error)
{
    // "You are not authorized to complete <action> action." is what Glance says for each of its policies.
    return error.code == ErrorCode::Forbidden
        && QString(error.message + error.detail).contains(u"not authorized to complete", Qt::CaseInsensitive);
}

CloudRights::CloudRights(QString cloud, QString projectId, const QStringList &roles)
    : m_cloud(std::move(cloud))
    , m_projectId(std::move(projectId))
    , m_role(roleOf(roles))
{
}

Ownership CloudRights::ownershipOf(const Image &image) const
{
    if (!image.owner.isEmpty() && image.owner == m_projectId)
        return Ownership::Own;
    // One that can be seen, and is shared, is shared with us.
    const Policy policy(Actor{ m_projectId, Role::Member });
    return policy.ownershipOf(image, true);
}

bool CloudRights::learn(Action action, const Image &image)
{
    const Ownership ownership = concernsAnImage(action) ? ownershipOf(image) : Ownership::Own;
    return m_refused.emplace(std::pair(action, ownership), true).second;
}

std::optional<QString> CloudRights::refusal(Action action, const Image &image) const
{
    const Ownership ownership = concernsAnImage(action) ? ownershipOf(image) : Ownership::Own;
    if (m_refused.contains({ action, ownership }))
        return tr("The cloud “%1” has refused this to you before.").arg(m_cloud);
    if (const auto reason = refusalByPolicy(action, ownership))
        return reason;
    if (!concernsAnImage(action))
        return std::nullopt;
    return refusalByState(action, image, m_role == Role::Admin);
}

std::optional<QString> CloudRights::refusalByPolicy(Action action, Ownership ownership) const
{
    if (action == Action::RestoreImage || action == Action::ManageCatalogue)
        return tr("The cloud “%1” has no trash: what is deleted there is gone.").arg(m_cloud);
    // Roles that are not known, and what the cloud allows beyond the usual, are for the cloud to judge.
    if (!m_role || m_projectId.isEmpty() || Policy::isAllowed(action, *m_role, ownership))
        return std::nullopt;
    if (Policy::isAllowed(action, Role::Member, ownership))
        return tr("Your role in the cloud “%1” is that of a reader: you may look, and change nothing.")
            .arg(m_cloud);
    if (ownership != Ownership::Own && Policy::isAllowed(action, Role::Member, Ownership::Own))
        return tr("The image belongs to another project.");
    return tr("Only an administrator of the cloud “%1” may do that.").arg(m_cloud);
}

std::optional<QString> CloudRights::refusalByState(Action action, const Image &image, bool isAdmin)
{
    const QString status = imageStatusName(image.status);
    switch (action) {
    case Action::DownloadImage:
        if (image.status == ImageStatus::Deactivated && !isAdmin)
            return tr(
                "The image is deactivated: only administrators can read its data. Reactivate it first.");
        if (!hasData(image))
            return tr("The image is “%1”, so it has no data to read yet.").arg(status);
        return std::nullopt;
    case Action::UploadImage:
        if (image.status != ImageStatus::Queued)
            return tr("Only a queued image takes data; this one is “%1”.").arg(status);
        return std::nullopt;
    case Action::DeleteImage:
        if (image.isProtected)
            return tr("The image is protected. Take its protection away first.");
        return std::nullopt;
    case Action::DeactivateImage:
        if (image.status != ImageStatus::Active)
            return tr("Only an active image can be deactivated; this one is “%1”.").arg(status);
        return std::nullopt;
    case Action::ReactivateImage:
        if (image.status != ImageStatus::Deactivated)
            return tr("Only a deactivated image can be reactivated; this one is “%1”.").arg(status);
        return std::nullopt;
    case Action::CopyImage:
        if (image.status != ImageStatus::Active)
            return tr("Only an active image can be copied to another store; this one is “%1”.").arg(status);
        return std::nullopt;
    case Action::GetMembers:
    case Action::AddMember:
    case Action::DeleteMember:
        if (image.visibility != Visibility::Shared)
            return tr("Only an image whose visibility is “shared” can be shared with projects.");
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace vitrine
