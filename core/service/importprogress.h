#pragma once

#include <QList>
#include <QStringList>

#include "core/image/image.h"
#include "core/image/task.h"

namespace vitrine {

/// How far a cloud is with the import of an image.
struct ImportProgress {
    QStringList waitingStores; ///< that do not have the data yet
    QStringList doneStores;
    QStringList failedStores;
    QString message; ///< of the newest task, the cloud's own words, such as "Copied 300 MiB"; often empty
    std::optional<TaskStatus> status; ///< of the newest task; none when there is none

    bool operator==(const ImportProgress &) const = default;
};

/// `tasks` are the image's, newest first.
ImportProgress importProgressOf(const Image &image, const QList<Task> &tasks);

} // namespace vitrine
