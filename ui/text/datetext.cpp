#include "ui/text/datetext.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/numbertext.h"

namespace vitrine::text {

namespace {

struct DateText {
    Q_DECLARE_TR_FUNCTIONS(DateText)
};

} // namespace

QString relativeDate(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return dash();
    const QLocale locale;
    const qint64 seconds = time.secsTo(now);
    const QDate day = time.toLocalTime().date();
    const qint64 days = day.daysTo(now.toLocalTime().date());
    // Clocks of two machines differ a little; a date well ahead is shown as it is.
    if (seconds < -60 || days >= 30) {
        //: Format of a date without a clock, see QDate::toString
        return locale.toString(day, DateText::tr("yyyy-MM-dd"));
    }
    if (seconds < 60)
        return DateText::tr("just now");
    if (seconds < 3600) {
        //: Minutes
        return DateText::tr("%1 min ago").arg(locale.toString(seconds / 60));
    }
    if (seconds < 86400) {
        //: Hours
        return DateText::tr("%1 h ago").arg(locale.toString(seconds / 3600));
    }
    if (days == 1)
        return DateText::tr("yesterday");
    //: Days
    return DateText::tr("%1 d ago").arg(locale.toString(days));
}

QString exactDate(const QDateTime &time)
{
    if (!time.isValid())
        return dash();
    //: Format of a date with clock and time zone, see QDateTime::toString
    return QLocale().toString(time.toLocalTime(), DateText::tr("yyyy-MM-dd HH:mm:ss t"));
}

QString clockTime(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return dash();
    const QDateTime local = time.toLocalTime();
    if (local.date() == now.toLocalTime().date()) {
        //: Format of a clock, see QTime::toString
        return QLocale().toString(local, DateText::tr("HH:mm:ss"));
    }
    //: Format of a date with a short clock, see QDateTime::toString
    return QLocale().toString(local, DateText::tr("yyyy-MM-dd HH:mm"));
}

} // namespace vitrine::text
