#include <QSignalSpy>

#include "tests/core/service/imageservicecontract.h"
#include "tests/support/corotest.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using Call = FakeImageService::Call;

/// The fake must keep the contract too, or the tests that lean on it prove nothing.
class TestFakeImageService final : public ImageServiceContractTest
{
    Q_OBJECT

protected:
    std::unique_ptr<ImageService> makeService(const QString &) override
    {
        return std::make_unique<FakeImageService>();
    }

private Q_SLOTS:
    void heldCallsWaitUntilReleased();
    void failsAsTold();
    void heldUploadShowsSavingAndStops();
};

void TestFakeImageService::heldCallsWaitUntilReleased()
{
    FakeImageService service;
    service.hold(Call::ListImages);
    const Answer<Result<ImagePage>> first(service.listImages({}));
    const Answer<Result<ImagePage>> second(service.listImages({}));
    QTest::qWait(20);
    QCOMPARE(service.waitingCount(Call::ListImages), 2);
    service.releaseOne(Call::ListImages);
    QTRY_VERIFY(first.isThere());
    QVERIFY(!second.isThere());
    service.release(Call::ListImages);
    QTRY_VERIFY(second.isThere());
    QCOMPARE(service.callCount(Call::ListImages), 2);
}

void TestFakeImageService::failsAsTold()
{
    FakeImageService service;
    service.failNext(Call::Usage, Error{ ErrorCode::Unavailable, QStringLiteral("busy"), {} });
    QCOMPARE_ERROR(await(service.usage()), ErrorCode::Unavailable);
    QVERIFY_OK(await(service.usage()));
}

void TestFakeImageService::heldUploadShowsSavingAndStops()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("disk.img"));
    writeFile(path, patternBytes(100));
    FakeImageService service;
    ImageDraft draft;
    draft.name = QStringLiteral("x");
    const Result<Image> image = await(service.createImage(draft));
    service.hold(Call::UploadFile);
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    const Answer<Result<Image>> upload(service.uploadFile(image->id, path, {}, control));
    QCOMPARE(service.find(image->id)->status, ImageStatus::Saving);
    QCOMPARE(service.waitingControl(Call::UploadFile).progress->total(), 100);
    stop.request_stop();
    QTRY_VERIFY(upload.isThere());
    QCOMPARE_ERROR(upload.value(), ErrorCode::Cancelled);
    QCOMPARE(service.find(image->id)->status, ImageStatus::Queued);
}

QTEST_GUILESS_MAIN(TestFakeImageService)
#include "tst_fakeimageservice.moc"
