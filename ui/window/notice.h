#pragma once

#include <functional>

#include <QString>

#include "core/support/error.h"
#include "ui/widgets/messagestrip.h"

namespace vitrine {

/// Something to tell above the list, with at most one thing to do about it.
struct Notice {
    MessageStrip::Kind kind = MessageStrip::Kind::Information;
    QString sentence;
    QString details;
    QString actionLabel; ///< null: nothing to do
    std::function<void()> action;
    int closeAfterMs = 0; ///< 0: stays until it is closed
};

} // namespace vitrine
