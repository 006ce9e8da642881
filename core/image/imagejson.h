#pragma once

#include <QJsonObject>

#include "core/image/image.h"
#include "core/image/task.h"
#include "core/support/result.h"

namespace vitrine {

/// The image as the Image API v2 shows it: always-present attributes null when empty, custom properties at
/// top level, times as "2015-11-29T22:21:42Z".
QJsonObject imageToJson(const Image &image);

/// Reads an Image API v2 object, from a service that need not be trusted. Unknown top-level strings become
/// custom properties, a null one an empty string; unknown values of another type are no properties and are
/// left out. A format that this program does not know (services can be configured to have more) reads as
/// none. A known attribute with a wrong type or an impossible value is ErrorCode::BadRequest.
Result<Image> imageFromJson(const QJsonObject &json);

/// The task as GET /v2/tasks/{id} shows it.
QJsonObject taskToJson(const Task &task);

/// Reads a task from GET /v2/tasks/{id} or from GET /v2/images/{id}/tasks, whose times lack the Z.
Result<Task> taskFromJson(const QJsonObject &json);

} // namespace vitrine
