#pragma once

#include <stop_token>
#include <thread>

#include <QString>

#include "core/support/operation.h"

namespace vitrine::ctl {

/// Watches one long operation from a thread of its own: draws its progress on standard error when that is a
/// terminal, and stops it on Ctrl+C, SIGTERM or SIGHUP. One at a time.
class Watch
{
public:
    /// `title` names what is going on, such as "Importing".
    explicit Watch(const QString &title);
    ~Watch();
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    /// To be handed into the operation.
    OperationControl control() const { return m_control; }

private:
    void run(const std::stop_token &ended);

    QString m_title;
    std::stop_source m_interrupt;
    OperationControl m_control;
    std::jthread m_thread;
};

} // namespace vitrine::ctl
