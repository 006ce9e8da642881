#include "app/vitrinectl/arguments.h"

#include <algorithm>
#include <limits>

#include <QStringDecoder>

#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 numberOf(const std::string &argument)
{
    bool isNumber = false;
    const qint64 number = textOf(argument).toLongLong(&isNumber);
    if (!isNumber || number < 0)
        throw CLI::ValidationError(
            help(Words::tr("“%1” is not a whole number of 0 or more.").arg(textOf(argument))));
    return number;
}

void addListOptions(CLI::App *command, OutputOptions &options)
{
    command
        ->add_option_function<std::vector<std::string>>(
            "--sort-column",
            [&options](const std::vector<std::string> &columns) { options.sortColumns = textsOf(columns); },
            help(Words::tr("sort by this column; may be repeated")))
        ->type_name("COLUMN")
        ->allow_extra_args(false);
    auto *ascending = command->add_flag("--sort-ascending");
    ascending->description(help(Words::tr("sort the columns in ascending order")));
    command
        ->add_flag("--sort-descending", options.sortDescending,
            help(Words::tr("sort the columns in descending order")))
        ->excludes(ascending);
}

void addFormatterOptions(CLI::App *command, OutputOptions &options)
{
    const QList<std::pair<QString, QuoteMode>> quotes{ { u"all"_s, QuoteMode::All },
        { u"minimal"_s, QuoteMode::Minimal }, { u"nonnumeric"_s, QuoteMode::NonNumeric },
        { u"none"_s, QuoteMode::None } };
    addChoice(command, "--quote", quotes, options.quote, Words::tr("which values a CSV quotes"))
        ->type_name("MODE");
    command->add_flag("--noindent", options.noIndent, help(Words::tr("write JSON on one line")));
    command
        ->add_option_function<std::string>(
            "--max-width",
            [&options](const std::string &width) {
                options.maxWidth
                    = static_cast<int>(std::min<qint64>(numberOf(width), std::numeric_limits<int>::max()));
            },
            help(Words::tr("widest table, in columns")))
        ->type_name("COLUMNS")
        ->envname("CLIFF_MAX_TERM_WIDTH");
    command->add_flag("--fit-width", options.fitWidth, help(Words::tr("fit the table to the terminal")));
    command->add_flag(
        "--print-empty", options.printEmpty, help(Words::tr("draw the table even without rows")));
    command
        ->add_option_function<std::string>(
            "--prefix", [&options](const std::string &prefix) { options.prefix = textOf(prefix); },
            help(Words::tr("put before each variable name in shell format")))
        ->type_name("PREFIX");
}

} // namespace

std::string help(const QString &text)
{
    return text.toStdString();
}

QString textOf(const std::string &argument)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(QByteArrayView(argument.data(), std::ssize(argument)));
    if (decoder.hasError())
        throw CLI::ValidationError(help(Words::tr("An argument is not valid UTF-8: %1").arg(text)));
    return text;
}

QStringList textsOf(const std::vector<std::string> &arguments)
{
    QStringList texts;
    for (const std::string &argument : arguments)
        texts.append(textOf(argument));
    return texts;
}

QMap<QString, QString> propertiesOf(const std::vector<std::string> &arguments)
{
    QMap<QString, QString> properties;
    for (const QString &text : textsOf(arguments)) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0)
            throw CLI::ValidationError(
                help(Words::tr("A property is written key=value, not “%1”.").arg(text)));
        properties.insert(text.left(equals), text.mid(equals + 1));
    }
    return properties;
}

CLI::Option *addRepeatable(
    CLI::App *command, const std::string &name, std::vector<std::string> &values, const QString &description)
{
    return command->add_option(name, values, help(description))->allow_extra_args(false);
}

void addImages(CLI::App *command, ImageArguments &images)
{
    addImage(command, images.first);
    command->add_option("others", images.others, help(Words::tr("more of them")))->type_name("IMAGE...");
}

void addImage(CLI::App *command, std::string &image)
{
    command->add_option("image", image, help(Words::tr("name or id of an image")))
        ->type_name("IMAGE")
        ->required();
}

void addVisibility(CLI::App *command, std::optional<Visibility> &visibility)
{
    for (const Visibility choice :
        { Visibility::Public, Visibility::Private, Visibility::Community, Visibility::Shared }) {
        const QString name = visibilityName(choice);
        command->add_flag_callback(
            "--" + name.toStdString(),
            [choice, &visibility] {
                if (visibility && *visibility != choice)
                    throw CLI::ValidationError(help(Words::tr("An image has one visibility only.")));
                visibility = choice;
            },
            help(Words::tr("visibility is %1").arg(name)));
    }
}

void addSwitch(CLI::App *command, const std::string &on, const std::string &off, std::optional<bool> &value,
    const QString &onDescription, const QString &offDescription)
{
    auto *onFlag = command->add_flag_callback(
        on, [&value] { value = true; }, help(onDescription));
    command
        ->add_flag_callback(
            off, [&value] { value = false; }, help(offDescription))
        ->excludes(onFlag);
}

CLI::Option *addNumber(
    CLI::App *command, const std::string &option, std::optional<qint64> &number, const QString &description)
{
    return command->add_option_function<std::string>(
        option, [&number](const std::string &argument) { number = numberOf(argument); }, help(description));
}

qsizetype indexOfName(const std::string &argument, const QStringList &names)
{
    const qsizetype index = names.indexOf(textOf(argument));
    if (index < 0) {
        throw CLI::ValidationError(
            help(Words::tr("“%1” is none of %2.").arg(textOf(argument), names.join(u", "_s))));
    }
    return index;
}

std::optional<DiskFormat> diskFormatOf(const std::string &argument)
{
    if (argument.empty())
        return std::nullopt;
    QStringList names;
    for (const DiskFormat format : allDiskFormats())
        names.append(diskFormatName(format));
    return allDiskFormats().at(indexOfName(argument, names));
}

std::optional<ContainerFormat> containerFormatOf(const std::string &argument)
{
    if (argument.empty())
        return std::nullopt;
    QStringList names;
    for (const ContainerFormat format : allContainerFormats())
        names.append(containerFormatName(format));
    return allContainerFormats().at(indexOfName(argument, names));
}

void addOutputOptions(CLI::App *command, OutputOptions &options, OutputKind kind)
{
    QList<std::pair<QString, OutputFormat>> formats{ { u"table"_s, OutputFormat::Table },
        { u"json"_s, OutputFormat::Json }, { u"csv"_s, OutputFormat::Csv },
        { u"value"_s, OutputFormat::Value }, { u"yaml"_s, OutputFormat::Yaml } };
    if (kind == OutputKind::Show)
        formats.append({ u"shell"_s, OutputFormat::Shell });
    addChoice(command, "-f,--format", formats, options.format, Words::tr("how the output is written"))
        ->type_name("FORMAT");
    command
        ->add_option_function<std::vector<std::string>>(
            "-c,--column",
            [&options](const std::vector<std::string> &columns) { options.columns = textsOf(columns); },
            help(Words::tr("print this column only; may be repeated")))
        ->type_name("COLUMN")
        ->allow_extra_args(false);
    if (kind == OutputKind::List)
        addListOptions(command, options);
    addFormatterOptions(command, options);
}

void requireColumns(const OutputOptions &options, const QStringList &columns)
{
    for (const QString &wanted : options.columns) {
        if (!columns.contains(wanted)) {
            throw CLI::ValidationError(help(Words::tr("There is no column “%1”. The columns are %2.")
                                                .arg(wanted, columns.join(u", "_s))));
        }
    }
}

QStringList columnsOf(const Record &record)
{
    QStringList names;
    for (const auto &[name, cell] : record)
        names.append(name);
    return names;
}

} // namespace vitrine::ctl
