#include <algorithm>

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

#include "core/service/glanceimageservice.h"
#include "core/service/localimageservice.h"
#include "core/transfer/transferqueue.h"
#include "tests/core/service/imageservicecontract.h"
#include "tests/openstack/realcloud.h"
#include "tests/support/corotest.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The service together with the workers that must outlive its calls.
class OwnedService
{
public:
    explicit OwnedService(const CloudConfig &cloud)
        : OwnedService(std::make_shared<ImageApi>(cloud))
    {
    }
    explicit OwnedService(std::shared_ptr<ImageApi> loggedIn)
        : api(std::move(loggedIn))
        , service(api, m_workers)
    {
    }

    std::shared_ptr<ImageApi> api;

private:
    WorkerPool m_workers;

public:
    GlanceImageService service;
};

/// A service of the contract test's that takes its workers with it.
class OwningService final : public ImageService
{
public:
    explicit OwningService(std::shared_ptr<ImageApi> api)
        : m_owned(std::move(api))
        , m_service(m_owned.service)
    {
        connect(&m_service, &ImageService::imagesAdded, this, &ImageService::imagesAdded);
        connect(&m_service, &ImageService::imagesChanged, this, &ImageService::imagesChanged);
        connect(&m_service, &ImageService::imagesRemoved, this, &ImageService::imagesRemoved);
    }

    QString displayName() const override { return m_service.displayName(); }
    QCoro::Task<Result<ImagePage>> listImages(ImageQuery query) override
    {
        return m_service.listImages(query);
    }
    QCoro::Task<Result<qint64>> countImages(ImageQuery query) override
    {
        return m_service.countImages(query);
    }
    QCoro::Task<Result<Image>> image(ImageId id) override { return m_service.image(id); }
    QCoro::Task<Result<QList<Transition>>> history(ImageId id) override { return m_service.history(id); }
    QCoro::Task<Result<QList<Task>>> tasks(ImageId id) override { return m_service.tasks(id); }
    QCoro::Task<Result<QList<Member>>> listMembers(ImageId id) override { return m_service.listMembers(id); }
    QCoro::Task<Result<Member>> addMember(ImageId id, QString project) override
    {
        return m_service.addMember(id, project);
    }
    QCoro::Task<Result<void>> removeMember(ImageId id, QString project) override
    {
        return m_service.removeMember(id, project);
    }
    QCoro::Task<Result<Member>> setMemberStatus(ImageId id, QString project, MemberStatus status) override
    {
        return m_service.setMemberStatus(id, project, status);
    }
    QCoro::Task<Result<QList<StoreInfo>>> stores() override { return m_service.stores(); }
    QCoro::Task<Result<Usage>> usage() override { return m_service.usage(); }
    QCoro::Task<Result<Image>> createImage(ImageDraft draft) override { return m_service.createImage(draft); }
    QCoro::Task<Result<Image>> updateImage(ImageId id, ImagePatch patch) override
    {
        return m_service.updateImage(id, patch);
    }
    QCoro::Task<Result<void>> deleteImage(ImageId id) override { return m_service.deleteImage(id); }
    QCoro::Task<Result<Image>> restoreImage(ImageId id) override { return m_service.restoreImage(id); }
    QCoro::Task<Result<int>> emptyTrash() override { return m_service.emptyTrash(); }
    QCoro::Task<Result<Image>> deactivateImage(ImageId id) override { return m_service.deactivateImage(id); }
    QCoro::Task<Result<Image>> reactivateImage(ImageId id) override { return m_service.reactivateImage(id); }
    QCoro::Task<Result<Image>> uploadFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override
    {
        return m_service.uploadFile(id, path, options, control);
    }
    QCoro::Task<Result<Image>> stageFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override
    {
        return m_service.stageFile(id, path, options, control);
    }
    QCoro::Task<Result<Task>> importImage(
        ImageId id, ImportRequest request, OperationControl control) override
    {
        return m_service.importImage(id, request, control);
    }
    QCoro::Task<Result<void>> exportImage(
        ImageId id, ExportRequest request, OperationControl control) override
    {
        return m_service.exportImage(id, request, control);
    }
    QCoro::Task<Result<QString>> lendFile(ImageId id, QString fileName) override
    {
        return m_service.lendFile(id, fileName);
    }
    QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) override
    {
        return m_service.convertImage(request, control);
    }
    QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control) override
    {
        return m_service.forecastConversion(request, control);
    }
    QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) override
    {
        return m_service.allocation(id, most, control);
    }
    QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) override
    {
        return m_service.openData(id);
    }
    QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) override
    {
        return m_service.verifyImages(ids, control);
    }

private:
    OwnedService m_owned;
    GlanceImageService &m_service;
};

void removeEverything(ImageApi &api)
{
    ImageQuery own;
    const auto token = api.session().token({});
    if (!token)
        return;
    own.filters = { { FilterField::Owner, FilterOperator::Equal, { token->projectId }, {} } };
    const auto images = api.listAll(own).value_or(QList<Image>());
    ImagePatch unprotect;
    unprotect.isProtected = false;
    for (const Image &image : images) {
        if (image.isProtected)
            (void)api.update(image.id, unprotect);
        (void)api.remove(image.id);
    }
}

ImageDraft rawDraft(const QString &name)
{
    ImageDraft draft;
    draft.name = name;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    return draft;
}

} // namespace

/// The contract of image services, and what only Glance has, against the real one.
class TestGlanceImageService final : public ImageServiceContractTest
{
    Q_OBJECT

protected:
    std::unique_ptr<ImageService> makeService(const QString &) override
    {
        if (!m_api)
            m_api = std::make_shared<ImageApi>(m_cloud->cloud(u"student"_s));
        removeEverything(*m_api);
        return std::make_unique<OwningService>(m_api);
    }
    bool converts() const override { return false; }
    bool hasTrash() const override { return false; }
    bool mayAnswerForOthers() const override { return false; }

private Q_SLOTS:
    void initTestCase()
    {
        m_cloud = std::make_unique<RealCloud>();
        if (!m_cloud->problem().isNull())
            QSKIP(qPrintable(m_cloud->problem()));
    }
    void cleanupTestCase() { m_cloud.reset(); }

    void refusedPasswordIsSaid();
    void theCatalogueOfServicesIsUsed();
    void manyPagesAreRead();
    void oddTextsSurvive();
    void hiddenImagesAreFoundToo();
    void sharedImageIsAccepted();
    void strangersSeeNothing();
    void wrongFormatIsRefusedBeforeItIsSent();
    void unfitLinkIsRefused();
    void imageIsCopiedIntoAnotherStore();
    void storesAreListed();
    void interruptedUploadLeavesTheImageQueued();
    void changesOfAnotherClientAreSeen();
    void imagesAreCopiedFromAndToTheCatalogue();

private:
    std::unique_ptr<RealCloud> m_cloud;
    std::shared_ptr<ImageApi> m_api; ///< logs in once for all tests of the contract
};

void TestGlanceImageService::refusedPasswordIsSaid()
{
    CloudConfig cloud = m_cloud->cloud(u"student"_s);
    cloud.password = Secret(u"canary"_s);
    ImageApi api(cloud);
    const auto page = api.list({});
    QCOMPARE_ERROR(page, ErrorCode::Unauthorized);
    QVERIFY(!QString(page.error().message + page.error().detail).contains(u"canary"));
    cloud = m_cloud->cloud(u"student"_s);
    cloud.scope.projectName = u"nowhere"_s;
    QCOMPARE_ERROR(ImageApi(cloud).list({}), ErrorCode::Unauthorized);
}

void TestGlanceImageService::theCatalogueOfServicesIsUsed()
{
    CloudConfig cloud = m_cloud->cloud(u"student"_s);
    ImageApi api(cloud);
    const auto versions = api.versions();
    QVERIFY_OK(versions);
    QVERIFY(versions->contains(u"v2.9"_s));
    const auto token = api.session().token({});
    QVERIFY_OK(token);
    QCOMPARE(token->userName, u"student"_s);
    QCOMPARE(token->projectName, u"lab"_s);
    QVERIFY(token->roles.contains(u"member"_s));
    QVERIFY(token->expiresAt.has_value());
    cloud.regionName = u"Elsewhere"_s;
    const auto nowhere = ImageApi(cloud).list({});
    QCOMPARE_ERROR(nowhere, ErrorCode::NotFound);
    QVERIFY(nowhere.error().message.contains(u"Here/public"));
    // A token can be used in place of the password.
    CloudConfig byToken = m_cloud->cloud(u"student"_s);
    byToken.authType = CloudConfig::AuthType::Token;
    byToken.token = token->id;
    QVERIFY_OK(ImageApi(byToken).list({}));
}

void TestGlanceImageService::manyPagesAreRead()
{
    ImageApi api(m_cloud->cloud(u"student"_s));
    for (int i = 0; i < 7; ++i)
        QVERIFY_OK(api.create(rawDraft(u"page-%1"_s.arg(i))));
    ImageQuery query;
    query.sort = { { SortField::Name, Qt::AscendingOrder } };
    query.limit = 3;
    QStringList names;
    do {
        const auto page = api.list(query);
        QVERIFY_OK(page);
        for (const Image &image : page->images)
            names.append(image.name);
        query.marker = page->nextMarker;
    } while (!query.marker.isNull());
    QCOMPARE(names.join(u' '), u"page-0 page-1 page-2 page-3 page-4 page-5 page-6"_s);
}

void TestGlanceImageService::oddTextsSurvive()
{
    ImageApi api(m_cloud->cloud(u"student"_s));
    const QString odd = u"a:b, \"c\" & d+e%2F 磁碟"_s;
    ImageDraft draft = rawDraft(odd);
    draft.tags = { u"with space"_s, u"標籤"_s };
    draft.properties = { { u"path/to~it"_s, odd }, { u"plain"_s, u""_s } };
    const auto created = api.create(draft);
    QVERIFY_OK(created);
    QCOMPARE(created->name, odd);
    QCOMPARE(created->tags, draft.tags);
    QCOMPARE(created->properties.value(u"path/to~it"_s), odd);
    ImageQuery byName;
    byName.filters = { { FilterField::Name, FilterOperator::Equal, { odd }, {} } };
    const auto found = api.list(byName);
    QVERIFY_OK(found);
    QCOMPARE(found->images.size(), 1);
    ImagePatch patch;
    patch.setProperties = { { u"path/to~it"_s, u"new"_s }, { u"more"_s, u"1"_s } };
    patch.removeProperties = { u"plain"_s };
    patch.addTags = { u"third"_s };
    const auto patched = api.update(created->id, patch);
    QVERIFY_OK(patched);
    const QMap<QString, QString> expected{ { u"path/to~it"_s, u"new"_s }, { u"more"_s, u"1"_s } };
    QCOMPARE(patched->properties, expected);
    QCOMPARE(patched->tags.size(), 3);
    const auto missing = api.update(created->id, { .removeProperties = { u"nothing"_s } });
    QCOMPARE_ERROR(missing, ErrorCode::Conflict);
}

void TestGlanceImageService::hiddenImagesAreFoundToo()
{
    OwnedService student(m_cloud->cloud(u"student"_s));
    ImageDraft hidden = rawDraft(u"b"_s);
    hidden.osHidden = true;
    QVERIFY_OK(student.api->create(hidden));
    QVERIFY_OK(student.api->create(rawDraft(u"a"_s)));
    QVERIFY_OK(student.api->create(rawDraft(u"c"_s)));
    ImageQuery query;
    query.sort = { { SortField::Name, Qt::AscendingOrder } };
    query.hidden = HiddenFilter::Both;
    query.limit = 2;
    const auto first = await(student.service.listImages(query));
    QVERIFY_OK(first);
    QCOMPARE(first->images.at(1).name, u"b"_s);
    query.marker = first->nextMarker;
    const auto second = await(student.service.listImages(query));
    QVERIFY_OK(second);
    QCOMPARE(second->images.size(), 1);
    QCOMPARE(second->images.at(0).name, u"c"_s);
    QVERIFY(second->nextMarker.isNull());
}

void TestGlanceImageService::sharedImageIsAccepted()
{
    OwnedService admin(m_cloud->cloud(u"admin"_s));
    OwnedService student(m_cloud->cloud(u"student"_s));
    const auto token = student.api->session().token({});
    QVERIFY_OK(token);
    const auto image = admin.api->create(rawDraft(u"lent"_s));
    QVERIFY_OK(image);
    const auto added = await(admin.service.addMember(image->id, token->projectId));
    QVERIFY_OK(added);
    QCOMPARE(added->status, MemberStatus::Pending);
    QCOMPARE_ERROR(await(admin.service.addMember(image->id, token->projectId)), ErrorCode::Conflict);
    const auto isListed = [&] {
        const auto images = student.api->listAll({}).value_or(QList<Image>());
        return std::any_of(
            images.cbegin(), images.cend(), [&](const Image &seen) { return seen.id == image->id; });
    };
    QVERIFY(!isListed());
    QVERIFY_OK(await(student.service.setMemberStatus(image->id, token->projectId, MemberStatus::Accepted)));
    QVERIFY(isListed());
    const auto members = await(admin.service.listMembers(image->id));
    QVERIFY_OK(members);
    QCOMPARE(members->size(), 1);
    QCOMPARE(members->constFirst().status, MemberStatus::Accepted);
    QVERIFY_OK(await(admin.service.removeMember(image->id, token->projectId)));
    QVERIFY(!isListed());
    QVERIFY_OK(admin.api->remove(image->id));
}

void TestGlanceImageService::strangersSeeNothing()
{
    ImageApi admin(m_cloud->cloud(u"admin"_s));
    ImageApi student(m_cloud->cloud(u"student"_s));
    ImageDraft draft = rawDraft(u"private"_s);
    draft.visibility = Visibility::Private;
    const auto image = admin.create(draft);
    QVERIFY_OK(image);
    QCOMPARE_ERROR(student.image(image->id), ErrorCode::NotFound);
    QCOMPARE_ERROR(student.remove(image->id), ErrorCode::NotFound);
    draft.visibility = Visibility::Public;
    const auto refused = student.create(draft);
    QCOMPARE_ERROR(refused, ErrorCode::Forbidden);
    QVERIFY(refused.error().detail.contains(u"req-"));
    QVERIFY_OK(admin.remove(image->id));
}

void TestGlanceImageService::wrongFormatIsRefusedBeforeItIsSent()
{
    OwnedService student(m_cloud->cloud(u"student"_s));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"text"_s);
    writeFile(path, patternBytes(4096));
    ImageDraft draft = rawDraft(u"no qcow2"_s);
    draft.diskFormat = DiskFormat::Qcow2;
    const auto image = student.api->create(draft);
    QVERIFY_OK(image);
    const OperationControl control;
    QCOMPARE_ERROR(
        await(student.service.uploadFile(image->id, path, {}, control)), ErrorCode::UnsupportedFormat);
    QCOMPARE(control.progress->done(), 0);
    QCOMPARE(student.api->image(image->id)->status, ImageStatus::Queued);
}

void TestGlanceImageService::unfitLinkIsRefused()
{
    OwnedService student(m_cloud->cloud(u"student"_s));
    const auto image = student.api->create(rawDraft(u"from nowhere"_s));
    QVERIFY_OK(image);
    ImportRequest request;
    request.method = ImportRequest::Method::WebDownload;
    request.uri = u"ftp://127.0.0.1/disk.img"_s;
    QCOMPARE_ERROR(await(student.service.importImage(image->id, request, {})), ErrorCode::BadRequest);
}

void TestGlanceImageService::imageIsCopiedIntoAnotherStore()
{
    OwnedService admin(m_cloud->cloud(u"admin"_s));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"disk"_s);
    writeFile(path, patternBytes(100'000));
    const auto image = admin.api->create(rawDraft(u"twice"_s));
    QVERIFY_OK(image);
    UploadOptions options;
    options.store = u"slow"_s;
    const auto uploaded = await(admin.service.uploadFile(image->id, path, options, {}));
    QVERIFY_OK(uploaded);
    QCOMPARE(uploaded->stores, QStringList{ u"slow"_s });
    ImportRequest request;
    request.method = ImportRequest::Method::CopyImage;
    request.stores = { u"fast"_s };
    QVERIFY_OK(await(admin.service.importImage(image->id, request, {}), std::chrono::seconds(60)));
    QCOMPARE(admin.api->image(image->id)->stores.size(), 2);
    QVERIFY_OK(admin.api->remove(image->id));
}

void TestGlanceImageService::storesAreListed()
{
    OwnedService student(m_cloud->cloud(u"student"_s));
    const auto stores = await(student.service.stores());
    QVERIFY_OK(stores);
    QCOMPARE(stores->size(), 2);
    const auto methods = student.api->importMethods();
    QVERIFY_OK(methods);
    QVERIFY(methods->contains(u"glance-direct"_s));
}

void TestGlanceImageService::interruptedUploadLeavesTheImageQueued()
{
    OwnedService student(m_cloud->cloud(u"student"_s));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"disk"_s);
    writeSparseFile(path, 1LL << 30);
    const auto image = student.api->create(rawDraft(u"stopped"_s));
    QVERIFY_OK(image);
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    const Answer<Result<Image>> upload(student.service.uploadFile(image->id, path, {}, control));
    QTRY_VERIFY_WITH_TIMEOUT(control.progress->done() > (8 << 20), 10'000);
    QCOMPARE(student.api->image(image->id)->status, ImageStatus::Saving);
    stop.request_stop();
    QTRY_VERIFY_WITH_TIMEOUT(upload.isThere(), 20'000);
    QCOMPARE_ERROR(upload.value(), ErrorCode::Cancelled);
    QCOMPARE(student.api->image(image->id)->status, ImageStatus::Queued);
}

void TestGlanceImageService::changesOfAnotherClientAreSeen()
{
    const QString program = QStandardPaths::findExecutable(u"openstack"_s);
    if (program.isEmpty())
        QSKIP("there is no openstack client");
    OwnedService student(m_cloud->cloud(u"student"_s));
    QSignalSpy added(&student.service, &ImageService::imagesAdded);
    QSignalSpy removed(&student.service, &ImageService::imagesRemoved);
    student.service.setWatched(true);
    QTRY_COMPARE_WITH_TIMEOUT(student.service.reach().state, CloudReach::State::Reachable, 30'000);
    added.clear();
    const QTemporaryDir folder;
    writeFile(folder.filePath(u"disk.raw"_s), patternBytes(1 << 20));
    QProcess client;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, m_cloud->configFile());
    environment.insert(u"OS_CLOUD"_s, u"student"_s);
    client.setProcessEnvironment(environment);
    client.start(program,
        { u"image"_s, u"create"_s, u"by another"_s, u"--disk-format"_s, u"raw"_s, u"--file"_s,
            folder.filePath(u"disk.raw"_s), u"-f"_s, u"value"_s, u"-c"_s, u"id"_s });
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 60'000);
    const QString id = QString::fromUtf8(client.readAllStandardOutput()).trimmed();
    QVERIFY2(!id.isEmpty(), client.readAllStandardError().constData());
    student.service.lookNow();
    const auto isActive = [&] {
        const auto page = await(student.service.listImages({})).value_or(ImagePage());
        return std::any_of(page.images.cbegin(), page.images.cend(),
            [&](const Image &image) { return image.id == id && image.status == ImageStatus::Active; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(!added.isEmpty() && isActive(), 40'000);
    const auto history = await(student.service.history(id));
    QVERIFY_OK(history);
    QCOMPARE(history->constFirst().to, ImageStatus::Queued);
    QCOMPARE(history->constLast().to, ImageStatus::Active);
    const Image image = await(student.service.image(id)).value();
    QVERIFY(!student.service.refusal(Action::DeleteImage, image));
    QVERIFY(student.service.refusal(Action::PublicizeImage, image));
    client.start(program, { u"image"_s, u"delete"_s, id });
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 60'000);
    student.service.lookNow();
    QTRY_VERIFY_WITH_TIMEOUT(!removed.isEmpty(), 40'000);
    QCOMPARE(removed.constLast().at(0).value<QList<ImageId>>(), QList<ImageId>{ id });
}

void TestGlanceImageService::imagesAreCopiedFromAndToTheCatalogue()
{
    const QTemporaryDir folder;
    CatalogueOptions options;
    options.root = folder.filePath(u"catalogue"_s);
    auto catalogue = Catalogue::open(options);
    QVERIFY_OK(catalogue);
    WorkerPool workers;
    LocalImageService local(std::move(*catalogue), workers);
    OwnedService student(m_cloud->cloud(u"student"_s));
    removeEverything(*student.api);
    const auto find = [&](const QString &id) -> ImageService * {
        return id == u"cloud" ? static_cast<ImageService *>(&student.service) : &local;
    };
    TransferQueue toCloud(student.service, folder.filePath(u"cloud-journal"_s));
    TransferQueue toCatalogue(local, folder.filePath(u"journal"_s));
    for (TransferQueue *const queue : { &toCloud, &toCatalogue }) {
        queue->setServices(find);
        queue->setScratchFolder(folder.filePath(u"scratch"_s));
    }
    const QString path = folder.filePath(u"disk.raw"_s);
    writeFile(path, patternBytes(3 << 20));
    ImageDraft draft = rawDraft(u"carried"_s);
    draft.minDisk = 2;
    draft.tags = { u"stable"_s };
    draft.properties = { { u"os_distro"_s, u"debian"_s } };
    const auto made = await(local.createImage(draft));
    QVERIFY_OK(made);
    QVERIFY_OK(await(local.uploadFile(made->id, path, {}, {})));
    TransferRequest up;
    up.kind = TransferKind::Copy;
    up.sourceService = u"local"_s;
    up.sourceImage = made->id;
    const QString upId = toCloud.enqueue(up);
    QTRY_COMPARE_WITH_TIMEOUT(toCloud.transfer(upId)->state, TransferState::Finished, 30'000);
    const auto copied = student.api->image(toCloud.transfer(upId)->request.imageId);
    QVERIFY_OK(copied);
    QCOMPARE(copied->osHashValue, sha512Of(patternBytes(3 << 20)));
    QCOMPARE(copied->minDisk, 2);
    QCOMPARE(copied->tags, draft.tags);
    QCOMPARE(copied->properties.value(u"os_distro"_s), u"debian"_s);
    const QString again = toCloud.enqueue(up);
    QTRY_COMPARE_WITH_TIMEOUT(toCloud.transfer(again)->state, TransferState::Finished, 30'000);
    QVERIFY(toCloud.transfer(again)->wasThere);
    TransferRequest down;
    down.kind = TransferKind::Copy;
    down.sourceService = u"cloud"_s;
    down.sourceImage = copied->id;
    down.isConverted = true;
    down.layout.format = DiskFormat::Qcow2;
    const QString downId = toCatalogue.enqueue(down);
    QTRY_COMPARE_WITH_TIMEOUT(toCatalogue.transfer(downId)->state, TransferState::Finished, 30'000);
    const auto back = await(local.image(toCatalogue.transfer(downId)->request.imageId));
    QVERIFY_OK(back);
    QCOMPARE(back->diskFormat, DiskFormat::Qcow2);
    QCOMPARE(back->virtualSize, std::optional<qint64>(3 << 20));
    QVERIFY(QDir(folder.filePath(u"scratch"_s)).isEmpty());
}

QTEST_GUILESS_MAIN(TestGlanceImageService)
#include "tst_glanceimageservice.moc"
