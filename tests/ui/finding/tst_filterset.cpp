#include <QTest>

#include "core/image/imagematch.h"
#include "tests/support/sampleimages.h"
#include "ui/finding/facettext.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Filters are tried on images with the rule that the catalogue's SQL agrees with.
class FilterSetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void oneOfTheValuesIsEnough();
    void allFacetsMustHold();
    void sizesHaveTwoEnds();
    void daysAreCountedFromMidnight();
    void mergingKeepsBoth();
    void chipsSayWhatTheyDo();
};

namespace {

const QDateTime noon(QDate(2026, 3, 20), QTime(12, 0));

bool fits(const Image &image, const FilterSet &set)
{
    ImageQuery query;
    query.filters = imageFiltersOf(set, noon);
    return matches(image, query);
}

} // namespace

void FilterSetTest::oneOfTheValuesIsEnough()
{
    Image image = test::sampleImage(1);
    image.status = ImageStatus::Queued;
    image.tags = { u"exam"_s, u"lab"_s };
    QVERIFY(fits(image, { { Facet::Status, { u"active"_s, u"queued"_s } } }));
    QVERIFY(!fits(image, { { Facet::Status, { u"active"_s } } }));
    QVERIFY(fits(image, { { Facet::Tag, { u"lab"_s, u"other"_s } } }));
    QVERIFY(!fits(image, { { Facet::Tag, { u"other"_s } } }));
    QVERIFY(fits(image, {}));
}

void FilterSetTest::allFacetsMustHold()
{
    Image image = test::sampleImage(1);
    image.diskFormat = DiskFormat::Iso;
    image.visibility = Visibility::Public;
    image.properties.insert(u"os_distro"_s, u"debian"_s);
    const FilterSet set{ { Facet::Format, { u"iso"_s } }, { Facet::Visibility, { u"public"_s } },
        { Facet::Distribution, { u"debian"_s } } };
    QVERIFY(fits(image, set));
    image.visibility = Visibility::Private;
    QVERIFY(!fits(image, set));
}

void FilterSetTest::sizesHaveTwoEnds()
{
    Image image = test::sampleImage(1);
    const FilterSet set{ { Facet::Size, { u">=1024"_s, u"<=2048"_s } } };
    for (const auto &[size, isWanted] :
        { std::pair(1023, false), std::pair(1024, true), std::pair(2048, true), std::pair(2049, false) }) {
        image.size = size;
        QCOMPARE(fits(image, set), isWanted);
    }
    image.size.reset();
    QVERIFY(!fits(image, set));
}

void FilterSetTest::daysAreCountedFromMidnight()
{
    Image image = test::sampleImage(1);
    const auto wanted = [&image](const QDateTime &changed, const QString &value) {
        image.updatedAt = changed.toUTC();
        return fits(image, { { Facet::Changed, { value } } });
    };
    const QDateTime midnight = noon.date().startOfDay();
    QVERIFY(wanted(midnight, u"today"_s));
    QVERIFY(!wanted(midnight.addSecs(-1), u"today"_s));
    QVERIFY(wanted(midnight.addDays(-6), u"week"_s));
    QVERIFY(!wanted(midnight.addDays(-6).addSecs(-1), u"week"_s));
    QVERIFY(wanted(midnight.addDays(-29), u"month"_s));
    QVERIFY(!wanted(midnight.addDays(-29), u"older"_s));
    QVERIFY(wanted(midnight.addDays(-29).addSecs(-1), u"older"_s));
}

void FilterSetTest::mergingKeepsBoth()
{
    const FilterSet set{ { Facet::Status, { u"active"_s } }, { Facet::Changed, { u"week"_s } } };
    const FilterSet both = merged(set,
        { { Facet::Status, { u"queued"_s, u"active"_s } }, { Facet::Changed, { u"today"_s } },
            { Facet::Tag, { u"lab"_s } } });
    QCOMPARE(both.value(Facet::Status), QStringList({ u"active"_s, u"queued"_s }));
    QCOMPARE(both.value(Facet::Changed), QStringList{ u"today"_s });
    QCOMPARE(both.value(Facet::Tag), QStringList{ u"lab"_s });
    QVERIFY(withValues(both, Facet::Tag, {}).value(Facet::Tag).isEmpty());
    QVERIFY(!withValues(both, Facet::Tag, {}).contains(Facet::Tag));
}

void FilterSetTest::chipsSayWhatTheyDo()
{
    using text::facetSentence;
    QCOMPARE(facetSentence(Facet::Status, { u"active"_s, u"queued"_s }), u"Status: Active, Queued"_s);
    QCOMPARE(facetSentence(Facet::Format, { u"qcow2"_s }), u"Format: QCOW2"_s);
    QCOMPARE(
        facetSentence(Facet::Size, { u">=1073741824"_s, u"<=10737418240"_s }), u"Size: 1 GiB to 10 GiB"_s);
    QCOMPARE(facetSentence(Facet::Size, { u">10737418240"_s }), u"Size: over 10 GiB"_s);
    QCOMPARE(facetSentence(Facet::Changed, { u"week"_s }), u"Changed: last 7 days"_s);
    QCOMPARE(facetSentence(Facet::Tag, { u"a"_s, u"b"_s, u"c"_s, u"d"_s }), u"Tag: a, b, c +1"_s);
    QStringList notActive = fixedValues(Facet::Status);
    notActive.removeAll(u"active"_s);
    QCOMPARE(facetSentence(Facet::Status, notActive), u"Status: not Active"_s);
}

QTEST_GUILESS_MAIN(FilterSetTest)
#include "tst_filterset.moc"
