#include "tests/support/realengine.h"

namespace vitrine::test {

RealEngine::RealEngine(const QString &root)
{
    m_root = root.isNull() ? m_folder.filePath(QStringLiteral("catalogue")) : root;
    Result<std::unique_ptr<Catalogue>> opened = Catalogue::open(CatalogueOptions{ .root = m_root });
    if (!opened)
        qFatal("%s | %s", qPrintable(opened.error().message), qPrintable(opened.error().detail));
    m_catalogue = std::move(*opened);
    m_pool = std::make_unique<WorkerPool>();
    m_service = std::make_unique<LocalImageService>(m_catalogue, *m_pool);
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder.filePath(QStringLiteral("journal")));
    m_queue->restore();
}

} // namespace vitrine::test
