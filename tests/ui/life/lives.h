#pragma once

#include <QList>

#include "core/image/transition.h"

namespace vitrine::test {

inline Transition step(std::optional<ImageStatus> from, ImageStatus to, TransitionCause cause, int second)
{
    Transition transition;
    transition.from = from;
    transition.to = to;
    transition.cause = cause;
    transition.time = QDateTime::fromSecsSinceEpoch(1'700'000'000 + second, Qt::UTC);
    return transition;
}

inline QList<Transition> newLife()
{
    return { step(std::nullopt, ImageStatus::Queued, TransitionCause::Create, 0) };
}

/// An upload that failed, one that did not, and an image that was deactivated `times` times.
inline QList<Transition> restlessLife(int times)
{
    using enum ImageStatus;
    QList<Transition> life = newLife();
    life << step(Queued, Saving, TransitionCause::Upload, 1)
         << step(Saving, Queued, TransitionCause::UploadFailed, 42)
         << step(Queued, Saving, TransitionCause::Upload, 100)
         << step(Saving, Active, TransitionCause::Upload, 285);
    life[2].error = QStringLiteral("The disk is full.");
    for (int i = 0; i < times; ++i) {
        life << step(Active, Deactivated, TransitionCause::Deactivate, 900 + 100 * i)
             << step(Deactivated, Active, TransitionCause::Reactivate, 950 + 100 * i);
    }
    return life;
}

inline QList<Transition> importedLife()
{
    using enum ImageStatus;
    QList<Transition> life = newLife();
    life << step(Queued, Uploading, TransitionCause::Stage, 3)
         << step(Uploading, Queued, TransitionCause::StageFailed, 9)
         << step(Queued, Uploading, TransitionCause::Stage, 20)
         << step(Uploading, Importing, TransitionCause::Import, 31)
         << step(Importing, Queued, TransitionCause::ImportFailed, 90);
    return life;
}

inline QList<Transition> deletedLife()
{
    using enum ImageStatus;
    QList<Transition> life = restlessLife(1);
    life << step(Active, PendingDelete, TransitionCause::Delete, 2000)
         << step(PendingDelete, Active, TransitionCause::Restore, 2400)
         << step(Active, PendingDelete, TransitionCause::Delete, 3000)
         << step(PendingDelete, Deleted, TransitionCause::Purge, 9000);
    return life;
}

} // namespace vitrine::test
