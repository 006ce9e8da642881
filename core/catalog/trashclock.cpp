#include "core/catalog/trashclock.h"

#include <algorithm>

#include <time.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/support/durablefile.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

constexpr qint64 mostBetweenBootsMs = 2LL * 24 * 3600 * 1000;
/// Noting and deleting are not one moment.
constexpr qint64 saveIntervalMs = 10LL * 60 * 1000;
constexpr qint64 slackMs = 60LL * 1000;

QString readBootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

qint64 elapsedBetween(const ClockReading &before, const ClockReading &now)
{
    const qint64 byWall = std::max<qint64>(0, before.wall.msecsTo(now.wall));
    const qint64 most = before.bootId == now.bootId ? now.uptimeMs - before.uptimeMs : mostBetweenBootsMs;
    return std::clamp<qint64>(byWall, 0, std::max<qint64>(0, most));
}

} // namespace

ClockReading readSystemClock()
{
    static const QString bootId = readBootId();
    timespec uptime = {};
    ::clock_gettime(CLOCK_BOOTTIME, &uptime);
    return { .wall = QDateTime::currentDateTimeUtc(),
        .bootId = bootId,
        .uptimeMs = qint64{ uptime.tv_sec } * 1000 + uptime.tv_nsec / 1'000'000 };
}

TrashClock::TrashClock(QString path, Clock clock)
    : m_path(std::move(path))
    , m_clock(clock ? std::move(clock) : Clock(readSystemClock))
{
}

QDateTime TrashClock::now() const
{
    return m_clock().wall;
}

TrashClock::State TrashClock::load() const
{
    State state{ .last = m_clock() };
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return state;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    state.ageMs = json.value(QStringLiteral("age")).toInteger();
    const auto wall = QDateTime::fromString(json.value(QStringLiteral("wall")).toString(), Qt::ISODateWithMs);
    if (wall.isValid()) {
        state.last = { .wall = wall,
            .bootId = json.value(QStringLiteral("boot_id")).toString(),
            .uptimeMs = json.value(QStringLiteral("uptime")).toInteger() };
    }
    const QJsonObject since = json.value(QStringLiteral("since")).toObject();
    for (auto it = since.begin(); it != since.end(); ++it)
        state.since.insert(it.key(), it.value().toInteger());
    return state;
}

void TrashClock::save(const State &state) const
{
    QJsonObject since;
    for (auto it = state.since.cbegin(); it != state.since.cend(); ++it)
        since.insert(it.key(), it.value());
    const QJsonObject json{
        { QStringLiteral("age"), state.ageMs },
        { QStringLiteral("wall"), state.last.wall.toUTC().toString(Qt::ISODateWithMs) },
        { QStringLiteral("boot_id"), state.last.bootId },
        { QStringLiteral("uptime"), state.last.uptimeMs },
        { QStringLiteral("since"), since },
    };
    if (const auto written = writeFileDurably(m_path, QJsonDocument(json).toJson()); !written)
        qCWarning(lcCatalog) << "cannot write" << m_path << written.error().detail;
}

TrashClock::State TrashClock::advanced(State state) const
{
    const ClockReading now = m_clock();
    state.ageMs += elapsedBetween(state.last, now);
    state.last = now;
    return state;
}

void TrashClock::note(const ImageId &id)
{
    const std::lock_guard lock(m_mutex);
    State state = advanced(load());
    state.since.insert(id, state.ageMs);
    save(state);
}

QList<Image> TrashClock::ripe(const QList<Image> &trash)
{
    const std::lock_guard lock(m_mutex);
    const State before = load();
    State state = advanced(before);
    QHash<ImageId, qint64> since;
    QList<Image> due;
    for (const Image &image : trash) {
        const qint64 seen = state.since.value(image.id, state.ageMs);
        since.insert(image.id, seen);
        if (!image.purgeAt || state.last.wall < *image.purgeAt)
            continue;
        const qint64 span = std::max<qint64>(0, image.updatedAt.msecsTo(*image.purgeAt));
        if (state.ageMs - seen + slackMs >= span)
            due.append(image);
    }
    // Each start of a program looks here; a little time may go unwritten, for it counts next time.
    const bool isWorthSaving = since != before.since || state.ageMs - before.ageMs >= saveIntervalMs
        || state.last.bootId != before.last.bootId || !QFile::exists(m_path);
    state.since = since;
    if (!trash.isEmpty() && isWorthSaving)
        save(state);
    return due;
}

} // namespace vitrine
