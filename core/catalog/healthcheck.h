#pragma once

#include "core/catalog/catalogue.h"

namespace vitrine {

/// The sentence for people about something wrong with one image's data.
QString issueText(HealthIssue::Kind kind, const QString &imageName, const QString &store);

} // namespace vitrine
