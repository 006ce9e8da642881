#include "core/catalog/policy.h"

#include <array>

#include "core/image/displayname.h"

namespace vitrine {

namespace {

using Role = Actor::Role;

/// The least role that an ownership needs; admins may do everything.
struct PolicyRow {
    Action action;
    Role own;
    Role member;
    Role anybodys; ///< community and public images
};

// Role::Admin in a column means: nobody below an admin.
constexpr std::array<PolicyRow, 18> policyRows{ {
    { Action::GetImage, Role::Reader, Role::Reader, Role::Reader },
    { Action::GetImageLocation, Role::Reader, Role::Admin, Role::Admin },
    { Action::DownloadImage, Role::Member, Role::Member, Role::Member },
    { Action::AddImage, Role::Member, Role::Admin, Role::Admin },
    { Action::ModifyImage, Role::Member, Role::Admin, Role::Admin },
    { Action::UploadImage, Role::Member, Role::Admin, Role::Admin },
    { Action::DeleteImage, Role::Member, Role::Admin, Role::Admin },
    { Action::RestoreImage, Role::Member, Role::Admin, Role::Admin },
    { Action::CommunitizeImage, Role::Member, Role::Admin, Role::Admin },
    { Action::PublicizeImage, Role::Admin, Role::Admin, Role::Admin },
    { Action::DeactivateImage, Role::Member, Role::Admin, Role::Admin },
    { Action::ReactivateImage, Role::Member, Role::Admin, Role::Admin },
    { Action::CopyImage, Role::Admin, Role::Admin, Role::Admin },
    { Action::GetMembers, Role::Reader, Role::Reader, Role::Admin },
    { Action::AddMember, Role::Member, Role::Admin, Role::Admin },
    { Action::DeleteMember, Role::Member, Role::Admin, Role::Admin },
    { Action::ModifyMember, Role::Admin, Role::Member, Role::Admin },
    { Action::ManageCatalogue, Role::Admin, Role::Admin, Role::Admin },
} };

const PolicyRow &rowOf(Action action)
{
    for (const PolicyRow &row : policyRows) {
        if (row.action == action)
            return row;
    }
    Q_UNREACHABLE();
}

Role leastRole(const PolicyRow &row, Ownership ownership)
{
    switch (ownership) {
    case Ownership::Own:
        return row.own;
    case Ownership::Member:
        return row.member;
    case Ownership::Community:
    case Ownership::Public:
        return row.anybodys;
    case Ownership::Foreign:
        return Role::Admin;
    }
    Q_UNREACHABLE();
}

Error forbidden()
{
    return { ErrorCode::Forbidden, Policy::tr("You are not allowed to do that."), {} };
}

Error forbiddenFor(const Image &image)
{
    const QString name = displayName(image);
    return { ErrorCode::Forbidden,
        Policy::tr("You are not allowed to do that with the image “%1”.").arg(name), {} };
}

} // namespace

const QList<Action> &allActions()
{
    static const QList<Action> actions = [] {
        QList<Action> list;
        for (const PolicyRow &row : policyRows)
            list.append(row.action);
        return list;
    }();
    return actions;
}

Policy::Policy(Actor actor)
    : m_actor(std::move(actor))
{
}

bool Policy::isAllowed(Action action, Actor::Role role, Ownership ownership)
{
    return role == Role::Admin
        || (leastRole(rowOf(action), ownership) != Role::Admin
            && role >= leastRole(rowOf(action), ownership));
}

Ownership Policy::ownershipOf(const Image &image, bool isMember) const
{
    if (!image.owner.isEmpty() && image.owner == m_actor.project)
        return Ownership::Own;
    switch (image.visibility) {
    case Visibility::Community:
        return Ownership::Community;
    case Visibility::Public:
        return Ownership::Public;
    case Visibility::Shared:
        return isMember ? Ownership::Member : Ownership::Foreign;
    case Visibility::Private:
        return Ownership::Foreign;
    }
    Q_UNREACHABLE();
}

bool Policy::isVisible(const Image &image, bool isMember) const
{
    return isAllowed(Action::GetImage, image, isMember);
}

bool Policy::isAllowed(Action action, const Image &image, bool isMember) const
{
    return isAllowed(action, m_actor.role, ownershipOf(image, isMember));
}

bool Policy::isAllowed(Action action) const
{
    return isAllowed(action, m_actor.role, m_actor.project.isEmpty() ? Ownership::Foreign : Ownership::Own);
}

Result<void> Policy::require(Action action, const Image &image, bool isMember) const
{
    if (!isVisible(image, isMember)) {
        return failure(ErrorCode::NotFound, Policy::tr("There is no image with the id %1.").arg(image.id),
            QStringLiteral("not visible"));
    }
    if (!isAllowed(action, image, isMember))
        return failure(forbiddenFor(image));
    return {};
}

Result<void> Policy::require(Action action) const
{
    if (!isAllowed(action))
        return failure(forbidden());
    return {};
}

Result<void> Policy::requirePatch(const ImagePatch &patch, const Image &image) const
{
    if (const auto allowed = require(Action::ModifyImage, image); !allowed)
        return allowed;
    if (patch.owner && *patch.owner != image.owner && !isAdmin()) {
        return failure(
            ErrorCode::Forbidden, Policy::tr("Only an administrator may give an image to another owner."));
    }
    if (!patch.visibility || *patch.visibility == image.visibility)
        return {};
    if (*patch.visibility == Visibility::Public)
        return require(Action::PublicizeImage, image);
    if (*patch.visibility == Visibility::Community)
        return require(Action::CommunitizeImage, image);
    return {};
}

Result<void> Policy::requireDraft(const ImageDraft &draft) const
{
    if (const auto allowed = require(Action::AddImage); !allowed)
        return allowed;
    if (!isAdmin() && !draft.owner.isEmpty() && draft.owner != m_actor.project) {
        return failure(
            ErrorCode::Forbidden, Policy::tr("Only an administrator may make an image for another owner."));
    }
    if (draft.visibility == Visibility::Public)
        return require(Action::PublicizeImage);
    if (draft.visibility == Visibility::Community)
        return require(Action::CommunitizeImage);
    return {};
}

} // namespace vitrine
