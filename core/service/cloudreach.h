#pragma once

#include <optional>

#include <QDateTime>

#include "core/support/error.h"

namespace vitrine {

/// Whether a cloud answers.
struct CloudReach {
    enum class State {
        Unknown, ///< nobody has asked yet
        Reachable,
        Unreachable, ///< what is shown is what was seen last
    };

    State state = State::Unknown;
    std::optional<Error> error; ///< why it is not
    QDateTime lastSeen; ///< when its list was last read whole, UTC; invalid: never

    bool operator==(const CloudReach &) const = default;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::CloudReach)
