#pragma once

#include <stop_token>

#include <QObject>
#include <QStringList>

#include "core/service/asyncscope.h"
#include "core/service/fileinspection.h"
#include "core/service/workerpool.h"

namespace vitrine {

/// Looks into many files on worker threads and tells what it found a batch at a time, so that a window can
/// show the first while the last still wait for a slow disk.
class FileInspector final : public QObject
{
    Q_OBJECT

public:
    /// `workers` must outlive it.
    explicit FileInspector(WorkerPool &workers, QObject *parent = nullptr);
    ~FileInspector() override;

    /// Adds to what is being looked at.
    void inspect(const QStringList &paths);
    /// Forgets what has not been looked at; nothing more is announced. Not to be called from within
    /// inspected().
    void cancel();
    bool isIdle() const { return m_waiting.isEmpty() && m_running == 0; }

Q_SIGNALS:
    void inspected(const QList<vitrine::FileInspection> &files);

private:
    void startLooks();
    ScopedTask<> look(QStringList paths);

    WorkerPool &m_workers;
    QStringList m_waiting;
    int m_running = 0;
    std::stop_source m_stop;
    AsyncScope m_scope;
};

} // namespace vitrine
