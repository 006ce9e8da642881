#include "core/catalog/repositorylog.h"

#include "core/catalog/sqlquery.h"
#include "core/image/enumnames.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr EnumNames<CatalogueEvent::Kind, 5> kindNames{ {
    { CatalogueEvent::Kind::ImageAdded, "image_added" },
    { CatalogueEvent::Kind::ImageChanged, "image_changed" },
    { CatalogueEvent::Kind::ImageRemoved, "image_removed" },
    { CatalogueEvent::Kind::TaskChanged, "task_changed" },
    { CatalogueEvent::Kind::StoresChanged, "stores_changed" },
} };

/// Listeners are seconds behind, not days: older events go, a batch at a time.
constexpr qint64 eventsKept = 100'000;
constexpr qint64 eventsPruneInterval = 1'000;

} // namespace

QString eventKindName(CatalogueEvent::Kind kind)
{
    return nameOf(kindNames, kind);
}

std::optional<CatalogueEvent::Kind> eventKindFromName(const QString &name)
{
    return valueOf(kindNames, name);
}

QDateTime currentTime()
{
    return QDateTime::currentDateTimeUtc();
}

QDateTime timeAfter(const QDateTime &before)
{
    const QDateTime now = currentTime();
    return before.isValid() && now <= before ? before.addMSecs(1) : now;
}

Result<void> recordEvent(
    QSqlDatabase &database, const QString &type, CatalogueEvent::Kind kind, const QString &subject)
{
    const auto added
        = runQuery(database, u"INSERT INTO events (time, type, kind, subject) VALUES (?, ?, ?, ?)"_s,
            { toSql(currentTime()), toSqlText(type), eventKindName(kind), toSqlText(subject) });
    if (!added)
        return failure(added.error());
    const qint64 sequence = added->lastInsertId().toLongLong();
    if (sequence % eventsPruneInterval != 0)
        return {};
    const auto pruned
        = runStatement(database, u"DELETE FROM events WHERE sequence <= ?"_s, { sequence - eventsKept });
    if (!pruned)
        return failure(pruned.error());
    return {};
}

Result<void> recordTransition(QSqlDatabase &database, qint64 row, const Transition &transition)
{
    const auto added = runStatement(database,
        u"INSERT INTO transitions (image, time, from_status, to_status, cause, bytes, error) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        { row, toSql(transition.time.isValid() ? transition.time : currentTime()),
            transition.from ? QVariant(imageStatusName(*transition.from)) : QVariant(),
            imageStatusName(transition.to), transitionCauseName(transition.cause), toSql(transition.bytes),
            toSqlText(transition.error) });
    if (!added)
        return failure(added.error());
    return {};
}

} // namespace vitrine
