#include <QTest>

#include "core/image/imagelimits.h"
#include "tests/core/catalog/repositoryfixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

StatusChange changeOf(const ImageId &id, ImageStatus from, ImageStatus to)
{
    StatusChange change;
    change.imageId = id;
    change.from = from;
    change.to = to;
    change.event = u"image.update"_s;
    return change;
}

WorkClaim claimOf(const ImageId &id)
{
    return { id, newId(), u"local"_s, u"upload"_s, u"boot"_s, 42, 4711 };
}

QStringList eventTypes(const ImageRepository &repository, qint64 after)
{
    QStringList types;
    const auto events = repository.eventsAfter(after, 1000);
    for (const CatalogueEvent &event : events.value_or(QList<CatalogueEvent>()))
        types.append(event.type);
    return types;
}

} // namespace

class TestImageRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RepositoryFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void everyAttributeIsReadBackAsWritten();
    void nullAndEmptyNamesStayApart();
    void b06_idIsNeverUsedAgain();
    void unknownImageIsNotFound();
    void patchWritesOnlyWhatItNames();
    void patchThatChangesNothingLeavesNoTrace();
    void b53_patchesOfOneImageKeepEachOthersProperties();
    void updatedAtGrowsEvenWhenTheClockStandsStill();
    void patchOfDeletedOrTrashedImageIsRefused();

    void uploadBringsFactsLocationAndRecord();
    void editMadeWhileBytesArriveIsKept();
    void statusChangeHasOneWinner();
    void changeOfDeletedImageIsGone();
    void illegalTransitionIsRefused();
    void formatsMustBeKnownBeforeDataArrive();
    void returnToQueuedClearsWhatDataBrought();
    void lostClaimRefusesTheChange();
    void failedChangeLeavesNothingBehind();

    void trashKeepsImageUntilPurged();
    void begunPurgeCannotBeRestored();
    void imageDeletedWithDataIsAPurgeToFinish();
    void purgeListHonoursTheTime();

    void locationsListDefaultStoreFirst();
    void claimsAreReadBack();
    void historyIsOrderedBySequence();
    void tasksFollowTheirStates();
    void usageCountsListedAndTrashed();
    void eventsCarryGlancesNames();

private:
    ImageRepository &repository() { return *m_fixture->repository; }
    Image inserted(const QString &name = u"Debian 12"_s);
    Image activeImage(qint64 size = 1000);
    void trash(const ImageId &id, const QDateTime &purgeAt);

    std::unique_ptr<RepositoryFixture> m_fixture;
};

Image TestImageRepository::inserted(const QString &name)
{
    const Image image = queuedImage(name);
    if (!repository().insert(image, TransitionCause::Create))
        QTest::qFail("insert failed", __FILE__, __LINE__);
    return image;
}

Image TestImageRepository::activeImage(qint64 size)
{
    const Image image = inserted();
    StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Active);
    change.facts = DataFacts{ size, 2 * size, u"md5"_s, u"sha512"_s, u"abc"_s };
    change.addLocation = ImageLocation{ u"local"_s, newId() };
    change.event = u"image.activate"_s;
    const auto changed = repository().changeStatus(change);
    if (!changed)
        QTest::qFail(qPrintable(changed.error().message), __FILE__, __LINE__);
    return changed.value_or(Image());
}

void TestImageRepository::trash(const ImageId &id, const QDateTime &purgeAt)
{
    StatusChange change = changeOf(id, ImageStatus::Active, ImageStatus::PendingDelete);
    change.purgeAt = purgeAt;
    change.event = u"image.delete"_s;
    QVERIFY(repository().changeStatus(change));
}

void TestImageRepository::everyAttributeIsReadBackAsWritten()
{
    Image image = queuedImage(u"Größe 測試 \U0001f4bf"_s);
    image.status = ImageStatus::Active;
    image.visibility = Visibility::Community;
    image.isProtected = true;
    image.osHidden = true;
    image.checksum = u"0123"_s;
    image.osHashAlgo = u"sha512"_s;
    image.osHashValue = u"4567"_s;
    image.owner = u"project"_s;
    image.size = 1LL << 40;
    image.virtualSize = 1LL << 41;
    image.minDisk = 20;
    image.minRam = 512;
    image.tags = { u"a"_s, u"b"_s };
    image.properties = { { u"os_distro"_s, u"debian"_s }, { u"empty"_s, u""_s } };
    image.updatedAt = image.createdAt.addMSecs(1);
    image.purgeAt = image.createdAt.addDays(7);
    QVERIFY(repository().insert(image, TransitionCause::Rebuild));
    QVERIFY(repository().addLocation(image.id, { u"local"_s, newId() }, {}));

    auto read = repository().find(image.id);
    QVERIFY(read);
    QCOMPARE(read->stores, QStringList{ u"local"_s });
    QVERIFY(read->updatedAt > image.updatedAt);
    read->stores.clear();
    read->updatedAt = image.updatedAt;
    QCOMPARE(*read, image);
}

void TestImageRepository::nullAndEmptyNamesStayApart()
{
    const Image unnamed = inserted({});
    const Image empty = inserted(u""_s);
    QVERIFY(repository().find(unnamed.id)->name.isNull());
    QVERIFY(!repository().find(empty.id)->name.isNull());
}

void TestImageRepository::b06_idIsNeverUsedAgain()
{
    const Image image = inserted();
    QCOMPARE(repository().insert(image, TransitionCause::Create).error().code, ErrorCode::Conflict);
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Queued, ImageStatus::Deleted)));
    QCOMPARE(repository().find(image.id).error().code, ErrorCode::NotFound);
    QCOMPARE(repository().insert(image, TransitionCause::Create).error().code, ErrorCode::Conflict);
}

void TestImageRepository::unknownImageIsNotFound()
{
    const ImageId id = newId();
    QCOMPARE(repository().find(id).error().code, ErrorCode::NotFound);
    QCOMPARE(repository().patch(id, {}, {}).error().code, ErrorCode::NotFound);
    const StatusChange change = changeOf(id, ImageStatus::Queued, ImageStatus::Saving);
    QCOMPARE(repository().changeStatus(change).error().code, ErrorCode::NotFound);
    QCOMPARE(repository().addLocation(id, { u"local"_s, newId() }, {}).error().code, ErrorCode::NotFound);
    QCOMPARE(repository().finishPurge(id).error().code, ErrorCode::NotFound);
    QCOMPARE(repository().task(id).error().code, ErrorCode::NotFound);
}

void TestImageRepository::patchWritesOnlyWhatItNames()
{
    const Image image = inserted();
    ImagePatch patch;
    patch.name = u"renamed"_s;
    patch.addTags = { u"new"_s };
    patch.setProperties = { { u"os_version"_s, u"12"_s } };
    const auto patched = repository().patch(image.id, patch, {});
    QVERIFY(patched);
    Image expected = image;
    expected.name = u"renamed"_s;
    expected.tags = { u"new"_s };
    expected.properties = { { u"os_version"_s, u"12"_s } };
    expected.updatedAt = patched->updatedAt;
    QVERIFY(patched->updatedAt > image.updatedAt);
    QCOMPARE(*patched, expected);
    QCOMPARE(*repository().find(image.id), expected);

    ImagePatch removal;
    removal.removeTags = { u"new"_s };
    removal.removeProperties = { u"os_version"_s };
    QVERIFY(repository().patch(image.id, removal, {}));
    QVERIFY(repository().find(image.id)->tags.isEmpty());
    QVERIFY(repository().find(image.id)->properties.isEmpty());
}

void TestImageRepository::patchThatChangesNothingLeavesNoTrace()
{
    const Image image = inserted();
    const qint64 before = *repository().lastEventSequence();
    ImagePatch patch;
    patch.name = image.name;
    QCOMPARE(*repository().patch(image.id, patch, {}), image);
    QCOMPARE(*repository().lastEventSequence(), before);
}

void TestImageRepository::b53_patchesOfOneImageKeepEachOthersProperties()
{
    const Image image = inserted();
    ImagePatch first;
    first.setProperties = { { u"shared"_s, u"1"_s }, { u"a"_s, u"1"_s } };
    ImagePatch second;
    second.setProperties = { { u"shared"_s, u"2"_s }, { u"b"_s, u"2"_s } };
    QVERIFY(repository().patch(image.id, first, {}));
    QVERIFY(repository().patch(image.id, second, {}));
    const QMap<QString, QString> expected{ { u"shared"_s, u"2"_s }, { u"a"_s, u"1"_s }, { u"b"_s, u"2"_s } };
    QCOMPARE(repository().find(image.id)->properties, expected);
}

void TestImageRepository::updatedAtGrowsEvenWhenTheClockStandsStill()
{
    Image image = queuedImage();
    image.updatedAt = QDateTime::currentDateTimeUtc().addYears(10);
    QVERIFY(repository().insert(image, TransitionCause::Create));
    QDateTime last = image.updatedAt;
    for (int i = 0; i < 5; ++i) {
        ImagePatch patch;
        patch.minRam = i + 1;
        const auto patched = repository().patch(image.id, patch, {});
        QVERIFY(patched);
        QVERIFY(patched->updatedAt > last);
        last = patched->updatedAt;
    }
    const auto changed
        = repository().changeStatus(changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving));
    QVERIFY(changed);
    QVERIFY(changed->updatedAt > last);
}

void TestImageRepository::patchOfDeletedOrTrashedImageIsRefused()
{
    ImagePatch patch;
    patch.name = u"x"_s;
    const Image trashed = activeImage();
    trash(trashed.id, QDateTime::currentDateTimeUtc());
    QCOMPARE(repository().patch(trashed.id, patch, {}).error().code, ErrorCode::Conflict);
    QVERIFY(repository().finishPurge(trashed.id));
    QCOMPARE(repository().patch(trashed.id, patch, {}).error().code, ErrorCode::NotFound);
}

void TestImageRepository::uploadBringsFactsLocationAndRecord()
{
    const Image image = inserted();
    const WorkClaim claim = claimOf(image.id);
    StatusChange begin = changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving);
    begin.addClaim = claim;
    QVERIFY(repository().changeStatus(begin));
    QCOMPARE(*repository().claims(), QList<WorkClaim>{ claim });
    QCOMPARE(repository().imagesInTransition()->size(), 1);

    StatusChange finish = changeOf(image.id, ImageStatus::Saving, ImageStatus::Active);
    finish.facts = DataFacts{ 100, 200, u"m"_s, u"sha512"_s, u"h"_s };
    finish.addLocation = ImageLocation{ u"local"_s, claim.blob };
    finish.dropClaim = claim.blob;
    finish.requireClaim = claim.blob;
    finish.bytes = 100;
    finish.event = u"image.activate"_s;
    const auto active = repository().changeStatus(finish);
    QVERIFY(active);
    QCOMPARE(active->status, ImageStatus::Active);
    QCOMPARE(active->size, 100);
    QCOMPARE(active->virtualSize, 200);
    QCOMPARE(active->checksum, u"m"_s);
    QCOMPARE(active->osHashValue, u"h"_s);
    QCOMPARE(active->stores, QStringList{ u"local"_s });
    QVERIFY(repository().claims()->isEmpty());
    QCOMPARE(repository().locations(image.id)->value(0), *finish.addLocation);
    QCOMPARE(repository().imagesWithData({}, 10)->size(), 1);

    const auto history = repository().history(image.id);
    QVERIFY(history);
    QCOMPARE(history->size(), 3);
    QVERIFY(!history->at(0).from);
    QCOMPARE(history->at(2).from, ImageStatus::Saving);
    QCOMPARE(history->at(2).to, ImageStatus::Active);
    QCOMPARE(history->at(2).bytes, 100);
}

void TestImageRepository::editMadeWhileBytesArriveIsKept()
{
    const Image image = inserted();
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving)));
    ImagePatch patch;
    patch.name = u"edited"_s;
    patch.setProperties = { { u"k"_s, u"v"_s } };
    QVERIFY(repository().patch(image.id, patch, {}));
    StatusChange finish = changeOf(image.id, ImageStatus::Saving, ImageStatus::Active);
    finish.facts = DataFacts{ 1, {}, u"m"_s, u"sha512"_s, u"h"_s };
    const auto active = repository().changeStatus(finish);
    QVERIFY(active);
    QCOMPARE(active->name, u"edited"_s);
    QCOMPARE(active->properties.value(u"k"_s), u"v"_s);
}

void TestImageRepository::statusChangeHasOneWinner()
{
    const Image image = inserted();
    const StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving);
    QVERIFY(repository().changeStatus(change));
    QCOMPARE(repository().changeStatus(change).error().code, ErrorCode::Conflict);
    QCOMPARE(repository().history(image.id)->size(), 2);
}

void TestImageRepository::changeOfDeletedImageIsGone()
{
    const Image image = inserted();
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving)));
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Saving, ImageStatus::Deleted)));
    const StatusChange late = changeOf(image.id, ImageStatus::Saving, ImageStatus::Active);
    QCOMPARE(repository().changeStatus(late).error().code, ErrorCode::Gone);
}

void TestImageRepository::illegalTransitionIsRefused()
{
    const Image image = inserted();
    const StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Deactivated);
    QCOMPARE(repository().changeStatus(change).error().code, ErrorCode::Conflict);
    QCOMPARE(repository().find(image.id)->status, ImageStatus::Queued);
}

void TestImageRepository::formatsMustBeKnownBeforeDataArrive()
{
    Image image = queuedImage();
    image.diskFormat.reset();
    QVERIFY(repository().insert(image, TransitionCause::Create));
    const StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving);
    QCOMPARE(repository().changeStatus(change).error().code, ErrorCode::BadRequest);
}

void TestImageRepository::returnToQueuedClearsWhatDataBrought()
{
    const Image image = inserted();
    StatusChange stage = changeOf(image.id, ImageStatus::Queued, ImageStatus::Uploading);
    stage.stagedSize = 77;
    QCOMPARE(repository().changeStatus(stage)->size, 77);
    StatusChange import = changeOf(image.id, ImageStatus::Uploading, ImageStatus::Importing);
    import.facts = DataFacts{ 77, 99, u"m"_s, u"sha512"_s, u"h"_s };
    QVERIFY(repository().changeStatus(import));
    const auto queued
        = repository().changeStatus(changeOf(image.id, ImageStatus::Importing, ImageStatus::Queued));
    QVERIFY(queued);
    QVERIFY(!queued->size);
    QVERIFY(!queued->virtualSize);
    QVERIFY(queued->checksum.isNull());
    QVERIFY(queued->osHashValue.isNull());
}

void TestImageRepository::lostClaimRefusesTheChange()
{
    const Image image = inserted();
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving)));
    StatusChange finish = changeOf(image.id, ImageStatus::Saving, ImageStatus::Active);
    finish.requireClaim = newId();
    QCOMPARE(repository().changeStatus(finish).error().code, ErrorCode::Conflict);
    QCOMPARE(repository().find(image.id)->status, ImageStatus::Saving);
}

void TestImageRepository::failedChangeLeavesNothingBehind()
{
    const Image image = inserted();
    const qint64 events = *repository().lastEventSequence();
    StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Saving);
    change.addLocation = ImageLocation{ u"no such store"_s, newId() };
    QVERIFY(!repository().changeStatus(change));
    QCOMPARE(*repository().find(image.id), image);
    QCOMPARE(repository().history(image.id)->size(), 1);
    QCOMPARE(*repository().lastEventSequence(), events);
}

void TestImageRepository::trashKeepsImageUntilPurged()
{
    const Image image = activeImage();
    const QDateTime due = QDateTime::fromMSecsSinceEpoch(1'900'000'000'000, Qt::UTC);
    trash(image.id, due);
    QCOMPARE(repository().find(image.id)->purgeAt, due);
    StatusChange restore = changeOf(image.id, ImageStatus::PendingDelete, ImageStatus::Active);
    const auto restored = repository().changeStatus(restore);
    QVERIFY(restored);
    QVERIFY(!restored->purgeAt);
    QCOMPARE(restored->size, image.size);
    QCOMPARE(restored->stores, image.stores);

    trash(image.id, due);
    QVERIFY(repository().beginPurge(image.id));
    QCOMPARE(*repository().unfinishedPurges(), QList<ImageId>{ image.id });
    QVERIFY(repository().finishPurge(image.id));
    QVERIFY(repository().unfinishedPurges()->isEmpty());
    QVERIFY(repository().locations(image.id)->isEmpty());
    QCOMPARE(repository().find(image.id).error().code, ErrorCode::NotFound);
    QCOMPARE(repository().history(image.id)->constLast().cause, TransitionCause::Purge);
    QVERIFY(repository().finishPurge(image.id));
}

void TestImageRepository::begunPurgeCannotBeRestored()
{
    const Image image = activeImage();
    QCOMPARE(repository().beginPurge(image.id).error().code, ErrorCode::Conflict);
    trash(image.id, QDateTime::currentDateTimeUtc());
    QVERIFY(repository().beginPurge(image.id));
    QVERIFY(repository().beginPurge(image.id));
    const StatusChange restore = changeOf(image.id, ImageStatus::PendingDelete, ImageStatus::Active);
    QCOMPARE(repository().changeStatus(restore).error().code, ErrorCode::Gone);
    QVERIFY(repository().finishPurge(image.id));
    QCOMPARE(repository().beginPurge(image.id).error().code, ErrorCode::Gone);
}

void TestImageRepository::imageDeletedWithDataIsAPurgeToFinish()
{
    const Image image = activeImage();
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Active, ImageStatus::Deactivated)));
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Deactivated, ImageStatus::Deleted)));
    QCOMPARE(*repository().unfinishedPurges(), QList<ImageId>{ image.id });
    QCOMPARE(repository().locations(image.id)->size(), 1);
    // Its data may still lie there: recovery must not take them for nobody's.
    QCOMPARE(repository().allLocations()->size(), 1);
    QVERIFY(repository().finishPurge(image.id));
    QVERIFY(repository().unfinishedPurges()->isEmpty());
    QVERIFY(repository().locations(image.id)->isEmpty());
}

void TestImageRepository::purgeListHonoursTheTime()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Image due = activeImage();
    const Image later = activeImage();
    trash(due.id, now.addSecs(-1));
    trash(later.id, now.addDays(7));
    QCOMPARE(repository().imagesToPurge(now)->size(), 1);
    QCOMPARE(repository().imagesToPurge(now)->constFirst().id, due.id);
    QCOMPARE(repository().imagesToPurge({})->size(), 2);
}

void TestImageRepository::locationsListDefaultStoreFirst()
{
    StoreInfo other;
    other.id = u"another"_s;
    QVERIFY(repository().insertStore(other));
    QCOMPARE(repository().insertStore(other).error().code, ErrorCode::Conflict);
    QCOMPARE(repository().stores()->size(), 2);
    const Image image = inserted();
    const ImageLocation second{ u"another"_s, newId() };
    const ImageLocation first{ u"local"_s, newId() };
    const WorkClaim claim = claimOf(image.id);
    QVERIFY(repository().addClaim(claim));
    QVERIFY(repository().addLocation(image.id, second, claim.blob));
    QVERIFY(repository().claims()->isEmpty());
    QVERIFY(repository().addLocation(image.id, first, {}));
    QCOMPARE(*repository().locations(image.id), (QList<ImageLocation>{ first, second }));
    QCOMPARE(repository().find(image.id)->stores, (QStringList{ u"local"_s, u"another"_s }));
    QCOMPARE(repository().allLocations()->size(), 2);
    QVERIFY(repository().removeLocation(image.id, first));
    QCOMPARE(repository().find(image.id)->stores, QStringList{ u"another"_s });
}

void TestImageRepository::claimsAreReadBack()
{
    const Image image = inserted();
    const WorkClaim one = claimOf(image.id);
    const WorkClaim two = claimOf(image.id);
    QVERIFY(repository().addClaim(one));
    QVERIFY(repository().addClaim(two));
    QVERIFY(!repository().addClaim(two));
    QCOMPARE(*repository().claims(), (QList<WorkClaim>{ one, two }));
    QVERIFY(repository().dropClaim(one.blob));
    QVERIFY(repository().dropClaim(one.blob));
    QCOMPARE(*repository().claims(), QList<WorkClaim>{ two });
}

void TestImageRepository::historyIsOrderedBySequence()
{
    const Image image = inserted();
    ImageStatus status = ImageStatus::Queued;
    for (const ImageStatus next : { ImageStatus::Saving, ImageStatus::Queued, ImageStatus::Saving }) {
        StatusChange change = changeOf(image.id, status, next);
        change.error = u"why"_s;
        change.cause = TransitionCause::Recovery;
        QVERIFY(repository().changeStatus(change));
        status = next;
    }
    const auto history = repository().history(image.id);
    QVERIFY(history);
    QCOMPARE(history->size(), 4);
    for (qsizetype i = 1; i < history->size(); ++i) {
        QVERIFY(history->at(i).sequence > history->at(i - 1).sequence);
        QCOMPARE(history->at(i).from, history->at(i - 1).to);
        QCOMPARE(history->at(i).error, u"why"_s);
        QCOMPARE(history->at(i).cause, TransitionCause::Recovery);
    }
}

void TestImageRepository::tasksFollowTheirStates()
{
    Task task;
    task.id = newId();
    task.type = u"api_image_import"_s;
    task.imageId = newId();
    QVERIFY(repository().insertTask(task));
    QVERIFY(!repository().insertTask(task));
    QVERIFY(repository().updateTask(task.id, TaskStatus::Processing, u"Copied 1 MiB"_s));
    QVERIFY(repository().updateTask(task.id, TaskStatus::Processing, u"Copied 2 MiB"_s));
    QVERIFY(!repository().task(task.id)->expiresAt);
    QVERIFY(repository().updateTask(task.id, TaskStatus::Success, {}));
    const auto ended = repository().task(task.id);
    QVERIFY(ended);
    QCOMPARE(ended->status, TaskStatus::Success);
    QCOMPARE(ended->updatedAt.secsTo(*ended->expiresAt), 48 * 60 * 60);
    QCOMPARE(repository().updateTask(task.id, TaskStatus::Failure, {}).error().code, ErrorCode::Conflict);
    QCOMPARE(repository().updateTask(task.id, TaskStatus::Success, {}).error().code, ErrorCode::Conflict);
    QCOMPARE(repository().updateTask(newId(), TaskStatus::Success, {}).error().code, ErrorCode::NotFound);

    Task other = task;
    other.id = newId();
    other.imageId.clear();
    QVERIFY(repository().insertTask(other));
    QCOMPARE(repository().tasks({})->constFirst().id, other.id);
    QCOMPARE(repository().tasks(task.imageId)->size(), 1);
}

void TestImageRepository::usageCountsListedAndTrashed()
{
    inserted();
    const Image first = activeImage(1000);
    const Image second = activeImage(500);
    trash(second.id, QDateTime::currentDateTimeUtc());
    const auto usage = repository().usage();
    QVERIFY(usage);
    QCOMPARE(usage->imageCount, 2);
    QCOMPARE(usage->trashCount, 1);
    QCOMPARE(usage->storedBytes, 1500);
    QCOMPARE(usage->trashBytes, 500);
}

void TestImageRepository::eventsCarryGlancesNames()
{
    const qint64 start = *repository().lastEventSequence();
    const Image image = activeImage();
    trash(image.id, QDateTime::currentDateTimeUtc());
    QVERIFY(repository().finishPurge(image.id));
    QCOMPARE(eventTypes(repository(), start),
        (QStringList{ u"image.create"_s, u"image.activate"_s, u"image.delete"_s, u"image.delete"_s }));
    const auto events = repository().eventsAfter(start, 3);
    QVERIFY(events);
    QCOMPARE(events->size(), 3);
    QCOMPARE(events->at(0).kind, CatalogueEvent::Kind::ImageAdded);
    QCOMPARE(events->at(1).kind, CatalogueEvent::Kind::ImageChanged);
    QCOMPARE(events->at(2).kind, CatalogueEvent::Kind::ImageRemoved);
    QCOMPARE(events->at(0).subject, image.id);
    QCOMPARE(repository().eventsAfter(*repository().lastEventSequence(), 10)->size(), 0);
}

QTEST_GUILESS_MAIN(TestImageRepository)
#include "tst_imagerepository.moc"
