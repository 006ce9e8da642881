#pragma once

#include <optional>

#include <QList>
#include <QString>

#include "core/image/transition.h"

namespace vitrine {

/// One step that the practice image can take, with what it is called in the real world.
struct PracticeMove {
    std::optional<ImageStatus> from; ///< none: the image is made
    ImageStatus to = ImageStatus::Queued;
    TransitionCause cause = TransitionCause::Create;
    QString label; ///< for a button: "Upload a file"
    QString explanation; ///< what happens, in one or two plain sentences
    QString call; ///< the request of the Image API; empty when the service does it by itself
    QString command; ///< the same with a client; empty when there is none
    QString error; ///< why it failed, for steps that fail
    /// The work that the status before was for is done: nobody has to ask for it.
    bool isByItself = false;

    bool operator==(const PracticeMove &) const = default;
};

/// How an image begins.
PracticeMove practiceBeginning();
/// What can happen to an image in this status: one move for each that statusesAfter() allows, those that
/// people make most first.
QList<PracticeMove> practiceMoves(ImageStatus from);
PracticeMove practiceMove(ImageStatus from, ImageStatus to);

/// A life that shows all nine statuses, one image after the other; each begins with practiceBeginning().
QList<PracticeMove> practiceTour();

} // namespace vitrine
