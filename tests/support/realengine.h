#pragma once

#include <memory>

#include <QTemporaryDir>

#include "core/catalog/catalogue.h"
#include "core/service/localimageservice.h"
#include "core/service/workerpool.h"
#include "core/transfer/transferqueue.h"

namespace vitrine::test {

/// A real catalogue in a folder of its own with everything that a window stands on.
class RealEngine
{
public:
    /// With `root` null the catalogue lies in a temporary folder and goes with this object.
    explicit RealEngine(const QString &root = {});

    Catalogue &catalogue() { return *m_catalogue; }
    ImageService &service() { return *m_service; }
    TransferQueue &queue() { return *m_queue; }
    /// A path beside the catalogue.
    QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QString m_root;
    std::shared_ptr<Catalogue> m_catalogue;
    std::unique_ptr<WorkerPool> m_pool;
    std::unique_ptr<LocalImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
};

} // namespace vitrine::test
