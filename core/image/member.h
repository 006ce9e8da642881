#pragma once

#include <optional>

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

/// What a project has answered to an image that was shared with it. The project alone changes it, from any to
/// any.
enum class MemberStatus { Pending, Accepted, Rejected };

const QList<MemberStatus> &allMemberStatuses();
QString memberStatusName(MemberStatus status);
std::optional<MemberStatus> memberStatusFromName(const QString &name);

/// A project with which a shared image is shared.
struct Member {
    ImageId imageId;
    QString memberId; ///< the project's id
    MemberStatus status = MemberStatus::Pending;
    QDateTime createdAt;
    QDateTime updatedAt;

    bool operator==(const Member &) const = default;
};

/// The member as GET /v2/images/{id}/members/{member} shows it.
QJsonObject memberToJson(const Member &member);
/// Reads one from a service that need not be trusted; ErrorCode::BadRequest when it cannot be right.
Result<Member> memberFromJson(const QJsonObject &json);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Member)
