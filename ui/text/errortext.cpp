#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QStringList>

namespace vitrine::text {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString generalSentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadRequest:
        return ErrorText::tr("A value is not valid.");
    case ErrorCode::Unauthorized:
        return ErrorText::tr("You are not signed in.");
    case ErrorCode::Forbidden:
        return ErrorText::tr("You are not allowed to do this.");
    case ErrorCode::NotFound:
        return ErrorText::tr("The image is not there any more.");
    case ErrorCode::Conflict:
        return ErrorText::tr("The image is in a state that does not allow this.");
    case ErrorCode::Gone:
        return ErrorText::tr("The image was deleted in the meantime.");
    case ErrorCode::LimitExceeded:
        return ErrorText::tr("A limit of the catalogue has been reached.");
    case ErrorCode::UnsupportedFormat:
        return ErrorText::tr("The file is not a disk image that can be taken in.");
    case ErrorCode::RangeNotSatisfiable:
        return ErrorText::tr("That part of the data does not exist.");
    case ErrorCode::StorageFull:
        return ErrorText::tr("The disk is full.");
    case ErrorCode::ReadOnly:
        return ErrorText::tr("The catalogue cannot be written to.");
    case ErrorCode::Unavailable:
        return ErrorText::tr("The catalogue does not answer just now.");
    case ErrorCode::Cancelled:
        return ErrorText::tr("It was cancelled.");
    case ErrorCode::SourceChanged:
        return ErrorText::tr("The file changed while it was being read.");
    case ErrorCode::HashMismatch:
        return ErrorText::tr("The data are not what they should be.");
    case ErrorCode::Corrupt:
        return ErrorText::tr("The stored data are damaged.");
    case ErrorCode::IoError:
        return ErrorText::tr("Reading or writing failed.");
    case ErrorCode::Internal:
        return ErrorText::tr("Something unexpected went wrong.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString errorSentence(const Error &error)
{
    return error.message.isEmpty() ? generalSentence(error.code) : error.message;
}

QString errorAdvice(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Gone:
        return ErrorText::tr("Refresh the list to see what is there.");
    case ErrorCode::Conflict:
        return ErrorText::tr("Look at its life in the details to see what happened.");
    case ErrorCode::StorageFull:
        return ErrorText::tr("Free some space or add a store on another disk, then try again.");
    case ErrorCode::ReadOnly:
        return ErrorText::tr("Check the permissions of its folder.");
    case ErrorCode::Unavailable:
        return ErrorText::tr("Try again in a moment.");
    case ErrorCode::SourceChanged:
        return ErrorText::tr("Close the program that uses it, then try again.");
    case ErrorCode::Corrupt:
    case ErrorCode::HashMismatch:
        return ErrorText::tr("Do not use this copy; get the data from where they came from.");
    case ErrorCode::IoError:
        return ErrorText::tr("Check the disk and its cables, then try again.");
    case ErrorCode::Internal:
        return ErrorText::tr("Please report it with its details.");
    default:
        return {};
    }
}

QString errorReport(const Error &error)
{
    QStringList lines{ errorSentence(error) };
    // Words for the people who read reports, not translated on purpose.
    lines.append(
        QStringLiteral("code: %1 (HTTP %2)").arg(errorCodeName(error.code)).arg(httpStatusOf(error.code)));
    if (!error.detail.isEmpty())
        lines.append(QStringLiteral("detail: ") + error.detail);
    return lines.join(u'\n');
}

Tone errorTone(ErrorCode code)
{
    return code == ErrorCode::Cancelled ? Tone::Neutral : Tone::Danger;
}

} // namespace vitrine::text
