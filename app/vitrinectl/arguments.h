#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <QMap>
#include <QStringList>

#include "app/vitrinectl/output/cell.h"
#include "app/vitrinectl/program.h"
#include "core/image/image.h"

namespace vitrine::ctl {

// What the nouns share when they describe their options to the parser.

/// Help in the words of the program.
std::string help(const QString &text);

/// An argument as text. Wrong usage (CLI::ValidationError) when it is not UTF-8.
QString textOf(const std::string &argument);
QStringList textsOf(const std::vector<std::string> &arguments);

/// Splits "key=value". Wrong usage when there is no '=' or no key.
QMap<QString, QString> propertiesOf(const std::vector<std::string> &arguments);

/// An option that may be repeated, with one value each time.
CLI::Option *addRepeatable(
    CLI::App *command, const std::string &name, std::vector<std::string> &values, const QString &description);
/// One or more names or ids.
struct ImageArguments {
    std::string first;
    std::vector<std::string> others; ///< the parser would split a first one that is written [a,b]
};
void addImages(CLI::App *command, ImageArguments &images);
void addImage(CLI::App *command, std::string &image);

/// --public, --private, --community and --shared, of which one may be given.
void addVisibility(CLI::App *command, std::optional<Visibility> &visibility);
/// A pair of flags such as --protected and --unprotected, of which one may be given.
void addSwitch(CLI::App *command, const std::string &on, const std::string &off, std::optional<bool> &value,
    const QString &onDescription, const QString &offDescription);

/// Where the word is in `names`; wrong usage when it is none of them.
qsizetype indexOfName(const std::string &argument, const QStringList &names);

std::optional<DiskFormat> diskFormatOf(const std::string &argument);
std::optional<ContainerFormat> containerFormatOf(const std::string &argument);

/// An option that takes one of a few words, and says so in the words of the program.
template<typename Value>
CLI::Option *addChoice(CLI::App *command, const std::string &option,
    const QList<std::pair<QString, Value>> &choices, Value &chosen, const QString &description)
{
    QStringList names;
    for (const auto &[name, value] : choices)
        names.append(name);
    const auto choose = [choices, names, &chosen](const std::string &argument) {
        chosen = choices.at(indexOfName(argument, names)).second;
    };
    return command->add_option_function<std::string>(
        option, choose, help(description + QStringLiteral(": ") + names.join(QStringLiteral(", "))));
}

/// An option that takes a whole number from 0 on; anything else is wrong usage.
CLI::Option *addNumber(
    CLI::App *command, const std::string &option, std::optional<qint64> &number, const QString &description);

enum class OutputKind { List, Show };
/// -f, -c and the formatter options of the openstack client.
void addOutputOptions(CLI::App *command, OutputOptions &options, OutputKind kind);
/// Wrong usage when -c names a column that is not in `columns`, before anything is done. The openstack client
/// prints what is left of the columns, and nothing is worse to a script than a column that is silently away.
void requireColumns(const OutputOptions &options, const QStringList &columns);
QStringList columnsOf(const Record &record);

} // namespace vitrine::ctl
