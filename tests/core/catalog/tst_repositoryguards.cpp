// What the repository refuses or forgets inside its transactions, whatever was checked before.

#include <QTest>

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
    return change;
}

} // namespace

class TestRepositoryGuards final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RepositoryFixture>(); }
    void protectionThatCameMeanwhileKeepsTheImage();
    void copiesDoNotPassTheQuotaTogether();
    void tasksAreForgottenWhenTheirTimeHasCome();

private:
    ImageRepository &repository() { return *m_fixture->repository; }
    Image inserted();
    Image activeImage(qint64 size = 1000);

    std::unique_ptr<RepositoryFixture> m_fixture;
};

Image TestRepositoryGuards::inserted()
{
    const Image image = queuedImage(u"Debian 12"_s);
    if (!repository().insert(image, TransitionCause::Create))
        QTest::qFail("insert failed", __FILE__, __LINE__);
    return image;
}

Image TestRepositoryGuards::activeImage(qint64 size)
{
    const Image image = inserted();
    StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Active);
    change.facts = DataFacts{ size, 2 * size, u"md5"_s, u"sha512"_s, u"abc"_s };
    change.addLocation = ImageLocation{ u"local"_s, newId() };
    const auto changed = repository().changeStatus(change);
    if (!changed)
        QTest::qFail(qPrintable(changed.error().message), __FILE__, __LINE__);
    return changed.value_or(Image());
}

void TestRepositoryGuards::protectionThatCameMeanwhileKeepsTheImage()
{
    const Image image = activeImage();
    ImagePatch patch;
    patch.isProtected = true;
    QVERIFY(repository().patch(image.id, patch, {}));
    for (const ImageStatus to : { ImageStatus::PendingDelete, ImageStatus::Deleted }) {
        StatusChange change = changeOf(image.id, ImageStatus::Active, to);
        change.cause = TransitionCause::Delete;
        QCOMPARE(repository().changeStatus(change).error().code, ErrorCode::Forbidden);
    }
    QCOMPARE(repository().find(image.id)->status, ImageStatus::Active);
    // Its state may change all the same.
    QVERIFY(repository().changeStatus(changeOf(image.id, ImageStatus::Active, ImageStatus::Deactivated)));
}

void TestRepositoryGuards::copiesDoNotPassTheQuotaTogether()
{
    constexpr qint64 limit = 2500;
    const Image first = activeImage(1000);
    StoreInfo other;
    other.id = u"another"_s;
    QVERIFY(repository().insertStore(other));
    const ImageLocation second{ u"another"_s, newId() };
    QVERIFY(repository().addLocation(first.id, second, {}, limit));
    const Image image = inserted();
    StatusChange change = changeOf(image.id, ImageStatus::Queued, ImageStatus::Active);
    change.facts = DataFacts{ 501, 501, u"md5"_s, u"sha512"_s, u"abc"_s };
    change.addLocation = ImageLocation{ u"local"_s, newId() };
    change.totalBytes = limit;
    QCOMPARE(repository().changeStatus(change).error().code, ErrorCode::LimitExceeded);
    QCOMPARE(repository().find(image.id)->status, ImageStatus::Queued);
    QVERIFY(repository().locations(image.id)->isEmpty());
    change.facts->size = 500;
    QVERIFY(repository().changeStatus(change));
    const ImageLocation third{ u"another"_s, newId() };
    QCOMPARE(repository().addLocation(image.id, third, {}, limit).error().code, ErrorCode::LimitExceeded);
    QVERIFY(repository().addLocation(image.id, third, {}));
}

void TestRepositoryGuards::tasksAreForgottenWhenTheirTimeHasCome()
{
    Task ended;
    ended.id = newId();
    ended.type = u"upload"_s;
    ended.status = TaskStatus::Processing;
    Task open = ended;
    open.id = newId();
    QVERIFY(repository().insertTask(ended));
    QVERIFY(repository().insertTask(open));
    QVERIFY(repository().updateTask(ended.id, TaskStatus::Success, {}));
    QCOMPARE(repository().openTasks()->size(), 1);
    QCOMPARE(repository().openTasks()->constFirst().id, open.id);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(repository().dropExpiredTasks(now.addDays(1)));
    QCOMPARE(repository().tasks({})->size(), 2);
    QVERIFY(repository().dropExpiredTasks(now.addDays(3)));
    QCOMPARE(repository().tasks({})->size(), 1);
    QCOMPARE(repository().tasks({})->constFirst().id, open.id);
}

QTEST_GUILESS_MAIN(TestRepositoryGuards)
#include "tst_repositoryguards.moc"
