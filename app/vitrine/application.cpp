#include "app/vitrine/application.h"

#include <cstdio>

#include <QApplication>
#include <QDBusConnection>
#include <QDir>
#include <QFile>

#include "app/vitrine/cataloguehost.h"
#include "app/vitrine/clouddirectory.h"
#include "app/vitrine/cloudhost.h"
#include "app/vitrine/cloudsetup.h"
#include "app/vitrine/keyring.h"
#include "app/vitrine/language.h"
#include "app/vitrine/openedcatalogue.h"
#include "app/vitrine/openedcloud.h"
#include "app/vitrine/sampledisk.h"
#include "app/vitrine/settingsfile.h"
#include "core/support/log.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/desktop/desktoptransfers.h"
#include "ui/dialogs/firstrunpage.h"
#include "ui/images/imagelistmodel.h"
#include "ui/window/catalogueview.h"
#include "ui/window/healthnotice.h"
#include "ui/window/mainwindow.h"
#include "ui/window/notice.h"
#include "ui/window/theme.h"
#include "ui/window/windowdialogs.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// Imports a made-up disk, and takes the file away once that has ended.
void importSample(TransferQueue &queue)
{
    const QString path = stateFolder() % u"/sample.qcow2"_s;
    QDir().mkpath(stateFolder());
    if (const Result<void> written = writeSampleDisk(path); !written) {
        qCWarning(lcUi) << written.error().message << written.error().detail;
        return;
    }
    TransferRequest request;
    request.source = path;
    request.draft.name = Application::tr("Sample disk");
    const QString id = queue.enqueue(request);
    auto *until = new QObject(&queue);
    QObject::connect(
        &queue, &TransferQueue::transfersChanged, until, [until, id, path](const QList<Transfer> &transfers) {
            for (const Transfer &transfer : transfers) {
                if (transfer.id != id || !transfer.endedAt.isValid())
                    continue;
                QFile::remove(path);
                until->deleteLater();
            }
        });
}

} // namespace

Application::Application(
    QApplication &qtApplication, const StartOptions &options, Language &language, const QElapsedTimer &clock)
    : m_options(options)
    , m_clock(clock)
    , m_settings(readableSettings(), QSettings::IniFormat)
    , m_preferences(loadPreferences(m_settings))
    , m_language(language)
    , m_theme(new Theme(qtApplication, m_settings))
{
    m_language.use(m_preferences.language);
    m_theme->setPreferences(m_preferences);
    m_registry = std::make_unique<CatalogueRegistry>(m_settings);
    m_registry->setFolderForNew(m_preferences.newCatalogueFolder);
    m_host = std::make_unique<CatalogueHost>(*m_registry, stateFolder() % u"/transfers"_s);
    m_host->setParallelLimit(m_preferences.parallelTransfers);
    m_host->setTrashDays(m_preferences.trashDays);
    connect(m_registry.get(), &CatalogueRegistry::openRequested, this, &Application::show);
    connect(m_host.get(), &CatalogueHost::openingEnded, this, &Application::handleOpened);
    connect(m_host.get(), &CatalogueHost::openingFailed, this, &Application::handleFailure);
    connect(m_host.get(), &CatalogueHost::closing, this, &Application::handleClosing);
    connect(m_host.get(), &CatalogueHost::folderTaken, this, &Application::show);
    connect(m_host.get(), &CatalogueHost::folderRefused, this, &Application::tellRefused);
    makeClouds();
}

Application::~Application()
{
    // The window refers to what the hosts hold, which members below it in the header must not outlive.
    m_window.reset();
    m_clouds.reset();
    m_host.reset();
}

void Application::makeClouds()
{
    m_keyring = std::make_unique<Keyring>();
    m_cloudDirectory
        = std::make_unique<CloudDirectory>(*m_registry, CloudPlaces::ofThisProgram(), cloudBookPath());
    m_clouds = std::make_unique<CloudHost>(
        *m_registry, *m_cloudDirectory, *m_keyring, m_settings, stateFolder() % u"/transfers"_s);
    m_clouds->setParallelLimit(m_preferences.parallelTransfers);
    const ServiceFinder services = [this](const QString &id) -> ImageService * {
        OpenedPlace *place = placeOf(id);
        if (const QList<OpenedCatalogue *> local = m_host->allOpened(); id.isEmpty() && !local.isEmpty())
            place = local.constFirst();
        return place ? &place->service() : nullptr;
    };
    m_host->setServices(services);
    m_clouds->setServices(services);
    m_cloudSetup = std::make_unique<CloudSetup>(
        *m_registry, *m_cloudDirectory, *m_clouds, *m_keyring, m_chooser, m_prompts);
    connect(m_clouds.get(), &CloudHost::openingEnded, this, &Application::handleOpened);
    connect(m_clouds.get(), &CloudHost::openingFailed, this, &Application::handleFailure);
    connect(m_clouds.get(), &CloudHost::closing, this, &Application::handleClosing);
    connect(m_cloudDirectory.get(), &CloudDirectory::readingEnded, this, &Application::handleCloudsRead);
    connect(m_cloudSetup.get(), &CloudSetup::failed, this, &Application::tellRefused);
    connect(m_cloudSetup.get(), &CloudSetup::noticed, this,
        [this](const Notice &notice) { m_window->showNotice(notice); });
}

OpenedPlace *Application::placeOf(const QString &id) const
{
    if (isCloudId(id))
        return m_clouds ? m_clouds->opened(id) : nullptr;
    return m_host ? m_host->opened(id) : nullptr;
}

QList<OpenedPlace *> Application::allPlaces() const
{
    QList<OpenedPlace *> places;
    const QList<OpenedCatalogue *> catalogues = m_host->allOpened();
    const QList<OpenedCloud *> clouds = m_clouds->allOpened();
    places.append({ catalogues.cbegin(), catalogues.cend() });
    places.append({ clouds.cbegin(), clouds.cend() });
    return places;
}

// Starting

void Application::start()
{
    if (isFirstRun()) {
        showFirstRun();
        return;
    }
    makeWindow();
    open();
    m_window->show();
    m_window->importFiles(m_options.files);
}

bool Application::isFirstRun() const
{
    // Whoever has used vitrinectl, or an earlier Vitrine, knows where the images live.
    return !m_options.isCatalogueGiven && m_registry->entries().isEmpty()
        && !m_settings.contains(u"window/geometry"_s) && !QDir(m_options.catalogue).exists();
}

void Application::showFirstRun()
{
    m_firstRun = std::make_unique<FirstRunPage>(cataloguePlaces(), m_chooser);
    connect(m_firstRun.get(), &FirstRunPage::languageChosen, this,
        [this](const QString &code) { m_language.use(code); });
    connect(m_firstRun.get(), &FirstRunPage::finished, this, &Application::handleFirstRun);
    m_firstRun->show();
    m_theme->followDesktop();
}

void Application::handleFirstRun(const FirstRunChoice &choice)
{
    m_preferences.language = choice.language;
    savePreferences(m_settings, m_preferences);
    m_wantsSample = choice.wantsSample;
    m_registry->setCurrent(m_registry->addFolder(choice.folder));
    makeWindow();
    open();
    m_window->show();
    m_window->importFiles(m_options.files);
    // Not now: its own button leads here.
    m_firstRun.release()->deleteLater();
}

void Application::makeWindow()
{
    auto window = std::make_unique<MainWindow>(m_settings, m_chooser, m_prompts);
    window->setCatalogues(*m_registry);
    const QList<OpenedPlace *> places = allPlaces();
    for (OpenedPlace *place : places)
        window->guard(place->queue());
    connect(window.get(), &MainWindow::copyRequested, this, &Application::copyImages);
    connect(window.get(), &MainWindow::painted, this, &Application::handlePainted);
    connect(window.get(), &MainWindow::sightChanged, this, &Application::tellWhatIsShown);
    connect(window.get(), &MainWindow::openRequested, this, [this] { show(m_registry->currentId()); });
    connect(window.get(), &MainWindow::preferencesChanged, this, &Application::setPreferences);
    m_window = std::move(window);
    m_cloudSetup->setWindow(m_window.get());
    m_cloudDirectory->read();
}

void Application::open()
{
    if (m_options.isCatalogueGiven)
        m_registry->setCurrent(m_registry->addFolder(m_options.catalogue, {}, false));
    else if (m_registry->entries().isEmpty())
        m_registry->setCurrent(m_registry->addFolder(m_options.catalogue));
    show(m_registry->currentId());
}

void Application::activate(const QStringList &files)
{
    m_options.files += m_window ? QStringList() : files;
    QWidget *shown = m_firstRun ? static_cast<QWidget *>(m_firstRun.get()) : m_window.get();
    shown->setWindowState(shown->windowState() & ~Qt::WindowMinimized);
    shown->raise();
    shown->activateWindow();
    if (m_window)
        m_window->importFiles(files);
}

// Showing a catalogue

void Application::show(const QString &id)
{
    const bool isShown = id == m_registry->currentId() && m_window->catalogue();
    if (m_registry->indexOf(id) < 0 || isShown)
        return;
    m_registry->setCurrent(id);
    if (placeOf(id)) {
        attach(id);
        return;
    }
    m_window->detach();
    m_window->showOpening(isCloudId(id));
    openPlace(id);
}

void Application::openPlace(const QString &id)
{
    if (isCloudId(id))
        m_clouds->open(id);
    else
        m_host->open(id);
}

void Application::handleCloudsRead()
{
    if (!m_window || m_window->catalogue())
        return;
    // The cloud that was shown last is known only now, or is there no longer.
    const QString id = m_registry->currentId();
    const auto entry = m_registry->entry(id);
    const bool isFirst = std::exchange(m_isCloudAwaited, false);
    if (!entry && !m_registry->entries().isEmpty())
        show(m_registry->entries().constFirst().id);
    else if (isFirst && entry && entry->isCloud() && entry->health == CatalogueHealth::Closed)
        show(id);
}

void Application::handleOpened(const QString &id)
{
    if (!m_desktop) {
        const DesktopTransfers::Settings settings{ .isWatched
            = [this] { return m_window && m_window->isActiveWindow(); } };
        m_desktop = std::make_unique<DesktopTransfers>(
            QDBusConnection::sessionBus(), QDBusConnection::systemBus(), settings);
        connect(m_desktop.get(), &DesktopTransfers::windowRequested, this, [this] { activate({}); });
    }
    m_desktop->watch(placeOf(id)->queue());
    attach(id);
    enqueueCopies(id);
}

void Application::attach(const QString &id)
{
    OpenedPlace *place = placeOf(id);
    if (!place || !m_window)
        return;
    if (id != m_registry->currentId()) {
        m_window->guard(place->queue());
        return;
    }
    m_window->attach(place->service(), place->queue(), place->key(), place->isCloud());
    tellWhatIsShown();
    if (const QList<HealthIssue> issues = place->takeIssues(); !issues.isEmpty())
        m_window->catalogue()->showNotice(healthNotice(issues));
    traceStart("attached");
    connect(
        &m_window->catalogue()->model(), &QAbstractItemModel::rowsInserted, this,
        [this] { traceStart("rows"); }, Qt::SingleShotConnection);
    if (std::exchange(m_wantsSample, false))
        importSample(place->queue());
}

void Application::tellWhatIsShown()
{
    const OpenedPlace *shown = m_window && m_window->isInSight() ? placeOf(m_registry->currentId()) : nullptr;
    const QList<OpenedPlace *> places = allPlaces();
    for (OpenedPlace *each : places)
        each->setShown(each == shown);
}

void Application::handleFailure(const QString &id, const Error &error)
{
    const bool isCopyLost = m_waitingCopies.remove(id) > 0;
    if (isCopyLost && id != m_registry->currentId() && m_window)
        tellRefused(error);
    if (id != m_registry->currentId())
        return;
    m_window->detach();
    m_window->showFailure(error);
}

void Application::handleClosing(const QString &id)
{
    if (id != m_registry->currentId() || !m_window)
        return;
    m_window->detach();
    m_window->showOpening(isCloudId(id));
}

// Copies

void Application::copyImages(const QString &targetId, const QList<Image> &images)
{
    const auto target = m_registry->entry(targetId);
    if (!target || images.isEmpty())
        return;
    for (const Image &image : images)
        m_waitingCopies[targetId].append({ m_registry->currentId(), image.id });
    Notice notice;
    notice.sentence
        = tr("Copying %n image(s) to “%1”.", nullptr, static_cast<int>(images.size())).arg(target->label);
    //: Button: show the catalogue that images are copied to
    notice.actionLabel = tr("Show");
    notice.action = [this, targetId] { show(targetId); };
    notice.closeAfterMs = 8'000;
    m_window->showNotice(notice);
    if (placeOf(targetId))
        enqueueCopies(targetId);
    else
        openPlace(targetId);
}

void Application::enqueueCopies(const QString &targetId)
{
    OpenedPlace *target = placeOf(targetId);
    const auto copies = m_waitingCopies.take(targetId);
    if (!target)
        return;
    QList<TransferRequest> requests;
    for (const auto &[source, image] : copies) {
        TransferRequest request;
        request.kind = TransferKind::Copy;
        request.sourceService = source;
        request.sourceImage = image;
        requests.append(request);
    }
    target->queue().enqueueAll(requests);
}

void Application::tellRefused(const Error &error)
{
    m_window->showError(error);
}

// Settings

void Application::setPreferences(const Preferences &preferences)
{
    const bool speaksAnother = preferences.language != m_preferences.language;
    m_preferences = preferences;
    savePreferences(m_settings, preferences);
    m_theme->setPreferences(preferences);
    m_host->setParallelLimit(preferences.parallelTransfers);
    m_host->setTrashDays(preferences.trashDays);
    m_clouds->setParallelLimit(preferences.parallelTransfers);
    m_registry->setFolderForNew(preferences.newCatalogueFolder);
    if (!speaksAnother)
        return;
    // Every word of a window is made with it, so another language takes another window.
    m_window->detach();
    const QRect place = m_window->geometry();
    MainWindow *before = m_window.release();
    m_language.use(preferences.language);
    makeWindow();
    m_window->setGeometry(place);
    m_window->show();
    show(m_registry->currentId());
    m_window->dialogs().showSettings();
    // Not now: its own dialog leads here.
    before->hide();
    before->deleteLater();
}

void Application::handlePainted()
{
    traceStart("painted");
    m_theme->followDesktop();
    m_host->look();
}

void Application::traceStart(const char *what) const
{
    if (!qEnvironmentVariableIsSet("VITRINE_TRACE_START"))
        return;
    std::fprintf(stderr, "start: %s after %lld ms\n", what, static_cast<long long>(m_clock.elapsed()));
}

} // namespace vitrine
