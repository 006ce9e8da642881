#include <clocale>
#include <csignal>
#include <cstring>

#include <langinfo.h>

#include <QApplication>
#include <QElapsedTimer>

#include "app/vitrine/application.h"
#include "app/vitrine/language.h"
#include "app/vitrine/singleinstance.h"
#include "app/vitrine/startoptions.h"
#include "core/support/heap.h"

using namespace Qt::Literals::StringLiterals;

namespace {

/// Qt wants a UTF-8 locale and warns on standard error when it must choose one itself.
void preferUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer clock;
    clock.start();
    vitrine::mergeFreedMemoryEagerly();
    preferUtf8();
    std::signal(SIGPIPE, SIG_IGN);

    QCoreApplication::setApplicationName(u"vitrine"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(VITRINE_VERSION));
    QApplication::setDesktopFileName(u"io.github.vitrine.Vitrine"_s);
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Vitrine"_s);
    // For what the command line says; the settings may know another for the window.
    vitrine::Language language;
    language.use({});

    const vitrine::StartOptions options = vitrine::startOptions();
    vitrine::SingleInstance instance(options.catalogue);
    if (!instance.claim(options.files))
        return 0;
    vitrine::Application vitrineApplication(application, options, language, clock);
    QObject::connect(
        &instance, &vitrine::SingleInstance::activated, &vitrineApplication, &vitrine::Application::activate);
    vitrineApplication.start();
    return QApplication::exec();
}
