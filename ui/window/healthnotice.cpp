#include "ui/window/healthnotice.h"

#include <algorithm>

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::HealthNotice)
};

constexpr qsizetype mostShown = 100;

} // namespace

Notice healthNotice(const QList<HealthIssue> &issues)
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Warning;
    if (issues.size() == 1) {
        notice.sentence = issues.constFirst().message;
        return notice;
    }
    notice.sentence = Text::tr("The catalogue was opened, but %n fault(s) were found in its data.", nullptr,
        static_cast<int>(issues.size()));
    QStringList lines;
    for (const HealthIssue &issue : issues.first(std::min(mostShown, issues.size())))
        lines.append(issue.message);
    if (issues.size() > mostShown)
        lines.append(u"…"_s);
    notice.details = lines.join(u'\n');
    return notice;
}

} // namespace vitrine
