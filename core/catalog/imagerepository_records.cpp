// Tasks, stores, usage and events.

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

/// Glance's task_time_to_live.
constexpr qint64 taskLifeSeconds = 48LL * 60 * 60;

QString taskSelect()
{
    return u"SELECT id, type, status, image_id, owner, message, created_at, updated_at, expires_at "
           "FROM tasks"_s;
}

Task taskOf(const QSqlQuery &query)
{
    return Task{ query.value(0).toString(), query.value(1).toString(),
        taskStatusFromName(query.value(2).toString()).value_or(TaskStatus::Failure),
        query.value(3).toString(), query.value(4).toString(), query.value(5).toString(),
        timeFromSql(query.value(6)), timeFromSql(query.value(7)), optionalTimeFromSql(query.value(8)) };
}

bool hasEnded(TaskStatus status)
{
    return status == TaskStatus::Success || status == TaskStatus::Failure;
}

QString taskEvent(TaskStatus status)
{
    return u"task."_s + taskStatusName(status);
}

struct TaskState {
    TaskStatus status = TaskStatus::Pending;
    QDateTime updatedAt;
};

Result<TaskState> taskState(QSqlDatabase &database, const QString &id)
{
    auto query = runQuery(database, u"SELECT status, updated_at FROM tasks WHERE id = ?"_s, { id });
    if (!query)
        return failure(query.error());
    const auto found = nextRow(*query);
    if (!found)
        return failure(found.error());
    if (!*found)
        return taskNotFound(id);
    return TaskState{ taskStatusFromName(query->value(0).toString()).value_or(TaskStatus::Failure),
        timeFromSql(query->value(1)) };
}

tl::unexpected<Error> taskConflict(const QString &id, TaskStatus from, TaskStatus to)
{
    return failure(ErrorCode::Conflict,
        RepositoryText::tr("The task “%1” has ended or cannot take this step.").arg(id),
        u"task status transition from %1 to %2 is not allowed"_s.arg(
            taskStatusName(from), taskStatusName(to)));
}

Usage usageOf(const QSqlQuery &query)
{
    return { query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toLongLong(),
        query.value(3).toLongLong() };
}

} // namespace

Result<void> ImageRepository::insertTask(const Task &task)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const QDateTime created = task.createdAt.isValid() ? task.createdAt : currentTime();
        const auto added = runStatement(database,
            u"INSERT INTO tasks (id, type, status, image_id, owner, message, created_at, updated_at, "
            "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            { task.id, toSqlText(task.type), taskStatusName(task.status), toSql(task.imageId),
                toSql(task.owner), toSqlText(task.message), toSql(created),
                toSql(task.updatedAt.isValid() ? task.updatedAt : created), toSql(task.expiresAt) });
        if (!added)
            return failure(added.error());
        return recordEvent(database, u"task.create"_s, CatalogueEvent::Kind::TaskChanged, task.id);
    });
}

Result<void> ImageRepository::updateTask(const QString &id, TaskStatus status, const QString &message)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto before = taskState(database, id);
        if (!before)
            return failure(before.error());
        const bool isMove = before->status != status;
        if (isMove ? !isTaskTransitionAllowed(before->status, status) : hasEnded(status))
            return taskConflict(id, before->status, status);
        const QDateTime now = timeAfter(before->updatedAt);
        const std::optional<QDateTime> expires
            = hasEnded(status) ? std::optional(now.addSecs(taskLifeSeconds)) : std::nullopt;
        const auto changed = runStatement(database,
            u"UPDATE tasks SET status = ?, message = ?, updated_at = ?, expires_at = ? WHERE id = ?"_s,
            { taskStatusName(status), toSqlText(message), toSql(now), toSql(expires), id });
        if (!changed)
            return failure(changed.error());
        return recordEvent(
            database, isMove ? taskEvent(status) : u"task.update"_s, CatalogueEvent::Kind::TaskChanged, id);
    });
}

Result<QList<Task>> ImageRepository::tasks(const ImageId &image) const
{
    const QString order = u" ORDER BY sequence DESC"_s;
    return image.isNull()
        ? readList<Task>(m_database, taskSelect() + order, {}, taskOf)
        : readList<Task>(m_database, taskSelect() + u" WHERE image_id = ?"_s + order, { image }, taskOf);
}

Result<QList<Task>> ImageRepository::openTasks() const
{
    return readList<Task>(m_database,
        taskSelect() + u" WHERE status IN ('pending', 'processing') ORDER BY sequence"_s, {}, taskOf);
}

Result<void> ImageRepository::dropExpiredTasks(const QDateTime &now)
{
    // A program that only looks must not wait for the disk because of this.
    const auto expired = readList<qint64>(m_database, u"SELECT count(*) FROM tasks WHERE expires_at <= ?"_s,
        { toSql(now) }, [](const QSqlQuery &query) { return query.value(0).toLongLong(); });
    if (!expired)
        return failure(expired.error());
    if (expired->constFirst() == 0)
        return {};
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto dropped
            = runStatement(database, u"DELETE FROM tasks WHERE expires_at <= ?"_s, { toSql(now) });
        return dropped ? Result<void>() : failure(dropped.error());
    });
}

Result<Task> ImageRepository::task(const QString &id) const
{
    auto found = readList<Task>(m_database, taskSelect() + u" WHERE id = ?"_s, { id }, taskOf);
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return taskNotFound(id);
    return found->takeFirst();
}

Result<Usage> ImageRepository::usage() const
{
    // One pass over the rows and one over the locations.
    const auto usage = readList<Usage>(m_database,
        u"SELECT coalesce(sum(shelf = 0), 0), coalesce(sum(shelf = 1), 0), coalesce(sum(bytes), 0), "
        "coalesce(sum(bytes) FILTER (WHERE shelf = 1), 0) FROM ("
        "SELECT i.shelf AS shelf, coalesce(i.size, 0) * "
        "(SELECT count(*) FROM image_locations l WHERE l.image = i.row) AS bytes "
        "FROM images i WHERE i.shelf < 2)"_s,
        {}, usageOf);
    if (!usage)
        return failure(usage.error());
    return usage->value(0);
}

Result<QList<StoreInfo>> ImageRepository::stores() const
{
    return readList<StoreInfo>(m_database,
        u"SELECT id, path, description, is_default FROM stores ORDER BY is_default DESC, sequence"_s, {},
        [](const QSqlQuery &query) {
            StoreInfo store;
            store.id = query.value(0).toString();
            store.path = query.value(1).toString();
            store.description = query.value(2).toString();
            store.isDefault = query.value(3).toBool();
            return store;
        });
}

Result<void> ImageRepository::insertStore(const StoreInfo &store)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto used = runScalar(database, u"SELECT 1 FROM stores WHERE id = ?"_s, { store.id });
        if (!used)
            return failure(used.error());
        if (*used)
            return failure(ErrorCode::Conflict,
                RepositoryText::tr("There is a store “%1” already.").arg(store.id), store.id);
        const auto added = runStatement(database,
            u"INSERT INTO stores (id, path, description, is_default) VALUES (?, ?, ?, ?)"_s,
            { store.id, toSqlText(store.path), toSqlText(store.description), store.isDefault ? 1 : 0 });
        if (!added)
            return failure(added.error());
        return recordEvent(database, u"store.create"_s, CatalogueEvent::Kind::StoresChanged, store.id);
    });
}

Result<QList<CatalogueEvent>> ImageRepository::eventsAfter(qint64 sequence, int limit) const
{
    return readList<CatalogueEvent>(m_database,
        u"SELECT sequence, time, type, kind, subject FROM events WHERE sequence > ? "
        "ORDER BY sequence LIMIT ?"_s,
        { sequence, limit }, [](const QSqlQuery &query) {
            return CatalogueEvent{ query.value(0).toLongLong(), timeFromSql(query.value(1)),
                query.value(2).toString(),
                eventKindFromName(query.value(3).toString()).value_or(CatalogueEvent::Kind::ImageChanged),
                query.value(4).toString() };
        });
}

Result<qint64> ImageRepository::lastEventSequence() const
{
    const auto last = readList<qint64>(m_database, u"SELECT coalesce(max(sequence), 0) FROM events"_s, {},
        [](const QSqlQuery &query) { return query.value(0).toLongLong(); });
    if (!last)
        return failure(last.error());
    return last->value(0);
}

} // namespace vitrine
