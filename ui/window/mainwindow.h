#pragma once

#include <QMainWindow>

#include "core/image/image.h"
#include "core/support/error.h"
#include "ui/window/sessionstate.h"

class QModelIndex;
class QStackedWidget;

namespace vitrine {

class CatalogueNavigation;
class CatalogueRegistry;
class CatalogueView;
class DropTarget;
class EmptyView;
class FileChooser;
class ImageService;
class ImagesController;
class ImportController;
class MainToolBar;
class Prompts;
class QuitGuard;
class StatusLine;
class TransferQueue;
class TransfersModel;
class TransfersPanel;
class CloudController;
class CloudImageService;
class RequestsPanel;
class WindowActions;
class WindowDialogs;
class WindowFrame;
struct Notice;
struct Preferences;

/// The one window: layout and actions. It is there before the catalogue is, and stays when that cannot be
/// opened. What is done with images and files is the controllers' work.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(QSettings &settings, FileChooser &chooser, Prompts &prompts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows the catalogue behind `service`, in place of the one before. Both must live until detach() or the
    /// window's end. `uuid` is what its session is remembered under; null for the window's own.
    void attach(ImageService &service, TransferQueue &queue, const QString &uuid = {}, bool isCloud = false);
    /// Shows no catalogue. Its transfers go on, and are asked about when the window closes.
    void detach();
    /// Shows this list of catalogues at the left. It must outlive the window. Call once.
    void setCatalogues(CatalogueRegistry &registry);
    /// Asks about this queue's transfers, too, when the window closes.
    void guard(TransferQueue &queue);
    /// Says why there is no catalogue; "Try again" asks with openRequested().
    void showFailure(const Error &error);
    void showOpening(bool isCloud = false);
    /// Files given on the command line: imported now, or as soon as there is a catalogue.
    void importFiles(const QStringList &paths);

    WindowActions &actions() { return *m_actions; }
    /// Tells above the list what went wrong.
    void showError(const Error &error);
    void showNotice(const Notice &notice);
    WindowDialogs &dialogs() { return *m_dialogs; }
    /// Null while no catalogue is shown.
    CatalogueView *catalogue() const { return m_catalogue; }
    /// Whether anybody can see it: it is neither hidden nor minimised.
    bool isInSight() const { return m_isInSight; }
    TransfersPanel &transfers() { return *m_panel; }
    MainToolBar &toolBar() { return *m_toolBar; }

Q_SIGNALS:
    /// People want the catalogue to be opened once more.
    void openRequested();
    /// These images of the shown catalogue are to be copied into another one.
    void copyRequested(const QString &targetId, const QList<vitrine::Image> &images);
    void preferencesChanged(const vitrine::Preferences &preferences);
    /// After the first time that the window has painted itself.
    void painted();
    /// It came into sight, or was hidden or minimised.
    void sightChanged(bool isInSight);

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void connectActions();
    void connectCatalogue(ImageService &service);
    void connectPublishing(ImageService &service, TransferQueue &queue);
    void connectCloud(ImageService &service);

    void updateActions();
    void updateImageProgress(const QModelIndex &first, const QModelIndex &last);
    void paste();
    void requestCopy(const QString &targetId, const QList<Image> &images);
    void connectCopies();
    void setTrashShown(bool shown);
    void setDetailsShown(bool shown);
    void goToImage(const ImageId &id);
    void updateTitle();
    void saveSession();
    void restoreColumns();
    void saveCatalogueSession();
    void setInSight(bool isInSight);

    SessionState m_session;
    FileChooser &m_chooser;
    Prompts &m_prompts;
    WindowActions *m_actions = nullptr;
    QuitGuard *m_quitGuard = nullptr;
    TransfersModel *m_transfers = nullptr;
    WindowDialogs *m_dialogs = nullptr;
    DropTarget *m_dropTarget = nullptr;

    WindowFrame *m_frame = nullptr;
    CatalogueNavigation *m_navigation = nullptr;
    QMenu *m_catalogueMenu = nullptr;
    MainToolBar *m_toolBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyView *m_placeholder = nullptr;
    RequestsPanel *m_requests = nullptr;
    TransfersPanel *m_panel = nullptr;
    StatusLine *m_statusLine = nullptr;
    QMenu *m_columnsMenu = nullptr;
    QAction *m_tryAgain = nullptr;

    // There while a catalogue is shown.
    ImageService *m_service = nullptr;
    CatalogueView *m_catalogue = nullptr;
    ImagesController *m_images = nullptr;
    ImportController *m_imports = nullptr;
    CloudController *m_cloud = nullptr; ///< only of a cloud

    QStringList m_waitingFiles;
    bool m_isOpening = false;
    bool m_isCloud = false;
    bool m_hasPainted = false;
    bool m_isInSight = false;
};

} // namespace vitrine
