#include <algorithm>
#include <random>

#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include "core/catalog/querysql.h"
#include "core/image/imagematch.h"
#include "tests/core/catalog/repositoryfixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A small world, so that values meet often: names in several scripts, few tags, few properties.
class RandomWorld
{
public:
    explicit RandomWorld(quint32 seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return static_cast<int>(m_random() % static_cast<quint32>(limit)); }
    bool chance(int percent) { return below(100) < percent; }

    template<typename Value>
    Value oneOf(const QList<Value> &values)
    {
        return values.at(below(static_cast<int>(values.size())));
    }

    QString name()
    {
        return oneOf<QString>({ u"Debian 12"_s, u"debian-12"_s, u"Ubuntu"_s, u"ÄRGER größe"_s, u"測試映像"_s,
            u"測試"_s, u"a\u001fb"_s, u"100%_x"_s, u""_s, u"ΣΑΣ"_s, u"𐐀 deseret"_s, u"z"_s, QString() });
    }

    QString value()
    {
        return oneOf<QString>({ u"linux"_s, u"Debian"_s, u"像機"_s, u""_s, QString(40, u'x') + u"1"_s,
            QString(40, u'x') + u"2"_s, u"12"_s });
    }

    QString tag() { return oneOf<QString>({ u"red"_s, u"Blue"_s, u"綠色"_s, u"12"_s }); }
    QString property() { return oneOf<QString>({ u"os"_s, u"version"_s, u"x"_s }); }

    Image image()
    {
        Image image = queuedImage(name());
        image.status = oneOf<ImageStatus>(
            { ImageStatus::Queued, ImageStatus::Saving, ImageStatus::Active, ImageStatus::Active,
                ImageStatus::Deactivated, ImageStatus::PendingDelete, ImageStatus::Deleted });
        image.visibility = oneOf(allVisibilities());
        image.isProtected = chance(30);
        image.osHidden = chance(20);
        image.owner = oneOf<QString>({ QString(), u"p1"_s, u"p2"_s });
        image.checksum = oneOf<QString>({ QString(), u"c1"_s });
        image.osHashValue = oneOf<QString>({ QString(), u"h1"_s });
        image.size = chance(30) ? std::nullopt : std::optional<qint64>(below(4));
        image.virtualSize = chance(30) ? std::nullopt : std::optional<qint64>(below(4));
        image.diskFormat = chance(30) ? std::nullopt : std::optional(oneOf(allDiskFormats()));
        image.containerFormat = chance(30) ? std::nullopt : std::optional(oneOf(allContainerFormats()));
        image.minDisk = below(3);
        image.minRam = below(3);
        image.createdAt = time();
        image.updatedAt = image.createdAt.addMSecs(below(3));
        for (int i = below(3); i > 0; --i)
            image.tags.append(tag());
        image.tags.sort();
        image.tags.removeDuplicates();
        for (int i = below(4); i > 0; --i)
            image.properties.insert(property(), value());
        return image;
    }

    QDateTime time() { return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + below(5), Qt::UTC); }

    QString filterValue(FilterField field, const QList<Image> &images)
    {
        switch (field) {
        case FilterField::Id:
            return oneOf(images).id;
        case FilterField::Name:
            return name();
        case FilterField::Status:
            return imageStatusName(oneOf(allImageStatuses()));
        case FilterField::Visibility:
            return visibilityName(oneOf(allVisibilities()));
        case FilterField::ContainerFormat:
            return containerFormatName(oneOf(allContainerFormats()));
        case FilterField::DiskFormat:
            return diskFormatName(oneOf(allDiskFormats()));
        case FilterField::Size:
        case FilterField::VirtualSize:
        case FilterField::MinDisk:
        case FilterField::MinRam:
            return chance(10) ? u"many"_s : QString::number(below(4));
        case FilterField::Owner:
            return oneOf<QString>({ u"p1"_s, u"p2"_s, u"p3"_s });
        case FilterField::Checksum:
            return u"c1"_s;
        case FilterField::OsHashValue:
            return u"h1"_s;
        case FilterField::Protected:
            return chance(50) ? u"true"_s : u"false"_s;
        case FilterField::CreatedAt:
        case FilterField::UpdatedAt:
            return time().toString(Qt::ISODateWithMs);
        case FilterField::Tag:
            return chance(15) ? u""_s : tag();
        case FilterField::Property:
            return value();
        }
        Q_UNREACHABLE();
    }

    ImageFilter filter(const QList<Image> &images)
    {
        ImageFilter filter;
        filter.field = static_cast<FilterField>(below(static_cast<int>(FilterField::Property) + 1));
        filter.op = chance(50)
            ? FilterOperator::Equal
            : static_cast<FilterOperator>(below(static_cast<int>(FilterOperator::LessOrEqual) + 1));
        for (int i = filter.op == FilterOperator::In ? below(4) : 1; i > 0; --i)
            filter.values.append(filterValue(filter.field, images));
        if (filter.field == FilterField::Property)
            filter.property = property();
        return filter;
    }

    QString text(const QList<Image> &images)
    {
        const QString id = oneOf(images).id;
        return oneOf<QString>({ u"DEB"_s, u"debian"_s, u"測試"_s, u"像"_s, u"größe"_s, u"ärg"_s, u"σας"_s,
            u"%"_s, u"_"_s, u"12"_s, u"z"_s, u"no such text"_s, u"𐐨"_s, u"xx1"_s, u"綠色"_s, id, id.left(1),
            id.mid(9, 2).toUpper(), id.mid(5, 6), u"-"_s, u"\n"_s });
    }

    ImageQuery query(const QList<Image> &images)
    {
        ImageQuery query;
        for (int i = below(3); i > 0; --i)
            query.filters.append(filter(images));
        query.hidden = static_cast<HiddenFilter>(below(3));
        if (chance(50))
            query.text = text(images);
        query.trash = chance(20);
        for (int i = below(4); i > 0; --i) {
            const SortKey key{ static_cast<SortField>(below(static_cast<int>(SortField::OsDistro) + 1)),
                chance(50) ? Qt::AscendingOrder : Qt::DescendingOrder };
            query.sort.append(key);
        }
        query.limit = 1 + below(40);
        return query;
    }

private:
    std::mt19937 m_random;
};

QList<ImageId> idsOf(const QList<Image> &images)
{
    QList<ImageId> ids;
    for (const Image &image : images)
        ids.append(image.id);
    return ids;
}

/// SQLite compares text by code point and QString by UTF-16 unit; they differ above the first plane only.
bool sortsAlike(const QList<Image> &images, const QList<SortKey> &keys)
{
    const bool byName = std::any_of(
        keys.cbegin(), keys.cend(), [](const SortKey &key) { return key.field == SortField::Name; });
    return !byName || std::none_of(images.cbegin(), images.cend(), [](const Image &image) {
        return std::any_of(image.name.cbegin(), image.name.cend(), [](QChar c) { return c.isSurrogate(); });
    });
}

QString describe(const ImageQuery &query)
{
    QString text = u"text=%1 trash=%2 hidden=%3"_s.arg(query.text)
                       .arg(query.trash)
                       .arg(static_cast<int>(query.hidden));
    for (const ImageFilter &filter : query.filters)
        text += u" filter(%1 op %2 %3: %4)"_s.arg(static_cast<int>(filter.field))
                    .arg(static_cast<int>(filter.op))
                    .arg(filter.property, filter.values.join(u'|'));
    for (const SortKey &key : query.sort)
        text += u" sort(%1 %2)"_s.arg(sortFieldName(key.field)).arg(key.order);
    return text;
}

} // namespace

class TestImageQuerySql : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void randomQueriesAgreeWithTheRule_data();
    void randomQueriesAgreeWithTheRule();
    void b35_limitsAreKept();
    void b35_unknownMarkerIsRefused();
    void markersOfOtherShelvesAreRefused();
    void killedImagesAreNeverListed();
    void listingWalksAnIndex_data();
    void listingWalksAnIndex();
    void coarseKeysAreWalkedValueByValue_data();
    void coarseKeysAreWalkedValueByValue();
    void searchFollowsEdits();
    void distributionsFollowEdits();
    void similarNamesComeBestFirst();

private:
    QList<Image> expected(const ImageQuery &query) const;
    /// All pages of the query, one after the other.
    QList<ImageId> paged(ImageQuery query) const;

    std::unique_ptr<RepositoryFixture> m_fixture;
    QList<Image> m_images;
};

void TestImageQuerySql::initTestCase()
{
    m_fixture = std::make_unique<RepositoryFixture>();
    RandomWorld world(7);
    for (int i = 0; i < 250; ++i) {
        m_images.append(world.image());
        QVERIFY(m_fixture->repository->insert(m_images.constLast(), TransitionCause::Create));
    }
}

QList<Image> TestImageQuerySql::expected(const ImageQuery &query) const
{
    QList<Image> images;
    std::copy_if(m_images.cbegin(), m_images.cend(), std::back_inserter(images),
        [&query](const Image &image) { return matches(image, query); });
    const QList<SortKey> keys = fullSortOf(query);
    std::sort(images.begin(), images.end(),
        [&keys](const Image &left, const Image &right) { return comesBefore(left, right, keys); });
    return images;
}

QList<ImageId> TestImageQuerySql::paged(ImageQuery query) const
{
    QList<ImageId> ids;
    do {
        const auto page = m_fixture->repository->list(query);
        if (!page || page->images.size() > query.limit) {
            QTest::qFail(page ? "page too long" : qPrintable(page.error().detail + describe(query)), __FILE__,
                __LINE__);
            return ids;
        }
        ids += idsOf(page->images);
        query.marker = page->nextMarker;
    } while (!query.marker.isNull());
    return ids;
}

void TestImageQuerySql::randomQueriesAgreeWithTheRule_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestImageQuerySql::randomQueriesAgreeWithTheRule()
{
    QFETCH(const quint32, seed);
    RandomWorld world(seed);
    qsizetype found = 0;
    for (int i = 0; i < 60; ++i) {
        const ImageQuery query = world.query(m_images);
        const QList<Image> wanted = expected(query);
        QList<ImageId> wantedIds = idsOf(wanted);
        QList<ImageId> ids = paged(query);
        if (!sortsAlike(wanted, fullSortOf(query))) {
            std::sort(ids.begin(), ids.end());
            std::sort(wantedIds.begin(), wantedIds.end());
        }
        QVERIFY2(ids == wantedIds, qPrintable(describe(query)));
        const auto count = m_fixture->repository->count(query);
        QVERIFY(count);
        QCOMPARE(*count, wanted.size());
        found += wanted.size();
    }
    QVERIFY2(found > 50, "the queries must find something to mean anything");
}

void TestImageQuerySql::b35_limitsAreKept()
{
    ImageQuery query;
    query.hidden = HiddenFilter::Both;
    query.limit = -1;
    QCOMPARE(m_fixture->repository->list(query).error().code, ErrorCode::BadRequest);
    query.limit = 0;
    QVERIFY(m_fixture->repository->list(query)->images.isEmpty());
    QVERIFY(m_fixture->repository->list(query)->nextMarker.isNull());
    query.limit = 1'000'000'000;
    QCOMPARE(m_fixture->repository->list(query)->images.size(), expected(query).size());
    query.limit = static_cast<int>(expected(query).size());
    QVERIFY(m_fixture->repository->list(query)->nextMarker.isNull());
}

void TestImageQuerySql::b35_unknownMarkerIsRefused()
{
    ImageQuery query;
    query.marker = newId();
    QCOMPARE(m_fixture->repository->list(query).error().code, ErrorCode::BadRequest);
    query.marker = u"' OR 1=1 --"_s;
    QCOMPARE(m_fixture->repository->list(query).error().code, ErrorCode::BadRequest);
}

void TestImageQuerySql::markersOfOtherShelvesAreRefused()
{
    const auto trashed = std::find_if(m_images.cbegin(), m_images.cend(),
        [](const Image &image) { return image.status == ImageStatus::PendingDelete; });
    QVERIFY(trashed != m_images.cend());
    ImageQuery query;
    query.marker = trashed->id;
    QCOMPARE(m_fixture->repository->list(query).error().code, ErrorCode::BadRequest);
    query.trash = true;
    QVERIFY(m_fixture->repository->list(query));
}

void TestImageQuerySql::killedImagesAreNeverListed()
{
    RepositoryFixture fixture;
    Image image = queuedImage();
    image.status = ImageStatus::Killed;
    QVERIFY(fixture.repository->insert(image, TransitionCause::Rebuild));
    QVERIFY(fixture.repository->list({})->images.isEmpty());
    ImageQuery trash;
    trash.trash = true;
    QVERIFY(fixture.repository->list(trash)->images.isEmpty());
    QVERIFY(fixture.repository->find(image.id));
}

void TestImageQuerySql::listingWalksAnIndex_data()
{
    QTest::addColumn<SortField>("field");
    for (int i = 0; i <= static_cast<int>(SortField::OsDistro); ++i) {
        const auto field = static_cast<SortField>(i);
        QTest::addRow("%s", qPrintable(sortFieldName(field))) << field;
    }
}

/// The plan may sort what is equal in the first keys, but never the whole listing.
void TestImageQuerySql::listingWalksAnIndex()
{
    QFETCH(const SortField, field);
    ImageQuery query;
    query.sort = { { field, Qt::DescendingOrder } };
    const QuerySql sql = querySqlOf(query);
    const SqlFragment where = joinedByAnd(sql.conditions);
    const QString index = listingIndexOf(field);
    QStringList plan;
    const auto read = m_fixture->database->read([&](QSqlDatabase &database) -> Result<void> {
        QSqlQuery explain(database);
        explain.exec(u"EXPLAIN QUERY PLAN SELECT i.row FROM images i INDEXED BY "_s + index + u" WHERE "_s
            + where.sql + u" ORDER BY "_s + orderOf(fullSortOf(query)) + u" LIMIT 10"_s);
        while (explain.next())
            plan.append(explain.value(3).toString());
        return {};
    });
    QVERIFY(read);
    QVERIFY2(!plan.isEmpty() && plan.constFirst().contains(index), qPrintable(plan.join(u'\n')));
    QVERIFY2(!plan.contains(u"USE TEMP B-TREE FOR ORDER BY"_s), qPrintable(plan.join(u'\n')));
}

/// So many that the images of one status are walked and not sorted.
void insertMany(Database &database, int count)
{
    const auto written = database.write([count](QSqlDatabase &connection) -> Result<void> {
        QSqlQuery insert(connection);
        const bool isDone = insert.exec(
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
            "INSERT INTO images (id, name, status, visibility, protected, os_hidden, min_disk, min_ram, "
            "disk_format, size, created_at, updated_at) "
            "SELECT printf('%08x-0000-4000-8000-000000000000', i * 7919 % 1000003), "
            "CASE i % 50 WHEN 0 THEN NULL ELSE 'name ' || (i * 31 % 400) END, "
            "CASE WHEN i % 20 = 0 THEN 'queued' WHEN i % 31 = 0 THEN 'deactivated' ELSE 'active' END, "
            "CASE WHEN i % 3 = 0 THEN 'private' ELSE 'shared' END, 0, i % 97 = 0, 0, 0, "
            "CASE i % 4 WHEN 0 THEN 'raw' WHEN 1 THEN NULL ELSE 'qcow2' END, i * 17 % 1000, i / 3, i "
            "FROM n"_s.arg(count));
        return isDone ? Result<void>() : failure(ErrorCode::Internal, insert.lastError().text());
    });
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
}

void TestImageQuerySql::coarseKeysAreWalkedValueByValue_data()
{
    using enum SortField;
    QTest::addColumn<QList<SortKey>>("keys");
    const auto row = [](const char *name, const QList<SortKey> &keys) { QTest::newRow(name) << keys; };
    row("status, name", { { Status, Qt::AscendingOrder }, { Name, Qt::DescendingOrder } });
    row("status down, size", { { Status, Qt::DescendingOrder }, { Size, Qt::AscendingOrder } });
    row("status, against created_at", { { Status, Qt::AscendingOrder }, { CreatedAt, Qt::DescendingOrder } });
    row("format with none, id", { { DiskFormat, Qt::AscendingOrder }, { Id, Qt::DescendingOrder } });
    row("three",
        { { Visibility, Qt::DescendingOrder }, { Status, Qt::AscendingOrder },
            { Name, Qt::AscendingOrder } });
}

void TestImageQuerySql::coarseKeysAreWalkedValueByValue()
{
    QFETCH(const QList<SortKey>, keys);
    constexpr int count = 4000;
    RepositoryFixture fixture;
    insertMany(*fixture.database, count);
    ImageQuery query;
    query.hidden = HiddenFilter::Both;
    query.limit = 700;
    const auto readAll = [&fixture](ImageQuery wanted) {
        QList<Image> images;
        for (;;) {
            const auto page = fixture.repository->list(wanted);
            if (!page)
                return images;
            images += page->images;
            if (page->nextMarker.isNull())
                return images;
            wanted.marker = page->nextMarker;
        }
    };
    QList<Image> expectedImages = readAll(query);
    QCOMPARE(expectedImages.size(), count);
    query.sort = keys;
    std::sort(expectedImages.begin(), expectedImages.end(),
        [all = fullSortOf(query)](
            const Image &left, const Image &right) { return comesBefore(left, right, all); });
    const QList<Image> found = readAll(query);
    QCOMPARE(found.size(), count);
    for (qsizetype i = 0; i < count; ++i)
        QCOMPARE(found.at(i).id, expectedImages.at(i).id);

    query.filters.append({ FilterField::DiskFormat, FilterOperator::Equal, { u"raw"_s }, {} });
    query.hidden = HiddenFilter::VisibleOnly;
    expectedImages.removeIf([&query](const Image &image) { return !matches(image, query); });
    QCOMPARE(readAll(query), expectedImages);
}

void TestImageQuerySql::searchFollowsEdits()
{
    RepositoryFixture fixture;
    const Image image = queuedImage(u"before \ufffe\uffff"_s);
    QVERIFY(fixture.repository->insert(image, TransitionCause::Create));
    const auto hits = [&fixture](const QString &text) {
        ImageQuery query;
        query.text = text;
        return fixture.repository->count(query).value_or(-1);
    };
    QCOMPARE(hits(u"BEFORE"_s), 1);
    ImagePatch patch;
    patch.name = u"after"_s;
    patch.setProperties = { { u"k"_s, u"測試"_s } };
    QVERIFY(fixture.repository->patch(image.id, patch, {}));
    QCOMPARE(hits(u"before"_s), 0);
    QCOMPARE(hits(u"after"_s), 1);
    QCOMPARE(hits(u"測試"_s), 1);
    QCOMPARE(hits(u"試"_s), 1);
    QCOMPARE(hits(image.id.mid(10, 6)), 1);
    QCOMPARE(hits(u"試測"_s), 0);
}

void TestImageQuerySql::distributionsFollowEdits()
{
    RepositoryFixture fixture;
    Image rocky = queuedImage(u"rocky"_s);
    rocky.properties = { { u"os_distro"_s, u"rocky"_s } };
    Image other = queuedImage(u"other"_s);
    QVERIFY(fixture.repository->insert(rocky, TransitionCause::Create));
    QVERIFY(fixture.repository->insert(other, TransitionCause::Create));
    const auto order = [&fixture] {
        ImageQuery query;
        query.sort = { { SortField::OsDistro, Qt::AscendingOrder } };
        QStringList names;
        const ImagePage page = *fixture.repository->list(query);
        for (const Image &image : page.images)
            names.append(image.name);
        return names;
    };
    QCOMPARE(order(), QStringList({ u"other"_s, u"rocky"_s }));
    ImagePatch set;
    set.setProperties = { { u"os_distro"_s, u"ubuntu"_s } };
    QVERIFY(fixture.repository->patch(other.id, set, {}));
    QCOMPARE(order(), QStringList({ u"rocky"_s, u"other"_s }));
    set.setProperties = { { u"os_distro"_s, u"arch"_s } };
    QVERIFY(fixture.repository->patch(other.id, set, {}));
    QCOMPARE(order(), QStringList({ u"other"_s, u"rocky"_s }));
    ImagePatch unset;
    unset.removeProperties = { u"os_distro"_s };
    QVERIFY(fixture.repository->patch(rocky.id, unset, {}));
    QCOMPARE(order(), QStringList({ u"rocky"_s, u"other"_s }));
}

void TestImageQuerySql::similarNamesComeBestFirst()
{
    RepositoryFixture fixture;
    for (const char *name : { "dobain", "fedora-40", "debian-12", "debain-typo" })
        QVERIFY(fixture.repository->insert(queuedImage(QLatin1String(name)), TransitionCause::Create));
    ImageQuery query;
    query.text = u"debain"_s;
    query.isFuzzy = true;
    const ImagePage page = *fixture.repository->list(query);
    QStringList names;
    for (const Image &image : page.images) {
        QVERIFY(matches(image, query));
        names.append(image.name);
    }
    QCOMPARE(names.size(), 3);
    QCOMPARE(names.constFirst(), u"debain-typo"_s);
    QVERIFY(!names.contains(u"fedora-40"_s));
    query.limit = 1;
    QCOMPARE(fixture.repository->list(query)->images.size(), 1);
    QVERIFY(fixture.repository->list(query)->nextMarker.isNull());
}

QTEST_GUILESS_MAIN(TestImageQuerySql)
#include "tst_imagequerysql.moc"
