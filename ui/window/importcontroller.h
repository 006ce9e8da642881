#pragma once

#include <QList>
#include <QTimer>
#include <QWidget>

#include "core/transfer/transfer.h"
#include "ui/window/notice.h"

class QMimeData;

namespace vitrine {

class FileChooser;
class Prompts;
class TransferQueue;
struct DropContents;

/// Turns chosen, dropped and pasted files and links into transfers. Ten thousand of them are handed to the
/// queue a few at a time, so that the window stays alive.
class ImportController final : public QObject
{
    Q_OBJECT

public:
    ImportController(TransferQueue &queue, FileChooser &chooser, Prompts &prompts, QWidget &window);

    void chooseFiles();
    /// Files and links at once; folders after asking, their files one level deep.
    void take(const QStringList &paths, const QStringList &links);

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);

private:
    void handleSorted(const DropContents &contents);
    void askForFolders(const QStringList &folders, const QStringList &files);
    void enqueue(const QList<TransferRequest> &requests);
    void feedQueue();

    TransferQueue &m_queue;
    FileChooser &m_chooser;
    Prompts &m_prompts;
    QWidget &m_window;
    QList<TransferRequest> m_pending;
    qsizetype m_fed = 0;
    QTimer m_feedTimer;
};

} // namespace vitrine
