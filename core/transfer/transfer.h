#pragma once

#include <optional>

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include "core/image/image.h"
#include "core/support/error.h"
#include "core/support/operation.h"

namespace vitrine {

enum class TransferKind {
    Import, ///< a file becomes the data of a new image (queued, saving, active)
    StageImport, ///< the same through staging (queued, uploading, importing, active)
    ImportLink, ///< an http(s) link becomes the data of a new image (queued, importing, active)
    Export, ///< an image becomes a file
    CopyToStore, ///< an image's data also lie in another store
};

enum class TransferState { Waiting, Running, Paused, Finished, Failed, Cancelled };

/// What is to be done. Written to the journal, so that a new process can go on with it.
struct TransferRequest {
    TransferKind kind = TransferKind::Import;
    QString source; ///< Import, StageImport: path; ImportLink: link
    ImageDraft draft; ///< imports: how the new image is described; formats left unset are found by content
    ImageId imageId; ///< Export, CopyToStore: which image; imports: set once the record exists
    QString destination; ///< Export: path
    bool overwrite = false;
    QString store; ///< imports: where to, null for the default; CopyToStore: where to
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
    std::optional<Error> error; ///< why it failed
    QDateTime queuedAt;
    QDateTime endedAt;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Transfer)
