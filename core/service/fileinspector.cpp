#include "core/service/fileinspector.h"

#include <QElapsedTimer>

namespace vitrine {

namespace {

constexpr int parallelLooks = 2;
constexpr qsizetype batchSize = 64;
/// A worker comes back with what it has after this, so that a slow disk does not hide the first answers.
constexpr qint64 batchMs = 40;

/// What was looked at within the time, from the front; at least one unless stopped.
Result<QList<FileInspection>> inspectSome(const QStringList &paths, const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    QList<FileInspection> found;
    for (const QString &path : paths) {
        if (stop.stop_requested() || (!found.isEmpty() && clock.elapsed() >= batchMs))
            break;
        found.append(inspectFile(path));
    }
    return found;
}

} // namespace

FileInspector::FileInspector(WorkerPool &workers, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
{
}

FileInspector::~FileInspector()
{
    m_stop.request_stop();
}

void FileInspector::inspect(const QStringList &paths)
{
    m_waiting.append(paths);
    startLooks();
}

void FileInspector::cancel()
{
    m_stop.request_stop();
    m_stop = {};
    m_scope.cancel();
    m_waiting.clear();
    m_running = 0;
}

void FileInspector::startLooks()
{
    while (m_running < parallelLooks && !m_waiting.isEmpty()) {
        const QStringList batch = m_waiting.mid(0, batchSize);
        m_waiting.remove(0, batch.size());
        ++m_running;
        m_scope.launch(look(batch));
    }
}

ScopedTask<> FileInspector::look(QStringList paths)
{
    const auto work = [paths, stop = m_stop.get_token()] { return inspectSome(paths, stop); };
    QCoro::Task<Result<QList<FileInspection>>> task = m_workers.run(WorkerPool::Lane::Short, work);
    const Result<QList<FileInspection>> found = co_await std::move(task);
    --m_running;
    if (!found) {
        m_waiting.clear(); // the pool is closing
        co_return;
    }
    m_waiting = paths.mid(found->size()) + m_waiting;
    startLooks();
    Q_EMIT inspected(*found);
}

} // namespace vitrine
