#pragma once

#include <mutex>

#include <QHash>
#include <QList>
#include <QString>

#include "core/catalog/clock.h"
#include "core/image/image.h"

namespace vitrine {

/// Says which images have lain in the trash long enough, by the wall clock and by the time that really ran.
///
/// The wall clock alone would empty the trash when somebody sets it ten years ahead. So the time that passed
/// is summed up in a small file; between two boots it counts at most two days. Without the file everything
/// in the trash counts as new, which keeps it longer, never shorter.
class TrashClock final
{
public:
    TrashClock(QString path, Clock clock);

    QDateTime now() const;
    /// `id` goes into the trash now.
    void note(const ImageId &id);
    /// Those of `trash` whose time has come. Forgets what is not in `trash`.
    QList<Image> ripe(const QList<Image> &trash);

private:
    struct State {
        qint64 ageMs = 0; ///< time that has surely passed since the file was made
        ClockReading last;
        QHash<ImageId, qint64> since = {}; ///< age at which an image was first seen in the trash
    };

    State load() const;
    void save(const State &state) const;
    State advanced(State state) const;

    const QString m_path;
    const Clock m_clock;
    std::mutex m_mutex;
};

} // namespace vitrine
