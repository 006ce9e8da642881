#pragma once

#include <QList>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "core/transfer/transfer.h"
#include "ui/adding/addingpreferences.h"
#include "ui/window/notice.h"

namespace vitrine {

class AddingSheet;
class AddingWork;
class FileChooser;
class ImageService;
class TransferQueue;

/// Has chosen, dropped and pasted files and links looked into, shows the sheet and turns what comes of it
/// into transfers. Ten thousand of them are handed to the queue a few at a time, so that the window stays
/// alive.
class ImportController final : public QObject
{
    Q_OBJECT

public:
    ImportController(ImageService &service, TransferQueue &queue, FileChooser &chooser,
        AddingPreferences preferences, QWidget &window);
    /// Hands over what the queue has not got yet.
    ~ImportController() override;

    void chooseFiles();
    /// Files, all the files in folders, and links.
    void take(const QStringList &paths, const QStringList &links);
    /// Null while it is not shown.
    AddingSheet *sheet() const;

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);

private:
    void handleProgress();
    void handleSettled();
    void openSheet();
    void endWork();
    void tellOfEmptyFolders();
    void tellOfAdded(int count);
    void enqueue(const QList<TransferRequest> &requests);
    void feedQueue();

    ImageService &m_service;
    TransferQueue &m_queue;
    FileChooser &m_chooser;
    AddingPreferences m_preferences;
    QWidget &m_window;
    AddingWork *m_work = nullptr;
    QPointer<AddingSheet> m_sheet;
    bool m_hadRows = false;
    QList<TransferRequest> m_pending;
    qsizetype m_fed = 0;
    QTimer m_feedTimer;
};

} // namespace vitrine
