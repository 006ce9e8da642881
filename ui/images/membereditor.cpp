#include "ui/images/membereditor.h"

#include "ui/images/undohistory.h"

namespace vitrine {

MemberEditor::MemberEditor(ImageService &service, UndoHistory &history, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_history(history)
{
}

void MemberEditor::apply(const MemberChange &change)
{
    m_scope.launch(runFirst(change));
}

ScopedTask<Result<void>> MemberEditor::run(MemberChange change)
{
    const ImageId image = change.image;
    const QString project = change.project;
    if (!change.after) {
        const Result<void> removed = co_await m_service.removeMember(image, project);
        co_return removed;
    }
    const MemberStatus wanted = *change.after;
    if (!change.before) {
        const Result<Member> added = co_await m_service.addMember(image, project);
        if (!added || added->status == wanted) {
            const Result<void> outcome = added ? Result<void>() : failure(added.error());
            co_return outcome;
        }
    }
    const Result<Member> answered = co_await m_service.setMemberStatus(image, project, wanted);
    const Result<void> outcome = answered ? Result<void>() : failure(answered.error());
    co_return outcome;
}

ScopedTask<> MemberEditor::runFirst(MemberChange change)
{
    const Result<void> done = co_await run(change);
    if (done)
        remember(change);
    else
        Q_EMIT refused(done.error());
}

ScopedTask<> MemberEditor::runAgain(MemberChange change)
{
    const Result<void> done = co_await run(change);
    m_history.finish(done.has_value());
    if (!done)
        Q_EMIT refused(done.error());
}

void MemberEditor::remember(const MemberChange &change)
{
    //: Follows "Undo"; %1 is a project
    const QString text = !change.before ? tr("sharing with %1").arg(change.project)
        //: Follows "Undo"; %1 is a project
        : !change.after ? tr("end of sharing with %1").arg(change.project)
                        //: Follows "Undo"; %1 is a project
                        : tr("answer of %1").arg(change.project);
    m_history.push({ .text = text,
        .undo = [this, change] { m_scope.launch(runAgain(change.reversed())); },
        .redo = [this, change] { m_scope.launch(runAgain(change)); } });
}

} // namespace vitrine
