// Life of an image in the local catalogue, from creation to the end of the trash.

#include <thread>

#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestCatalogue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<CatalogueFolder>(); }

    void aFreshFolderBecomesACatalogue();
    void aFolderWithOtherThingsIsRefused();
    void aHalfMadeCatalogueIsFinished();
    void anUploadMakesTheImageActive();
    void aListShowsWhatWasCreated();
    void editsRewriteTheSidecar();
    void exportGivesTheSameBytes();
    void exportIntoTheCatalogueIsRefused();
    void d33_exportOfMissingDataFails();
    void exportTakesAnotherCopyWhenOneIsDamaged();
    void deactivatedDataStayInside();
    void deactivationIsIdempotentAndRefusedElsewhere();
    void theTrashKeepsAndGivesBack();
    void aProtectedImageStays();
    void whatIsNotActiveIsDeletedAtOnce();
    void aDeactivatedImageIsNotDeletedPastTheTrash();
    void theTrashIsEmptiedWhenItsTimeHasCome();
    void d22_aJumpingClockDoesNotEmptyTheTrash();
    void restoringWithoutDataIsRefused();
    void b38_deletingTwiceIsNotFound();
    void b06_anIdIsNeverUsedTwice();
    void twoCataloguesOnOneFolderSeeEachOther();
    void d04_aReadOnlyFileSystemCanBeRead();
    void d05_aFolderThatCannotBeOpenedIsNamed();
    void readersMayNotWrite();

private:
    QByteArray m_bytes = patternBytes(300'000);
    std::unique_ptr<CatalogueFolder> m_folder;
};

void TestCatalogue::aFreshFolderBecomesACatalogue()
{
    const auto catalogue = m_folder->open();
    QVERIFY(catalogue);
    const auto info = catalogue->info();
    VERIFY_RESULT(info);
    QVERIFY(!info->uuid.isEmpty());
    QVERIFY(!info->isReadOnly);
    for (const QString &name : { u"VITRINE"_s, u"lock"_s, u"catalogue.db"_s, u"staging"_s, u"blobs"_s,
             u"trash"_s, u"lost+found"_s, u"backup"_s })
        QVERIFY2(QFile::exists(m_folder->root() + u'/' + name), qPrintable(name));
    QCOMPARE(catalogue->stores()->size(), 1);
    QVERIFY(catalogue->stores()->constFirst().isDefault);
}

void TestCatalogue::aFolderWithOtherThingsIsRefused()
{
    QVERIFY(QDir().mkpath(m_folder->root()));
    writeFile(m_folder->root() + u"/letter.txt"_s, "dear");
    QCOMPARE(codeOf(Catalogue::open(m_folder->options())), ErrorCode::Conflict);
    QCOMPARE(QDir(m_folder->root()).entryList(QDir::Files), QStringList{ u"letter.txt"_s });
}

void TestCatalogue::aHalfMadeCatalogueIsFinished()
{
    QVERIFY(QDir().mkpath(m_folder->root()));
    const QStringList leftovers{ u"VITRINE.tmp"_s, u"VITRINE.tmp-4711-1"_s };
    for (const QString &name : leftovers)
        writeFile(m_folder->root() + u'/' + name, "{");
    writeFile(m_folder->root() + u"/lock"_s, {});
    QVERIFY(m_folder->open());
    for (const QString &name : leftovers)
        QVERIFY(!QFile::exists(m_folder->root() + u'/' + name));
}

void TestCatalogue::anUploadMakesTheImageActive()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    const auto image = catalogue->image(id);
    VERIFY_RESULT(image);
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->size, m_bytes.size());
    QCOMPARE(image->virtualSize, m_bytes.size());
    QCOMPARE(image->checksum, md5Of(m_bytes));
    QCOMPARE(image->osHashAlgo, u"sha512"_s);
    QCOMPARE(image->osHashValue, sha512Of(m_bytes));
    QCOMPARE(image->stores, QStringList{ u"local"_s });
    QCOMPARE(m_folder->dataFiles().size(), 1);
    QCOMPARE(readFile(m_folder->dataFiles().constFirst()), m_bytes);

    QList<ImageStatus> life;
    const auto history = catalogue->history(id);
    for (const Transition &step : *history)
        life.append(step.to);
    QCOMPARE(life, (QList{ ImageStatus::Queued, ImageStatus::Saving, ImageStatus::Active }));
    const auto tasks = catalogue->tasks(id);
    QCOMPARE(tasks->size(), 1);
    QCOMPARE(tasks->constFirst().status, TaskStatus::Success);
    QVERIFY(catalogue->lastEventSequence().value_or(0) > 0);
}

void TestCatalogue::aListShowsWhatWasCreated()
{
    const auto catalogue = m_folder->open();
    createRaw(*catalogue, u"one"_s);
    createRaw(*catalogue, u"two"_s);
    QCOMPARE(catalogue->list({})->images.size(), 2);
    QCOMPARE(*catalogue->count({}), 2);
    ImageQuery query;
    query.text = u"tw"_s;
    QCOMPARE(catalogue->list(query)->images.constFirst().name, u"two"_s);
}

void TestCatalogue::editsRewriteTheSidecar()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    ImagePatch patch;
    patch.name = u"renamed"_s;
    patch.addTags = QStringList{ u"lab"_s };
    VERIFY_RESULT(catalogue->update(id, patch));
    const QByteArray sidecar = readFile(m_folder->dataFiles().constFirst() + u".json"_s);
    QVERIFY(sidecar.contains("renamed"));
    QVERIFY(sidecar.contains("lab"));
}

void TestCatalogue::exportGivesTheSameBytes()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    const QString file = m_folder->path(u"out.img"_s);
    VERIFY_RESULT(catalogue->exportImage(id, { .destination = file }, {}));
    QCOMPARE(readFile(file), m_bytes);
    QCOMPARE(codeOf(catalogue->exportImage(id, { .destination = file }, {})), ErrorCode::Conflict);
    QCOMPARE(catalogue->tasks(id)->constFirst().type, u"export"_s);
    QCOMPARE(codeOf(catalogue->exportImage(createRaw(*catalogue), { .destination = file }, {})),
        ErrorCode::Conflict);
}

void TestCatalogue::exportIntoTheCatalogueIsRefused()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    const QString link = m_folder->path(u"link"_s);
    QVERIFY(QFile::link(m_folder->root() + u"/blobs"_s, link));
    for (const QString &file : QStringList{ m_folder->root() + u"/x.img"_s, link + u"/x.img"_s })
        QCOMPARE(codeOf(catalogue->exportImage(id, { .destination = file }, {})), ErrorCode::BadRequest);
}

void TestCatalogue::d33_exportOfMissingDataFails()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    QVERIFY(QDir(m_folder->root() + u"/blobs"_s).removeRecursively());
    const QString file = m_folder->path(u"out.img"_s);
    QCOMPARE(codeOf(catalogue->exportImage(id, { .destination = file }, {})), ErrorCode::Unavailable);
    QVERIFY(!QFile::exists(file));
    QVERIFY(!QFile::exists(m_folder->root() + u"/blobs"_s));
}

void TestCatalogue::exportTakesAnotherCopyWhenOneIsDamaged()
{
    const auto catalogue = m_folder->open();
    const QString second = m_folder->path(u"second"_s);
    QVERIFY(QDir().mkpath(second));
    VERIFY_RESULT(catalogue->addStore(u"second"_s, second, {}));
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->import(
        id, { .method = ImportRequest::Method::CopyImage, .uri = {}, .stores = { u"second"_s } }, {}));
    QByteArray damaged = m_bytes;
    damaged[1000] = static_cast<char>(damaged[1000] ^ 1);
    const QString blob = m_folder->dataFiles().constFirst();
    QVERIFY(QFile::setPermissions(blob, QFile::ReadOwner | QFile::WriteOwner));
    writeFile(blob, damaged);
    const QString file = m_folder->path(u"out.img"_s);
    VERIFY_RESULT(catalogue->exportImage(id, { .destination = file }, {}));
    QCOMPARE(readFile(file), m_bytes);
}

void TestCatalogue::deactivatedDataStayInside()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->deactivate(id));
    const QString file = m_folder->path(u"out.img"_s);
    QCOMPARE(codeOf(catalogue->exportImage(id, { .destination = file }, {})), ErrorCode::Forbidden);
    const ImportRequest copy{
        .method = ImportRequest::Method::CopyImage, .uri = {}, .stores = { u"local"_s }
    };
    QCOMPARE(codeOf(catalogue->import(id, copy, {})), ErrorCode::Forbidden);
    VERIFY_RESULT(catalogue->reactivate(id));
    VERIFY_RESULT(catalogue->exportImage(id, { .destination = file }, {}));
}

void TestCatalogue::deactivationIsIdempotentAndRefusedElsewhere()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->reactivate(id));
    VERIFY_RESULT(catalogue->deactivate(id));
    VERIFY_RESULT(catalogue->deactivate(id));
    QCOMPARE(statusOf(*catalogue, id), ImageStatus::Deactivated);
    const ImageId queued = createRaw(*catalogue);
    QCOMPARE(codeOf(catalogue->deactivate(queued)), ErrorCode::Forbidden);
    QCOMPARE(codeOf(catalogue->reactivate(queued)), ErrorCode::Forbidden);
}

void TestCatalogue::theTrashKeepsAndGivesBack()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->remove(id));
    const auto trashed = catalogue->image(id);
    VERIFY_RESULT(trashed);
    QCOMPARE(trashed->status, ImageStatus::PendingDelete);
    QVERIFY(trashed->purgeAt > QDateTime::currentDateTimeUtc().addDays(6));
    QCOMPARE(catalogue->list({})->images.size(), 0);
    ImageQuery trash;
    trash.trash = true;
    QCOMPARE(catalogue->list(trash)->images.size(), 1);
    QCOMPARE(catalogue->usage()->trashCount, 1);
    QCOMPARE(codeOf(catalogue->exportImage(id, { .destination = m_folder->path(u"x"_s) }, {})),
        ErrorCode::NotFound);

    const auto restored = catalogue->restore(id);
    VERIFY_RESULT(restored);
    QCOMPARE(restored->status, ImageStatus::Active);
    QVERIFY(!restored->purgeAt);
    QCOMPARE(codeOf(catalogue->restore(id)), ErrorCode::Conflict);
}

void TestCatalogue::aProtectedImageStays()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    ImagePatch patch;
    patch.isProtected = true;
    VERIFY_RESULT(catalogue->update(id, patch));
    QCOMPARE(codeOf(catalogue->remove(id)), ErrorCode::Forbidden);
    QCOMPARE(statusOf(*catalogue, id), ImageStatus::Active);
}

void TestCatalogue::whatIsNotActiveIsDeletedAtOnce()
{
    const auto catalogue = m_folder->open();
    const ImageId queued = createRaw(*catalogue);
    VERIFY_RESULT(catalogue->remove(queued));
    QCOMPARE(codeOf(catalogue->image(queued)), ErrorCode::NotFound);
    const ImageId staged = createRaw(*catalogue);
    BytesSource source(m_bytes);
    VERIFY_RESULT(catalogue->stage(staged, source, {}, {}));
    VERIFY_RESULT(catalogue->remove(staged));
    QCOMPARE(codeOf(catalogue->image(staged)), ErrorCode::NotFound);
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogue::aDeactivatedImageIsNotDeletedPastTheTrash()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->deactivate(id));
    QCOMPARE(codeOf(catalogue->remove(id)), ErrorCode::BadRequest);
    QCOMPARE(statusOf(*catalogue, id), ImageStatus::Deactivated);
    QCOMPARE(m_folder->dataFiles().size(), 1);
    // Who has no trash means it.
    CatalogueOptions options = m_folder->options();
    options.trashDays = 0;
    VERIFY_RESULT(CatalogueFolder::open(options)->remove(id));
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogue::theTrashIsEmptiedWhenItsTimeHasCome()
{
    auto clock = std::make_shared<ClockReading>(readSystemClock());
    CatalogueOptions options = m_folder->options();
    options.clock = [clock] { return *clock; };
    const auto catalogue = CatalogueFolder::open(options);
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->remove(id));
    QCOMPARE(catalogue->purgeExpired().value_or(-1), 0);
    clock->wall = clock->wall.addDays(8);
    clock->uptimeMs += 8LL * 24 * 3600 * 1000;
    QCOMPARE(catalogue->purgeExpired().value_or(-1), 1);
    QCOMPARE(codeOf(catalogue->image(id)), ErrorCode::NotFound);
    QCOMPARE(m_folder->dataFiles(), QStringList());

    const ImageId other = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->remove(other));
    QCOMPARE(catalogue->emptyTrash().value_or(-1), 1);
    QCOMPARE(m_folder->dataFiles(), QStringList());
}

void TestCatalogue::d22_aJumpingClockDoesNotEmptyTheTrash()
{
    auto clock = std::make_shared<ClockReading>(readSystemClock());
    CatalogueOptions options = m_folder->options();
    options.clock = [clock] { return *clock; };
    const auto catalogue = CatalogueFolder::open(options);
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->remove(id));
    for (const int years : { 10, -20, 10 }) {
        clock->wall = clock->wall.addYears(years);
        clock->uptimeMs += 3600 * 1000;
        QCOMPARE(catalogue->purgeExpired().value_or(-1), 0);
    }
    // Over a boot, too.
    clock->wall = clock->wall.addYears(10);
    clock->bootId = u"another boot"_s;
    clock->uptimeMs = 1000;
    QCOMPARE(catalogue->purgeExpired().value_or(-1), 0);
    QCOMPARE(statusOf(*catalogue, id), ImageStatus::PendingDelete);
}

void TestCatalogue::restoringWithoutDataIsRefused()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->remove(id));
    QVERIFY(QFile::remove(m_folder->dataFiles().constFirst()));
    QCOMPARE(codeOf(catalogue->restore(id)), ErrorCode::Corrupt);
    QCOMPARE(statusOf(*catalogue, id), ImageStatus::PendingDelete);
}

void TestCatalogue::b38_deletingTwiceIsNotFound()
{
    const auto catalogue = m_folder->open();
    const ImageId id = createActive(*catalogue, m_bytes);
    VERIFY_RESULT(catalogue->remove(id));
    QCOMPARE(codeOf(catalogue->remove(id)), ErrorCode::NotFound);
    QCOMPARE(codeOf(catalogue->remove(u"00000000-0000-4000-8000-000000000000"_s)), ErrorCode::NotFound);
}

void TestCatalogue::b06_anIdIsNeverUsedTwice()
{
    const auto catalogue = m_folder->open();
    ImageDraft draft = rawDraft(u"x"_s);
    draft.id = u"12345678-1234-4234-8234-123456789abc"_s;
    VERIFY_RESULT(catalogue->create(draft));
    VERIFY_RESULT(catalogue->remove(draft.id));
    QCOMPARE(codeOf(catalogue->create(draft)), ErrorCode::Conflict);
}

void TestCatalogue::twoCataloguesOnOneFolderSeeEachOther()
{
    const auto one = m_folder->open();
    const auto other = m_folder->open();
    const qint64 before = other->dataVersion().value_or(-1);
    const ImageId id = createActive(*one, m_bytes);
    QVERIFY(other->dataVersion().value_or(-1) != before);
    QCOMPARE(statusOf(*other, id), ImageStatus::Active);
    VERIFY_RESULT(other->deactivate(id));
    QCOMPARE(statusOf(*one, id), ImageStatus::Deactivated);
}

void TestCatalogue::d04_aReadOnlyFileSystemCanBeRead()
{
    const ImageId id = createActive(*m_folder->open(), m_bytes);
    const QString mounted = m_folder->path(u"mounted"_s);
    QVERIFY(QDir().mkpath(mounted));
    run(u"mount"_s, { u"--bind"_s, m_folder->root(), mounted });
    run(u"mount"_s, { u"-o"_s, u"remount,bind,ro"_s, mounted });
    {
        CatalogueOptions options = m_folder->options();
        options.root = mounted;
        const auto catalogue = CatalogueFolder::open(options);
        QVERIFY(catalogue);
        QVERIFY(catalogue->info()->isReadOnly);
        QCOMPARE(statusOf(*catalogue, id), ImageStatus::Active);
        QCOMPARE(catalogue->list({})->images.size(), 1);
        const QString file = m_folder->path(u"out.img"_s);
        VERIFY_RESULT(catalogue->exportImage(id, { .destination = file }, {}));
        QCOMPARE(readFile(file), m_bytes);
        QVERIFY(catalogue->verify({}, {})->issues.isEmpty());
        QCOMPARE(codeOf(catalogue->create(rawDraft(u"x"_s))), ErrorCode::ReadOnly);
        QCOMPARE(codeOf(catalogue->remove(id)), ErrorCode::ReadOnly);
        QCOMPARE(codeOf(catalogue->deactivate(id)), ErrorCode::ReadOnly);
        BytesSource source(m_bytes);
        QCOMPARE(codeOf(catalogue->upload(id, source, {}, {})), ErrorCode::ReadOnly);
    }
    run(u"umount"_s, { mounted });
}

void TestCatalogue::d05_aFolderThatCannotBeOpenedIsNamed()
{
    writeFile(m_folder->path(u"catalogue"_s), "a file where a folder should be");
    const auto opened = Catalogue::open(m_folder->options());
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(m_folder->root()), qPrintable(opened.error().message));
}

void TestCatalogue::readersMayNotWrite()
{
    ImageId id;
    {
        const auto admin = m_folder->open();
        ImageDraft draft = rawDraft(u"ours"_s);
        draft.owner = u"ours"_s;
        id = admin->create(draft)->id;
        draft.owner = u"theirs"_s;
        draft.visibility = Visibility::Private;
        VERIFY_RESULT(admin->create(draft));
    }
    CatalogueOptions options = m_folder->options();
    options.actor = { .project = u"ours"_s, .role = Actor::Role::Reader };
    const auto catalogue = CatalogueFolder::open(options);
    QCOMPARE(catalogue->list({})->images.size(), 1);
    QCOMPARE(*catalogue->count({}), 1);
    VERIFY_RESULT(catalogue->image(id));
    QCOMPARE(codeOf(catalogue->create(rawDraft(u"x"_s))), ErrorCode::Forbidden);
    QCOMPARE(codeOf(catalogue->remove(id)), ErrorCode::Forbidden);
    ImagePatch patch;
    patch.name = u"mine"_s;
    QCOMPARE(codeOf(catalogue->update(id, patch)), ErrorCode::Forbidden);
    QCOMPARE(codeOf(catalogue->emptyTrash()), ErrorCode::Forbidden);
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
