#include "core/transfer/publishplan.h"
#include "tests/support/corotest.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

using Call = FakeImageService::Call;

/// Publishing a new version, on the real engine and, where it has to fail in the middle, on the fake one.
class TestPublish final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newVersionTakesTheNameAndTheOldIsHidden();
    void olderVersionsGoToTheTrash();
    void badFileLeavesTheOldAsItWas();
    void cancelledUploadLeavesTheOldAsItWas();
    void failureInBetweenIsFinishedByTheRetry();
    void interruptedPublishGoesOnInTheNextProgram();
    void cancellingAFailedPublishKeepsTheNewVersion();

private:
    static ImageId addVersion(RealEngine &engine, const QString &name, bool isHidden);
    static TransferRequest publishOf(
        const Image &old, const QString &file, const QList<Image> &others = {}, int keepVersions = 3);
    static QStringList names(ImageService &service, HiddenFilter hidden);
};

TransferRequest TestPublish::publishOf(
    const Image &old, const QString &file, const QList<Image> &others, int keepVersions)
{
    return planPublish(old, file, others,
        { .today = QDate(2026, 11, 22), .keepVersions = keepVersions, .retireOlder = true })
        .request;
}

ImageId TestPublish::addVersion(RealEngine &engine, const QString &name, bool isHidden)
{
    TransferRequest request;
    request.source = engine.filePath(u"version.img"_s);
    writeFile(request.source, patternBytes(50'000));
    request.draft.name = name;
    request.draft.osHidden = isHidden;
    request.draft.tags = { u"lab"_s };
    const QString id = engine.queue().enqueue(request);
    if (!QTest::qWaitFor([&] { return engine.queue().transfer(id)->state == TransferState::Finished; }))
        return {};
    return engine.queue().transfer(id)->request.imageId;
}

QStringList TestPublish::names(ImageService &service, HiddenFilter hidden)
{
    ImageQuery query;
    query.hidden = hidden;
    const Result<ImagePage> page = await(service.listImages(query));
    QStringList names;
    for (const Image &image : page->images)
        names.append(image.name);
    names.sort();
    return names;
}

void TestPublish::newVersionTakesTheNameAndTheOldIsHidden()
{
    RealEngine engine;
    const ImageId oldId = addVersion(engine, u"debian"_s, false);
    const Result<Image> old = await(engine.service().image(oldId));
    QVERIFY(old.has_value());
    const QString file = engine.filePath(u"new.img"_s);
    writeFile(file, patternBytes(70'000, 9));
    const QString id = engine.queue().enqueue(publishOf(*old, file));
    QTRY_COMPARE(engine.queue().transfer(id)->state, TransferState::Finished);
    QCOMPARE(names(engine.service(), HiddenFilter::VisibleOnly), QStringList{ u"debian"_s });
    QCOMPARE(names(engine.service(), HiddenFilter::HiddenOnly), QStringList{ u"debian (2026-11-22)"_s });
    const Result<Image> made = await(engine.service().image(engine.queue().transfer(id)->request.imageId));
    QVERIFY(made.has_value());
    QCOMPARE(made->status, ImageStatus::Active);
    QCOMPARE(made->tags, QStringList{ u"lab"_s });
    QCOMPARE(made->osHashValue, sha512Of(patternBytes(70'000, 9)));
    QVERIFY(!made->osHidden);
}

void TestPublish::olderVersionsGoToTheTrash()
{
    RealEngine engine;
    QList<Image> others;
    for (const QString &name : { u"debian (2026-01-01)"_s, u"debian (2026-02-01)"_s }) {
        const Result<Image> image = await(engine.service().image(addVersion(engine, name, true)));
        QVERIFY(image.has_value());
        others.append(*image);
    }
    const Result<Image> old = await(engine.service().image(addVersion(engine, u"debian"_s, false)));
    QVERIFY(old.has_value());
    const QString file = engine.filePath(u"new.img"_s);
    writeFile(file, patternBytes(70'000, 9));
    const QString id = engine.queue().enqueue(publishOf(*old, file, others, 2));
    QTRY_COMPARE(engine.queue().transfer(id)->state, TransferState::Finished);
    const QStringList kept{ u"debian (2026-02-01)"_s, u"debian (2026-11-22)"_s };
    QCOMPARE(names(engine.service(), HiddenFilter::HiddenOnly), kept);
    const Result<Image> retired = await(engine.service().image(others.constFirst().id));
    QVERIFY(retired.has_value());
    QCOMPARE(retired->status, ImageStatus::PendingDelete);
}

void TestPublish::badFileLeavesTheOldAsItWas()
{
    RealEngine engine;
    const ImageId oldId = addVersion(engine, u"debian"_s, false);
    const Result<Image> old = await(engine.service().image(oldId));
    const QString file = engine.filePath(u"broken.qcow2"_s);
    writeFile(file, QByteArrayLiteral("QFI\xfb\0\0\0\3") + QByteArray(20, '\xff'));
    const QString id = engine.queue().enqueue(publishOf(*old, file));
    QTRY_COMPARE(engine.queue().transfer(id)->state, TransferState::Failed);
    const Result<Image> now = await(engine.service().image(oldId));
    QCOMPARE(*now, *old);
}

void TestPublish::cancelledUploadLeavesTheOldAsItWas()
{
    FakeImageService service;
    const QTemporaryDir folder;
    TransferQueue queue(service, folder.filePath(u"journal"_s));
    const QString file = folder.filePath(u"new.img"_s);
    writeFile(file, patternBytes(1000));
    const Result<Image> old = await(service.createImage({ .name = u"debian"_s }));
    service.hold(Call::UploadFile);
    const QString id = queue.enqueue(publishOf(*old, file));
    QTRY_COMPARE(service.waitingCount(Call::UploadFile), 1);
    QVERIFY(service.find(queue.transfer(id)->request.imageId)->osHidden);
    QCOMPARE(service.find(old->id)->name, u"debian"_s);
    queue.cancel(id);
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Cancelled);
    QCOMPARE(service.allImages().size(), 1);
    QCOMPARE(*service.find(old->id), *old);
}

void TestPublish::failureInBetweenIsFinishedByTheRetry()
{
    FakeImageService service;
    const QTemporaryDir folder;
    TransferQueue queue(service, folder.filePath(u"journal"_s));
    const QString file = folder.filePath(u"new.img"_s);
    writeFile(file, patternBytes(1000));
    const Result<Image> old = await(service.createImage({ .name = u"debian"_s }));
    service.failNext(Call::UpdateImage, { ErrorCode::Unavailable, u"Away."_s, {} });
    const QString id = queue.enqueue(publishOf(*old, file));
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Failed);
    QCOMPARE(service.find(old->id)->name, u"debian"_s);
    const ImageId made = queue.transfer(id)->request.imageId;
    QCOMPARE(service.find(made)->status, ImageStatus::Active);
    queue.retry(id);
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Finished);
    QCOMPARE(service.callCount(Call::UploadFile), 1);
    QVERIFY(!service.find(made)->osHidden);
    QCOMPARE(service.find(made)->name, u"debian"_s);
    QVERIFY(service.find(old->id)->osHidden);
    QCOMPARE(service.find(old->id)->name, u"debian (2026-11-22)"_s);
}

void TestPublish::interruptedPublishGoesOnInTheNextProgram()
{
    FakeImageService service;
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"new.img"_s);
    writeFile(file, patternBytes(1000));
    const Result<Image> old = await(service.createImage({ .name = u"debian"_s }));
    auto queue = std::make_unique<TransferQueue>(service, folder.filePath(u"journal"_s));
    service.hold(Call::UpdateImage);
    const QString id = queue->enqueue(publishOf(*old, file));
    QTRY_COMPARE(service.waitingCount(Call::UpdateImage), 1);
    queue.reset();
    service.release(Call::UpdateImage);
    queue = std::make_unique<TransferQueue>(service, folder.filePath(u"journal"_s));
    queue->restore();
    QTRY_COMPARE(queue->transfer(id)->state, TransferState::Finished);
    QCOMPARE(service.callCount(Call::UploadFile), 1);
    QCOMPARE(service.allImages().size(), 2);
    QVERIFY(service.find(old->id)->osHidden);
}

void TestPublish::cancellingAFailedPublishKeepsTheNewVersion()
{
    FakeImageService service;
    const QTemporaryDir folder;
    TransferQueue queue(service, folder.filePath(u"journal"_s));
    const QString file = folder.filePath(u"new.img"_s);
    writeFile(file, patternBytes(1000));
    const Result<Image> old = await(service.createImage({ .name = u"debian"_s }));
    service.failNext(Call::UpdateImage, { ErrorCode::Unavailable, u"Away."_s, {} });
    const QString id = queue.enqueue(publishOf(*old, file));
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Failed);
    queue.cancel(id);
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Cancelled);
    QTest::qWait(50);
    QCOMPARE(service.allImages().size(), 2);
    queue.retry(id);
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Finished);
    QVERIFY(service.find(old->id)->osHidden);
}

QTEST_GUILESS_MAIN(TestPublish)
#include "tst_publish.moc"
