#pragma once

#include <QList>
#include <QString>

#include "core/catalog/catalogue.h"

namespace vitrine {

/// What happened in a catalogue since a sequence, each image and task once, with the image's newest state.
struct CatalogueChanges {
    /// First in time: what left the listing it was in (deleted, or moved into or out of the trash).
    QList<ImageId> removed;
    QList<Image> added;
    QList<Image> changed;
    QList<QString> tasks;
    bool areStoresChanged = false;
    qint64 sequence = 0; ///< of the newest event that is in here
    bool isComplete = true; ///< false: there was more than fits into one batch
};

/// Reads the event log after `sequence` and the images it names: a handful of queries whatever the size of
/// the catalogue. Blocking.
Result<CatalogueChanges> changesAfter(const Catalogue &catalogue, qint64 sequence);

} // namespace vitrine
