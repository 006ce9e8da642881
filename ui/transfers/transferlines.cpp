#include "ui/transfers/transferlines.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/text/datetext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/text/transfertext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::TransferText)
};

QString joined(const QStringList &parts)
{
    return parts.join(u" · "_s);
}

QString figures(qint64 done, qint64 total, double speed, std::optional<qint64> secondsLeft)
{
    QStringList parts = { text::bytesOf(done, total) };
    if (speed > 0)
        parts.append(text::speed(speed));
    if (secondsLeft)
        parts.append(text::timeLeft(secondsLeft));
    return joined(parts);
}

QString endedLine(const Transfer &transfer)
{
    const QString word = text::transferStateWord(transfer.state);
    if (!transfer.endedAt.isValid())
        return word;
    //: %1 is a word such as "Finished", %2 the time of day
    return Texts::tr("%1 at %2").arg(word, text::clockTime(transfer.endedAt));
}

} // namespace

QString transferStateLine(const Transfer &transfer)
{
    switch (transfer.state) {
    case TransferState::Running:
        if (isConversion(transfer.request.kind) && transfer.phase == OperationPhase::Copying)
            return Texts::tr("Converting");
        return text::phaseText(transfer.phase);
    case TransferState::Failed:
        return transfer.error ? text::errorSentence(*transfer.error)
                              : text::transferStateWord(transfer.state);
    case TransferState::Finished:
        // Nothing was copied, and nobody is to wonder how that went so fast.
        if (transfer.wasThere)
            return joined({ endedLine(transfer), Texts::tr("was there already") });
        if (isConversion(transfer.request.kind))
            return joined({ endedLine(transfer), Texts::tr("content compared") });
        // An export that ends well has been compared with the image's hash.
        return transfer.request.kind == TransferKind::Export
            ? joined({ endedLine(transfer), Texts::tr("hash verified") })
            : endedLine(transfer);
    case TransferState::Cancelled:
        return endedLine(transfer);
    case TransferState::Waiting:
    case TransferState::Paused:
        return text::transferStateWord(transfer.state);
    }
    Q_UNREACHABLE();
}

QString transferRunningLine(const Transfer &transfer)
{
    QStringList parts = { transferStateLine(transfer) };
    if (transfer.state == TransferState::Running && transfer.limit)
        parts.append(text::limitText(*transfer.limit));
    return joined(parts);
}

QString transferFigures(const Transfer &transfer)
{
    switch (transfer.state) {
    case TransferState::Running:
        if (transfer.done == 0 && transfer.total < 0)
            return {};
        return figures(transfer.done, transfer.total, transfer.bytesPerSecond, transfer.secondsLeft);
    case TransferState::Paused:
        return transfer.done > 0 ? text::bytesOf(transfer.done, transfer.total) : QString();
    case TransferState::Finished:
        return transfer.total >= 0 ? text::bytes(transfer.total) : QString();
    case TransferState::Waiting:
    case TransferState::Failed:
    case TransferState::Cancelled:
        return {};
    }
    Q_UNREACHABLE();
}

QString transferSentence(const Transfer &transfer)
{
    //: %1 is what is done ("Import"), %2 the name of the file or image
    QStringList parts
        = { Texts::tr("%1 of %2").arg(text::transferKindText(transfer.request.kind), transfer.title) };
    parts.append(transferRunningLine(transfer));
    const auto fraction = text::transferFraction(transfer);
    if (transfer.state == TransferState::Running && fraction)
        parts.append(text::percent(*fraction));
    const QString numbers = transferFigures(transfer);
    if (!numbers.isEmpty())
        parts.append(numbers);
    return parts.join(u", "_s);
}

QString transferToolTip(const Transfer &transfer)
{
    QStringList lines = { text::transferKindText(transfer.request.kind) };
    if (!transfer.request.source.isEmpty())
        lines.append(Texts::tr("From: %1").arg(transfer.request.source));
    if (!transfer.request.destination.isEmpty())
        lines.append(Texts::tr("To: %1").arg(transfer.request.destination));
    if (transfer.error) {
        lines.append(text::errorSentence(*transfer.error));
        lines.append(text::errorAdvice(transfer.error->code));
        lines.removeAll(QString());
    }
    // File names may look like markup; a tooltip must show them as they are.
    return u"<p style='white-space:pre-wrap'>"_s % lines.join(u'\n').toHtmlEscaped() % u"</p>"_s;
}

QString totalsLine(const TransferTotals &totals)
{
    QStringList parts;
    if (totals.running > 0)
        parts.append(Texts::tr("%n running", nullptr, totals.running));
    if (totals.paused > 0)
        parts.append(Texts::tr("%n paused", nullptr, totals.paused));
    if (totals.waiting > 0)
        parts.append(Texts::tr("%n waiting", nullptr, totals.waiting));
    if (totals.failed > 0)
        parts.append(Texts::tr("%n failed", nullptr, totals.failed));
    const int done = totals.ended - totals.failed;
    if (done > 0 && totals.unfinished() == 0)
        parts.append(Texts::tr("%n done", nullptr, done));
    return joined(parts);
}

QString totalsFigures(const TransferTotals &totals)
{
    if (totals.running == 0)
        return {};
    return figures(
        totals.done, totals.isTotalKnown ? totals.total : -1, totals.bytesPerSecond, totals.secondsLeft);
}

std::optional<double> totalsFraction(const TransferTotals &totals)
{
    if (totals.running == 0 || !totals.isTotalKnown || totals.total == 0)
        return std::nullopt;
    return std::clamp(double(totals.done) / double(totals.total), 0.0, 1.0);
}

} // namespace vitrine
