#pragma once

#include <QHash>
#include <QMap>

#include "core/catalog/cataloguelayout.h"
#include "core/catalog/imagerepository.h"
#include "core/catalog/sidecar.h"
#include "core/catalog/storeset.h"

namespace vitrine {

/// Makes a catalogue's database anew from what lies beside the data. The new file is made whole under another
/// name first; nobody else may have the catalogue open.
class Rebuild final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::Rebuild)

public:
    explicit Rebuild(CatalogueLayout layout);

    Result<RebuildReport> run();

private:
    /// The copies of one image's data, the one described last first.
    using Copies = QList<Sidecar>;

    Result<void> openStores();
    Result<void> readSidecars();
    void readStore(const Store &store, const QList<BlobEntry> &blobs);
    Result<void> writeDatabase();
    Result<void> writeImage(ImageRepository &repository, const Copies &copies);
    Result<void> writeStaged(ImageRepository &repository, const Sidecar &sidecar);
    Result<void> replaceDatabase();

    QString newPath() const;
    void removeLeftovers() const;

    CatalogueLayout m_layout;
    StoreSet m_stores;
    QMap<ImageId, Copies> m_images;
    RebuildReport m_report;
};

} // namespace vitrine
