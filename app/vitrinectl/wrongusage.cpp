#include "app/vitrinectl/wrongusage.h"

#include <algorithm>

#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What was understood before it went wrong: "image list".
struct Chosen {
    const CLI::App *command;
    QStringList names;

    QString text() const { return u"vitrinectl "_s + names.join(u' '); }
};

Chosen chosenIn(const CLI::App &app)
{
    Chosen chosen{ &app, {} };
    for (auto next = app.get_subcommands(); !next.empty(); next = chosen.command->get_subcommands()) {
        chosen.command = next.front();
        chosen.names.append(QString::fromStdString(chosen.command->get_name()));
    }
    return chosen;
}

QStringList verbsOf(const CLI::App &command)
{
    QStringList names;
    for (const CLI::App *const verb : command.get_subcommands([](const CLI::App *) { return true; }))
        names.append(QString::fromStdString(verb->get_name()));
    return names;
}

bool isOption(const QString &argument)
{
    return argument.size() > 1 && argument.startsWith(u'-');
}

bool hasOption(const CLI::App &command, const QString &option)
{
    if (command.get_option_no_throw(option.section(u'=', 0, 0).toStdString()) != nullptr)
        return true;
    const auto verbs = command.get_subcommands([](const CLI::App *) { return true; });
    return std::any_of(
        verbs.begin(), verbs.end(), [&option](const CLI::App *verb) { return hasOption(*verb, option); });
}

/// The first argument that nobody took; null when all were taken. The parser keeps them, but in no order.
QString firstExtra(const CLI::App &app, const QStringList &arguments)
{
    QStringList extras;
    for (const std::string &extra : app.remaining(true))
        extras.append(QString::fromLocal8Bit(extra));
    const auto first = std::find_if(arguments.cbegin(), arguments.cend(),
        [&extras](const QString &argument) { return extras.contains(argument); });
    return first == arguments.cend() ? extras.value(0) : *first;
}

QString unknownOption(const CLI::App &app, const Chosen &chosen, const QString &option)
{
    if (chosen.command == &app || !verbsOf(*chosen.command).isEmpty()) {
        return hasOption(*chosen.command, option)
            ? Words::tr("The option “%1” belongs behind the verb, as in: vitrinectl image list %1")
                  .arg(option)
            : Words::tr("There is no option “%1”.").arg(option);
    }
    return hasOption(*chosen.command, option)
        ? Words::tr("The option “%1” belongs behind the verb, as in: %2 %1").arg(option, chosen.text())
        : Words::tr("“%1” has no option “%2”.").arg(chosen.text(), option);
}

QString missingVerb(const CLI::App &app, const Chosen &chosen, const QString &given)
{
    const QString verbs = verbsOf(*chosen.command).join(u", "_s);
    if (given.isNull())
        return Words::tr("Say what to do with “%1”: %2.").arg(chosen.text().trimmed(), verbs);
    if (chosen.command == &app)
        return Words::tr("There is no command “%1”. The commands are %2.").arg(given, verbs);
    return Words::tr("“%1” has no verb “%2”. The verbs are %3.").arg(chosen.text(), given, verbs);
}

QString missingArguments(const Chosen &chosen)
{
    QStringList missing;
    for (const CLI::Option *const option : chosen.command->get_options()) {
        if (!option->get_required() || option->count() > 0)
            continue;
        const QString name = QString::fromStdString(option->get_name());
        const QString type = QString::fromStdString(option->get_type_name());
        missing.append(option->get_positional() ? type : name + u' ' + type);
    }
    return Words::tr("“%1” needs %2.").arg(chosen.text(), missing.join(u", "_s));
}

} // namespace

QString wrongUsageText(const CLI::App &app, const CLI::ParseError &error, const QStringList &arguments)
{
    const QString said = QString::fromLocal8Bit(error.what());
    const Chosen chosen = chosenIn(app);
    const QString extra = firstExtra(app, arguments);
    const bool isExtra = dynamic_cast<const CLI::ExtrasError *>(&error) != nullptr;
    const bool isRequired = dynamic_cast<const CLI::RequiredError *>(&error) != nullptr;
    if ((isExtra || isRequired) && isOption(extra))
        return unknownOption(app, chosen, extra);
    if (isRequired && !verbsOf(*chosen.command).isEmpty())
        return missingVerb(app, chosen, extra);
    if (isRequired)
        return missingArguments(chosen);
    if (isExtra)
        return Words::tr("“%1” is one word too many for “%2”.").arg(extra, chosen.text());
    if (dynamic_cast<const CLI::ArgumentMismatch *>(&error) != nullptr)
        return Words::tr("The option “%1” needs a value.").arg(said.section(u':', 0, 0));
    if (dynamic_cast<const CLI::ExcludesError *>(&error) != nullptr) {
        return Words::tr("“%1” and “%2” exclude each other.")
            .arg(said.section(u' ', 0, 0), said.section(u' ', -1));
    }
    if (dynamic_cast<const CLI::ConversionError *>(&error) != nullptr)
        return Words::tr("The option “%1” takes no such value.")
            .arg(said.section(u": "_s, 1).section(u" ="_s, 0, 0));
    return said; // our own words
}

} // namespace vitrine::ctl
