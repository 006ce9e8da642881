#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QObject>
#include <QSettings>

#include "app/vitrine/startoptions.h"
#include "core/support/result.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/prompts.h"

class QApplication;

namespace vitrine {

class Catalogue;
class LocalImageService;
class DesktopTransfers;
class MainWindow;
class Theme;
class TransferQueue;
class WorkerPool;

/// Builds everything and holds it: window first, then the catalogue on a worker thread, then what stands on
/// it. The only place that names concrete services.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// `clock` has been running since the program started; it is read when VITRINE_TRACE_START is set.
    Application(QApplication &qtApplication, const StartOptions &options, const QElapsedTimer &clock);
    ~Application() override;

    /// Shows the window and begins to open the catalogue.
    void start();
    /// Another start of the program asks for the window.
    void activate(const QStringList &files);

private:
    struct Opened {
        std::shared_ptr<Catalogue> catalogue;
        QString uuid;
    };

    static Result<Opened> openCatalogue(const QString &root);
    void beginOpening();
    void handleOpened(const Result<Opened> &result);
    void tellDesktop();
    void handlePainted();
    void traceStart(const char *what) const;

    StartOptions m_options;
    QElapsedTimer m_clock;
    QSettings m_settings;
    DialogFileChooser m_chooser;
    DialogPrompts m_prompts;
    Theme *m_theme = nullptr; ///< owned by the QApplication

    // Torn down from the bottom up: nothing outlives what it refers to.
    std::unique_ptr<WorkerPool> m_pool;
    std::unique_ptr<LocalImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopTransfers> m_desktop; ///< there once there is a catalogue
};

} // namespace vitrine
