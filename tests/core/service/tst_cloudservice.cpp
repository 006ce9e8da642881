// What the service of a cloud knows beyond its answers: news, the past, reach, rights and requests.

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "core/openstack/exchangemask.h"
#include "core/service/glanceimageservice.h"
#include "tests/support/corotest.h"
#include "tests/support/fakecloud.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString otherId = u"22222222-2222-4333-8444-555555555555"_s;
const QByteArray list = "GET /v2/images";
const QByteArray oneImage = "GET /v2/images/" + someId.toLatin1();

CloudWatcher::Pace quickPace()
{
    return { .fast = 20ms, .slow = 60ms, .firstRetry = 20ms, .longestRetry = 100ms, .restPerWork = 0 };
}

/// A scripted cloud whose list is what the test says, with a service in front of it.
class Cloud
{
public:
    explicit Cloud(const QString &memoryFolder = {})
    {
        server.answer("POST /v3/auth/tokens", { tokenReply(server) });
        open(memoryFolder);
    }

    void open(const QString &memoryFolder)
    {
        service.reset();
        api = std::make_shared<ImageApi>(cloudAt(server), hastySettings());
        service = std::make_unique<GlanceImageService>(
            api, m_workers, CloudSettings{ .memoryFolder = memoryFolder, .pace = quickPace() });
    }

    /// Visible images; hidden ones are none.
    void show(const QByteArrayList &images)
    {
        const QByteArray page = "{\"images\": [" + images.join(',') + "]}";
        server.answer(list, [page](const HttpQuestion &question) {
            const bool isHidden = question.target.contains("os_hidden=true");
            return jsonReply(isHidden ? QByteArray("{\"images\": []}") : page);
        });
    }
    void goAway()
    {
        server.answer(list, [](const HttpQuestion &) { return jsonReply("away", 503); });
    }

    ScriptedServer server;

private:
    WorkerPool m_workers;

public:
    std::shared_ptr<ImageApi> api;
    std::unique_ptr<GlanceImageService> service;
};

CloudReach::State stateOf(const Cloud &cloud)
{
    return cloud.service->reach().state;
}

QList<ImageStatus> statusesIn(const QList<Transition> &history)
{
    QList<ImageStatus> statuses;
    for (const Transition &step : history)
        statuses.append(step.to);
    return statuses;
}

} // namespace

class TestCloudService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOthersChangeIsTold();
    void nobodyIsAskedWhileNobodyLooks();
    void imagesOnTheirWayAreWatchedClosely();
    void oneThatBecameHiddenIsNotGone();
    void theLastListStandsInForTheCloud();
    void theLastListSurvivesARestart();
    void nothingIsChangedOutOfReach();
    void theWayBackIsFound();
    void whatWasSeenIsTheHistory();
    void ownActionsAreTheCauses();
    void damagedMemoryIsBegunAnew();
    void offersAreToldAndAnswered();
    void whatMayNotBeDoneHasAReason();
    void aRefusalIsLearnt();
    void requestsAreSeenWithoutSecrets();
    void secretsAreMaskedEverywhere_data();
    void secretsAreMaskedEverywhere();
    void progressOfAnImportIsRead();
    void aLongListIsPackedAndRead();
    void newsOfALongListComeInParts();
};

void TestCloudService::whatOthersChangeIsTold()
{
    Cloud cloud;
    cloud.show({ imageJson(someId, "queued") });
    QSignalSpy added(cloud.service.get(), &ImageService::imagesAdded);
    QSignalSpy changed(cloud.service.get(), &ImageService::imagesChanged);
    QSignalSpy removed(cloud.service.get(), &ImageService::imagesRemoved);
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    cloud.show({ imageJson(someId, "active", "x"), imageJson(otherId, "queued") });
    QTRY_COMPARE(changed.size(), 1);
    const auto images = changed.at(0).at(0).value<QList<Image>>();
    QCOMPARE(images.size(), 1);
    QCOMPARE(images.at(0).status, ImageStatus::Active);
    QTRY_VERIFY(!added.isEmpty());
    QCOMPARE(added.constLast().at(0).value<QList<Image>>().constLast().id, otherId);
    cloud.show({ imageJson(otherId, "queued") });
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(0).value<QList<ImageId>>(), QList<ImageId>{ someId });
    QCOMPARE(changed.size(), 1);
}

void TestCloudService::nobodyIsAskedWhileNobodyLooks()
{
    Cloud cloud;
    cloud.show({});
    QTest::qWait(100);
    QCOMPARE(cloud.server.count(list), 0);
    cloud.service->setWatched(true);
    QTRY_VERIFY(cloud.server.count(list) > 0);
    cloud.service->setWatched(false);
    QTest::qWait(100);
    const int before = cloud.server.count(list);
    QTest::qWait(200);
    QCOMPARE(cloud.server.count(list), before);
}

void TestCloudService::imagesOnTheirWayAreWatchedClosely()
{
    CloudWatcher::Outcome outcome = CloudWatcher::Outcome::Busy;
    const CloudWatcher::Pace pace{ .restPerWork = 0 };
    const auto answer
        = [](CloudWatcher::Outcome now) -> QCoro::Task<CloudWatcher::Outcome> { co_return now; };
    CloudWatcher watcher([&] { return answer(outcome); }, pace);
    watcher.setOn(true);
    QTRY_VERIFY(watcher.nextLook() > 1500ms && watcher.nextLook() <= 2s);
    outcome = CloudWatcher::Outcome::Quiet;
    watcher.lookNow();
    QTRY_VERIFY(watcher.nextLook() > 25s && watcher.nextLook() <= 30s);
    outcome = CloudWatcher::Outcome::Unreachable;
    watcher.lookNow();
    QTRY_VERIFY(watcher.nextLook() > 4s && watcher.nextLook() <= 5s);
    QSignalSpy looked(&watcher, &CloudWatcher::looked);
    for (int i = 0; i < 8; ++i) {
        watcher.lookNow();
        QTRY_COMPARE(looked.size(), i + 1);
    }
    QVERIFY(watcher.nextLook() > 290s && watcher.nextLook() <= 300s);
    // An own change is looked after at once, whatever the pace.
    outcome = CloudWatcher::Outcome::Quiet;
    watcher.lookSoon();
    QVERIFY(watcher.nextLook() <= 600ms);
}

void TestCloudService::oneThatBecameHiddenIsNotGone()
{
    Cloud cloud;
    // The other one on its way has it asked in the fast way, for visible ones alone.
    cloud.show({ imageJson(someId, "active", "x"), imageJson(otherId, "saving") });
    QSignalSpy removed(cloud.service.get(), &ImageService::imagesRemoved);
    QSignalSpy changed(cloud.service.get(), &ImageService::imagesChanged);
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    const QByteArray hidden
        = QByteArray(imageJson(someId, "active", "x")).replace("\"id\"", "\"os_hidden\":true,\"id\"");
    const QByteArray visible = imageJson(otherId, "saving");
    cloud.server.answer(list, [hidden, visible](const HttpQuestion &question) {
        const bool isHidden = question.target.contains("os_hidden=true");
        return jsonReply("{\"images\": [" + (isHidden ? hidden : visible) + "]}");
    });
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(changed.at(0).at(0).value<QList<Image>>().constFirst().osHidden);
    QVERIFY(removed.isEmpty());
}

void TestCloudService::theLastListStandsInForTheCloud()
{
    Cloud cloud;
    cloud.show({ imageJson(someId, "active", "x"), imageJson(otherId, "queued") });
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    QSignalSpy reached(cloud.service.get(), &CloudImageService::reachChanged);
    cloud.goAway();
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Unreachable);
    QTRY_VERIFY(!reached.isEmpty());
    QVERIFY(!cloud.service->reach().error->message.isEmpty());
    QVERIFY(cloud.service->reach().lastSeen.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    ImageQuery query;
    query.limit = 1;
    const auto first = await(cloud.service->listImages(query));
    QVERIFY_OK(first);
    QCOMPARE(first->images.size(), 1);
    query.marker = first->nextMarker;
    const auto second = await(cloud.service->listImages(query));
    QVERIFY_OK(second);
    QCOMPARE(second->images.size(), 1);
    QVERIFY(second->nextMarker.isNull());
    QCOMPARE(await(cloud.service->countImages({})).value(), 2);
    QCOMPARE(await(cloud.service->image(someId))->status, ImageStatus::Active);
}

void TestCloudService::theLastListSurvivesARestart()
{
    const QTemporaryDir folder;
    Cloud cloud(folder.filePath(u"clouds"_s));
    cloud.show({ imageJson(someId, "active", "x") });
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    cloud.goAway();
    cloud.open(folder.filePath(u"clouds"_s));
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Unreachable);
    QVERIFY(cloud.service->reach().lastSeen.isValid());
    const auto page = await(cloud.service->listImages({}));
    QVERIFY_OK(page);
    QCOMPARE(page->images.size(), 1);
    QCOMPARE(page->images.at(0).osHashValue, sha512Of("x"));
    // Neither files nor their names hold a secret.
    QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    for (; files.hasNext(); ++count) {
        const QString path = files.next();
        const QByteArray bytes = readFile(path);
        QVERIFY(!QByteArray(qUncompress(bytes) + bytes + path.toUtf8()).contains("canary"));
    }
    QVERIFY(count > 0);
}

void TestCloudService::nothingIsChangedOutOfReach()
{
    Cloud cloud;
    cloud.goAway();
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Unreachable);
    cloud.server.answer("DELETE /v2/images/" + someId.toLatin1(), { jsonReply({}, 204) });
    const auto deleted = await(cloud.service->deleteImage(someId));
    QCOMPARE_ERROR(deleted, ErrorCode::Unavailable);
    QVERIFY(deleted.error().message.contains(u"lab"));
    QCOMPARE(cloud.server.count("DELETE /v2/images/" + someId.toLatin1()), 0);
    QCOMPARE(cloud.service->refusal(Action::AddImage, {}), std::optional(deleted.error().message));
}

void TestCloudService::theWayBackIsFound()
{
    Cloud cloud;
    cloud.goAway();
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Unreachable);
    QSignalSpy added(cloud.service.get(), &ImageService::imagesAdded);
    cloud.show({ imageJson(someId, "active", "x") });
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    QTRY_COMPARE(added.size(), 1);
    QVERIFY(!cloud.service->reach().error);
}

void TestCloudService::whatWasSeenIsTheHistory()
{
    const QTemporaryDir folder;
    Cloud cloud(folder.path());
    cloud.show({ imageJson(someId, "queued") });
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    QSignalSpy changed(cloud.service.get(), &ImageService::imagesChanged);
    cloud.show({ imageJson(someId, "saving") });
    QTRY_COMPARE(changed.size(), 1);
    cloud.show({ imageJson(someId, "active", "x") });
    QTRY_COMPARE(changed.size(), 2);
    cloud.server.answer(oneImage, { jsonReply(imageJson(someId, "active", "x")) });
    const QList<ImageStatus> expected{ ImageStatus::Queued, ImageStatus::Saving, ImageStatus::Active };
    const auto history = await(cloud.service->history(someId));
    QVERIFY_OK(history);
    QCOMPARE(statusesIn(*history), expected);
    QCOMPARE(history->at(1).cause, TransitionCause::Seen);
    cloud.open(folder.path());
    cloud.server.answer(oneImage, { jsonReply(imageJson(someId, "deactivated", "x")) });
    const auto later = await(cloud.service->history(someId));
    QVERIFY_OK(later);
    QCOMPARE(statusesIn(*later), expected + QList{ ImageStatus::Deactivated });
}

void TestCloudService::ownActionsAreTheCauses()
{
    Cloud cloud;
    cloud.show({ imageJson(someId, "active", "x") });
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    cloud.server.answer(
        "POST /v2/images/" + someId.toLatin1() + "/actions/deactivate", { jsonReply({}, 204) });
    cloud.server.answer(oneImage, { jsonReply(imageJson(someId, "deactivated", "x")) });
    cloud.show({ imageJson(someId, "deactivated", "x") });
    QVERIFY_OK(await(cloud.service->deactivateImage(someId)));
    const auto history = await(cloud.service->history(someId));
    QVERIFY_OK(history);
    QCOMPARE(history->constLast().to, ImageStatus::Deactivated);
    const TransitionCause cause = history->constLast().cause;
    // The list that was asked for beside it may have come first.
    QVERIFY(cause == TransitionCause::Deactivate || cause == TransitionCause::Seen);
}

void TestCloudService::damagedMemoryIsBegunAnew()
{
    const QTemporaryDir folder;
    const CloudMemory memory(folder.path(), cloudAt(ScriptedServer()));
    CloudList kept;
    kept.seenAt = QDateTime::currentDateTimeUtc();
    QVERIFY_OK(memory.saveList(kept));
    QVERIFY(memory.list().seenAt.isValid());
    QDirIterator files(folder.path(), QDir::Files);
    QVERIFY(files.hasNext());
    writeFile(files.next(), "\xff\xff\xff\xff damaged");
    QVERIFY(!memory.list().seenAt.isValid());
}

void TestCloudService::offersAreToldAndAnswered()
{
    Cloud cloud;
    bool isAnswered = false;
    cloud.server.answer(list, [&isAnswered](const HttpQuestion &question) {
        const bool isPending = question.target.contains("member_status=pending");
        const bool isHidden = question.target.contains("os_hidden=true");
        const bool isThere = !isHidden && isPending != isAnswered;
        return jsonReply(isThere ? "{\"images\": [" + imageJson(someId, "active", "x") + "]}"
                                 : QByteArray("{\"images\": []}"));
    });
    cloud.server.answer(oneImage, { jsonReply(imageJson(someId, "active", "x")) });
    const QByteArray member = "PUT /v2/images/" + someId.toLatin1() + "/members/p1";
    cloud.server.answer(member, [&isAnswered, &cloud](const HttpQuestion &) {
        isAnswered = true;
        return jsonReply(R"({"member_id": "p1", "image_id": ")" + someId.toLatin1()
            + R"(", "status": "accepted", "created_at": "2026-01-01T00:00:00Z",
                 "updated_at": "2026-01-01T00:00:00Z"})");
    });
    QSignalSpy told(cloud.service.get(), &CloudImageService::offersChanged);
    cloud.service->setWatched(true);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(cloud.service->offers().size(), 1);
    QCOMPARE(cloud.service->offers().constFirst().id, someId);
    QSignalSpy added(cloud.service.get(), &ImageService::imagesAdded);
    const auto answered = await(cloud.service->answerOffer(someId, MemberStatus::Accepted));
    QVERIFY2(answered, answered ? "" : qPrintable(answered.error().message + answered.error().detail));
    QVERIFY(cloud.service->offers().isEmpty());
    QTRY_COMPARE(added.size(), 1);
}

void TestCloudService::whatMayNotBeDoneHasAReason()
{
    const CloudRights member(u"lab"_s, u"p1"_s, { u"member"_s, u"reader"_s });
    const CloudRights reader(u"lab"_s, u"p1"_s, { u"reader"_s });
    const CloudRights admin(u"lab"_s, u"p1"_s, { u"admin"_s });
    const CloudRights unknown(u"lab"_s, u"p1"_s, { u"image-keeper"_s });
    Image own;
    own.owner = u"p1"_s;
    own.status = ImageStatus::Active;
    QVERIFY(!member.refusal(Action::ModifyImage, own));
    QVERIFY(!member.refusal(Action::AddImage, {}));
    QVERIFY(reader.refusal(Action::ModifyImage, own)->contains(u"reader"));
    QVERIFY(reader.refusal(Action::AddImage, {}));
    QVERIFY(!unknown.refusal(Action::ModifyImage, own));
    QVERIFY(member.refusal(Action::PublicizeImage, own)->contains(u"administrator"));
    QVERIFY(!admin.refusal(Action::PublicizeImage, own));
    Image others = own;
    others.owner = u"p2"_s;
    others.visibility = Visibility::Public;
    QVERIFY(member.refusal(Action::DeleteImage, others)->contains(u"another project"));
    QVERIFY(!member.refusal(Action::DownloadImage, others));
    QVERIFY(!admin.refusal(Action::DeleteImage, others));
    own.isProtected = true;
    QVERIFY(admin.refusal(Action::DeleteImage, own)->contains(u"protected"));
    QVERIFY(member.refusal(Action::UploadImage, own)->contains(u"active"));
    QVERIFY(member.refusal(Action::ReactivateImage, own));
    own.status = ImageStatus::Deactivated;
    QVERIFY(member.refusal(Action::DownloadImage, own));
    QVERIFY(!admin.refusal(Action::DownloadImage, own));
    own.visibility = Visibility::Private;
    QVERIFY(member.refusal(Action::AddMember, own)->contains(u"shared"));
}

void TestCloudService::aRefusalIsLearnt()
{
    Cloud cloud;
    cloud.show({ QByteArray(imageJson(someId, "active", "x")).replace("\"id\"", "\"owner\":\"p1\",\"id\"") });
    cloud.service->setWatched(true);
    QTRY_COMPARE(stateOf(cloud), CloudReach::State::Reachable);
    const Image image = await(cloud.service->listImages({}))->images.constFirst();
    QVERIFY(!cloud.service->refusal(Action::DeactivateImage, image));
    QSignalSpy changed(cloud.service.get(), &CloudImageService::rightsChanged);
    const QByteArray deactivate = "POST /v2/images/" + someId.toLatin1() + "/actions/deactivate";
    cloud.server.answer(
        deactivate, { jsonReply(R"({"message": "Not allowed to deactivate image in status 'x'"})", 403) });
    QCOMPARE_ERROR(await(cloud.service->deactivateImage(someId)), ErrorCode::Forbidden);
    QVERIFY(!cloud.service->refusal(Action::DeactivateImage, image));
    cloud.server.answer(deactivate,
        { jsonReply(R"({"message": "You are not authorized to complete deactivate action."})", 403) });
    QCOMPARE_ERROR(await(cloud.service->deactivateImage(someId)), ErrorCode::Forbidden);
    QVERIFY(cloud.service->refusal(Action::DeactivateImage, image));
    QVERIFY(!cloud.service->refusal(Action::ModifyImage, image));
    QVERIFY(!changed.isEmpty());
}

void TestCloudService::requestsAreSeenWithoutSecrets()
{
    Cloud cloud;
    cloud.show({});
    QSignalSpy seen(cloud.service.get(), &CloudImageService::exchangeSeen);
    QVERIFY_OK(await(cloud.service->listImages({})));
    QVERIFY(seen.isEmpty());
    cloud.open({});
    QSignalSpy told(cloud.service.get(), &CloudImageService::exchangeSeen);
    cloud.service->setExchangesSeen(true);
    QVERIFY_OK(await(cloud.service->listImages({})));
    QTRY_COMPARE(told.size(), 2);
    const auto login = told.at(0).at(0).value<WebExchange>();
    const auto listing = told.at(1).at(0).value<WebExchange>();
    QCOMPARE(login.method, "POST");
    QVERIFY(login.requestBody.contains("\"ada\""));
    QCOMPARE(listing.status, 200);
    QVERIFY(listing.url.contains(u"/v2/images"));
    QVERIFY(listing.answerBody.contains("images"));
    for (const auto &exchange : { login, listing }) {
        QByteArray all = exchange.requestBody + exchange.answerBody + exchange.url.toUtf8();
        for (const auto &headers : { exchange.requestHeaders, exchange.answerHeaders }) {
            for (const auto &[name, value] : headers)
                all += name + ": " + value + '\n';
        }
        QVERIFY2(!all.contains("canary"), all.constData());
        QVERIFY(all.contains("Token") || all.contains("token"));
    }
    cloud.service->setExchangesSeen(false);
    QVERIFY_OK(await(cloud.service->listImages({})));
    QTest::qWait(20);
    QCOMPARE(told.size(), 2);
}

void TestCloudService::secretsAreMaskedEverywhere_data()
{
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("header") << maskedHeader("X-AUTH-Token", "canary");
    QTest::newRow("basic") << maskedHeader("Authorization", "Basic canary");
    QTest::newRow("location") << maskedHeader("Location", "https://ada:canary@h/x?X-Amz-Signature=canary");
    QTest::newRow("userinfo") << maskedUrl(QUrl(u"http://ada:canary@h/x"_s)).toUtf8();
    QTest::newRow("signed query") << maskedUrl(QUrl(u"http://h/x?temp_url_sig=canary&a=1"_s)).toUtf8();
    QTest::newRow("password") << maskedBody(R"({"a": [{"Password": "canary"}]})");
    QTest::newRow("token id") << maskedBody(R"({"auth": {"identity": {"token": {"id": "canary"}}}})");
    QTest::newRow("secret") << maskedBody(R"({"application_credential": {"id": "x", "secret": "canary"}})");
    QTest::newRow("uri") << maskedBody(R"({"method": {"uri": "https://h/i?sig=canary"}})");
    QTest::newRow("patch") << maskedBody(R"([{"op": "add", "path": "/db_password", "value": "canary"}])");
    QTest::newRow("text") << maskedBody("password=canary");
}

void TestCloudService::secretsAreMaskedEverywhere()
{
    QFETCH(QByteArray, shown);
    QVERIFY2(!shown.contains("canary"), shown.constData());
    QVERIFY(!shown.isEmpty());
}

void TestCloudService::progressOfAnImportIsRead()
{
    Cloud cloud;
    const QByteArray image = QByteArray(imageJson(someId, "importing"))
                                 .replace("\"id\"",
                                     "\"stores\":\"a\",\"os_glance_importing_to_stores\":\"b,c\","
                                     "\"os_glance_failed_import\":\"\",\"id\"");
    const QByteArray task = R"({"id": "t1", "type": "api_image_import", "status": "processing",
        "message": "Copied 300 MiB", "created_at": "2026-01-02T03:04:05.000000",
        "updated_at": "2026-01-02T03:04:05.000000"})";
    cloud.show({ image });
    cloud.server.answer(oneImage, { jsonReply(image) });
    cloud.server.answer(oneImage + "/tasks", { jsonReply("{\"tasks\": [" + task + "]}") });
    const auto progress = await(cloud.service->importProgress(someId));
    QVERIFY_OK(progress);
    QCOMPARE(progress->doneStores, QStringList{ u"a"_s });
    QCOMPARE(progress->waitingStores, (QStringList{ u"b"_s, u"c"_s }));
    QVERIFY(progress->failedStores.isEmpty());
    QCOMPARE(progress->message, u"Copied 300 MiB"_s);
    QSignalSpy tasks(cloud.service.get(), &ImageService::tasksChanged);
    cloud.service->setWatched(true);
    QTRY_COMPARE(tasks.size(), 1);
    QCOMPARE(tasks.at(0).at(0).value<QStringList>(), QStringList{ u"t1"_s });
}

void TestCloudService::aLongListIsPackedAndRead()
{
    CloudList kept;
    kept.seenAt = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    for (int i = 0; i < 20'000; ++i) {
        Image image;
        image.id = u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0'));
        image.name = i % 2 == 0 ? u"磁碟 %1"_s.arg(i) : QString();
        image.status = ImageStatus::Active;
        image.size = i;
        image.diskFormat = DiskFormat::Qcow2;
        image.tags = { u"a"_s };
        image.properties = { { u"os_distro"_s, u"debian"_s } };
        image.stores = { u"fast"_s };
        image.createdAt = image.updatedAt = kept.seenAt.addSecs(-i);
        kept.images.insert(image.id, image);
    }
    const QByteArray bytes = cloudListToBytes(kept);
    QVERIFY2(bytes.size() < 4 << 20, qPrintable(QString::number(bytes.size())));
    const auto read = cloudListFromBytes(bytes);
    QVERIFY_OK(read);
    QCOMPARE(read->seenAt, kept.seenAt);
    QCOMPARE(read->images, kept.images);
    for (const qsizetype length : { qsizetype(0), qsizetype(3), bytes.size() / 2 })
        QCOMPARE_ERROR(cloudListFromBytes(bytes.left(length)), ErrorCode::Corrupt);
}

void TestCloudService::newsOfALongListComeInParts()
{
    CloudState state({}, u"lab"_s, &QDateTime::currentDateTimeUtc);
    QList<Image> images;
    for (int i = 0; i < 100'000; ++i) {
        Image image;
        image.id = u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0'));
        image.createdAt = image.updatedAt = QDateTime::fromSecsSinceEpoch(1'800'000'000 + i, Qt::UTC);
        images.append(image);
    }
    state.endRound(state.beginRound(), images, true);
    // Whoever shows a cloud for the first time reads such a list anyhow.
    QVERIFY(state.takeNews(500).items.isEmpty());
    for (Image &image : images)
        image.status = ImageStatus::Active;
    QElapsedTimer clock;
    clock.start();
    state.endRound(state.beginRound(), images, true);
    qInfo() << "difference of 100,000 images in" << clock.elapsed() << "ms, on a worker";
    qint64 longest = 0;
    qsizetype told = 0;
    for (bool isComplete = false; !isComplete;) {
        clock.restart();
        const CloudNews news = state.takeNews(500);
        longest = std::max(longest, clock.elapsed());
        QVERIFY(news.items.size() <= 500);
        told += news.items.size();
        isComplete = news.isComplete;
    }
    QCOMPARE(told, 100'000);
    QVERIFY2(longest < 50, qPrintable(QString::number(longest)));
    // The history of so many at once is kept within its bounds.
    QVERIFY(state.seenHistory(images.constFirst().id).isEmpty());
    QCOMPARE(state.seenHistory(images.constLast().id).size(), 1);
}

QTEST_GUILESS_MAIN(TestCloudService)
#include "tst_cloudservice.moc"
