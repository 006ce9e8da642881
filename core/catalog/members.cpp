// Sharing an image with other projects: the owner adds and removes them, each answers for itself.

#include <algorithm>

#include "core/catalog/catalogueprivate.h"
#include "core/catalog/repositoryerrors.h"
#include "core/image/imagelimits.h"

namespace vitrine {

namespace {

constexpr int longestProject = 255; // as owner

} // namespace

Result<Image> Catalogue::Private::sharedImageFor(const ImageId &id, Action action) const
{
    const auto image = imageFor(id, action);
    if (!image || image->visibility == Visibility::Shared)
        return image;
    return imageNotShared(id);
}

Result<bool> Catalogue::Private::isSharedWithActor(const Image &image) const
{
    const QString &project = policy.actor().project;
    if (policy.isAdmin() || project.isEmpty() || image.visibility != Visibility::Shared)
        return false;
    const auto members = repository.members(image.id);
    if (!members)
        return failure(members.error());
    return std::any_of(members->cbegin(), members->cend(),
        [&project](const Member &member) { return member.memberId == project; });
}

void Catalogue::Private::describeMembers(const Image &image)
{
    if (!image.stores.isEmpty())
        describe(image.id);
}

Result<QList<Member>> Catalogue::members(const ImageId &id) const
{
    const auto image = d->sharedImageFor(id, Action::GetMembers);
    if (!image)
        return failure(image.error());
    auto members = d->repository.members(id);
    const bool seesAll = d->policy.isAdmin() || d->policy.ownershipOf(*image) == Ownership::Own;
    if (members && !seesAll) {
        members->removeIf(
            [this](const Member &member) { return member.memberId != d->policy.actor().project; });
    }
    return members;
}

Result<Member> Catalogue::addMember(const ImageId &id, const QString &project)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    if (project.isEmpty() || project.size() > longestProject || !isStorableText(project)) {
        return failure(ErrorCode::BadRequest,
            Private::tr("Give the id of the project to share with, in at most %1 characters.")
                .arg(longestProject));
    }
    const auto image = d->sharedImageFor(id, Action::AddMember);
    if (!image)
        return failure(image.error());
    const auto added = d->repository.addMember(id, project, d->options.limits.members);
    d->describeMembers(*image);
    return added;
}

Result<void> Catalogue::removeMember(const ImageId &id, const QString &project)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    const auto image = d->sharedImageFor(id, Action::DeleteMember);
    if (!image)
        return failure(image.error());
    const auto removed = d->repository.removeMember(id, project);
    d->describeMembers(*image);
    return removed;
}

Result<Member> Catalogue::setMemberStatus(const ImageId &id, const QString &project, MemberStatus status)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    const auto image = d->sharedImageFor(id, Action::ModifyMember);
    if (!image)
        return failure(image.error());
    if (!d->policy.isAdmin() && project != d->policy.actor().project)
        return memberNotFound(id, project);
    const auto changed = d->repository.setMemberStatus(id, project, status);
    d->describeMembers(*image);
    return changed;
}

} // namespace vitrine
