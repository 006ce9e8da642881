// With whom an image is shared.

#include <QCoreApplication>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "core/catalog/repositoryerrors.h"
#include "core/catalog/repositorylog.h"
#include "core/catalog/repositoryread.h"
#include "core/catalog/sqlquery.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

class RepositoryText final
{
    Q_DECLARE_TR_FUNCTIONS(ImageRepository)
};

QString memberSelect()
{
    return u"SELECT i.id, m.member, m.status, m.created_at, m.updated_at "
           "FROM image_members m JOIN images i ON i.row = m.image"_s;
}

Member memberOf(const QSqlQuery &query)
{
    return { query.value(0).toString(), query.value(1).toString(),
        memberStatusFromName(query.value(2).toString()).value_or(MemberStatus::Pending),
        timeFromSql(query.value(3)), timeFromSql(query.value(4)) };
}

/// The row of an image that may have members: shared, and neither deleted nor in the trash.
Result<qint64> sharedRow(QSqlDatabase &database, const ImageId &id)
{
    auto query = runQuery(database, u"SELECT row, visibility, shelf FROM images WHERE id = ?"_s, { id });
    if (!query)
        return failure(query.error());
    const auto found = nextRow(*query);
    if (!found)
        return failure(found.error());
    if (!*found || query->value(2).toInt() == 2)
        return imageNotFound(id);
    if (query->value(2).toInt() == 1)
        return imageInTrash(id);
    if (query->value(1).toString() != visibilityName(Visibility::Shared))
        return imageNotShared(id);
    return query->value(0).toLongLong();
}

Result<std::optional<Member>> findMember(QSqlDatabase &database, qint64 row, const QString &project)
{
    auto query
        = runQuery(database, memberSelect() + u" WHERE m.image = ? AND m.member = ?"_s, { row, project });
    if (!query)
        return failure(query.error());
    const auto found = nextRow(*query);
    if (!found)
        return failure(found.error());
    return *found ? std::optional(memberOf(*query)) : std::nullopt;
}

Result<Member> requireMember(QSqlDatabase &database, qint64 row, const ImageId &id, const QString &project)
{
    const auto member = findMember(database, row, project);
    if (!member)
        return failure(member.error());
    if (!*member)
        return memberNotFound(id, project);
    return **member;
}

Result<void> requireRoom(QSqlDatabase &database, qint64 row, int limit)
{
    const auto count = runScalar(database, u"SELECT count(*) FROM image_members WHERE image = ?"_s, { row });
    if (!count)
        return failure(count.error());
    if (limit < 0 || count->value_or(0).toLongLong() < limit)
        return {};
    return failure(ErrorCode::LimitExceeded,
        RepositoryText::tr("An image can be shared with at most %n project(s).", nullptr, limit));
}

Result<void> recordMember(QSqlDatabase &database, const char *what, const ImageId &image)
{
    return recordEvent(
        database, u"image.member."_s + QLatin1String(what), CatalogueEvent::Kind::ImageChanged, image);
}

Result<Member> insertMember(QSqlDatabase &database, const ImageId &id, const QString &project, int limit)
{
    const auto row = sharedRow(database, id);
    if (!row)
        return failure(row.error());
    const auto known = findMember(database, *row, project);
    if (!known)
        return failure(known.error());
    if (*known)
        return memberExists(id, project);
    if (const auto room = requireRoom(database, *row, limit); !room)
        return failure(room.error());
    const QDateTime now = currentTime();
    const Member member{ id, project, MemberStatus::Pending, now, now };
    const auto added = runStatement(database,
        u"INSERT INTO image_members (image, member, status, created_at, updated_at) VALUES (?, ?, ?, ?, ?)"_s,
        { *row, project, memberStatusName(member.status), toSql(now), toSql(now) });
    if (!added)
        return failure(added.error());
    if (const auto recorded = recordMember(database, "create", id); !recorded)
        return failure(recorded.error());
    return member;
}

Result<Member> updateMember(
    QSqlDatabase &database, const ImageId &id, const QString &project, MemberStatus status)
{
    const auto row = sharedRow(database, id);
    if (!row)
        return failure(row.error());
    auto member = requireMember(database, *row, id, project);
    if (!member || member->status == status)
        return member;
    member->status = status;
    member->updatedAt = timeAfter(member->updatedAt);
    const auto changed = runStatement(database,
        u"UPDATE image_members SET status = ?, updated_at = ? WHERE image = ? AND member = ?"_s,
        { memberStatusName(status), toSql(member->updatedAt), *row, project });
    if (!changed)
        return failure(changed.error());
    if (const auto recorded = recordMember(database, "update", id); !recorded)
        return failure(recorded.error());
    return member;
}

/// Runs `work` in a transaction and gives what it gave.
template<typename Work>
auto written(Database &database, Work work) -> decltype(work(std::declval<QSqlDatabase &>()))
{
    decltype(work(std::declval<QSqlDatabase &>())) outcome;
    const auto committed = database.write([&](QSqlDatabase &connection) -> Result<void> {
        outcome = work(connection);
        return outcome ? Result<void>() : failure(outcome.error());
    });
    if (!committed)
        return failure(committed.error());
    return outcome;
}

} // namespace

Result<QList<Member>> ImageRepository::members(const ImageId &id) const
{
    return readList<Member>(
        m_database, memberSelect() + u" WHERE i.id = ? ORDER BY m.member"_s, { id }, memberOf);
}

Result<QHash<ImageId, MemberStatus>> ImageRepository::sharedWith(const QString &project) const
{
    const auto found = readList<Member>(m_database,
        memberSelect() + u" WHERE m.member = ? AND i.visibility = 'shared' AND i.shelf < 2"_s, { project },
        memberOf);
    if (!found)
        return failure(found.error());
    QHash<ImageId, MemberStatus> statuses;
    for (const Member &member : *found)
        statuses.insert(member.imageId, member.status);
    return statuses;
}

Result<Member> ImageRepository::addMember(const ImageId &id, const QString &project, int limit)
{
    return written(
        m_database, [&](QSqlDatabase &database) { return insertMember(database, id, project, limit); });
}

Result<void> ImageRepository::removeMember(const ImageId &id, const QString &project)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto row = sharedRow(database, id);
        if (!row)
            return failure(row.error());
        if (const auto member = requireMember(database, *row, id, project); !member)
            return failure(member.error());
        const auto removed = runStatement(
            database, u"DELETE FROM image_members WHERE image = ? AND member = ?"_s, { *row, project });
        if (!removed)
            return failure(removed.error());
        return recordMember(database, "delete", id);
    });
}

Result<void> ImageRepository::restoreMembers(const ImageId &id, const QList<Member> &members)
{
    if (members.isEmpty())
        return {};
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        for (const Member &member : members) {
            const auto added = runStatement(database,
                u"INSERT OR REPLACE INTO image_members (image, member, status, created_at, updated_at) "
                "SELECT row, ?, ?, ?, ? FROM images WHERE id = ?"_s,
                { member.memberId, memberStatusName(member.status), toSql(member.createdAt),
                    toSql(member.updatedAt), id });
            if (!added)
                return failure(added.error());
        }
        return {};
    });
}

Result<Member> ImageRepository::setMemberStatus(
    const ImageId &id, const QString &project, MemberStatus status)
{
    return written(
        m_database, [&](QSqlDatabase &database) { return updateMember(database, id, project, status); });
}

} // namespace vitrine
