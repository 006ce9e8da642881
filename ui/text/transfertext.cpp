#include "ui/text/transfertext.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"

namespace vitrine::text {

namespace {

struct TransferText {
    Q_DECLARE_TR_FUNCTIONS(TransferText)
};

QString runningSummary(const Transfer &transfer)
{
    QStringList parts{ phaseText(transfer.phase) };
    if (transfer.phase == OperationPhase::Copying || transfer.phase == OperationPhase::Verifying) {
        parts.append(bytesOf(transfer.done, transfer.total));
        if (transfer.bytesPerSecond >= 1)
            parts.append(speed(transfer.bytesPerSecond));
        if (transfer.secondsLeft)
            parts.append(timeLeft(transfer.secondsLeft));
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

} // namespace

QString transferStateWord(TransferState state)
{
    switch (state) {
    case TransferState::Waiting:
        //: State of a transfer
        return TransferText::tr("Waiting");
    case TransferState::Running:
        //: State of a transfer
        return TransferText::tr("Running");
    case TransferState::Paused:
        //: State of a transfer
        return TransferText::tr("Paused");
    case TransferState::Finished:
        //: State of a transfer
        return TransferText::tr("Finished");
    case TransferState::Failed:
        //: State of a transfer
        return TransferText::tr("Failed");
    case TransferState::Cancelled:
        //: State of a transfer
        return TransferText::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString transferStateIcon(TransferState state)
{
    switch (state) {
    case TransferState::Waiting:
        return QStringLiteral("status-queued");
    case TransferState::Running:
        return QStringLiteral("status-saving");
    case TransferState::Paused:
        return QStringLiteral("pause");
    case TransferState::Finished:
        return QStringLiteral("status-active");
    case TransferState::Failed:
        return QStringLiteral("error");
    case TransferState::Cancelled:
        return QStringLiteral("cancel");
    }
    Q_UNREACHABLE();
}

Tone transferStateTone(TransferState state)
{
    switch (state) {
    case TransferState::Waiting:
        return Tone::Neutral;
    case TransferState::Running:
        return Tone::Info;
    case TransferState::Paused:
        return Tone::Warning;
    case TransferState::Finished:
        return Tone::Success;
    case TransferState::Failed:
        return Tone::Danger;
    case TransferState::Cancelled:
        return Tone::Muted;
    }
    Q_UNREACHABLE();
}

QString transferKindText(TransferKind kind)
{
    switch (kind) {
    case TransferKind::Import:
        //: A kind of transfer, a noun: a file becomes an image
        return TransferText::tr("Import");
    case TransferKind::StageImport:
        return TransferText::tr("Import through staging");
    case TransferKind::ImportLink:
        return TransferText::tr("Import from a link");
    case TransferKind::Publish:
        //: A kind of transfer, a noun: a file becomes an image that takes the place of another
        return TransferText::tr("New version");
    case TransferKind::Export:
        //: A kind of transfer, a noun: an image becomes a file
        return TransferText::tr("Export");
    case TransferKind::CopyToStore:
        return TransferText::tr("Copy to a store");
    case TransferKind::Convert:
        //: A kind of transfer, a noun: an image or a file becomes an image in another format
        return TransferText::tr("Conversion");
    case TransferKind::ConvertToFile:
        //: A kind of transfer, a noun: an image or a file becomes a file in another format
        return TransferText::tr("Conversion to a file");
    case TransferKind::Copy:
        //: A kind of transfer, a noun: an image is copied from one catalogue or cloud to another
        return TransferText::tr("Copy");
    }
    Q_UNREACHABLE();
}

QString limitText(OperationStage stage)
{
    switch (stage) {
    case OperationStage::DiskRead:
        //: What holds a transfer up: reading from the disk is the slowest part. Follows "Copying and hashing"
        return TransferText::tr("limited by disk reads");
    case OperationStage::DiskWrite:
        //: What holds a transfer up: writing to the disk is the slowest part
        return TransferText::tr("limited by disk writes");
    case OperationStage::Hashing:
        //: What holds a transfer up: computing md5 and sha512 is the slowest part
        return TransferText::tr("limited by hashing");
    case OperationStage::Network:
        //: What holds a transfer up: the network is the slowest part
        return TransferText::tr("limited by the network");
    }
    Q_UNREACHABLE();
}

QString transferSummary(const Transfer &transfer)
{
    switch (transfer.state) {
    case TransferState::Waiting:
        return TransferText::tr("Waiting for its turn");
    case TransferState::Running:
        return runningSummary(transfer);
    case TransferState::Paused:
        //: A transfer; %1 says how much is done, such as "2.2 GiB of 5.1 GiB"
        return TransferText::tr("Paused at %1").arg(bytesOf(transfer.done, transfer.total));
    case TransferState::Finished:
        //: A transfer; %1 is an amount of bytes
        return transfer.done > 0 ? TransferText::tr("Finished, %1").arg(bytes(transfer.done))
                                 : transferStateWord(transfer.state);
    case TransferState::Failed:
        return transfer.error ? errorSentence(*transfer.error) : transferStateWord(transfer.state);
    case TransferState::Cancelled:
        return transferStateWord(transfer.state);
    }
    Q_UNREACHABLE();
}

std::optional<double> transferFraction(const Transfer &transfer)
{
    if (transfer.state == TransferState::Finished)
        return 1.0;
    if (transfer.total < 0)
        return std::nullopt;
    if (transfer.total == 0)
        return 0.0;
    return qBound(0.0, static_cast<double>(transfer.done) / static_cast<double>(transfer.total), 1.0);
}

} // namespace vitrine::text
