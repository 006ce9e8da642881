#include "ui/text/membertext.h"

#include <QCoreApplication>

namespace vitrine::text {

using namespace Qt::Literals::StringLiterals;

namespace {

struct MemberText {
    Q_DECLARE_TR_FUNCTIONS(MemberText)
};

} // namespace

QString memberStatusWord(MemberStatus status)
{
    switch (status) {
    case MemberStatus::Pending:
        //: Answer of a project to an image shared with it: none yet
        return MemberText::tr("Pending");
    case MemberStatus::Accepted:
        //: Answer of a project to an image shared with it
        return MemberText::tr("Accepted");
    case MemberStatus::Rejected:
        //: Answer of a project to an image shared with it
        return MemberText::tr("Rejected");
    }
    Q_UNREACHABLE();
}

QString memberStatusExplanation(MemberStatus status)
{
    switch (status) {
    case MemberStatus::Pending:
        return MemberText::tr(
            "The project has not answered yet: it can use the image by its ID, but does not "
            "see it in its lists.");
    case MemberStatus::Accepted:
        return MemberText::tr("The image stands in the lists of the project.");
    case MemberStatus::Rejected:
        return MemberText::tr("The project does not want the image in its lists.");
    }
    Q_UNREACHABLE();
}

QString memberStatusIcon(MemberStatus status)
{
    switch (status) {
    case MemberStatus::Pending:
        return u"status-queued"_s;
    case MemberStatus::Accepted:
        return u"success"_s;
    case MemberStatus::Rejected:
        return u"cancel"_s;
    }
    Q_UNREACHABLE();
}

Tone memberStatusTone(MemberStatus status)
{
    switch (status) {
    case MemberStatus::Pending:
        return Tone::Neutral;
    case MemberStatus::Accepted:
        return Tone::Success;
    case MemberStatus::Rejected:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
}

} // namespace vitrine::text
