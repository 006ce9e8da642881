#pragma once

#include <CLI/CLI.hpp>

#include <QString>
#include <QStringList>

namespace vitrine::ctl {

/// What is wrong with the `arguments` that `app` could not take, in the words of the program.
QString wrongUsageText(const CLI::App &app, const CLI::ParseError &error, const QStringList &arguments);

} // namespace vitrine::ctl
