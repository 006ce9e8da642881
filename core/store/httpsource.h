#pragma once

#include <chrono>
#include <memory>

#include "core/store/datasource.h"
#include "core/support/operation.h"

namespace vitrine {

struct HttpTimeouts {
    std::chrono::seconds connect{ 30 };
    /// A transfer below 100 bytes a second for this long is given up.
    std::chrono::seconds stall{ 60 };
};

/// The body behind an http or https link, streamed. Follows at most five redirects, each checked as the link
/// itself was and none from https to http; links with a user name are refused, statuses from 400 on are
/// errors. Any host may be asked: the link is the user's own.
/// Stopping `control` ends a wait for the network.
Result<std::unique_ptr<DataSource>> openHttpSource(
    const QString &url, const OperationControl &control, const HttpTimeouts &timeouts = {});

} // namespace vitrine
