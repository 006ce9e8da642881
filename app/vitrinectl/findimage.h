#pragma once

#include <QCoro/QCoroTask>
#include <QString>

#include "app/vitrinectl/program.h"
#include "core/image/image.h"

namespace vitrine::ctl {

enum class Where { Catalogue, Trash, Anywhere };

/// The image that `reference` names: an id, or a name that one image has. Hidden images count.
/// ErrorCode::Conflict with the ids when several images have the name.
QCoro::Task<Result<Image>> findImage(Context context, QString reference, Where where = Where::Catalogue);

} // namespace vitrine::ctl
