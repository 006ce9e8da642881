#pragma once

#include <optional>

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include "core/image/image.h"

namespace vitrine {

/// What made a status change. The name is stored, so the words never change.
enum class TransitionCause {
    Create,
    Upload, ///< data began to arrive, or arrived whole
    UploadFailed,
    UploadCancelled,
    Stage,
    StageFailed,
    Import,
    ImportFailed,
    Deactivate,
    Reactivate,
    Delete,
    Restore,
    Purge,
    Recovery, ///< the program that worked on it had died
    Rebuild, ///< read back from a sidecar file
    Seen, ///< noticed in a cloud: what made it is not known
};

QString transitionCauseName(TransitionCause cause);
std::optional<TransitionCause> transitionCauseFromName(const QString &name);

/// One recorded step in the life of an image.
struct Transition {
    qint64 sequence = 0; ///< order within the catalogue; clocks may jump, this does not
    ImageId imageId;
    QDateTime time; ///< UTC, milliseconds
    std::optional<ImageStatus> from; ///< none for the first
    ImageStatus to = ImageStatus::Queued;
    TransitionCause cause = TransitionCause::Create;
    std::optional<qint64> bytes; ///< how many bytes had arrived
    QString error; ///< why it failed, for people; empty when it did not

    bool operator==(const Transition &) const = default;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Transition)
