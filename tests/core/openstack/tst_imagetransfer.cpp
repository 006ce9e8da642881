#include <atomic>
#include <thread>

#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/openstack/imagedownload.h"
#include "core/openstack/imageupload.h"
#include "core/support/partfile.h"
#include "tests/core/openstack/filereply.h"
#include "tests/support/corotest.h"
#include "tests/support/fakecloud.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray record = "GET /v2/images/" + someId.toLatin1();
const QByteArray file = "GET /v2/images/" + someId.toLatin1() + "/file";
const QByteArray put = "PUT /v2/images/" + someId.toLatin1() + "/file";
const QByteArray authenticate = "POST /v3/auth/tokens";

const QByteArray data = patternBytes(5'000'000);

HttpReply recordReply(const QByteArray &status, const QByteArray &bytes = {})
{
    return jsonReply(imageJson(someId, status, bytes));
}

} // namespace

class TestImageTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void uploadSendsTheFile();
    void uploadIntoAStore();
    void uploadIsRefusedUnlessQueued();
    void missingFileAsksNobody();
    void c07_otherBytesInTheCloudAreSaid();
    void c13_uploadBeginsAnewWithAFreshToken();
    void c14_refusedUploadIsSaid_data();
    void c14_refusedUploadIsSaid();
    void c15_lostAnswerIsClearedUp();
    void c15_conflictOfOurOwnDataIsSuccess();
    void c15_lostAnswerOfOtherBytesIsNoSuccess();
    void c16_deletedWhileSending();
    void c17_limitIsSaidOnce();
    void c18_refusedFormatIsSaidOnce();
    void c02_otherAnswerIsNoUpload();
    void longUploadBeginsWithAFreshToken();
    void c20_brokenUploadBeginsAnew();
    void c20_brokenUploadGivesUp();
    void d06_changedFileIsNotSentToItsEnd();
    void stoppedUploadSettles();

    void downloadGetsItsNameAtTheEnd();
    void c05_cutDownloadGoesOn();
    void c05_shortDownloadKeepsItsPart();
    void stoppedDownloadKeepsItsPart();
    void partOfAnEarlierRunIsTakenUp();
    void partOfOtherDataIsNotTakenUp();
    void spoiltPartIsFetchedAnew();
    void c06_tooManyBytesAreRefused();
    void c07_wrongHashIsSetAside();
    void c08_md5IsEnough();
    void c08_noHashIsUnverified();
    void c09_wrongRangeIsRefused();
    void c09_serverWithoutRangesBeginsAnew();
    void c10_md5OfAllIsNotThatOfAPart();
    void c11_replacedDataAreNotMixed();
    void c12_noDataIsNoFile();
    void existingFileStays();
    void holesStayHoles();
    void checkReadsWithoutKeeping();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    Result<Image> upload(const OperationControl &control = {})
    {
        return uploadImage(*m_api, { someId, path(u"disk"_s), false, {} }, control);
    }
    Result<RemoteData> download() { return downloadImage(*m_api, someId, path(u"out"_s), false, {}); }
    /// The data, cut after `cut` bytes each time.
    void serveInPieces(qint64 cut)
    {
        m_server->answer(file, [cut](const HttpQuestion &question) {
            HttpReply reply = fileReply(question, data);
            if (reply.body.size() > cut)
                reply.cutAfter = cut;
            return reply;
        });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ImageApi> m_api;
};

void TestImageTransfer::init()
{
    m_api.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer(authenticate, { tokenReply(*m_server, "first"), tokenReply(*m_server, "second") });
    m_api = std::make_unique<ImageApi>(cloudAt(*m_server), hastySettings());
    writeFile(path(u"disk"_s), data);
}

void TestImageTransfer::uploadSendsTheFile()
{
    m_server->answer(record, { recordReply("queued"), recordReply("active", data) });
    m_server->answer(put, { jsonReply({}, 204) });
    const OperationControl control;
    const auto image = upload(control);
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    const HttpQuestion asked = m_server->questions(put).constFirst();
    QVERIFY(asked.body == data);
    QCOMPARE(asked.headers.value("content-type"), "application/octet-stream");
    QCOMPARE(control.progress->done(), data.size());
    QCOMPARE(control.progress->total(), data.size());
}

void TestImageTransfer::uploadIntoAStore()
{
    const QByteArray stage = "PUT /v2/images/" + someId.toLatin1() + "/stage";
    m_server->answer(record, { recordReply("queued"), recordReply("uploading") });
    m_server->answer(stage, { jsonReply({}, 204) });
    QVERIFY_OK(uploadImage(*m_api, { someId, path(u"disk"_s), true, u"slow"_s }, {}));
    QCOMPARE(m_server->questions(stage).constFirst().headers.value("x-image-meta-store"), "slow");
}

void TestImageTransfer::uploadIsRefusedUnlessQueued()
{
    m_server->answer(record, { recordReply("active", data) });
    QCOMPARE_ERROR(upload(), ErrorCode::Conflict);
    QCOMPARE(m_server->count(put), 0);
}

void TestImageTransfer::missingFileAsksNobody()
{
    QFile::remove(path(u"disk"_s));
    QCOMPARE_ERROR(upload(), ErrorCode::NotFound);
    QVERIFY(QFile::link(u"/dev/null"_s, path(u"disk"_s)));
    QCOMPARE_ERROR(upload(), ErrorCode::BadRequest);
    QCOMPARE(m_server->count(record), 0);
}

void TestImageTransfer::c07_otherBytesInTheCloudAreSaid()
{
    m_server->answer(record, { recordReply("queued"), recordReply("active", patternBytes(data.size(), 2)) });
    m_server->answer(put, { jsonReply({}, 204) });
    QCOMPARE_ERROR(upload(), ErrorCode::HashMismatch);
}

void TestImageTransfer::c13_uploadBeginsAnewWithAFreshToken()
{
    m_server->answer(record,
        { recordReply("queued"), recordReply("queued"), recordReply("queued"), recordReply("active", data) });
    m_server->answer(put, { jsonReply("{}", 401), jsonReply({}, 204) });
    QVERIFY_OK(upload());
    QCOMPARE(m_server->questions(put).constLast().headers.value("x-auth-token"), "second");
    QVERIFY(m_server->questions(put).constLast().body == data);
}

void TestImageTransfer::c14_refusedUploadIsSaid_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("c14 forbidden") << 403 << ErrorCode::Forbidden;
    QTest::newRow("c14 not found") << 404 << ErrorCode::NotFound;
    QTest::newRow("c15 conflict") << 409 << ErrorCode::Conflict;
    QTest::newRow("c17 quota") << 413 << ErrorCode::LimitExceeded;
    QTest::newRow("c18 format") << 415 << ErrorCode::UnsupportedFormat;
}

void TestImageTransfer::c14_refusedUploadIsSaid()
{
    QFETCH(const int, status);
    QFETCH(const ErrorCode, code);
    m_server->answer(record, { recordReply("queued") });
    m_server->answer(put, { jsonReply(R"({"message": "because"})", status) });
    QCOMPARE_ERROR(upload(), code);
    QCOMPARE(m_server->count(put), 1);
}

void TestImageTransfer::c15_lostAnswerIsClearedUp()
{
    HttpReply lost;
    lost.cutAfter = 0;
    m_server->answer(record, { recordReply("queued"), recordReply("saving"), recordReply("active", data) });
    m_server->answer(put, { lost });
    const auto image = upload();
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(m_server->count(put), 1);
}

void TestImageTransfer::c15_lostAnswerOfOtherBytesIsNoSuccess()
{
    HttpReply lost;
    lost.cutAfter = 0;
    m_server->answer(record, { recordReply("queued"), recordReply("active", patternBytes(data.size(), 2)) });
    m_server->answer(put, { lost });
    QCOMPARE_ERROR(upload(), ErrorCode::Unavailable);
}

/// A first try that came through without our knowing it.
void TestImageTransfer::c15_conflictOfOurOwnDataIsSuccess()
{
    m_server->answer(record, { recordReply("queued"), recordReply("active", data) });
    m_server->answer(put, { jsonReply(R"({"message": "already active"})", 409) });
    QVERIFY_OK(upload());
    QCOMPARE(m_server->count(put), 1);
}

void TestImageTransfer::c17_limitIsSaidOnce()
{
    m_server->answer(record, { recordReply("queued") });
    HttpReply full;
    full.status = 413;
    full.headers = { { "Content-Type", "text/plain" } };
    full.body = "413 Request Entity Too Large\n\nDenying attempt to upload image: 10GB quota";
    m_server->answerWithin(put, 100'000, 9, full);
    const auto image = upload();
    QCOMPARE_ERROR(image, ErrorCode::LimitExceeded);
    QVERIFY2(image.error().message.contains(u"10GB quota"), qPrintable(image.error().message));
    QCOMPARE(m_server->count(put), 1);
}

void TestImageTransfer::c18_refusedFormatIsSaidOnce()
{
    m_server->answer(record, { recordReply("queued") });
    m_server->answer(put, { jsonReply(R"({"message": "Image disk_format qcow2 does not match"})", 415) });
    const auto image = upload();
    QCOMPARE_ERROR(image, ErrorCode::UnsupportedFormat);
    QVERIFY2(image.error().message.contains(u"does not match"), qPrintable(image.error().message));
    QCOMPARE(m_server->count(put), 1);
}

void TestImageTransfer::c02_otherAnswerIsNoUpload()
{
    m_server->answer(record, { recordReply("queued") });
    m_server->answer(put, { jsonReply("{}", 200) });
    QCOMPARE_ERROR(upload(), ErrorCode::Unavailable);
}

void TestImageTransfer::longUploadBeginsWithAFreshToken()
{
    m_server->answer(record, { recordReply("queued"), recordReply("active", data) });
    m_server->answer(put, { jsonReply({}, 204) });
    // Six minutes are left of an hour: good enough for a question, not for an upload.
    const QDateTime now = QDateTime::currentDateTimeUtc();
    HttpReply old = tokenReply(*m_server, "first", now.addSecs(3600));
    m_server->answer(authenticate, { old, tokenReply(*m_server, "second", now.addSecs(3600)) });
    QVERIFY_OK(upload());
    QCOMPARE(m_server->questions(put).constFirst().headers.value("x-auth-token"), "first");
    KeystoneToken token = *m_api->session().token({});
    QVERIFY(!token.isHalfOver(now.addSecs(29 * 60)));
    QVERIFY(token.isHalfOver(now.addSecs(31 * 60)) && !token.isStale(now.addSecs(31 * 60)));
}

void TestImageTransfer::c16_deletedWhileSending()
{
    m_server->answer(record, { recordReply("queued"), jsonReply("{}", 404) });
    m_server->answer(put, { jsonReply(R"({"message": "gone"})", 410) });
    QCOMPARE_ERROR(upload(), ErrorCode::Gone);
    QVERIFY(readFile(path(u"disk"_s)) == data);
}

void TestImageTransfer::c20_brokenUploadBeginsAnew()
{
    m_server->answer(record,
        { recordReply("queued"), recordReply("queued"), recordReply("queued"), recordReply("active", data) });
    m_server->answer(put, { jsonReply({}, 204) });
    m_server->hangUpWithin(put, 3'000'000, 1);
    QVERIFY_OK(upload());
    QCOMPARE(m_server->count(put), 2);
    QVERIFY(m_server->questions(put).constLast().body == data);
}

void TestImageTransfer::c20_brokenUploadGivesUp()
{
    m_server->answer(record, { recordReply("queued") });
    m_server->hangUpWithin(put, 1'000'000, 100);
    QCOMPARE_ERROR(upload(), ErrorCode::Unavailable);
    QCOMPARE(m_server->count(put), 3);
}

void TestImageTransfer::d06_changedFileIsNotSentToItsEnd()
{
    m_server->answer(record, { recordReply("queued") });
    OperationControl control;
    control.gate->pause();
    // Held between the first look at the file and its first byte.
    std::jthread writer([&] {
        while (m_server->count(record) == 0)
            QTest::qSleep(5);
        QFile changed(path(u"disk"_s));
        if (changed.open(QIODevice::ReadWrite))
            changed.write("other");
        changed.close();
        control.gate->resume();
    });
    QCOMPARE_ERROR(upload(control), ErrorCode::SourceChanged);
    QVERIFY(m_server->questions(put).isEmpty());
}

void TestImageTransfer::stoppedUploadSettles()
{
    m_server->answer(record,
        { recordReply("queued"), recordReply("saving"), recordReply("saving"), recordReply("queued") });
    HttpReply silent;
    silent.isSilent = true;
    m_server->answer(put, { silent });
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    std::jthread stopper([&] {
        while (m_server->count(put) == 0)
            QTest::qSleep(5);
        stop.request_stop();
    });
    QCOMPARE_ERROR(upload(control), ErrorCode::Cancelled);
    QCOMPARE(m_server->count(record), 4);
}

void TestImageTransfer::downloadGetsItsNameAtTheEnd()
{
    m_server->answer(record, { recordReply("active", data) });
    bool wasThere = true;
    m_server->answer(file, [&](const HttpQuestion &question) {
        wasThere = QFile::exists(path(u"out"_s));
        return fileReply(question, data);
    });
    const auto got = download();
    QVERIFY_OK(got);
    QVERIFY(!wasThere);
    QVERIFY(got->isVerified);
    QCOMPARE(got->size, data.size());
    QVERIFY(readFile(path(u"out"_s)) == data);
    QVERIFY(!QFile::exists(partPathOf(path(u"out"_s))));
}

void TestImageTransfer::c05_cutDownloadGoesOn()
{
    m_server->answer(record, { recordReply("active", data) });
    std::atomic<qint64> sent = 0;
    m_server->answer(file, [&](const HttpQuestion &question) {
        HttpReply reply = fileReply(question, data);
        constexpr qint64 cut = 480'000;
        if (reply.body.size() > cut)
            reply.cutAfter = cut;
        sent += std::min<qint64>(reply.body.size(), cut);
        return reply;
    });
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == data);
    QVERIFY(m_server->count(file) > 10);
    QVERIFY2(sent.load() <= data.size() * 105 / 100, qPrintable(QString::number(sent.load())));
}

void TestImageTransfer::c05_shortDownloadKeepsItsPart()
{
    m_server->answer(record, { recordReply("active", data) });
    m_server->answer(file, [](const HttpQuestion &question) {
        HttpReply reply = fileReply(question, data);
        if (reply.status == 200)
            reply.cutAfter = 2'000'000;
        else
            reply.cutAfter = 0;
        return reply;
    });
    QCOMPARE_ERROR(download(), ErrorCode::Unavailable);
    QVERIFY(!QFile::exists(path(u"out"_s)));
    QCOMPARE(QFileInfo(partPathOf(path(u"out"_s))).size(), 2'000'000);
}

void TestImageTransfer::stoppedDownloadKeepsItsPart()
{
    m_server->answer(record, { recordReply("active", data) });
    std::stop_source stop;
    // Stopped while the rest is waited for.
    m_server->answer(file, [&stop](const HttpQuestion &question) {
        HttpReply reply = fileReply(question, data);
        reply.cutAfter = 1'000'000;
        if (question.headers.contains("range"))
            stop.request_stop();
        return reply;
    });
    OperationControl control;
    control.stop = stop.get_token();
    QCOMPARE_ERROR(downloadImage(*m_api, someId, path(u"out"_s), false, control), ErrorCode::Cancelled);
    QVERIFY(QFileInfo(partPathOf(path(u"out"_s))).size() >= 1'000'000);
    m_server->answer(file, [](const HttpQuestion &question) { return fileReply(question, data); });
    const int before = m_server->count(file);
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == data);
    QCOMPARE(m_server->count(file), before + 1);
    QVERIFY(m_server->questions(file).constLast().headers.contains("range"));
}

void TestImageTransfer::partOfAnEarlierRunIsTakenUp()
{
    c05_shortDownloadKeepsItsPart();
    m_server->answer(file, { fileReply({ {}, {}, { { "range", "bytes=2000000-" } }, {} }, data) });
    const int before = m_server->count(file);
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == data);
    QCOMPARE(m_server->count(file), before + 1);
    QCOMPARE(m_server->questions(file).constLast().headers.value("range"), "bytes=2000000-");
}

void TestImageTransfer::partOfOtherDataIsNotTakenUp()
{
    c05_shortDownloadKeepsItsPart();
    const QByteArray other = patternBytes(3'000'000, 7);
    m_server->answer(record, { recordReply("active", other) });
    m_server->answer(file, { fileReply({}, other) });
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == other);
    QVERIFY(!m_server->questions(file).constLast().headers.contains("range"));
}

void TestImageTransfer::spoiltPartIsFetchedAnew()
{
    c05_shortDownloadKeepsItsPart();
    QFile part(partPathOf(path(u"out"_s)));
    QVERIFY(part.open(QIODevice::ReadWrite));
    part.write("spoilt");
    part.close();
    m_server->answer(
        file, { fileReply({ {}, {}, { { "range", "bytes=2000000-" } }, {} }, data), fileReply({}, data) });
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == data);
}

void TestImageTransfer::c06_tooManyBytesAreRefused()
{
    m_server->answer(record, { recordReply("active", data) });
    m_server->answer(file, { fileReply({}, data + "x") });
    QCOMPARE_ERROR(download(), ErrorCode::HashMismatch);
    QVERIFY(!QFile::exists(path(u"out"_s)));
}

void TestImageTransfer::c07_wrongHashIsSetAside()
{
    m_server->answer(record, { recordReply("active", data) });
    QByteArray flipped = data;
    flipped[1'234'567] = static_cast<char>(flipped.at(1'234'567) ^ 1);
    m_server->answer(file, { fileReply({}, flipped) });
    QCOMPARE_ERROR(download(), ErrorCode::HashMismatch);
    QVERIFY(!QFile::exists(path(u"out"_s)));
    QVERIFY(readFile(path(u"out.corrupt"_s)) == flipped);
}

void TestImageTransfer::c08_md5IsEnough()
{
    QByteArray json = imageJson(someId, "active", data);
    json.replace("sha512", "sha3-512");
    m_server->answer(record, { jsonReply(json) });
    m_server->answer(file, { fileReply({}, data) });
    QVERIFY(download()->isVerified);
    QFile::remove(path(u"out"_s));
    json.replace(md5Of(data).toLatin1(), md5Of("other").toLatin1());
    m_server->answer(record, { jsonReply(json) });
    QCOMPARE_ERROR(download(), ErrorCode::HashMismatch);
}

void TestImageTransfer::c08_noHashIsUnverified()
{
    m_server->answer(record, { jsonReply(imageJson(someId, "active")) });
    HttpReply bare;
    bare.body = data;
    m_server->answer(file, { bare });
    const auto got = download();
    QVERIFY_OK(got);
    QVERIFY(!got->isVerified);
    QCOMPARE(got->digests.sha512, sha512Of(data));
}

void TestImageTransfer::c09_wrongRangeIsRefused()
{
    m_server->answer(record, { recordReply("active", data) });
    m_server->answer(file, [](const HttpQuestion &question) {
        HttpReply reply = fileReply(question, data);
        if (reply.status == 200)
            reply.cutAfter = 1'000'000;
        else
            reply.headers.last().second = "bytes 5-4999999/5000000";
        return reply;
    });
    const auto got = download();
    QCOMPARE_ERROR(got, ErrorCode::Unavailable);
    QVERIFY(!QFile::exists(path(u"out"_s)));
}

void TestImageTransfer::c09_serverWithoutRangesBeginsAnew()
{
    m_server->answer(record, { recordReply("active", data) });
    HttpReply cut = fileReply({}, data);
    cut.cutAfter = 3'000'000;
    m_server->answer(file, { cut, fileReply({}, data) });
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == data);
}

void TestImageTransfer::c10_md5OfAllIsNotThatOfAPart()
{
    // The record knows no hash; the second answer says the md5 of something else.
    QByteArray bare = imageJson(someId, "active", data);
    bare.replace("\"checksum\"", "\"was\"").replace("\"os_hash_value\"", "\"once\"");
    bare.replace("\"os_hash_algo\"", "\"had\"");
    m_server->answer(record, { jsonReply(bare) });
    m_server->answer(file, [](const HttpQuestion &question) {
        HttpReply reply = fileReply(question, data);
        if (reply.status == 206)
            reply.headers[1].second = md5Of("part").toLatin1();
        else
            reply.cutAfter = 1'000'000;
        return reply;
    });
    const auto got = download();
    QVERIFY_OK(got);
    QVERIFY(got->isVerified);
    QVERIFY(readFile(path(u"out"_s)) == data);
}

void TestImageTransfer::c11_replacedDataAreNotMixed()
{
    m_server->answer(
        record, { recordReply("active", data), recordReply("active", patternBytes(data.size(), 2)) });
    serveInPieces(3'000'000);
    QCOMPARE_ERROR(download(), ErrorCode::SourceChanged);
    QVERIFY(!QFile::exists(path(u"out"_s)));
}

void TestImageTransfer::c12_noDataIsNoFile()
{
    m_server->answer(record, { recordReply("active") });
    m_server->answer(file, { jsonReply({}, 204) });
    QCOMPARE_ERROR(download(), ErrorCode::Conflict);
    m_server->answer(record, { recordReply("queued") });
    QCOMPARE_ERROR(download(), ErrorCode::Conflict);
    QVERIFY(!QFile::exists(path(u"out"_s)));
    QVERIFY(!QFile::exists(partPathOf(path(u"out"_s))));
}

void TestImageTransfer::existingFileStays()
{
    writeFile(path(u"out"_s), "mine");
    QCOMPARE_ERROR(download(), ErrorCode::Conflict);
    QCOMPARE(readFile(path(u"out"_s)), "mine");
    QCOMPARE(m_server->count(record), 0);
}

void TestImageTransfer::holesStayHoles()
{
    const QByteArray zeros(16 << 20, '\0');
    m_server->answer(record, { recordReply("active", zeros) });
    m_server->answer(file, { fileReply({}, zeros) });
    QVERIFY_OK(download());
    QVERIFY(readFile(path(u"out"_s)) == zeros);
    struct stat status = {};
    QCOMPARE(::stat(path(u"out"_s).toLocal8Bit().constData(), &status), 0);
    QVERIFY2(status.st_blocks < 64, qPrintable(QString::number(status.st_blocks)));
}

void TestImageTransfer::checkReadsWithoutKeeping()
{
    m_server->answer(record, { recordReply("active", data) });
    serveInPieces(2'000'000);
    const auto read = checkImageData(*m_api, someId, {});
    QVERIFY_OK(read);
    QCOMPARE(read->digests.sha512, sha512Of(data));
    m_server->answer(file, { fileReply({}, patternBytes(data.size(), 2)) });
    QCOMPARE_ERROR(checkImageData(*m_api, someId, {}), ErrorCode::HashMismatch);
}

QTEST_GUILESS_MAIN(TestImageTransfer)
#include "tst_imagetransfer.moc"
