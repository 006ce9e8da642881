#pragma once

#include <QJsonObject>

#include "core/image/image.h"
#include "core/image/task.h"
#include "core/support/result.h"

namespace vitrine {

/// The image as the Image API v2 shows it: always-present attributes null when empty, custom properties at
/// top level, times as "2015-11-29T22:21:42Z".
QJsonObject imageToJson(const Image &image);

/// Reads an Image API v2 object. Unknown top-level strings become custom properties.
Result<Image> imageFromJson(const QJsonObject &json);

/// The task as GET /v2/tasks/{id} shows it.
QJsonObject taskToJson(const Task &task);

} // namespace vitrine
