#pragma once

#include <functional>

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include "core/transfer/transfer.h"
#include "ui/desktop/launcherprogress.h"
#include "ui/desktop/notifier.h"
#include "ui/desktop/sleepinhibitor.h"

namespace vitrine {

class TransferQueue;

/// What the desktop hears of the transfers: a bar on the program's icon, no sleep while something runs, and
/// one notification when all is done, if it took long and nobody was looking.
class DesktopTransfers final : public QObject
{
    Q_OBJECT

public:
    struct Settings {
        std::function<bool()> isWatched; ///< whether somebody has the window before him
        int gatherMs = 1500; ///< what ends within this time is told together
        qint64 worthTellingMs = 10'000; ///< shorter work is not told
    };

    DesktopTransfers(const QDBusConnection &sessionBus, const QDBusConnection &systemBus, Settings settings,
        QObject *parent = nullptr);

    /// Of several queues all are followed together.
    void watch(const TransferQueue &queue);

Q_SIGNALS:
    /// The notification was clicked.
    void windowRequested();

private:
    struct Running {
        qint64 done = 0;
        qint64 total = -1;
    };
    struct Ended {
        int finished = 0;
        int failed = 0;
        QString title; ///< of the last one
        QString reason; ///< why the last failed one failed

        int count() const { return finished + failed; }
    };

    void follow(const QList<Transfer> &transfers);
    void note(const Transfer &transfer);
    void refresh();
    void tellWhatEnded();
    std::optional<double> fraction() const;

    const Settings m_settings;
    LauncherProgress m_progress;
    Notifier m_notifier;
    SleepInhibitor m_inhibitor;
    QHash<QString, Running> m_running;
    QSet<QString> m_unfinished; ///< what runs, waits or is paused
    Ended m_ended;
    QElapsedTimer m_busy; ///< since something began to run
    qint64 m_busyMs = 0; ///< how long the work took that is to be told
    QTimer m_refreshTimer;
    QTimer m_gatherTimer;
};

} // namespace vitrine
