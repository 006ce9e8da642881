#pragma once

#include <QObject>

#include "core/image/image.h"

class QWidget;

namespace vitrine {

class FileChooser;
class ImageService;
class TransferQueue;

/// Lets images become images or files of another format.
class ConvertController final : public QObject
{
    Q_OBJECT

public:
    ConvertController(ImageService &service, TransferQueue &queue, FileChooser &chooser, QWidget &window,
        QObject *parent = nullptr);

    /// Asks what into, in a dialog, and lets the queue do it. Images that are not active are left out.
    void convert(QList<Image> images);

private:
    ImageService &m_service;
    TransferQueue &m_queue;
    FileChooser &m_chooser;
    QWidget &m_window;
};

} // namespace vitrine
