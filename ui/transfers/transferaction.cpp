#include "ui/transfers/transferaction.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::TransferAction)
};

} // namespace

QList<TransferAction> allowedActions(const Transfer &transfer)
{
    using enum TransferAction;
    switch (transfer.state) {
    case TransferState::Waiting:
        return { Pause, Cancel, MoveUp, MoveDown };
    case TransferState::Running:
        return { Pause, Cancel };
    case TransferState::Paused:
        return { Resume, Cancel };
    case TransferState::Failed:
    case TransferState::Cancelled:
        return { Retry, Clear };
    case TransferState::Finished:
        return { Clear };
    }
    Q_UNREACHABLE();
}

bool isAllowed(const Transfer &transfer, TransferAction action)
{
    return allowedActions(transfer).contains(action);
}

QList<TransferAction> rowButtons(const Transfer &transfer)
{
    constexpr qsizetype most = 2;
    const QList<TransferAction> actions = allowedActions(transfer);
    return actions.first(std::min(most, actions.size()));
}

QString transferActionText(TransferAction action)
{
    switch (action) {
    case TransferAction::Pause:
        //: Verb: hold a running or waiting transfer
        return Texts::tr("Pause");
    case TransferAction::Resume:
        //: Verb: let a paused transfer go on
        return Texts::tr("Resume");
    case TransferAction::Retry:
        //: Verb: start a failed transfer again
        return Texts::tr("Retry");
    case TransferAction::Cancel:
        //: Verb: stop a transfer and remove what it has written
        return Texts::tr("Cancel transfer");
    case TransferAction::Clear:
        //: Verb: take an ended transfer off the list
        return Texts::tr("Remove from list");
    case TransferAction::MoveUp:
        //: Verb: let a waiting transfer run earlier
        return Texts::tr("Move up");
    case TransferAction::MoveDown:
        //: Verb: let a waiting transfer run later
        return Texts::tr("Move down");
    }
    Q_UNREACHABLE();
}

QString transferActionIcon(TransferAction action)
{
    switch (action) {
    case TransferAction::Pause:
        return u"pause"_s;
    case TransferAction::Resume:
        return u"resume"_s;
    case TransferAction::Retry:
        return u"retry"_s;
    case TransferAction::Cancel:
        return u"cancel"_s;
    case TransferAction::Clear:
        return u"close"_s;
    case TransferAction::MoveUp:
        return u"up"_s;
    case TransferAction::MoveDown:
        return u"down"_s;
    }
    Q_UNREACHABLE();
}

} // namespace vitrine
