#include "tests/support/fakeimageservice.h"

namespace vitrine::test {

Result<Image> FakeImageService::requireShared(const ImageId &id) const
{
    const Result<vitrine::Image> image = require(id);
    if (image && image->visibility != Visibility::Shared)
        return failure(ErrorCode::Forbidden, QStringLiteral("Only shared images have members."));
    return image;
}

Result<Member> FakeImageService::requireMember(const ImageId &id, const QString &project) const
{
    const Result<vitrine::Image> image = requireShared(id);
    if (!image)
        return failure(image.error());
    const QMap<QString, Member> members = m_members.value(id);
    if (!members.contains(project))
        return failure(ErrorCode::NotFound, QStringLiteral("There is no such member."));
    return members.value(project);
}

QCoro::Task<Result<QList<Member>>> FakeImageService::listMembers(ImageId id)
{
    Turn turn(this, Call::ListMembers);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = requireShared(id);
    if (!image)
        co_return failure(image.error());
    const QList<Member> members = m_members.value(id).values();
    co_return members;
}

QCoro::Task<Result<Member>> FakeImageService::addMember(ImageId id, QString project)
{
    Turn turn(this, Call::AddMember);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = requireShared(id);
    if (!image)
        co_return failure(image.error());
    if (project.isEmpty())
        co_return failure(ErrorCode::BadRequest, QStringLiteral("Give a project."));
    if (m_members.value(id).contains(project))
        co_return failure(ErrorCode::Conflict, QStringLiteral("It is a member already."));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Member member{ id, project, MemberStatus::Pending, now, now };
    m_members[id].insert(project, member);
    announceChanged(*image);
    co_return member;
}

QCoro::Task<Result<void>> FakeImageService::removeMember(ImageId id, QString project)
{
    Turn turn(this, Call::RemoveMember);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<Member> member = requireMember(id, project);
    if (!member)
        co_return failure(member.error());
    m_members[id].remove(project);
    announceChanged(m_images.value(id));
    const Result<void> done;
    co_return done;
}

QCoro::Task<Result<Member>> FakeImageService::setMemberStatus(
    ImageId id, QString project, MemberStatus status)
{
    Turn turn(this, Call::SetMemberStatus);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    Result<Member> member = requireMember(id, project);
    if (!member)
        co_return failure(member.error());
    member->status = status;
    m_members[id].insert(project, *member);
    announceChanged(m_images.value(id));
    const Member answered = *member;
    co_return answered;
}

} // namespace vitrine::test
