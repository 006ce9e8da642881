#pragma once

#include <optional>

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include "core/image/image.h"

namespace vitrine {

/// Glance's task statuses: pending -> processing -> success or failure.
enum class TaskStatus { Pending, Processing, Success, Failure };

QString taskStatusName(TaskStatus status);
std::optional<TaskStatus> taskStatusFromName(const QString &name);
bool isTaskTransitionAllowed(TaskStatus from, TaskStatus to);

/// Long work on an image, as Glance's tasks record it.
struct Task {
    QString id; ///< UUID
    QString type; ///< "api_image_import" as in Glance; Vitrine adds "upload", "export", "convert", "verify"
    TaskStatus status = TaskStatus::Pending;
    ImageId imageId;
    QString owner;
    QString message; ///< empty, progress text, or why it failed
    QDateTime createdAt;
    QDateTime updatedAt;
    std::optional<QDateTime> expiresAt; ///< null until it has ended, then 48 h later

    bool operator==(const Task &) const = default;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Task)
