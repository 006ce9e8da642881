#include "app/vitrine/application.h"

#include <cstdio>

#include <QApplication>
#include <QDBusConnection>
#include <QDir>
#include <QFile>
#include <QFutureWatcher>
#include <QStandardPaths>
#include <QtConcurrent>

#include "core/catalog/catalogue.h"
#include "core/service/localimageservice.h"
#include "core/service/workerpool.h"
#include "core/support/log.h"
#include "core/transfer/transferqueue.h"
#include "ui/desktop/desktoptransfers.h"
#include "ui/images/imagelistmodel.h"
#include "ui/window/catalogueview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/theme.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString settingsPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        % u"/vitrine/vitrine.ini"_s;
}

/// XDG_STATE_HOME, which Qt 6.4 has no name for.
QString stateFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    const QString base = state.isEmpty() ? QDir::homePath() % u"/.local/state"_s : state;
    return base % u"/vitrine"_s;
}

/// Settings that cannot be read are put aside, not overwritten.
QString readableSettings()
{
    const QString path = settingsPath();
    if (QSettings(path, QSettings::IniFormat).status() == QSettings::FormatError) {
        const QString kept = path % u".unreadable"_s;
        QFile::remove(kept);
        if (!QFile::rename(path, kept))
            qCWarning(lcUi) << "cannot put the unreadable settings aside:" << path;
    }
    return path;
}

} // namespace

Application::Application(QApplication &qtApplication, const StartOptions &options, const QElapsedTimer &clock)
    : m_options(options)
    , m_clock(clock)
    , m_settings(readableSettings(), QSettings::IniFormat)
    , m_theme(new Theme(qtApplication, m_settings))
    , m_window(std::make_unique<MainWindow>(m_settings, m_chooser, m_prompts))
{
    connect(m_window.get(), &MainWindow::painted, this, &Application::handlePainted);
    connect(m_window.get(), &MainWindow::openRequested, this, &Application::beginOpening);
}

Application::~Application()
{
    // The window refers to the queue and the service, which members below it in the header must not outlive.
    m_window.reset();
    m_queue.reset();
    m_service.reset();
    m_pool.reset();
}

void Application::start()
{
    beginOpening();
    m_window->show();
    m_window->importFiles(m_options.files);
}

void Application::activate(const QStringList &files)
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->raise();
    m_window->activateWindow();
    m_window->importFiles(files);
}

Result<Application::Opened> Application::openCatalogue(const QString &root)
{
    Result<std::unique_ptr<Catalogue>> catalogue = Catalogue::open(CatalogueOptions{ .root = root });
    if (!catalogue)
        return failure(catalogue.error());
    const Result<CatalogueInfo> info = (*catalogue)->info();
    if (!info)
        return failure(info.error());
    return Opened{ std::move(*catalogue), info->uuid };
}

void Application::beginOpening()
{
    QtConcurrent::run(&Application::openCatalogue, m_options.catalogue)
        .then(this, [this](const Result<Opened> &result) { handleOpened(result); });
}

void Application::handleOpened(const Result<Opened> &result)
{
    if (!result) {
        qCWarning(lcUi) << "cannot open the catalogue:" << result.error().detail;
        m_window->showFailure(result.error());
        return;
    }
    m_pool = std::make_unique<WorkerPool>();
    m_service = std::make_unique<LocalImageService>(result->catalogue, *m_pool);
    // Beside the settings, not in the catalogue: that may be read-only, or open in another program.
    m_queue = std::make_unique<TransferQueue>(*m_service, stateFolder() % u"/transfers/"_s % result->uuid);
    m_queue->restore();
    m_window->attach(*m_service, *m_queue);
    traceStart("attached");
    tellDesktop();
    connect(
        &m_window->catalogue()->model(), &QAbstractItemModel::rowsInserted, this,
        [this] { traceStart("rows"); }, Qt::SingleShotConnection);
}

void Application::tellDesktop()
{
    const DesktopTransfers::Settings settings{ .isWatched
        = [window = m_window.get()] { return window->isActiveWindow(); } };
    m_desktop = std::make_unique<DesktopTransfers>(
        QDBusConnection::sessionBus(), QDBusConnection::systemBus(), settings);
    m_desktop->watch(*m_queue);
    connect(m_desktop.get(), &DesktopTransfers::windowRequested, this, [this] { activate({}); });
}

void Application::handlePainted()
{
    traceStart("painted");
    m_theme->followDesktop();
}

void Application::traceStart(const char *what) const
{
    if (!qEnvironmentVariableIsSet("VITRINE_TRACE_START"))
        return;
    std::fprintf(stderr, "start: %s after %lld ms\n", what, static_cast<long long>(m_clock.elapsed()));
}

} // namespace vitrine
