#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "core/service/cloudimageservice.h"
#include "core/transfer/transferqueue.h"
#include "ui/adding/importdata.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/cataloguesidebar.h"
#include "ui/images/imagecardview.h"
#include "ui/images/imagecolumns.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/undohistory.h"
#include "ui/requests/requestspanel.h"
#include "ui/text/errortext.h"
#include "ui/text/transfertext.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/transfers/transferspanel.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/prompts.h"
#include "ui/window/cataloguecommands.h"
#include "ui/window/cataloguenavigation.h"
#include "ui/window/catalogueview.h"
#include "ui/window/cloudcontroller.h"
#include "ui/window/convertcontroller.h"
#include "ui/window/droptarget.h"
#include "ui/window/imagescontroller.h"
#include "ui/window/importcontroller.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/publishcontroller.h"
#include "ui/window/quitguard.h"
#include "ui/window/selectioncommands.h"
#include "ui/window/spacecontroller.h"
#include "ui/window/statusline.h"
#include "ui/window/windowactions.h"
#include "ui/window/windowdialogs.h"
#include "ui/window/windowframe.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// From here on list and details have room beside each other.
constexpr int roomyWidth = 1100;

} // namespace

MainWindow::MainWindow(QSettings &settings, FileChooser &chooser, Prompts &prompts, QWidget *parent)
    : QMainWindow(parent)
    , m_session(settings)
    , m_chooser(chooser)
    , m_prompts(prompts)
    , m_actions(new WindowActions(*this))
    , m_quitGuard(new QuitGuard(prompts, *this))
    , m_transfers(new TransfersModel(this))
    , m_dialogs(new WindowDialogs(*m_actions, settings, chooser, *this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Vitrine"_s);
    setWindowIcon(applicationIcon());
    setMinimumSize(720, 480);
    buildLayout();
    connectActions();
    m_session.restoreWindow(*this);
    m_panel->setFolded(m_session.areTransfersFolded());
    showOpening();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    m_columnsMenu = new QMenu(tr("&Columns"), this);
    m_catalogueMenu = m_actions->fillMenuBar(*menuBar(), m_columnsMenu);

    m_toolBar = new MainToolBar(*m_actions, this);
    addToolBar(m_toolBar);
    setContextMenuPolicy(Qt::NoContextMenu);

    m_placeholder = new EmptyView;
    m_placeholder->setObjectName(u"openingView"_s);
    m_placeholder->setAutoFillBackground(true);
    m_placeholder->setBackgroundRole(QPalette::Base);
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_placeholder);
    m_panel = new TransfersPanel(*m_transfers);

    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_requests = new RequestsPanel;
    m_requests->hide();
    auto *rows = new QSplitter(Qt::Vertical);
    rows->setChildrenCollapsible(false);
    rows->addWidget(m_pages);
    rows->addWidget(m_requests);
    rows->setStretchFactor(0, 1);
    column->addWidget(rows, 1);
    column->addWidget(m_panel);
    m_frame = new WindowFrame(centre, *m_actions->sidebar, m_session);
    setCentralWidget(m_frame);

    m_statusLine = new StatusLine;
    setStatusBar(m_statusLine);
    m_dropTarget = new DropTarget(*this);
    //: Button: open the catalogue once more
    m_tryAgain = new QAction(themedIcon(u"refresh"_s), tr("Try again"), this);
    connect(m_tryAgain, &QAction::triggered, this, [this] {
        showOpening();
        Q_EMIT openRequested();
    });
}

void MainWindow::connectActions()
{
    const auto onTrigger
        = [this](QAction *action, auto method) { connect(action, &QAction::triggered, this, method); };
    onTrigger(m_actions->quit, &MainWindow::close);
    onTrigger(m_actions->paste, &MainWindow::paste);
    QLineEdit &search = m_toolBar->searchField();
    onTrigger(m_actions->clearSearch, [&search] { search.clear(); });
    onTrigger(m_actions->find, [&search] {
        search.setFocus(Qt::ShortcutFocusReason);
        search.selectAll();
    });
    connect(m_dialogs, &WindowDialogs::imageChosen, this, &MainWindow::goToImage);
    connect(m_dialogs, &WindowDialogs::preferencesChanged, this, &MainWindow::preferencesChanged);
    connect(m_actions->trash, &QAction::toggled, this, &MainWindow::setTrashShown);
    connect(m_actions->details, &QAction::toggled, this, &MainWindow::setDetailsShown);
    connect(
        m_actions->transfers, &QAction::toggled, this, [this](bool shown) { m_panel->setFolded(!shown); });
    connect(m_panel, &TransfersPanel::foldedChanged, m_actions->transfers,
        [action = m_actions->transfers](bool folded) { action->setChecked(!folded); });
    m_actions->transfers->setChecked(true);
    connect(m_actions->requests, &QAction::toggled, m_requests, &QWidget::setVisible);

    connect(m_transfers, &TransfersModel::totalsChanged, m_statusLine, &StatusLine::showTotals);
    connect(m_transfers, &QAbstractItemModel::dataChanged, this, &MainWindow::updateImageProgress);
    connect(m_quitGuard, &QuitGuard::suspending, this, [this] {
        m_statusLine->showState(tr("Stopping the transfers…"));
        centralWidget()->setEnabled(false);
    });
    connect(m_quitGuard, &QuitGuard::released, this, &MainWindow::close);
}

void MainWindow::attach(ImageService &service, TransferQueue &queue, const QString &uuid, bool isCloud)
{
    detach();
    m_isOpening = false;
    m_isCloud = isCloud;
    m_session.setCatalogue(uuid);
    m_service = &service;
    m_dialogs->setService(m_service);
    m_imports
        = new ImportController(service, queue, m_chooser, AddingPreferences(m_session.settings()), *this);
    m_catalogue = new CatalogueView(service, *m_actions);
    m_catalogue->setCloud(isCloud);
    m_images = new ImagesController(service, queue, m_catalogue->history(), this);
    m_images->setHasTrash(!isCloud);
    guard(queue);
    m_panel->setQueue(&queue);
    m_transfers->setQueue(&queue);
    if (!uuid.isEmpty())
        m_toolBar->searchField().setText(m_session.searchText());
    connectCatalogue(service);
    connectPublishing(service, queue);
    connectCloud(service);
    restoreColumns();
    m_session.restoreSplitter(m_catalogue->splitter());
    m_actions->details->setChecked(m_session.isDetailsVisible(width() >= roomyWidth));
    m_catalogue->setDetailsVisible(m_actions->details->isChecked());
    if (const auto folded = m_session.foldedSections())
        m_catalogue->details().setFoldedSections(*folded);
    m_catalogue->fillColumnsMenu(*m_columnsMenu);
    connect(m_columnsMenu, &QMenu::aboutToShow, m_catalogue,
        [this] { m_catalogue->fillColumnsMenu(*m_columnsMenu); });
    m_pages->addWidget(m_catalogue);
    m_pages->setCurrentWidget(m_catalogue);
    m_catalogue->table().setFocus();
    m_dropTarget->setReady(true);
    m_dropTarget->setCloud(isCloud);
    updateTitle();
    m_catalogue->offerLists(m_session.settings(), uuid.isEmpty() ? service.displayName() : uuid);
    m_actions->viewCards->setChecked(m_session.areCardsShown());
    m_actions->viewTable->setChecked(!m_session.areCardsShown());
    m_catalogue->setGrouping(m_session.grouping());
    m_catalogue->load(
        m_session.sort(), m_session.filters(), m_toolBar->searchField().text(), m_session.place());
    m_statusLine->showImages(m_catalogue->model());
    updateActions();
    m_imports->take(std::exchange(m_waitingFiles, {}), {});
}

void MainWindow::detach()
{
    if (!m_catalogue)
        return;
    saveCatalogueSession();
    m_dropTarget->setReady(false);
    m_panel->setQueue(nullptr);
    m_transfers->setQueue(nullptr);
    m_columnsMenu->clear();
    m_requests->setService(nullptr);
    delete std::exchange(m_cloud, nullptr);
    delete std::exchange(m_imports, nullptr);
    delete std::exchange(m_images, nullptr);
    delete std::exchange(m_catalogue, nullptr);
    m_service = nullptr;
    m_dialogs->setService(nullptr);
    m_actions->trash->setChecked(false);
    m_actions->diskUse->setChecked(false);
    m_pages->setCurrentWidget(m_placeholder);
    updateActions();
}

void MainWindow::connectCatalogue(ImageService &service)
{
    QWidget &table = m_catalogue->table();
    for (QAction *action :
        { m_actions->remove, m_actions->copyId, m_actions->selectAll, m_actions->rename }) {
        removeAction(action);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        table.addAction(action);
        m_catalogue->cards().addAction(action);
    }
    connect(m_actions->add, &QAction::triggered, m_imports, &ImportController::chooseFiles);
    connect(m_actions->selectAll, &QAction::triggered, &m_catalogue->table(), &QAbstractItemView::selectAll);
    connect(m_actions->undo, &QAction::triggered, &m_catalogue->history(), &UndoHistory::undo);
    connect(m_actions->redo, &QAction::triggered, &m_catalogue->history(), &UndoHistory::redo);
    connect(&m_catalogue->history(), &UndoHistory::changed, this, &MainWindow::updateActions);
    connect(m_actions->refresh, &QAction::triggered, &m_catalogue->model(), &ImageListModel::refresh);
    (new SelectionCommands(*m_catalogue, *m_images, m_chooser, m_prompts, *this))->connectTo(*m_actions);
    auto *commands = new CatalogueCommands(*m_service, m_prompts, *this, m_catalogue);
    commands->connectTo(*m_actions);
    connect(commands, &CatalogueCommands::noticed, m_catalogue, &CatalogueView::showNotice);

    new SpaceController(service, *m_pages, *m_catalogue, *m_actions, m_catalogue);

    connect(m_images, &ImagesController::noticed, m_catalogue, &CatalogueView::showNotice);
    connect(m_images, &ImagesController::restored, m_catalogue, &CatalogueView::showRestored);
    connect(m_imports, &ImportController::noticed, m_catalogue, &CatalogueView::showNotice);
    connect(m_dropTarget, &DropTarget::dropped, m_imports, &ImportController::take);
    connect(m_toolBar, &MainToolBar::searchTextChanged, m_catalogue, &CatalogueView::setSearchText);
    connect(m_toolBar, &MainToolBar::listRequested, m_catalogue, &CatalogueView::focusList);
    connect(
        &m_toolBar->searchField(), &QLineEdit::returnPressed, m_catalogue, &CatalogueView::keepTypedFilters);
    connect(m_catalogue, &CatalogueView::searchRequested, &m_toolBar->searchField(), &QLineEdit::setText);
    connect(m_catalogue, &CatalogueView::selectionChanged, this, &MainWindow::updateActions);
    connect(&m_catalogue->details(), &ImageDetailsPane::lessonRequested, m_dialogs,
        &WindowDialogs::showLifeLesson);

    ImageListModel *model = &m_catalogue->model();
    const auto showImages = [line = m_statusLine, model] { line->showImages(*model); };
    connect(model, &ImageListModel::stateChanged, m_catalogue, showImages);
    connect(model, &QAbstractItemModel::rowsInserted, m_catalogue, showImages);
    connect(model, &QAbstractItemModel::rowsRemoved, m_catalogue, showImages);
    connect(model, &QAbstractItemModel::modelReset, m_catalogue, showImages);
}

void MainWindow::setCatalogues(CatalogueRegistry &registry)
{
    m_navigation = new CatalogueNavigation(registry, *m_actions, m_chooser, *m_catalogueMenu, *this);
    connect(m_navigation, &CatalogueNavigation::noticed, this, &MainWindow::showNotice);
    connect(m_navigation, &CatalogueNavigation::labelChanged, this, &MainWindow::updateTitle);
    connect(m_dropTarget, &DropTarget::cloudFilesDropped, &registry, [&registry](const QStringList &paths) {
        for (const QString &path : paths)
            registry.offerCloudFile(path);
    });
    m_dialogs->setNavigation(m_navigation);
    m_frame->setSidebar(m_navigation->sidebar());
    connectCopies();
    updateTitle();
}

void MainWindow::connectCopies()
{
    connect(m_actions->copyTo, &QMenu::triggered, this, [this](const QAction *target) {
        if (m_catalogue)
            requestCopy(target->data().toString(), m_catalogue->selectedImages());
    });
    connect(m_navigation->sidebar(), &CatalogueSidebar::imagesDropped, this,
        [this](const QString &targetId, const QList<ImageId> &ids) {
            QList<Image> images;
            for (const ImageId &id : ids) {
                const Image *image = m_catalogue ? m_catalogue->model().image(id) : nullptr;
                if (image)
                    images.append(*image);
            }
            requestCopy(targetId, images);
        });
}

void MainWindow::requestCopy(const QString &targetId, const QList<Image> &images)
{
    QList<Image> active = images;
    active.removeIf([](const Image &image) { return image.status != ImageStatus::Active; });
    if (!active.isEmpty())
        Q_EMIT copyRequested(targetId, active);
}

void MainWindow::guard(TransferQueue &queue)
{
    m_quitGuard->addQueue(queue);
}

void MainWindow::updateTitle()
{
    const QString label = m_navigation ? m_navigation->currentLabel()
        : m_service                    ? m_service->displayName()
                                       : QString();
    setWindowTitle(label.isEmpty() ? u"Vitrine"_s : tr("%1 — Vitrine").arg(label));
}

void MainWindow::showNotice(const Notice &notice)
{
    if (m_catalogue)
        m_catalogue->showNotice(notice);
    else
        m_statusLine->showMessage(notice.sentence);
}

void MainWindow::showError(const Error &error)
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Error;
    notice.sentence = text::errorSentence(error);
    notice.details = text::errorReport(error);
    showNotice(notice);
}

void MainWindow::connectCloud(ImageService &service)
{
    auto *cloud = qobject_cast<CloudImageService *>(&service);
    m_requests->setService(cloud);
    if (!cloud)
        return;
    m_cloud = new CloudController(*cloud, *m_catalogue, this);
    connect(m_cloud, &CloudController::rightsChanged, this, &MainWindow::updateActions);
    connect(m_actions->offers, &QAction::triggered, m_cloud, &CloudController::showOffers);
    connect(m_actions->refresh, &QAction::triggered, cloud, &CloudImageService::lookNow);
}

void MainWindow::connectPublishing(ImageService &service, TransferQueue &queue)
{
    auto *publishing = new PublishController(service, queue, m_chooser, *this, m_catalogue);
    connect(publishing, &PublishController::noticed, m_catalogue, &CatalogueView::showNotice);
    connect(m_actions->publish, &QAction::triggered, publishing, [this, publishing] {
        if (const QList<Image> images = m_catalogue->selectedImages(); !images.isEmpty())
            publishing->publishFor(images.constFirst());
    });
    auto *converting = new ConvertController(service, queue, m_chooser, *this, m_catalogue);
    connect(m_actions->convert, &QAction::triggered, converting,
        [this, converting] { converting->convert(m_catalogue->selectedImages()); });
}

void MainWindow::showOpening(bool isCloud)
{
    m_placeholder->setContent({}, {});
    const QString sentence = isCloud ? tr("Connecting to the cloud…") : tr("Opening the catalogue…");
    // A catalogue is usually open before anybody could read that it is being opened.
    constexpr int patienceMs = 400;
    QTimer::singleShot(patienceMs, m_placeholder, [this, sentence, isCloud] {
        if (m_isOpening)
            m_placeholder->setContent(isCloud ? u"cloud"_s : u"disk"_s, sentence);
    });
    m_isOpening = true;
    m_statusLine->showState(sentence);
}

void MainWindow::showFailure(const Error &error)
{
    m_isOpening = false;
    m_placeholder->setContent(u"error"_s, text::errorSentence(error), text::errorAdvice(error.code));
    m_placeholder->addAction(m_tryAgain);
    m_placeholder->addAction(m_actions->quit);
    m_statusLine->showState(tr("The catalogue is not open."));
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (m_imports)
        m_imports->take(paths, {});
    else
        m_waitingFiles.append(paths);
}

void MainWindow::updateActions()
{
    const QList<Image> selected = m_catalogue ? m_catalogue->selectedImages() : QList<Image>();
    ActionSituation situation = situationOf(selected);
    situation.isOpen = m_catalogue != nullptr;
    situation.isCloud = m_catalogue && m_isCloud;
    situation.isTrash = m_catalogue && m_catalogue->isTrash();
    if (m_catalogue) {
        const UndoHistory &history = m_catalogue->history();
        situation.canUndo = history.canUndo();
        situation.canRedo = history.canRedo();
        situation.undoText = history.undoText();
        situation.redoText = history.redoText();
        if (m_cloud)
            situation.refusals = m_cloud->refusals(selected);
    }
    m_actions->update(situation);
    m_toolBar->showFor(situation);
    if (m_catalogue)
        m_statusLine->showSelection(m_catalogue->selection());
}

void MainWindow::updateImageProgress(const QModelIndex &first, const QModelIndex &last)
{
    if (!m_catalogue)
        return;
    for (int row = first.row(); row <= last.row(); ++row) {
        const Transfer &transfer = m_transfers->transferAt(row);
        if (transfer.request.kind == TransferKind::Export || transfer.request.imageId.isEmpty())
            continue;
        const bool isRunning = transfer.state == TransferState::Running;
        m_catalogue->model().setProgress(
            transfer.request.imageId, isRunning ? text::transferFraction(transfer) : std::nullopt);
    }
}

void MainWindow::paste()
{
    const QMimeData *data = QApplication::clipboard()->mimeData();
    if (data && holdsImports(*data))
        m_imports->take(droppedPaths(*data), droppedLinks(*data));
}

void MainWindow::setTrashShown(bool shown)
{
    if (!m_catalogue)
        return;
    m_catalogue->setTrash(shown);
    updateActions();
}

void MainWindow::setDetailsShown(bool shown)
{
    if (m_catalogue)
        m_catalogue->setDetailsVisible(shown);
}

void MainWindow::goToImage(const ImageId &id)
{
    if (!m_catalogue)
        return;
    m_actions->trash->setChecked(false);
    if (!m_catalogue->model().image(id))
        m_actions->clearSearch->trigger();
    m_catalogue->table().setCurrentImage(id);
    m_catalogue->table().setFocus();
}

void MainWindow::saveSession()
{
    m_session.saveWindow(*this);
    m_frame->saveSession();
    m_session.setTransfersFolded(m_panel->isFolded());
    if (m_catalogue)
        saveCatalogueSession();
}

void MainWindow::restoreColumns()
{
    if (const QByteArray columns = m_session.columns(); !columns.isEmpty())
        m_catalogue->table().columns().restore(columns);
}

void MainWindow::saveCatalogueSession()
{
    m_session.setDetailsVisible(m_actions->details->isChecked());
    m_session.saveSearchText(m_toolBar->searchField().text());
    m_session.savePlace(m_catalogue->place());
    m_session.saveColumns(m_catalogue->table().columns().save());
    m_session.saveSplitter(m_catalogue->splitter());
    m_session.setFoldedSections(m_catalogue->details().foldedSections());
    m_session.saveSort(m_catalogue->model().ownSort());
    m_session.setGrouping(m_catalogue->model().grouping());
    m_session.setCardsShown(m_actions->viewCards->isChecked());
    m_session.saveFilters(m_catalogue->filters());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_quitGuard->mayClose()) {
        event->ignore();
        return;
    }
    saveSession();
    QMainWindow::closeEvent(event);
}

void MainWindow::setInSight(bool isInSight)
{
    if (std::exchange(m_isInSight, isInSight) != isInSight)
        Q_EMIT sightChanged(isInSight);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    setInSight(!isMinimized());
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    setInSight(false);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        setInSight(isVisible() && !isMinimized());
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (m_hasPainted)
        return;
    m_hasPainted = true;
    // The children paint after their window, in the same turn of the event loop.
    QTimer::singleShot(0, this, &MainWindow::painted);
}

} // namespace vitrine
