#pragma once

#include <functional>
#include <optional>

#include <QByteArray>

namespace vitrine::test {

/// What `work` gives, run in a child that the kernel kills as soon as it opens a file by name, makes a socket
/// or starts a program. Nothing when it was killed or crashed, which fails the running test.
std::optional<QByteArray> inSeal(const std::function<QByteArray()> &work);

/// The same without a verdict: true when the child was killed for one of these.
bool isKilledInSeal(const std::function<void()> &work);

} // namespace vitrine::test
