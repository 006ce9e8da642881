#include <QTest>

#include "core/image/imagematch.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

Image sample()
{
    Image image;
    image.id = u"71c675ab-d94f-49cd-a114-e12490b328d9"_s;
    image.name = u"Cirros 0.6"_s;
    image.status = ImageStatus::Active;
    image.visibility = Visibility::Public;
    image.size = 1000;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.minRam = 64;
    image.tags = QStringList{ u"small"_s, u"test"_s };
    image.properties = { { u"os_distro"_s, u"cirros"_s }, { u"null"_s, QString() } };
    image.createdAt = QDateTime(QDate(2015, 11, 29), QTime(22, 21, 42, 500), Qt::UTC);
    image.updatedAt = image.createdAt;
    return image;
}

ImageFilter filter(
    FilterField field, FilterOperator op, const QStringList &values, const QString &property = {})
{
    return { field, op, values, property };
}

} // namespace

class TestImageMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersHoldOrNot_data();
    void filtersHoldOrNot();
    void allFiltersMustHold();
    void hiddenImagesAreListedOnlyWhenAsked();
    void trashAndListingAreApart();
    void textIsLookedForEverywhere();
    void tieBreakersAreGlances();
    void orderCountsNullAsNothing();
    void orderIsTotal();
};

void TestImageMatch::filtersHoldOrNot_data()
{
    QTest::addColumn<ImageFilter>("wanted");
    QTest::addColumn<bool>("holds");
    using enum FilterField;
    using enum FilterOperator;
    const auto row = [](const char *name, bool holds, const ImageFilter &wanted) {
        QTest::newRow(name) << wanted << holds;
    };
    row("name", true, filter(Name, Equal, { u"Cirros 0.6"_s }));
    row("name of other case", false, filter(Name, Equal, { u"cirros 0.6"_s }));
    row("name not", true, filter(Name, NotEqual, { u"x"_s }));
    row("name in", true, filter(Name, In, { u"x"_s, u"Cirros 0.6"_s }));
    row("name in nothing", false, filter(Name, In, {}));
    row("status", true, filter(Status, In, { u"queued"_s, u"active"_s }));
    row("visibility", false, filter(FilterField::Visibility, Equal, { u"private"_s }));
    row("disk format", true, filter(FilterField::DiskFormat, Equal, { u"qcow2"_s }));
    row("container format", false, filter(FilterField::ContainerFormat, Equal, { u"ova"_s }));
    row("null owner is not equal", false, filter(Owner, Equal, { u""_s }));
    row("null owner is not unequal either", false, filter(Owner, NotEqual, { u"x"_s }));
    row("size", true, filter(Size, Equal, { u"1000"_s }));
    row("size greater", false, filter(Size, Greater, { u"1000"_s }));
    row("size greater or equal", true, filter(Size, GreaterOrEqual, { u"1000"_s }));
    row("size less", false, filter(Size, Less, { u"1000"_s }));
    row("size less or equal", true, filter(Size, LessOrEqual, { u"1000"_s }));
    row("size as numbers, not words", true, filter(Size, Greater, { u"999"_s }));
    row("size that is no number", false, filter(Size, NotEqual, { u"x"_s }));
    row("null virtual size", false, filter(VirtualSize, GreaterOrEqual, { u"0"_s }));
    row("min_disk is zero, not null", true, filter(MinDisk, LessOrEqual, { u"0"_s }));
    row("min_ram", true, filter(MinRam, In, { u"32"_s, u"64"_s }));
    row("protected", true, filter(Protected, Equal, { u"false"_s }));
    row("created after", true, filter(CreatedAt, Greater, { u"2015-11-29T22:21:42Z"_s }));
    row("created exactly", true, filter(CreatedAt, Equal, { u"2015-11-29T22:21:42.500Z"_s }));
    row("created in another zone", true, filter(CreatedAt, Equal, { u"2015-11-30T00:21:42.500+02:00"_s }));
    row("updated before", false, filter(UpdatedAt, Less, { u"2015-11-29T22:21:42Z"_s }));
    row("tag", true, filter(Tag, Equal, { u"small"_s }));
    row("part of a tag", false, filter(Tag, Equal, { u"smal"_s }));
    row("tag not", true, filter(Tag, NotEqual, { u"big"_s }));
    row("no tag", false, filter(Tag, In, { u""_s }));
    row("no tag, or one", true, filter(Tag, In, { u""_s, u"small"_s }));
    row("an empty tag is none", false, filter(Tag, Equal, { u""_s }));
    row("tag in", true, filter(Tag, In, { u"big"_s, u"test"_s }));
    row("property", true, filter(Property, Equal, { u"cirros"_s }, u"os_distro"_s));
    row("property that is missing", false, filter(Property, Equal, { u""_s }, u"nope"_s));
    row("property without text is empty", true, filter(Property, Equal, { u""_s }, u"null"_s));
}

void TestImageMatch::filtersHoldOrNot()
{
    QFETCH(ImageFilter, wanted);
    ImageQuery query;
    query.filters = { wanted };
    QTEST(matches(sample(), query), "holds");
}

void TestImageMatch::allFiltersMustHold()
{
    ImageQuery query;
    query.filters = { filter(FilterField::Tag, FilterOperator::Equal, { u"small"_s }),
        filter(FilterField::Tag, FilterOperator::Equal, { u"test"_s }) };
    QVERIFY(matches(sample(), query));
    query.filters.append(filter(FilterField::Tag, FilterOperator::Equal, { u"big"_s }));
    QVERIFY(!matches(sample(), query));
}

void TestImageMatch::hiddenImagesAreListedOnlyWhenAsked()
{
    Image hidden = sample();
    hidden.osHidden = true;
    ImageQuery query;
    QVERIFY(!matches(hidden, query));
    query.hidden = HiddenFilter::HiddenOnly;
    QVERIFY(matches(hidden, query));
    QVERIFY(!matches(sample(), query));
    query.hidden = HiddenFilter::Both;
    QVERIFY(matches(hidden, query));
    QVERIFY(matches(sample(), query));
}

void TestImageMatch::trashAndListingAreApart()
{
    ImageQuery listing;
    ImageQuery trash;
    trash.trash = true;
    for (const ImageStatus status : allImageStatuses()) {
        Image image = sample();
        image.status = status;
        const bool isTrash = status == ImageStatus::PendingDelete;
        const bool isGone = status == ImageStatus::Deleted || status == ImageStatus::Killed;
        QCOMPARE(matches(image, trash), isTrash);
        QCOMPARE(matches(image, listing), !isTrash && !isGone);
    }
}

void TestImageMatch::textIsLookedForEverywhere()
{
    ImageQuery query;
    for (const QString &text : { u"CIRROS"_s, u"49cd"_s, u"mal"_s, u"distro"_s, u"nope"_s, u""_s }) {
        query.text = text;
        // "distro" is the name of a property, and names are not looked at.
        QVERIFY2(matches(sample(), query) == (text != u"nope" && text != u"distro"), qPrintable(text));
    }
}

void TestImageMatch::tieBreakersAreGlances()
{
    using enum SortField;
    const auto up = Qt::AscendingOrder;
    const auto down = Qt::DescendingOrder;
    ImageQuery query;
    QCOMPARE(fullSortOf(query), (QList<SortKey>{ { CreatedAt, down }, { Id, down } }));
    query.sort = { { Name, up } };
    QCOMPARE(fullSortOf(query), (QList<SortKey>{ { Name, up }, { CreatedAt, up }, { Id, up } }));
    query.sort = { { Id, up }, { Size, up } };
    QCOMPARE(fullSortOf(query), (QList<SortKey>{ { Id, up }, { Size, up }, { CreatedAt, down } }));
}

void TestImageMatch::orderCountsNullAsNothing()
{
    Image nameless = sample();
    nameless.name = QString();
    nameless.size = std::nullopt;
    const QList<SortKey> byName{ { SortField::Name, Qt::AscendingOrder } };
    const QList<SortKey> bySize{ { SortField::Size, Qt::DescendingOrder } };
    QVERIFY(comesBefore(nameless, sample(), byName));
    QVERIFY(!comesBefore(sample(), nameless, byName));
    QVERIFY(comesBefore(sample(), nameless, bySize));
    Image empty = nameless;
    empty.name = u""_s;
    empty.size = 0;
    QVERIFY(!comesBefore(empty, nameless, byName) && !comesBefore(nameless, empty, byName));
    QVERIFY(!comesBefore(empty, nameless, bySize) && !comesBefore(nameless, empty, bySize));
}

void TestImageMatch::orderIsTotal()
{
    Image other = sample();
    other.id = u"81c675ab-d94f-49cd-a114-e12490b328d9"_s;
    for (int field = 0; field <= static_cast<int>(SortField::Visibility); ++field) {
        ImageQuery query;
        query.sort = { { static_cast<SortField>(field), Qt::AscendingOrder } };
        const QList<SortKey> keys = fullSortOf(query);
        QVERIFY(comesBefore(sample(), other, keys));
        QVERIFY(!comesBefore(other, sample(), keys));
        QVERIFY(!comesBefore(sample(), sample(), keys));
    }
}

QTEST_GUILESS_MAIN(TestImageMatch)
#include "tst_imagematch.moc"
