#include <algorithm>
#include <memory>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/openstack/imageapi.h"
#include "core/openstack/imagecacheapi.h"
#include "core/openstack/imagedownload.h"
#include "core/openstack/imageservicefeatures.h"
#include "core/openstack/imageserviceinfo.h"
#include "core/openstack/imageupload.h"
#include "tests/openstack/realcloud.h"
#include "tests/support/corotest.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

ImageDraft rawDraft(const QString &name)
{
    ImageDraft draft;
    draft.name = name;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    return draft;
}

} // namespace

/// What only a real Glance can tell whether we speak its language.
class TestRealImageApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void versionsTellTheFeatures();
    void storesAreDescribedToAdministrators();
    void limitsAreRead();
    void schemaNamesTheFormats();
    void metadefsAreRead();
    void pendingShareIsFoundAndAccepted();
    void cacheIsForAdministrators();
    void imageIsCopiedIntoAllStoresAndOutOfOne();
    void imageIsFetchedFromTheWeb();
    void c28_anImportThatFailsIsToldByItsTask();
    void imageIsFetchedFromAnotherRegion();
    void c12_noDataIsNoFile();
    void errorsOfGlanceBecomeSentences();

private:
    /// An active image of ours.
    Image stored(const QString &name);
    QString path(const QString &name) const { return m_folder.filePath(name); }

    RemoteImport webDownload(const QString &name) const;
    bool waitForStatus(const ImageId &id, ImageStatus status);

    QTemporaryDir m_folder;
    QProcess m_web; ///< gives away what is in the folder
    std::unique_ptr<RealCloud> m_cloud;
    std::unique_ptr<ImageApi> m_student;
    std::unique_ptr<ImageApi> m_admin;
    const QByteArray m_data = patternBytes(2'000'000);
};

void TestRealImageApi::initTestCase()
{
    m_cloud = std::make_unique<RealCloud>();
    if (!m_cloud->problem().isNull())
        QSKIP(qPrintable(m_cloud->problem()));
    m_student = std::make_unique<ImageApi>(m_cloud->cloud(u"student"_s));
    m_admin = std::make_unique<ImageApi>(m_cloud->cloud(u"admin"_s));
    writeFile(path(u"disk"_s), m_data);
    m_web.setStandardErrorFile(QProcess::nullDevice());
    m_web.start(u"python3"_s,
        { u"-m"_s, u"http.server"_s, u"--bind"_s, u"127.0.0.1"_s, u"--directory"_s, m_folder.path(),
            QString::number(m_cloud->webPort()) });
    QVERIFY(m_web.waitForStarted());
}

RemoteImport TestRealImageApi::webDownload(const QString &name) const
{
    RemoteImport import;
    import.method = u"web-download"_s;
    import.uri = u"http://127.0.0.1:%1/%2"_s.arg(m_cloud->webPort()).arg(name);
    return import;
}

bool TestRealImageApi::waitForStatus(const ImageId &id, ImageStatus status)
{
    return QTest::qWaitFor([&] { return m_student->image(id).value_or(Image()).status == status; }, 60'000);
}

void TestRealImageApi::cleanupTestCase()
{
    m_student.reset();
    m_admin.reset();
    m_cloud.reset();
    m_web.kill();
    m_web.waitForFinished();
}

Image TestRealImageApi::stored(const QString &name)
{
    const auto created = m_student->create(rawDraft(name));
    const auto image
        = created ? uploadImage(*m_student, { created->id, path(u"disk"_s), false, {} }, {}) : created;
    if (!image)
        QTest::qFail(qPrintable(image.error().message), __FILE__, __LINE__);
    return image.value_or(Image());
}

void TestRealImageApi::versionsTellTheFeatures()
{
    const auto versions = m_student->versions();
    QVERIFY_OK(versions);
    const ImageServiceFeatures features = featuresOfVersions(*versions);
    QVERIFY2(features.newest.startsWith(u"v2.1"), qPrintable(features.newest));
    QVERIFY(features.hasImport && features.hasHiddenImages && features.hasStores && features.copiesImages);
    QVERIFY(features.hasImageTasks && features.hasUsage && features.deletesFromStores);
    QVERIFY2(features.hasCache, qPrintable(versions->join(u' ')));
    const auto methods = m_student->importMethods();
    QVERIFY_OK(methods);
    QVERIFY(methods->contains(u"web-download"_s) && methods->contains(u"glance-download"_s));
}

void TestRealImageApi::storesAreDescribedToAdministrators()
{
    QCOMPARE_ERROR(m_student->storeDetails(), ErrorCode::Forbidden);
    const auto stores = m_admin->storeDetails();
    QVERIFY_OK(stores);
    QCOMPARE(stores->size(), 2);
    for (const RemoteStore &store : *stores)
        QCOMPARE(store.type, u"file"_s);
    QCOMPARE(std::count_if(stores->cbegin(), stores->cend(),
                 [](const RemoteStore &store) { return store.isDefault && store.id == u"fast"; }),
        1);
}

void TestRealImageApi::limitsAreRead()
{
    // This one counts nothing: without unified limits the answer is empty.
    const auto limits = remoteLimits(m_student->session());
    QVERIFY_OK(limits);
    QVERIFY(limits->isEmpty());
}

void TestRealImageApi::schemaNamesTheFormats()
{
    const auto schema = remoteImageSchema(m_student->session());
    QVERIFY_OK(schema);
    QVERIFY(schema->diskFormats.contains(u"qcow2"_s));
    QVERIFY(schema->containerFormats.contains(u"bare"_s));
    const auto isDistro = [](const PropertyDefinition &property) { return property.name == u"os_distro"; };
    QVERIFY(std::any_of(schema->properties.cbegin(), schema->properties.cend(), isDistro));
    const auto isBase = [](const PropertyDefinition &property) { return property.name == u"status"; };
    QVERIFY(std::none_of(schema->properties.cbegin(), schema->properties.cend(), isBase));
}

void TestRealImageApi::metadefsAreRead()
{
    const auto namespaces = remoteMetadefs(m_student->session());
    QVERIFY_OK(namespaces);
    QVERIFY2(namespaces->size() > 10, qPrintable(QString::number(namespaces->size())));
    const MetadefCatalogue catalogue(*namespaces);
    const auto bus = catalogue.find(u"hw_disk_bus"_s);
    QVERIFY(bus.has_value());
    QVERIFY(bus->choices.contains(u"virtio"_s));
    QVERIFY(!bus->description.isEmpty());
    // What comes with Vitrine is what an ordinary Glance has.
    QCOMPARE(catalogue.find(u"hw_disk_bus"_s)->type, bundledMetadefs().find(u"hw_disk_bus"_s)->type);
}

void TestRealImageApi::pendingShareIsFoundAndAccepted()
{
    const Image image = stored(u"shared"_s);
    const QString admins = m_admin->session().token({})->projectId;
    const auto member = m_student->addMember(image.id, admins);
    QVERIFY_OK(member);
    QCOMPARE(member->status, MemberStatus::Pending);
    QCOMPARE_ERROR(m_student->addMember(image.id, admins), ErrorCode::Conflict);
    ImageQuery pending;
    pending.memberStatus = u"pending"_s;
    pending.filters = { { FilterField::Visibility, FilterOperator::Equal, { u"shared"_s }, {} } };
    const auto offered = m_admin->listAll(pending);
    QVERIFY_OK(offered);
    QVERIFY(std::any_of(
        offered->cbegin(), offered->cend(), [&image](const Image &found) { return found.id == image.id; }));
    // The owner may not answer for others.
    QCOMPARE_ERROR(
        m_student->setMemberStatus(image.id, admins, MemberStatus::Accepted), ErrorCode::Forbidden);
    const auto accepted = m_admin->setMemberStatus(image.id, admins, MemberStatus::Accepted);
    QVERIFY_OK(accepted);
    QCOMPARE(accepted->status, MemberStatus::Accepted);
    QCOMPARE(m_student->members(image.id)->constFirst().status, MemberStatus::Accepted);
    QVERIFY_OK(m_student->removeMember(image.id, admins));
    QCOMPARE_ERROR(m_student->removeMember(image.id, admins), ErrorCode::NotFound);
    QVERIFY_OK(m_student->remove(image.id));
    QCOMPARE_ERROR(m_student->remove(image.id), ErrorCode::NotFound);
}

void TestRealImageApi::cacheIsForAdministrators()
{
    const Image image = stored(u"cached"_s);
    QCOMPARE_ERROR(readImageCache(m_student->session()), ErrorCode::Forbidden);
    const auto before = readImageCache(m_admin->session());
    QVERIFY_OK(before);
    QVERIFY(before->cached.isEmpty());
    QVERIFY_OK(queueForCache(m_admin->session(), image.id));
    // The service fetches what is queued when it has time.
    ImageCache cache;
    const auto isCached = [&] {
        cache = readImageCache(m_admin->session()).value_or(ImageCache());
        return !cache.cached.isEmpty();
    };
    const bool isThere = isCached() || cache.queued.contains(image.id) || QTest::qWaitFor(isCached, 10'000);
    QVERIFY(isThere);
    QVERIFY_OK(removeFromCache(m_admin->session(), image.id));
    QVERIFY_OK(clearImageCache(m_admin->session()));
    QVERIFY(!readImageCache(m_admin->session())->queued.contains(image.id));
    QVERIFY_OK(m_student->remove(image.id));
}

void TestRealImageApi::imageIsCopiedIntoAllStoresAndOutOfOne()
{
    const Image image = stored(u"spread"_s);
    RemoteImport copy;
    copy.method = u"copy-image"_s;
    copy.isForAllStores = true;
    copy.mustAllSucceed = false;
    // By default copying is the administrator's.
    QCOMPARE_ERROR(m_student->startImport(image.id, copy), ErrorCode::Forbidden);
    QVERIFY_OK(m_admin->startImport(image.id, copy));
    const auto isOver = [&] {
        const auto tasks = m_admin->tasks(image.id);
        return tasks && !tasks->isEmpty() && tasks->constFirst().status == TaskStatus::Success;
    };
    QVERIFY(QTest::qWaitFor(isOver, 30'000));
    QCOMPARE(m_student->image(image.id)->stores.size(), 2);
    QVERIFY_OK(m_admin->removeFromStore(image.id, u"slow"_s));
    QCOMPARE(m_student->image(image.id)->stores, QStringList{ u"fast"_s });
    QCOMPARE_ERROR(m_admin->removeFromStore(image.id, u"fast"_s), ErrorCode::Forbidden);
    QVERIFY_OK(m_student->remove(image.id));
}

void TestRealImageApi::imageIsFetchedFromTheWeb()
{
    const auto image = m_student->create(rawDraft(u"linked"_s));
    QVERIFY_OK(image);
    QVERIFY_OK(m_student->startImport(image->id, webDownload(u"disk"_s)));
    QVERIFY(waitForStatus(image->id, ImageStatus::Active));
    QCOMPARE(m_student->image(image->id)->osHashValue, sha512Of(m_data));
    // The image is active a moment before its task is over.
    const auto isOver = [&] {
        const auto tasks = m_student->tasks(image->id);
        return tasks && !tasks->isEmpty() && tasks->constFirst().status == TaskStatus::Success;
    };
    QVERIFY(QTest::qWaitFor(isOver, 30'000));
    QVERIFY_OK(m_student->remove(image->id));
}

void TestRealImageApi::c28_anImportThatFailsIsToldByItsTask()
{
    const auto image = m_student->create(rawDraft(u"lost"_s));
    QVERIFY_OK(image);
    QVERIFY_OK(m_student->startImport(image->id, webDownload(u"nowhere"_s)));
    const auto hasFailed = [&] {
        const auto tasks = m_student->tasks(image->id);
        return tasks && !tasks->isEmpty() && tasks->constFirst().status == TaskStatus::Failure;
    };
    QVERIFY(QTest::qWaitFor(hasFailed, 60'000));
    QVERIFY(waitForStatus(image->id, ImageStatus::Queued));
    QVERIFY_OK(m_student->remove(image->id));
}

void TestRealImageApi::imageIsFetchedFromAnotherRegion()
{
    const Image source = stored(u"there"_s);
    const auto image = m_student->create(rawDraft(u"fetched"_s));
    QVERIFY_OK(image);
    RemoteImport fetch;
    fetch.method = u"glance-download"_s;
    fetch.regionName = u"Here"_s; // it is its own neighbour
    fetch.remoteId = source.id;
    QVERIFY_OK(m_student->startImport(image->id, fetch));
    QVERIFY(waitForStatus(image->id, ImageStatus::Active));
    QCOMPARE(m_student->image(image->id)->osHashValue, source.osHashValue);
    QVERIFY_OK(m_student->remove(image->id));
    QVERIFY_OK(m_student->remove(source.id));
}

void TestRealImageApi::c12_noDataIsNoFile()
{
    const auto image = m_student->create(rawDraft(u"empty"_s));
    QVERIFY_OK(image);
    QCOMPARE_ERROR(downloadImage(*m_student, image->id, path(u"none"_s), false, {}), ErrorCode::Conflict);
    QVERIFY(!QFile::exists(path(u"none"_s)));
    QVERIFY_OK(m_student->remove(image->id));
}

void TestRealImageApi::errorsOfGlanceBecomeSentences()
{
    const auto missing = m_student->image(u"11111111-2222-4333-8444-555555555555"_s);
    QCOMPARE_ERROR(missing, ErrorCode::NotFound);
    QVERIFY2(missing.error().detail.contains(u"req-"), qPrintable(missing.error().detail));
    QVERIFY(!missing.error().message.contains(u'<'));
    ImageDraft open = rawDraft(u"open"_s);
    open.visibility = Visibility::Public;
    const auto refused = m_student->create(open);
    QCOMPARE_ERROR(refused, ErrorCode::Forbidden);
    QVERIFY(refused.error().message.size() < 400);
}

QTEST_GUILESS_MAIN(TestRealImageApi)
#include "tst_realimageapi.moc"
