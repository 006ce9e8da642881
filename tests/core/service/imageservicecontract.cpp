#include "tests/core/service/imageservicecontract.h"

#include <algorithm>

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine::test {

namespace {

/// Signals of changes are due within a second; the slack is for a loaded machine.
constexpr int announceLimit = 10000;

QList<Image> imagesIn(const QSignalSpy &spy)
{
    QList<Image> images;
    for (const QList<QVariant> &arguments : spy)
        images += arguments.constFirst().value<QList<Image>>();
    return images;
}

bool hasImage(const QSignalSpy &spy, const ImageId &id)
{
    const QList<Image> images = imagesIn(spy);
    return std::any_of(images.cbegin(), images.cend(), [&id](const Image &image) { return image.id == id; });
}

bool hasId(const QSignalSpy &spy, const ImageId &id)
{
    return std::any_of(spy.cbegin(), spy.cend(), [&id](const QList<QVariant> &arguments) {
        return arguments.constFirst().value<QList<ImageId>>().contains(id);
    });
}

ImageDraft rawDraft(const QString &name)
{
    ImageDraft draft;
    draft.name = name;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    return draft;
}

QStringList namesOf(const QList<Image> &images)
{
    QStringList names;
    for (const Image &image : images)
        names.append(image.name);
    return names;
}

} // namespace

void ImageServiceContractTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("service")));
    m_service = makeService(path(QStringLiteral("service")));
    QVERIFY(m_service != nullptr);
}

void ImageServiceContractTest::cleanup()
{
    m_service.reset();
    m_folder.reset();
}

void ImageServiceContractTest::compareHistory(const ImageId &id, const QList<ImageStatus> &expected)
{
    const Result<QList<Transition>> history = await(m_service->history(id));
    if (!hasHistory()) {
        QCOMPARE_ERROR(history, ErrorCode::NotFound);
        return;
    }
    QVERIFY_OK(history);
    QList<ImageStatus> statuses;
    for (const Transition &step : *history)
        statuses.append(step.to);
    QCOMPARE(statuses, expected);
}

ImageId ImageServiceContractTest::createImage(const QString &name)
{
    const Result<Image> image = await(m_service->createImage(rawDraft(name)));
    if (!image) {
        QTest::qFail(qPrintable(image.error().message), __FILE__, __LINE__);
        return {};
    }
    return image->id;
}

ImageId ImageServiceContractTest::uploadImage(const QString &name, const QByteArray &bytes)
{
    writeFile(path(name), bytes);
    const ImageId id = createImage(name);
    const Result<Image> image = await(m_service->uploadFile(id, path(name), {}, {}));
    if (!image)
        QTest::qFail(qPrintable(image.error().message), __FILE__, __LINE__);
    return id;
}

void ImageServiceContractTest::answersThroughTheEventLoop()
{
    const Answer<Result<ImagePage>> answer(m_service->listImages({}));
    QVERIFY(!answer.isThere());
    // A cloud wants to know first who asks.
    QTRY_VERIFY_WITH_TIMEOUT(answer.isThere(), 30'000);
    QVERIFY_OK(answer.value());
    QVERIFY(answer.value()->images.isEmpty());
}

void ImageServiceContractTest::newImageIsQueuedAndAnnounced()
{
    QSignalSpy added(m_service.get(), &ImageService::imagesAdded);
    const ImageId id = createImage(QStringLiteral("debian"));
    const Result<Image> image = await(m_service->image(id));
    QVERIFY_OK(image);
    QCOMPARE(image->name, QStringLiteral("debian"));
    QCOMPARE(image->status, ImageStatus::Queued);
    QVERIFY(!image->size.has_value());
    QTRY_VERIFY_WITH_TIMEOUT(hasImage(added, id), announceLimit);
}

void ImageServiceContractTest::unknownImageIsNotFound()
{
    const ImageId id = QStringLiteral("00000000-0000-4000-8000-000000000000");
    QCOMPARE_ERROR(await(m_service->image(id)), ErrorCode::NotFound);
    QCOMPARE_ERROR(await(m_service->updateImage(id, {})), ErrorCode::NotFound);
    QCOMPARE_ERROR(await(m_service->deleteImage(id)), ErrorCode::NotFound);
}

void ImageServiceContractTest::patchChangesOnlyWhatItNamesAndIsAnnounced()
{
    ImageDraft draft = rawDraft(QStringLiteral("before"));
    draft.tags = { QStringLiteral("kept") };
    draft.minRam = 512;
    QSignalSpy added(m_service.get(), &ImageService::imagesAdded);
    const Result<Image> created = await(m_service->createImage(draft));
    QVERIFY_OK(created);
    // Else both may come as one: an added image in its newest state.
    QTRY_VERIFY_WITH_TIMEOUT(hasImage(added, created->id), announceLimit);
    QSignalSpy changed(m_service.get(), &ImageService::imagesChanged);
    ImagePatch patch;
    patch.name = QStringLiteral("after");
    const Result<Image> image = await(m_service->updateImage(created->id, patch));
    QVERIFY_OK(image);
    QCOMPARE(image->name, QStringLiteral("after"));
    QCOMPARE(image->tags, QStringList{ QStringLiteral("kept") });
    QCOMPARE(image->minRam, 512);
    QTRY_VERIFY_WITH_TIMEOUT(hasImage(changed, created->id), announceLimit);
    QCOMPARE(imagesIn(changed).constLast().name, QStringLiteral("after"));
}

void ImageServiceContractTest::listingIsFilteredSortedAndPaged()
{
    for (const QString &name : { QStringLiteral("delta"), QStringLiteral("alpha"), QStringLiteral("charlie"),
             QStringLiteral("bravo") })
        createImage(name);
    ImageQuery query;
    query.sort = { SortKey{ SortField::Name, Qt::AscendingOrder } };
    query.limit = 3;
    const Result<ImagePage> first = await(m_service->listImages(query));
    QVERIFY_OK(first);
    QCOMPARE(namesOf(first->images), (QStringList{ u"alpha"_s, u"bravo"_s, u"charlie"_s }));
    QVERIFY(!first->nextMarker.isNull());
    query.marker = first->nextMarker;
    const Result<ImagePage> second = await(m_service->listImages(query));
    QVERIFY_OK(second);
    QCOMPARE(namesOf(second->images), QStringList{ u"delta"_s });
    QVERIFY(second->nextMarker.isNull());

    ImageQuery search;
    search.text = QStringLiteral("HAR");
    const Result<qint64> count = await(m_service->countImages(search));
    QVERIFY_OK(count);
    QCOMPARE(*count, 1);
}

void ImageServiceContractTest::uploadedFileBecomesActive()
{
    const QByteArray bytes = patternBytes(300'000);
    QSignalSpy changed(m_service.get(), &ImageService::imagesChanged);
    const ImageId id = uploadImage(QStringLiteral("disk.img"), bytes);
    const Result<Image> image = await(m_service->image(id));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->size, std::optional<qint64>(bytes.size()));
    QCOMPARE(image->checksum, md5Of(bytes));
    QCOMPARE(image->osHashAlgo, QStringLiteral("sha512"));
    QCOMPARE(image->osHashValue, sha512Of(bytes));
    const auto isAnnounced = [&] {
        const QList<Image> images = imagesIn(changed);
        return !images.isEmpty() && images.constLast().status == ImageStatus::Active;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAnnounced(), announceLimit);
    compareHistory(id, { ImageStatus::Queued, ImageStatus::Saving, ImageStatus::Active });
}

void ImageServiceContractTest::stagedFileIsImported()
{
    const QByteArray bytes = patternBytes(100'000);
    writeFile(path(QStringLiteral("disk.img")), bytes);
    const ImageId id = createImage(QStringLiteral("staged"));
    const Result<Image> staged = await(m_service->stageFile(id, path(QStringLiteral("disk.img")), {}, {}));
    QVERIFY_OK(staged);
    QCOMPARE(staged->status, ImageStatus::Uploading);
    const Result<Task> task = await(m_service->importImage(id, {}, {}));
    QVERIFY_OK(task);
    QCOMPARE(task->status, TaskStatus::Success);
    const Result<Image> image = await(m_service->image(id));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->osHashValue, sha512Of(bytes));
    const Result<QList<Task>> tasks = await(m_service->tasks(id));
    QVERIFY_OK(tasks);
    const auto isImport = [&](const Task &candidate) { return candidate.id == task->id; };
    QVERIFY(std::any_of(tasks->cbegin(), tasks->cend(), isImport));
    compareHistory(
        id, { ImageStatus::Queued, ImageStatus::Uploading, ImageStatus::Importing, ImageStatus::Active });
}

void ImageServiceContractTest::missingFileLeavesTheImageQueued()
{
    const ImageId id = createImage(QStringLiteral("nothing"));
    const Result<Image> uploaded
        = await(m_service->uploadFile(id, path(QStringLiteral("missing.img")), {}, {}));
    QCOMPARE_ERROR(uploaded, ErrorCode::NotFound);
    QVERIFY(!uploaded.error().message.isEmpty());
    const Result<Image> image = await(m_service->image(id));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Queued);
}

void ImageServiceContractTest::stoppedUploadLeavesTheImageQueued()
{
    writeFile(path(QStringLiteral("disk.img")), patternBytes(100'000));
    const ImageId id = createImage(QStringLiteral("stopped"));
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    // Held at the gate, so that it cannot have ended before the stop.
    control.gate->pause();
    const Answer<Result<Image>> upload(
        m_service->uploadFile(id, path(QStringLiteral("disk.img")), {}, control));
    QTest::qWait(50);
    QVERIFY(!upload.isThere());
    stop.request_stop();
    QTRY_VERIFY(upload.isThere());
    QCOMPARE_ERROR(upload.value(), ErrorCode::Cancelled);
    const Result<Image> image = await(m_service->image(id));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Queued);
    QVERIFY(!image->size.has_value());
}

void ImageServiceContractTest::secondUploadIsRefused()
{
    const ImageId id = uploadImage(QStringLiteral("disk.img"), patternBytes(1000));
    const Result<Image> again = await(m_service->uploadFile(id, path(QStringLiteral("disk.img")), {}, {}));
    QCOMPARE_ERROR(again, ErrorCode::Conflict);
}

void ImageServiceContractTest::exportGivesTheSameBytes()
{
    const QByteArray bytes = patternBytes(200'000);
    const ImageId id = uploadImage(QStringLiteral("disk.img"), bytes);
    ExportRequest request;
    request.destination = path(QStringLiteral("out.img"));
    QVERIFY_OK(await(m_service->exportImage(id, request, {})));
    QCOMPARE(readFile(request.destination), bytes);
}

void ImageServiceContractTest::exportDoesNotReplaceAFileUnasked()
{
    const ImageId id = uploadImage(QStringLiteral("disk.img"), patternBytes(1000));
    ExportRequest request;
    request.destination = path(QStringLiteral("out.img"));
    writeFile(request.destination, QByteArrayLiteral("mine"));
    QCOMPARE_ERROR(await(m_service->exportImage(id, request, {})), ErrorCode::Conflict);
    QCOMPARE(readFile(request.destination), QByteArrayLiteral("mine"));
    request.overwrite = true;
    QVERIFY_OK(await(m_service->exportImage(id, request, {})));
    QCOMPARE(readFile(request.destination).size(), 1000);
}

void ImageServiceContractTest::deactivatedImageIsNeitherExportedNorDeleted()
{
    const ImageId id = uploadImage(QStringLiteral("disk.img"), patternBytes(1000));
    QVERIFY_OK(await(m_service->deactivateImage(id)));
    ExportRequest request;
    request.destination = path(QStringLiteral("out.img"));
    QCOMPARE_ERROR(await(m_service->exportImage(id, request, {})), ErrorCode::Forbidden);
    QVERIFY(!QFile::exists(request.destination));
    // Only an active image may go into a trash; without one there is nothing to ask.
    if (hasTrash())
        QCOMPARE_ERROR(await(m_service->deleteImage(id)), ErrorCode::BadRequest);
    const Result<Image> image = await(m_service->reactivateImage(id));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QVERIFY_OK(await(m_service->exportImage(id, request, {})));
}

void ImageServiceContractTest::deletedImageGoesToTheTrashAndComesBack()
{
    if (!hasTrash())
        QSKIP("this service has no trash");
    const ImageId id = uploadImage(QStringLiteral("disk.img"), patternBytes(1000));
    QTest::qWait(0);
    QSignalSpy removed(m_service.get(), &ImageService::imagesRemoved);
    QVERIFY_OK(await(m_service->deleteImage(id)));
    QTRY_VERIFY_WITH_TIMEOUT(hasId(removed, id), announceLimit);
    ImageQuery trash;
    trash.trash = true;
    const Result<ImagePage> page = await(m_service->listImages(trash));
    QVERIFY_OK(page);
    QCOMPARE(page->images.size(), 1);
    QCOMPARE(page->images.constFirst().status, ImageStatus::PendingDelete);
    QCOMPARE(*await(m_service->countImages({})), 0);

    QSignalSpy added(m_service.get(), &ImageService::imagesAdded);
    QVERIFY_OK(await(m_service->restoreImage(id)));
    const auto isBack = [&] {
        const QList<Image> images = imagesIn(added);
        return !images.isEmpty() && images.constLast().status == ImageStatus::Active;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), announceLimit);
    QCOMPARE(*await(m_service->countImages({})), 1);
}

void ImageServiceContractTest::emptiedTrashIsGoneForGood()
{
    if (!hasTrash())
        QSKIP("this service has no trash");
    const ImageId kept = uploadImage(QStringLiteral("kept.img"), patternBytes(1000));
    const ImageId id = uploadImage(QStringLiteral("disk.img"), patternBytes(1000));
    QVERIFY_OK(await(m_service->deleteImage(id)));
    QTest::qWait(0);
    QSignalSpy removed(m_service.get(), &ImageService::imagesRemoved);
    const Result<int> purged = await(m_service->emptyTrash());
    QVERIFY_OK(purged);
    QCOMPARE(*purged, 1);
    QTRY_VERIFY_WITH_TIMEOUT(hasId(removed, id), announceLimit);
    QCOMPARE_ERROR(await(m_service->restoreImage(id)), ErrorCode::NotFound);
    QVERIFY_OK(await(m_service->image(kept)));
    QCOMPARE(*await(m_service->emptyTrash()), 0);
}

void ImageServiceContractTest::deletedQueuedImageIsGone()
{
    const ImageId id = createImage(QStringLiteral("short life"));
    QSignalSpy removed(m_service.get(), &ImageService::imagesRemoved);
    QVERIFY_OK(await(m_service->deleteImage(id)));
    QCOMPARE_ERROR(await(m_service->image(id)), ErrorCode::NotFound);
    QTRY_VERIFY_WITH_TIMEOUT(hasId(removed, id), announceLimit);
}

void ImageServiceContractTest::protectedImageIsNotDeleted()
{
    const ImageId id = createImage(QStringLiteral("precious"));
    ImagePatch patch;
    patch.isProtected = true;
    QVERIFY_OK(await(m_service->updateImage(id, patch)));
    QCOMPARE_ERROR(await(m_service->deleteImage(id)), ErrorCode::Forbidden);
    QVERIFY_OK(await(m_service->image(id)));
}

void ImageServiceContractTest::sharedImageHasMembers()
{
    QSignalSpy announced(m_service.get(), &ImageService::imagesAdded);
    const ImageId id = createImage(QStringLiteral("shared"));
    const QString theirs = QStringLiteral("theirs");
    // What follows before that is known is announced with it, as an image that was added.
    QTRY_VERIFY_WITH_TIMEOUT(hasImage(announced, id), announceLimit);
    QSignalSpy changed(m_service.get(), &ImageService::imagesChanged);
    const Result<Member> added = await(m_service->addMember(id, theirs));
    QVERIFY_OK(added);
    QCOMPARE(added->imageId, id);
    QCOMPARE(added->memberId, theirs);
    QCOMPARE(added->status, MemberStatus::Pending);
    QTRY_VERIFY_WITH_TIMEOUT(hasImage(changed, id), announceLimit);
    QCOMPARE_ERROR(await(m_service->addMember(id, theirs)), ErrorCode::Conflict);
    QCOMPARE_ERROR(await(m_service->addMember(id, QString())), ErrorCode::BadRequest);

    const Result<Member> accepted = await(m_service->setMemberStatus(id, theirs, MemberStatus::Accepted));
    if (mayAnswerForOthers()) {
        QVERIFY_OK(accepted);
        QCOMPARE(accepted->status, MemberStatus::Accepted);
    } else {
        QCOMPARE_ERROR(accepted, ErrorCode::Forbidden);
    }
    const Result<QList<Member>> members = await(m_service->listMembers(id));
    QVERIFY_OK(members);
    QCOMPARE(members->size(), 1);
    QCOMPARE(members->constFirst(), mayAnswerForOthers() ? *accepted : *added);

    QVERIFY_OK(await(m_service->removeMember(id, theirs)));
    QCOMPARE_ERROR(await(m_service->removeMember(id, theirs)), ErrorCode::NotFound);
    QCOMPARE_ERROR(await(m_service->setMemberStatus(id, theirs, MemberStatus::Rejected)),
        mayAnswerForOthers() ? ErrorCode::NotFound : ErrorCode::Forbidden);
    QVERIFY(await(m_service->listMembers(id))->isEmpty());
    // Who is added again has everything before him.
    QCOMPARE(await(m_service->addMember(id, theirs))->status, MemberStatus::Pending);
}

void ImageServiceContractTest::onlySharedImagesHaveMembers()
{
    const ImageId id = createImage(QStringLiteral("mine"));
    ImagePatch patch;
    patch.visibility = Visibility::Private;
    QVERIFY_OK(await(m_service->updateImage(id, patch)));
    QCOMPARE_ERROR(await(m_service->listMembers(id)), ErrorCode::Forbidden);
    QCOMPARE_ERROR(await(m_service->addMember(id, QStringLiteral("theirs"))), ErrorCode::Forbidden);
    QCOMPARE_ERROR(await(m_service->listMembers(QStringLiteral("00000000-0000-4000-8000-000000000000"))),
        ErrorCode::NotFound);
}

void ImageServiceContractTest::convertedImageIsActive()
{
    if (!converts())
        QSKIP("this service does not convert");
    const ImageId source = uploadImage(QStringLiteral("source"), patternBytes(100'000));
    ConvertRequest request;
    request.sourceImage = source;
    request.layout.format = DiskFormat::Vdi;
    const auto forecast = await(m_service->forecastConversion(request, {}));
    QVERIFY_OK(forecast);
    QVERIFY(forecast->virtualSize >= 100'000);
    ImageDraft draft = draftOfConverted(*await(m_service->image(source)), request.layout);
    const Result<Image> target = await(m_service->createImage(draft));
    QVERIFY_OK(target);
    request.newImage = target->id;
    const OperationControl control;
    QVERIFY_OK(await(m_service->convertImage(request, control)));
    const Result<Image> image = await(m_service->image(target->id));
    QVERIFY_OK(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->diskFormat, DiskFormat::Vdi);
    QVERIFY(image->size.value_or(0) > 100'000);
    QCOMPARE(image->properties.value(QStringLiteral("converted_from")), source);
    QVERIFY(control.progress->done() > 0);
}

void ImageServiceContractTest::refusedConversionLeavesTheImageQueued()
{
    if (!converts())
        QSKIP("this service does not convert");
    const ImageId id = createImage(QStringLiteral("target"));
    ConvertRequest request;
    request.sourceFile = path(QStringLiteral("no such file"));
    request.newImage = id;
    request.layout.format = DiskFormat::Raw;
    QCOMPARE_ERROR(await(m_service->convertImage(request, {})), ErrorCode::NotFound);
    QCOMPARE(await(m_service->image(id))->status, ImageStatus::Queued);
}

void ImageServiceContractTest::conversionDoesNotReplaceAFileUnasked()
{
    if (!converts())
        QSKIP("this service does not convert");
    ConvertRequest request;
    request.sourceImage = uploadImage(QStringLiteral("source"), patternBytes(100'000));
    request.destination = path(QStringLiteral("mine"));
    request.layout.format = DiskFormat::Vdi;
    writeFile(request.destination, "mine");
    QCOMPARE_ERROR(await(m_service->convertImage(request, {})), ErrorCode::Conflict);
    QCOMPARE(readFile(request.destination), QByteArray("mine"));
    request.overwrite = true;
    QVERIFY_OK(await(m_service->convertImage(request, {})));
    QVERIFY(readFile(request.destination).size() > 100'000);
}

void ImageServiceContractTest::allocationCoversTheDisk()
{
    const ImageId id = uploadImage(QStringLiteral("disk"), patternBytes(100'000));
    const auto map = await(m_service->allocation(id, 100, {}));
    if (!converts()) {
        QCOMPARE_ERROR(map, ErrorCode::Unavailable);
        return;
    }
    QVERIFY_OK(map);
    QCOMPARE(map->size, 100'000);
    QVERIFY(!map->extents.isEmpty());
    qint64 end = 0;
    for (const AllocationExtent &extent : map->extents) {
        QCOMPARE(extent.offset, end);
        end += extent.length;
    }
    QCOMPARE(end, 100'000);
    QCOMPARE_ERROR(
        await(m_service->allocation(createImage(QStringLiteral("empty")), 100, {})), ErrorCode::Conflict);
}

void ImageServiceContractTest::dataCanBeLookedInto()
{
    const ImageId id = uploadImage(QStringLiteral("disk"), patternBytes(100'000));
    QVERIFY_OK(await(m_service->deactivateImage(id)));
    const auto data = await(m_service->openData(id));
    if (!converts()) {
        QCOMPARE_ERROR(data, ErrorCode::Unavailable);
        return;
    }
    QVERIFY_OK(data);
    QByteArray bytes(100'000, '\0');
    QCOMPARE(::pread((*data)->fileDescriptor(), bytes.data(), static_cast<size_t>(bytes.size()), 0), 100'000);
    QCOMPARE(bytes, patternBytes(100'000));
    QCOMPARE_ERROR(await(m_service->openData(createImage(QStringLiteral("empty")))), ErrorCode::Conflict);
}

void ImageServiceContractTest::verifyFindsNothingWrong()
{
    const ImageId id = uploadImage(QStringLiteral("disk.img"), patternBytes(1000));
    const Result<VerifyReport> report = await(m_service->verifyImages({ id }, {}));
    QVERIFY_OK(report);
    QCOMPARE(report->imagesChecked, 1);
    QVERIFY(report->issues.isEmpty());
}

void ImageServiceContractTest::usageCountsWhatIsThere()
{
    uploadImage(QStringLiteral("disk.img"), patternBytes(5000));
    const Result<Usage> usage = await(m_service->usage());
    QVERIFY_OK(usage);
    QCOMPARE(usage->imageCount, 1);
    QCOMPARE(usage->storedBytes, 5000);
    const Result<QList<StoreInfo>> stores = await(m_service->stores());
    QVERIFY_OK(stores);
    QVERIFY(stores->constFirst().isDefault);
}

void ImageServiceContractTest::serviceMayDieWithCallsUnderWay()
{
    QList<std::shared_ptr<Answer<Result<ImagePage>>>> answers;
    for (int i = 0; i < 20; ++i)
        answers.append(std::make_shared<Answer<Result<ImagePage>>>(m_service->listImages({})));
    m_service.reset();
    // Answered or not, nothing may touch the service any more.
    QTest::qWait(50);
}

} // namespace vitrine::test
