#pragma once

#include <optional>

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include "core/image/disklayout.h"
#include "core/image/image.h"
#include "core/support/error.h"
#include "core/support/operation.h"

namespace vitrine {

enum class TransferKind {
    Import, ///< a file becomes the data of a new image (queued, saving, active)
    StageImport, ///< the same through staging; without a file, of what an image has staged already
    ImportLink, ///< an http(s) link becomes the data of a new image (queued, importing, active)
    Publish, ///< as Import; the new image then takes the place of another, which is renamed and hidden
    Export, ///< an image becomes a file
    CopyToStore, ///< an image's data also lie in another store
    Convert, ///< an image or a file becomes a new image in another format (queued, saving, active)
    ConvertToFile, ///< an image or a file becomes a file in another format
    Copy, ///< an image of another service becomes a new image here (queued, saving, active)
};

/// Whether it makes a new image.
constexpr bool isImport(TransferKind kind)
{
    return kind == TransferKind::Import || kind == TransferKind::StageImport
        || kind == TransferKind::ImportLink || kind == TransferKind::Publish || kind == TransferKind::Convert
        || kind == TransferKind::Copy;
}

constexpr bool isConversion(TransferKind kind)
{
    return kind == TransferKind::Convert || kind == TransferKind::ConvertToFile;
}

enum class TransferState { Waiting, Running, Paused, Finished, Failed, Cancelled };

/// What a published image takes the place of. Nothing of that is touched before the new image is active.
struct Replacement {
    ImageId imageId; ///< the image that is replaced
    QString newName; ///< what that one is called from then on
    QList<ImageId> retired; ///< older versions that go to the trash, as far as they are still hidden
    bool hasData = false; ///< the new image is active: from here on it stays, whatever happens
};

/// What is to be done. Written to the journal, so that a new process can go on with it.
struct TransferRequest {
    TransferKind kind = TransferKind::Import;
    QString source; ///< Import, StageImport, Publish: path; ImportLink: link; conversions of a file: path
    bool isUnpacked = false; ///< Import, StageImport: see UploadOptions
    QString member; ///< of an archive: which disk, or with isUnpacked which file; null: the only disk
    ImageId sourceImage; ///< Copy, conversions of an image: which
    QString sourceService; ///< Copy: whose image that is, by the id that the queue's services are found by
    ImageDraft draft; ///< how a new image is described; formats left unset are found by content, and without
                      ///< a name that of a converted image is as draftOfConverted() says
    ImageId imageId; ///< Export, CopyToStore: which image; imports: set once the record exists
    QString destination; ///< Export, ConvertToFile: path
    bool overwrite = false;
    QString store; ///< new images: where to, null for the default; CopyToStore: where to
    std::optional<Replacement> replacement; ///< Publish only
    DiskLayout layout; ///< conversions: what is made
    bool isConverted = false; ///< Copy: on the way, into `layout`
    bool allowsTwin = false; ///< Copy: also when an image with the same data is there already
};

/// One row of the queue, as a value: sampled ten times a second while it runs.
struct Transfer {
    QString id; ///< UUID
    TransferRequest request;
    QString title; ///< file or image name
    TransferState state = TransferState::Waiting;
    OperationPhase phase = OperationPhase::Waiting;
    qint64 done = 0; ///< bytes
    qint64 total = -1; ///< bytes; -1 while unknown
    double bytesPerSecond = 0; ///< smoothed over about ten seconds
    std::optional<qint64> secondsLeft; ///< none until it is stable
    std::optional<OperationStage> limit; ///< what most of the time goes into; none while nothing does
    std::optional<Error> error; ///< why it failed
    bool wasThere = false; ///< Copy: nothing was copied, imageId is an image with the same data
    QDateTime queuedAt;
    QDateTime endedAt;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Transfer)
