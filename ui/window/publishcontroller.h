#pragma once

#include <QObject>

#include "core/image/image.h"
#include "core/service/asyncscope.h"
#include "ui/window/notice.h"

class QWidget;

namespace vitrine {

class FileChooser;
class ImageService;
class TransferQueue;

/// Lets a file become the new version of an image.
class PublishController final : public QObject
{
    Q_OBJECT

public:
    PublishController(ImageService &service, TransferQueue &queue, FileChooser &chooser, QWidget &window,
        QObject *parent = nullptr);

    /// Asks for the file, in a dialog, and lets the queue do it.
    void publishFor(const Image &replaced);

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);

private:
    ScopedTask<> ask(Image replaced);

    ImageService &m_service;
    TransferQueue &m_queue;
    FileChooser &m_chooser;
    QWidget &m_window;
    AsyncScope m_scope;
};

} // namespace vitrine
