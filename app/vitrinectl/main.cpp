#include <clocale>
#include <csignal>
#include <cstring>

#include <CLI/CLI.hpp>
#include <langinfo.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QTranslator>
#include <qcorotask.h>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/cloudchoice.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/program.h"
#include "app/vitrinectl/words.h"
#include "app/vitrinectl/wrongusage.h"
#include "core/support/translation.h"

using namespace vitrine;
using namespace vitrine::ctl;

namespace {

constexpr int exitDone = 0;
constexpr int exitFailed = 1;
constexpr int exitWrongUsage = 2;

/// Qt wants a UTF-8 locale and warns on standard error when it must choose one itself.
void preferUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}

int report(const Error &error, bool debug)
{
    if (!error.message.isEmpty())
        say(error.message);
    if (debug)
        say(errorCodeName(error.code)
            + (error.detail.isEmpty() ? QString() : QStringLiteral(": ") + error.detail));
    return exitFailed;
}

void describe(CLI::App &app, Program &program)
{
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("vitrinectl ") + VITRINE_VERSION);
    app.add_option_function<std::string>(
           "--catalog", [&program](const std::string &folder) { program.catalogOption = textOf(folder); },
           help(Words::tr("folder of the catalogue; also VITRINE_CATALOG")))
        ->type_name("FOLDER");
    app.add_option_function<std::string>(
           "--cloud", [&program](const std::string &cloud) { program.cloudOption = textOf(cloud); },
           help(Words::tr("work on this cloud of clouds.yaml, or of this openrc file; also OS_CLOUD")))
        ->type_name("CLOUD");
    app.add_flag("--debug", program.debug, help(Words::tr("say more about a failure")));

    CLI::App *image = app.add_subcommand("image", help(Words::tr("Disk images")));
    image->require_subcommand(1)->fallthrough();
    addImageCreate(*image, program);
    addImageList(*image, program);
    addImageShow(*image, program);
    addImageEdit(*image, program);
    addImageData(*image, program);
    addImageLife(*image, program);
    addImageMember(*image, program);
    addImageCopy(*image, program);
    image->preparse_callback([&program](std::size_t) { program.worksOnClouds = true; });
    for (CLI::App *verb : image->get_subcommands({}))
        verb->fallthrough();
    addCloud(app, program);
    addTask(app, program);
    addStore(app, program);
    addCatalog(app, program);
    addConvert(app, program);
    addInspect(app, program);
    addOva(app, program);
}

/// The exit code when the arguments are not a command to run.
std::optional<int> parse(CLI::App &app, int argc, char **argv)
{
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &request) {
        return app.exit(request); // --help or --version
    } catch (const CLI::ParseError &error) {
        say(wrongUsageText(app, error, QCoreApplication::arguments().mid(1)));
        say(Words::tr("Try --help."));
        return exitWrongUsage;
    }
    return std::nullopt;
}

/// A day's copy of the database, for whoever never opens the window. A large one would keep the shell
/// waiting.
void backUp(Session &session, const QString &folder)
{
    constexpr qint64 quicklyCopied = 64 << 20;
    if (QFileInfo(folder + QStringLiteral("/catalogue.db")).size() > quicklyCopied)
        return;
    if (const Result<bool> made = session.catalogue().backUpForTheDay(); !made)
        say(made.error().message);
}

/// Null for the catalogue. OS_CLOUD counts less than a catalogue that is named.
Result<QString> chosenCloud(const Program &program)
{
    const QString cloud = program.cloudOption.isEmpty() && program.catalogOption.isEmpty()
        ? qEnvironmentVariable("OS_CLOUD")
        : program.cloudOption;
    if (!program.cloudOption.isEmpty() && !program.worksOnClouds)
        return failure(
            ErrorCode::BadRequest, Words::tr("This command works on a catalogue, not on a cloud."));
    return program.worksOnClouds ? cloud : QString();
}

Result<std::unique_ptr<Session>> openSession(const Program &program, const QString &folder)
{
    const Result<QString> name = chosenCloud(program);
    if (!name)
        return failure(name.error());
    if (name->isEmpty())
        return Session::open(folder);
    const Result<CloudConfig> cloud = chooseCloud(*name);
    if (!cloud)
        return failure(cloud.error());
    return Session::openCloud(*cloud);
}

/// Runs the command in an event loop, unless it ends before it needs one.
Result<void> runCommand(QCoreApplication &application, const Program &program, const QString &folder)
{
    const Result<std::unique_ptr<Session>> session = openSession(program, folder);
    if (!session)
        return failure(session.error());
    std::optional<Result<void>> outcome;
    const Context context{ **session, program.output, folder };
    QCoro::connect(
        program.command(context), &application, [&outcome, &application](const Result<void> &result) {
            outcome = result;
            application.quit();
        });
    if (!outcome)
        application.exec();
    if (!(*session)->isCloud())
        backUp(**session, folder);
    return outcome.value_or(Result<void>());
}

int runProgram(QCoreApplication &application, Program &program)
{
    program.output.terminalWidth = terminalWidth();
    const QString folder = QDir::current().absoluteFilePath(catalogueFolder(program.catalogOption));
    const Result<void> result = program.offlineCommand ? program.offlineCommand(folder, program.output)
                                                       : runCommand(application, program, folder);
    return result ? exitDone : report(result.error(), program.debug);
}

} // namespace

int main(int argc, char **argv)
{
    preferUtf8();
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QTranslator translator;
    if (loadTranslation(translator))
        QCoreApplication::installTranslator(&translator);

    CLI::App app(
        help(Words::tr("Keeps disk images of virtual machines in a local catalogue.")), "vitrinectl");
    Program program;
    describe(app, program);
    if (const std::optional<int> code = parse(app, argc, argv))
        return *code;
    return runProgram(application, program);
}
