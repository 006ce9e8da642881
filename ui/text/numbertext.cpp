#include "ui/text/numbertext.h"

#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

namespace vitrine::text {

namespace {

struct NumberText {
    Q_DECLARE_TR_FUNCTIONS(NumberText)
};

/// One decimal where it tells something: "1.2", "20", "370".
QString shortNumber(double value)
{
    const bool isWhole = std::abs(value - std::round(value)) < 0.005;
    return QLocale().toString(value, 'f', value < 99.95 && !isWhole ? 1 : 0);
}

qint64 roundUp(qint64 value, qint64 step)
{
    return (value + step - 1) / step * step;
}

} // namespace

QString dash()
{
    return QStringLiteral("\u2013");
}

QString bytes(qint64 count)
{
    static constexpr std::array<const char *, 6> units{
        QT_TRANSLATE_NOOP("NumberText", "%1 KiB"),
        QT_TRANSLATE_NOOP("NumberText", "%1 MiB"),
        QT_TRANSLATE_NOOP("NumberText", "%1 GiB"),
        QT_TRANSLATE_NOOP("NumberText", "%1 TiB"),
        QT_TRANSLATE_NOOP("NumberText", "%1 PiB"),
        QT_TRANSLATE_NOOP("NumberText", "%1 EiB"),
    };
    if (count < 1024) {
        //: A number of bytes
        return NumberText::tr("%1 B").arg(QLocale().toString(count));
    }
    double value = static_cast<double>(count) / 1024;
    std::size_t unit = 0;
    // 1023.5 and more would be rounded to 1024 of the smaller unit.
    while (value >= 1023.5 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return NumberText::tr(units.at(unit)).arg(shortNumber(value));
}

QString bytes(std::optional<qint64> count)
{
    return count ? bytes(*count) : dash();
}

QString exactBytes(qint64 count)
{
    //: Always more than one, or none
    return count == 1 ? NumberText::tr("1 byte") : NumberText::tr("%1 bytes").arg(QLocale().toString(count));
}

QString exactBytes(std::optional<qint64> count)
{
    return count ? exactBytes(*count) : dash();
}

QString bytesOf(qint64 done, qint64 total)
{
    if (total < 0)
        return bytes(done);
    //: How much of a transfer is done: "2.2 GiB of 5.1 GiB"
    return NumberText::tr("%1 of %2").arg(bytes(done), bytes(total));
}

QString speed(double bytesPerSecond)
{
    if (!(bytesPerSecond >= 1))
        return dash();
    //: Speed; %1 is an amount of bytes such as "86 MiB"
    return NumberText::tr("%1/s").arg(bytes(static_cast<qint64>(bytesPerSecond)));
}

QString percent(double fraction)
{
    const int whole = static_cast<int>(std::floor(std::clamp(fraction, 0.0, 1.0) * 100));
    //: Percentage
    return NumberText::tr("%1 %").arg(QLocale().toString(whole));
}

QString duration(qint64 milliseconds)
{
    const QLocale locale;
    const qint64 seconds = milliseconds / 1000;
    if (milliseconds < 100) {
        //: Milliseconds
        return NumberText::tr("%1 ms").arg(locale.toString(std::max<qint64>(milliseconds, 1)));
    }
    if (milliseconds < 9950) {
        //: Seconds
        return NumberText::tr("%1 s").arg(locale.toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
    }
    if (seconds < 60)
        return NumberText::tr("%1 s").arg(locale.toString(seconds));
    if (seconds < 3600) {
        //: Minutes and seconds
        return NumberText::tr("%1 min %2 s")
            .arg(locale.toString(seconds / 60), locale.toString(seconds % 60));
    }
    if (seconds < 86400) {
        //: Hours and minutes
        return NumberText::tr("%1 h %2 min")
            .arg(locale.toString(seconds / 3600), locale.toString(seconds / 60 % 60));
    }
    //: Days and hours
    return NumberText::tr("%1 d %2 h")
        .arg(locale.toString(seconds / 86400), locale.toString(seconds / 3600 % 24));
}

QString shortDuration(qint64 milliseconds)
{
    const QLocale locale;
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 60)
        return duration(milliseconds);
    if (seconds < 3600) {
        //: Minutes
        return NumberText::tr("%1 min").arg(locale.toString(seconds / 60));
    }
    if (seconds < 86400) {
        //: Hours
        return NumberText::tr("%1 h").arg(locale.toString(seconds / 3600));
    }
    //: Days
    return NumberText::tr("%1 d").arg(locale.toString(seconds / 86400));
}

QString timeLeft(std::optional<qint64> seconds)
{
    if (!seconds)
        return {};
    const QLocale locale;
    if (*seconds <= 5)
        return NumberText::tr("a few seconds left");
    if (*seconds <= 55)
        return NumberText::tr("about %1 s left").arg(locale.toString(roundUp(*seconds, 5)));
    if (*seconds <= 600)
        return NumberText::tr("about %1 min left").arg(locale.toString(roundUp(*seconds, 60) / 60));
    if (*seconds <= 3300)
        return NumberText::tr("about %1 min left").arg(locale.toString(roundUp(*seconds, 300) / 60));
    if (*seconds > 86400)
        return NumberText::tr("more than a day left");
    const qint64 minutes = roundUp(*seconds, 600) / 60;
    if (minutes % 60 == 0)
        return NumberText::tr("about %1 h left").arg(locale.toString(minutes / 60));
    return NumberText::tr("about %1 h %2 min left")
        .arg(locale.toString(minutes / 60), locale.toString(minutes % 60));
}

QString minimumDisk(qint64 gigabytes)
{
    if (gigabytes <= 0) {
        //: An image may be used with a disk or memory of any size
        return NumberText::tr("No minimum");
    }
    return NumberText::tr("%1 GB").arg(QLocale().toString(gigabytes));
}

QString minimumRam(qint64 megabytes)
{
    if (megabytes <= 0)
        return NumberText::tr("No minimum");
    return NumberText::tr("%1 MB").arg(QLocale().toString(megabytes));
}

} // namespace vitrine::text
