#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "core/service/cataloguechanges.h"
#include "core/service/workerpool.h"

namespace vitrine {

/// Notices what any process changes in a catalogue: looks at its version twice a second, on a thread of its
/// own since the version is a thread's, and reads the event log when it differs.
class CatalogueWatcher final : public QObject
{
    Q_OBJECT

public:
    /// Everything after the event `lastEvent` is noticed.
    CatalogueWatcher(std::shared_ptr<Catalogue> catalogue, qint64 lastEvent, QObject *parent = nullptr);

    /// Looks now, for a change that this process has just made.
    void look();

Q_SIGNALS:
    void changed(const vitrine::CatalogueChanges &changes);

private:
    struct Look {
        qint64 version = -1;
        CatalogueChanges changes;
    };

    static Result<Look> lookOnWorker(const Catalogue &catalogue, qint64 version, qint64 sequence);
    void take(const Result<Look> &look);

    const std::shared_ptr<Catalogue> m_catalogue;
    QTimer m_timer;
    qint64 m_version = -1;
    qint64 m_sequence = 0;
    bool m_isLooking = false;
    bool m_mustLookAgain = false;
    WorkerPool m_worker{ 1, 1 };
};

} // namespace vitrine
