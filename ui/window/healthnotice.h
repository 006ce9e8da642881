#pragma once

#include "core/service/imageservice.h"
#include "ui/window/notice.h"

namespace vitrine {

/// What to say about faults that were found when the catalogue was opened. There is at least one.
Notice healthNotice(const QList<HealthIssue> &issues);

} // namespace vitrine
