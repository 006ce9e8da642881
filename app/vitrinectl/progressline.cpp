#include "app/vitrinectl/progressline.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/output/text.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double smoothingSeconds = 10;
/// Before that a guess of the time left would jump about.
constexpr double settlingSeconds = 3;

QString phaseText(OperationPhase phase)
{
    switch (phase) {
    case OperationPhase::Waiting:
        return Words::tr("waiting");
    case OperationPhase::Preparing:
        return Words::tr("preparing");
    case OperationPhase::Copying:
        return QString();
    case OperationPhase::Flushing:
        return Words::tr("writing to the disk");
    case OperationPhase::Verifying:
        return Words::tr("checking");
    case OperationPhase::Finishing:
        return Words::tr("finishing");
    case OperationPhase::Done:
        return Words::tr("done");
    }
    Q_UNREACHABLE();
}

QString durationText(double seconds)
{
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    if (whole < 60)
        return Words::tr("%1 s left").arg(whole);
    if (whole < 3600)
        return Words::tr("%1 min left").arg((whole + 59) / 60);
    return Words::tr("%1 h left").arg((whole + 3599) / 3600);
}

} // namespace

void ProgressLine::measureSpeed(qint64 done, double seconds)
{
    const double step = seconds - m_lastSeconds;
    if (step < 0.2)
        return;
    const double speed = static_cast<double>(std::max<qint64>(0, done - m_lastDone)) / step;
    const double weight = m_lastDone == 0 ? 1 : 1 - std::exp(-step / smoothingSeconds);
    m_bytesPerSecond += weight * (speed - m_bytesPerSecond);
    m_lastSeconds = seconds;
    m_lastDone = done;
}

QString ProgressLine::text(OperationPhase phase, qint64 done, qint64 total, double seconds)
{
    measureSpeed(done, seconds);
    QStringList parts{ m_title };
    if (total > 0) {
        const qint64 percent = std::clamp<qint64>(done / std::max<qint64>(1, total / 100), 0, 100);
        parts.append(Words::tr("%1 of %2").arg(sizeText(done), sizeText(total)));
        parts.append(QString::number(percent) + u'%');
    } else if (done > 0) {
        parts.append(sizeText(done));
    }
    if (const QString words = phaseText(phase); !words.isEmpty()) {
        parts.append(words);
    } else if (m_bytesPerSecond > 0) {
        parts.append(Words::tr("%1/s").arg(sizeText(std::llround(m_bytesPerSecond))));
        if (total > done && seconds > settlingSeconds)
            parts.append(durationText(static_cast<double>(total - done) / m_bytesPerSecond));
    }
    return parts.join(u"  "_s);
}

void ProgressLine::draw(const OperationProgress &progress, double seconds)
{
    const QString line = escapeControls(text(progress.phase(), progress.done(), progress.total(), seconds));
    const QByteArray bytes = "\r" + line.toUtf8() + "\x1b[K";
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
    m_isDrawn = true;
}

void ProgressLine::erase()
{
    if (!m_isDrawn)
        return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    m_isDrawn = false;
}

} // namespace vitrine::ctl
