#include <cerrno>
#include <cstring>

#include <pwd.h>
#include <unistd.h>

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/support/errnomessage.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestErrnoMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anErrnoHasItsCodeAndSentence_data();
    void anErrnoHasItsCodeAndSentence();
    void anUnusualErrnoSaysWhatWasTried();
    void d05_whatIsDeniedNamesTheOwner();
    void whatIsDeniedDiffersForReadingAndWriting();
    void aPathWithPlaceholdersIsShownAsItIs();
    void theDetailNamesCallErrnoAndPath();
    void theFailureIsThatOfThePresentErrno();
};

void TestErrnoMessage::anErrnoHasItsCodeAndSentence_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    const auto add = [](int error, ErrorCode code, const QString &words) {
        QTest::newRow(::strerrorname_np(error)) << error << code << words;
    };
    add(ENOSPC, ErrorCode::StorageFull, u"disk is full"_s);
    add(EDQUOT, ErrorCode::StorageFull, u"quota is used up"_s);
    add(EFBIG, ErrorCode::StorageFull, u"larger than this file system"_s);
    add(EROFS, ErrorCode::ReadOnly, u"can only be read"_s);
    add(EACCES, ErrorCode::Forbidden, u"not allowed to write"_s);
    add(EPERM, ErrorCode::Forbidden, u"not allowed to write"_s);
    add(ENOENT, ErrorCode::NotFound, u"does not exist"_s);
    add(ENOTDIR, ErrorCode::BadRequest, u"is not a folder"_s);
    add(EISDIR, ErrorCode::BadRequest, u"is a folder"_s);
    add(ELOOP, ErrorCode::BadRequest, u"symbolic link"_s);
    add(ENAMETOOLONG, ErrorCode::BadRequest, u"too long"_s);
    add(EEXIST, ErrorCode::Conflict, u"already exists"_s);
    add(ENOTEMPTY, ErrorCode::Conflict, u"already exists"_s);
    add(EMFILE, ErrorCode::Unavailable, u"Too many files"_s);
    add(ENFILE, ErrorCode::Unavailable, u"Too many files"_s);
    add(ENOMEM, ErrorCode::Unavailable, u"not enough memory"_s);
    add(EBUSY, ErrorCode::Unavailable, u"in use by another program"_s);
    add(ETXTBSY, ErrorCode::Unavailable, u"in use by another program"_s);
    add(EAGAIN, ErrorCode::Unavailable, u"in use by another program"_s);
    for (const int error : { ENODEV, ENXIO, ESTALE, ENOTCONN, EHOSTDOWN })
        add(error, ErrorCode::IoError, u"no longer there"_s);
    for (const int error : { EIO, EINTR, EINVAL, EBADF })
        add(error, ErrorCode::IoError, u"could not be written"_s);
}

void TestErrnoMessage::anErrnoHasItsCodeAndSentence()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, words);
    const QString path = u"/no/such place/磁碟.img"_s;
    const Error result = errnoError(error, FileAction::Write, path);
    QCOMPARE(errorCodeName(result.code), errorCodeName(code));
    QVERIFY2(result.message.contains(words), qPrintable(result.message));
    QVERIFY2(result.message.contains(path), qPrintable(result.message));
    QVERIFY2(result.message.endsWith(u'.'), qPrintable(result.message));
}

void TestErrnoMessage::anUnusualErrnoSaysWhatWasTried()
{
    QSet<QString> messages;
    for (const FileAction action : { FileAction::Open, FileAction::Create, FileAction::Read,
             FileAction::Write, FileAction::Sync, FileAction::Rename, FileAction::Remove }) {
        const Error error = errnoError(EIO, action, u"/disk.img"_s);
        QCOMPARE(error.code, ErrorCode::IoError);
        QVERIFY2(error.message.contains(u"“/disk.img”"_s), qPrintable(error.message));
        messages.insert(error.message);
    }
    QCOMPARE(messages.size(), 7);
}

void TestErrnoMessage::d05_whatIsDeniedNamesTheOwner()
{
    const QTemporaryDir folder;
    const QString owner = QString::fromLocal8Bit(::getpwuid(::geteuid())->pw_name);
    // The file cannot be looked at, so it is the owner of the folder that counts.
    const Error error = errnoError(EACCES, FileAction::Create, folder.filePath(u"a/b"_s));
    QVERIFY2(error.message.contains(u"belongs to the user "_s % owner), qPrintable(error.message));
    QVERIFY(errnoError(EACCES, FileAction::Open, u"/"_s).message.contains(u"belongs to the user root"_s));
    QVERIFY(!errnoError(EACCES, FileAction::Open, u"no-such-file"_s).message.contains(u"belongs"_s));
}

void TestErrnoMessage::whatIsDeniedDiffersForReadingAndWriting()
{
    for (const QString &path : { u"/disk.img"_s, u"no-such-file"_s }) {
        for (const FileAction action : { FileAction::Open, FileAction::Read })
            QVERIFY(errnoError(EACCES, action, path).message.contains(u"allowed to read"_s));
        for (const FileAction action :
            { FileAction::Create, FileAction::Write, FileAction::Rename, FileAction::Remove })
            QVERIFY(errnoError(EACCES, action, path).message.contains(u"allowed to write"_s));
    }
}

void TestErrnoMessage::aPathWithPlaceholdersIsShownAsItIs()
{
    const QString path = u"/100%1 %2/disk%n.img"_s;
    QVERIFY(errnoError(ENOSPC, FileAction::Write, path).message.contains(path));
    QVERIFY(errnoError(EACCES, FileAction::Write, path).message.contains(path));
}

void TestErrnoMessage::theDetailNamesCallErrnoAndPath()
{
    QCOMPARE(errnoError(ENOSPC, FileAction::Sync, u"/disk.img"_s).detail, u"fsync: ENOSPC on /disk.img"_s);
    QCOMPARE(errnoError(9999, FileAction::Open, u"/disk.img"_s).detail, u"open: 9999 on /disk.img"_s);
}

void TestErrnoMessage::theFailureIsThatOfThePresentErrno()
{
    errno = EROFS;
    const Result<void> result = errnoFailure(FileAction::Create, u"/disk.img"_s);
    QVERIFY(!result);
    QCOMPARE(result.error(), errnoError(EROFS, FileAction::Create, u"/disk.img"_s));
}

QTEST_GUILESS_MAIN(TestErrnoMessage)
#include "tst_errnomessage.moc"
