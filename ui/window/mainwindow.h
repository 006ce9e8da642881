#pragma once

#include <QMainWindow>

#include "core/support/error.h"
#include "ui/window/sessionstate.h"

class QModelIndex;
class QStackedWidget;

namespace vitrine {

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
class WindowActions;

/// The one window: layout and actions. It is there before the catalogue is, and stays when that cannot be
/// opened. What is done with images and files is the controllers' work.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(QSettings &settings, FileChooser &chooser, Prompts &prompts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows the catalogue behind `service`. Both must outlive the window. Call once.
    void attach(ImageService &service, TransferQueue &queue);
    /// Says why there is no catalogue; "Try again" asks with openRequested().
    void showFailure(const Error &error);
    void showOpening();
    /// Files given on the command line: imported now, or as soon as there is a catalogue.
    void importFiles(const QStringList &paths);

    WindowActions &actions() { return *m_actions; }
    /// Null while no catalogue is shown.
    CatalogueView *catalogue() const { return m_catalogue; }
    TransfersPanel &transfers() { return *m_panel; }
    MainToolBar &toolBar() { return *m_toolBar; }

Q_SIGNALS:
    /// People want the catalogue to be opened once more.
    void openRequested();
    /// After the first time that the window has painted itself.
    void painted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildLayout();
    void connectActions();
    void connectCatalogue(ImageService &service);
    void connectPublishing(ImageService &service, TransferQueue &queue);

    void updateActions();
    void updateImageProgress(const QModelIndex &first, const QModelIndex &last);
    void paste();
    void setTrashShown(bool shown);
    void setDetailsShown(bool shown);
    void showAbout();
    void showShortcuts();
    void showLifeLesson();
    void saveSession();

    SessionState m_session;
    FileChooser &m_chooser;
    Prompts &m_prompts;
    WindowActions *m_actions = nullptr;
    QuitGuard *m_quitGuard = nullptr;
    TransfersModel *m_transfers = nullptr;
    DropTarget *m_dropTarget = nullptr;

    MainToolBar *m_toolBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyView *m_placeholder = nullptr;
    TransfersPanel *m_panel = nullptr;
    StatusLine *m_statusLine = nullptr;
    QMenu *m_columnsMenu = nullptr;
    QAction *m_tryAgain = nullptr;

    // There while a catalogue is shown.
    CatalogueView *m_catalogue = nullptr;
    ImagesController *m_images = nullptr;
    ImportController *m_imports = nullptr;

    QStringList m_waitingFiles;
    bool m_isOpening = false;
    bool m_hasPainted = false;
};

} // namespace vitrine
