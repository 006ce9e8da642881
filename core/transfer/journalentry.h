#pragma once

#include <QByteArray>

#include "core/support/result.h"
#include "core/transfer/transfer.h"

namespace vitrine {

/// What must be known about a transfer to go on with it in another process.
struct JournalEntry {
    QString id;
    TransferRequest request;
    TransferState state = TransferState::Waiting;
    double rank = 0; ///< its place: transfers are worked on in ascending order
    bool hasBegun = false; ///< work on it may have left traces
    bool ownsImageId = false; ///< the queue made up the id of the new image, so nobody else's can bear it
    bool ownsImage = false; ///< the image record was made for this transfer
    std::optional<Error> error;
    QDateTime queuedAt;
    QDateTime endedAt;
};

QByteArray journalEntryToJson(const JournalEntry &entry);
/// ErrorCode::Corrupt when it is not what journalEntryToJson() gives.
Result<JournalEntry> journalEntryFromJson(const QByteArray &json);

} // namespace vitrine
