#include "core/image/member.h"

#include "core/image/enumnames.h"
#include "core/image/jsonreader.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr EnumNames<MemberStatus, 3> memberStatusNames{ {
    { MemberStatus::Pending, "pending" },
    { MemberStatus::Accepted, "accepted" },
    { MemberStatus::Rejected, "rejected" },
} };

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(apiTime(time)) : QJsonValue(QJsonValue::Null);
}

} // namespace

const QList<MemberStatus> &allMemberStatuses()
{
    static const QList<MemberStatus> statuses = valuesOf(memberStatusNames);
    return statuses;
}

QString memberStatusName(MemberStatus status)
{
    return nameOf(memberStatusNames, status);
}

std::optional<MemberStatus> memberStatusFromName(const QString &name)
{
    return valueOf(memberStatusNames, name);
}

QJsonObject memberToJson(const Member &member)
{
    return {
        { u"image_id"_s, member.imageId },
        { u"member_id"_s, member.memberId },
        { u"status"_s, memberStatusName(member.status) },
        { u"created_at"_s, timeOrNull(member.createdAt) },
        { u"updated_at"_s, timeOrNull(member.updatedAt) },
        { u"schema"_s, u"/v2/schemas/member"_s },
    };
}

Result<Member> memberFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    Member member;
    member.imageId = reader.requiredString(u"image_id"_s);
    member.memberId = reader.requiredString(u"member_id"_s);
    const QString status = reader.requiredString(u"status"_s);
    const std::optional<MemberStatus> known = memberStatusFromName(status);
    if (!known)
        reader.fail(u"status"_s, status);
    member.status = known.value_or(MemberStatus::Pending);
    member.createdAt = reader.time(u"created_at"_s);
    member.updatedAt = reader.time(u"updated_at"_s);
    if (reader.error())
        return failure(*reader.error());
    return member;
}

} // namespace vitrine
