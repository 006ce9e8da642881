#include <QTest>

#include "core/image/filterexpression.h"
#include "core/image/imagequery.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A query in short words: "name=in:a,b", one parameter a line.
QueryParameters parametersFrom(const QString &text)
{
    QueryParameters parameters;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        parameters.append({ line.section(u'=', 0, 0), line.section(u'=', 1) });
    return parameters;
}

QString textOf(const ImageQuery &query)
{
    QStringList words;
    for (const ImageFilter &filter : query.filters) {
        const QString field = filter.field == FilterField::Property ? u"@"_s + filter.property
                                                                    : filterFieldName(filter.field);
        words.append(field + u' ' + filterOperatorName(filter.op) + u" [" + filter.values.join(u'|') + u']');
    }
    for (const SortKey &key : query.sort)
        words.append(u"sort "_s + sortFieldName(key.field)
            + (key.order == Qt::AscendingOrder ? u" up"_s : u" down"_s));
    if (query.hidden != HiddenFilter::VisibleOnly)
        words.append(u"hidden"_s);
    if (!query.memberStatus.isNull())
        words.append(u"member "_s + query.memberStatus);
    if (!query.marker.isNull())
        words.append(u"marker "_s + query.marker);
    if (query.limit != ImageQuery::defaultPageSize)
        words.append(u"limit %1"_s.arg(query.limit));
    return words.join(u"; ");
}

} // namespace

class TestImageQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parametersAreReadAsGlanceReadsThem_data();
    void parametersAreReadAsGlanceReadsThem();
    void b35_whatGlanceRefusesIsRefused_data();
    void b35_whatGlanceRefusesIsRefused();
    void queriesSurviveTheWire_data();
    void queriesSurviveTheWire();
    void whatGlanceCannotSayIsLeftOut();
    void strictBoundsBecomeInclusiveOnes();
    void quotedListsRoundTrip_data();
    void quotedListsRoundTrip();
};

void TestImageQuery::parametersAreReadAsGlanceReadsThem_data()
{
    QTest::addColumn<QString>("parameters");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &parameters, const QString &expected) {
        QTest::newRow(name) << parameters << expected;
    };
    row("nothing", u""_s, u""_s);
    row("plain name", u"name=cirros"_s, u"name eq [cirros]"_s);
    row("name with spaces", u"name= a b "_s, u"name eq [ a b ]"_s);
    row("empty name", u"name="_s, u"name eq []"_s);
    row("eq", u"name=eq:foo:bar"_s, u"name eq [foo:bar]"_s);
    row("name that is a time", u"name=2015-11-29T22:21:42Z"_s, u"name eq [2015-11-29T22:21:42Z]"_s);
    row("in", u"status=in:queued,active"_s, u"status in [queued|active]"_s);
    row("in with one", u"id=in:x"_s, u"id in [x]"_s);
    row("in with quotes", uR"(name=in:"glass, darkly",b)"_s, u"name in [glass, darkly|b]"_s);
    row("in with escapes", uR"(name=in:"say \"hi\"","back\\slash")"_s, uR"(name in [say "hi"|back\slash])"_s);
    row("in with an empty one", u"name=in:a,,b"_s, u"name in [a||b]"_s);
    row("in with a trailing comma", u"name=in:a,"_s, u"name in [a]"_s);
    row("in with a colon", u"name=in:a:b,c"_s, u"name in [a:b|c]"_s);
    row("formats", u"disk_format=in:qcow2,raw\ncontainer_format=bare"_s,
        u"disk_format in [qcow2|raw]; container_format eq [bare]"_s);
    row("created_at plain", u"created_at=2015-11-29T22:21:42Z"_s, u"created_at eq [2015-11-29T22:21:42Z]"_s);
    row("created_at gt", u"created_at=gt:2015-11-29T22:21:42Z"_s, u"created_at gt [2015-11-29T22:21:42Z]"_s);
    row("updated_at lte with a zone", u"updated_at=lte:2015-11-29T22:21:42+02:00"_s,
        u"updated_at lte [2015-11-29T20:21:42Z]"_s);
    row("updated_at without a zone", u"updated_at=neq:2015-11-29T22:21:42"_s,
        u"updated_at neq [2015-11-29T22:21:42Z]"_s);
    row("updated_at of a day", u"updated_at=gte:2015-11-29"_s, u"updated_at gte [2015-11-29T00:00:00Z]"_s);
    row("updated_at with milliseconds", u"updated_at=lt:2015-11-29T22:21:42.250Z"_s,
        u"updated_at lt [2015-11-29T22:21:42.250Z]"_s);
    row("size bounds", u"size_min=1\nsize_max=9223372036854775807"_s,
        u"size gte [1]; size lte [9223372036854775807]"_s);
    row("bounds of other numbers", u"min_ram_max=512\nmin_disk_min=1\nvirtual_size_min=7"_s,
        u"min_ram lte [512]; min_disk gte [1]; virtual_size gte [7]"_s);
    row("exact numbers", u"size=5\nmin_ram=1\nmin_disk=2\nvirtual_size=3"_s,
        u"size eq [5]; min_ram eq [1]; min_disk eq [2]; virtual_size eq [3]"_s);
    row("bound of no number is a property", u"hw_cpu_max=4\nname_min=3"_s,
        u"@hw_cpu_max eq [4]; @name_min eq [3]"_s);
    row("owner and hashes", u"owner=a:b\nchecksum=c\nos_hash_value=d"_s,
        u"owner eq [a:b]; checksum eq [c]; os_hash_value eq [d]"_s);
    row("tags", u"tag=a\ntag= b "_s, u"tag eq [a]; tag eq [b]"_s);
    row("visibility", u"visibility=community"_s, u"visibility eq [community]"_s);
    row("visibility all", u"visibility=all"_s, u"visibility in [private|shared|community|public]"_s);
    row("protected", u"protected=false"_s, u"protected eq [false]"_s);
    row("os_hidden", u"os_hidden=TRUE"_s, u"hidden"_s);
    row("os_hidden false", u"os_hidden=False"_s, u""_s);
    row("member status", u"member_status=pending"_s, u"member pending"_s);
    row("member status accepted", u"member_status=accepted"_s, u""_s);
    row("property", u"os_distro=in:a,b"_s, u"@os_distro eq [in:a,b]"_s);
    row("limit", u"limit=0"_s, u"limit 0"_s);
    row("b35 limit over the cap", u"limit=1000000000"_s, u"limit 1000"_s);
    row("b35 limit over 64 bits", u"limit=99999999999999999999999"_s, u"limit 1000"_s);
    row("marker", u"marker=71c675ab-d94f-49cd-a114-e12490b328d9"_s,
        u"marker 71c675ab-d94f-49cd-a114-e12490b328d9"_s);
    row("sort", u"sort=name:asc,size, id :desc"_s, u"sort name up; sort size down; sort id down"_s);
    row("sort_key", u"sort_key=name"_s, u"sort name down"_s);
    row("sort_key with direction", u"sort_key=name\nsort_dir=asc"_s, u"sort name up"_s);
    row("sort_keys with directions", u"sort_key=name\nsort_dir=asc\nsort_key=size\nsort_dir=desc"_s,
        u"sort name up; sort size down"_s);
    row("sort_keys with one direction", u"sort_key=name\nsort_key=size\nsort_dir=asc"_s,
        u"sort name up; sort size up; sort created_at up; sort id up"_s);
    row("sort_dir alone", u"sort_dir=asc"_s, u"sort created_at up; sort id up"_s);
    row("the last of several counts", u"name=a\nname=b\nos_distro=x\nos_distro=y"_s,
        u"name eq [b]; @os_distro eq [y]"_s);
}

void TestImageQuery::parametersAreReadAsGlanceReadsThem()
{
    QFETCH(QString, parameters);
    QFETCH(QString, expected);
    const Result<ImageQuery> query = imageQueryFromParameters(parametersFrom(parameters));
    QVERIFY2(query, query ? "" : qPrintable(query.error().message));
    QCOMPARE(textOf(*query), expected);
}

void TestImageQuery::b35_whatGlanceRefusesIsRefused_data()
{
    QTest::addColumn<QString>("parameters");
    const auto row = [](const char *name, const QString &parameters) { QTest::newRow(name) << parameters; };
    row("limit is a word", u"limit=abc"_s);
    row("limit is negative", u"limit=-1"_s);
    row("limit is empty", u"limit="_s);
    row("limit is a fraction", u"limit=1.5"_s);
    row("limit is hexadecimal", u"limit=0x10"_s);
    row("limit hides behind a good one", u"limit=5\nlimit=x"_s);
    row("sort_key is unknown", u"sort_key=x"_s);
    row("sort_key is not Glance's", u"sort_key=virtual_size"_s);
    row("sort_key is empty", u"sort_key="_s);
    row("sort_dir is unknown", u"sort_key=name\nsort_dir=up"_s);
    row("sort_dir in capitals", u"sort_key=name\nsort_dir=ASC"_s);
    row("sort key is unknown", u"sort=name,x"_s);
    row("sort direction is unknown", u"sort=name:up"_s);
    row("sort is empty", u"sort="_s);
    row("sort with sort_key", u"sort=name\nsort_key=name"_s);
    row("sort with sort_dir", u"sort=name\nsort_dir=asc"_s);
    row("directions do not match keys", u"sort_key=name\nsort_dir=asc\nsort_dir=asc"_s);
    row("directions without keys", u"sort_dir=asc\nsort_dir=asc"_s);
    row("visibility is unknown", u"visibility=x"_s);
    row("visibility in capitals", u"visibility=Public"_s);
    row("visibility is empty", u"visibility="_s);
    row("os_hidden is a word", u"os_hidden=maybe"_s);
    row("protected in capitals", u"protected=False"_s);
    row("protected is a number", u"protected=1"_s);
    row("member_status is unknown", u"member_status=x"_s);
    row("changes-since", u"changes-since=2015-11-29T22:21:42Z"_s);
    row("size with an unknown operator", u"size=foo:1"_s);
    row("size is a word", u"size=big"_s);
    row("size_min is a word", u"size_min=x"_s);
    row("size_max is empty", u"size_max="_s);
    row("size_max over 64 bits", u"size_max=99999999999999999999"_s);
    row("name with an unknown operator", u"name=foo:bar"_s);
    row("name with an operator of times", u"name=gt:a"_s);
    row("name with neq", u"name=neq:a"_s);
    row("quote is not closed", u"name=in:\"a"_s);
    row("quote opens late", u"name=in:a\"b\""_s);
    row("quote closes early", u"name=in:\"a\"b"_s);
    row("quote is not closed after an escape", uR"(name=in:"a\")"_s);
    row("time is a word", u"created_at=yesterday"_s);
    row("time is empty", u"created_at="_s);
    row("time with an unknown operator", u"created_at=foo:2015-11-29T22:21:42Z"_s);
    row("time with in", u"created_at=in:2015-11-29T22:21:42Z"_s);
}

void TestImageQuery::b35_whatGlanceRefusesIsRefused()
{
    QFETCH(QString, parameters);
    const Result<ImageQuery> query = imageQueryFromParameters(parametersFrom(parameters));
    QVERIFY2(!query, query ? qPrintable(textOf(*query)) : "");
    QCOMPARE(query.error().code, ErrorCode::BadRequest);
    QVERIFY(!query.error().message.isEmpty());
}

void TestImageQuery::queriesSurviveTheWire_data()
{
    QTest::addColumn<QString>("parameters");
    QTest::newRow("words") << uR"(name=eq:foo:bar
id=in:"a,b","c\"d",e
status=active
disk_format=raw
container_format=in:bare)"_s;
    QTest::newRow("numbers") << u"size_min=5\nvirtual_size_max=7\nmin_disk=3"_s;
    QTest::newRow("times")
        << u"created_at=gt:2015-11-29T22:21:42Z\nupdated_at=neq:2015-11-29T22:21:42.250Z"_s;
    QTest::newRow("tags and properties") << u"tag=a\ntag=b\nos_distro=in:a\nprotected=true\nowner=a:b"_s;
    QTest::newRow("visibility") << u"visibility=all\nos_hidden=true\nmember_status=all"_s;
    QTest::newRow("pages") << u"limit=7\nmarker=x\nsort=name:asc,size:desc"_s;
}

void TestImageQuery::queriesSurviveTheWire()
{
    QFETCH(QString, parameters);
    const Result<ImageQuery> query = imageQueryFromParameters(parametersFrom(parameters));
    QVERIFY(query);
    const Result<ImageQuery> again = imageQueryFromParameters(imageQueryToParameters(*query));
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(textOf(*again), textOf(*query));
    QVERIFY(*again == *query);
}

void TestImageQuery::whatGlanceCannotSayIsLeftOut()
{
    ImageQuery query;
    query.text = u"text"_s;
    query.trash = true;
    query.hidden = HiddenFilter::Both;
    query.sort = { { SortField::VirtualSize, Qt::AscendingOrder }, { SortField::Name, Qt::AscendingOrder } };
    query.filters = { { FilterField::Name, FilterOperator::NotEqual, { u"a"_s }, {} },
        { FilterField::Tag, FilterOperator::In, { u"a"_s, u"b"_s }, {} },
        { FilterField::Visibility, FilterOperator::In, { u"public"_s }, {} } };
    const QueryParameters expected{ { u"sort"_s, u"name:asc"_s }, { u"limit"_s, u"25"_s } };
    QCOMPARE(imageQueryToParameters(query), expected);
}

void TestImageQuery::strictBoundsBecomeInclusiveOnes()
{
    ImageQuery query;
    query.filters = { { FilterField::Size, FilterOperator::Greater, { u"5"_s }, {} },
        { FilterField::Size, FilterOperator::Less, { u"9"_s }, {} } };
    const QueryParameters expected{ { u"size_min"_s, u"6"_s }, { u"size_max"_s, u"8"_s },
        { u"limit"_s, u"25"_s } };
    QCOMPARE(imageQueryToParameters(query), expected);
}

void TestImageQuery::quotedListsRoundTrip_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::newRow("none") << QStringList();
    QTest::newRow("plain") << QStringList{ u"a"_s, u"b c"_s };
    QTest::newRow("empty") << QStringList{ u""_s, u""_s };
    QTest::newRow("commas") << QStringList{ u"a,b"_s, u","_s };
    QTest::newRow("quotes") << QStringList{ u"\""_s, u"a\"b\""_s, u"\\\""_s };
    QTest::newRow("backslashes") << QStringList{ u"\\"_s, u"a\\,"_s, u"\\\\"_s };
}

void TestImageQuery::quotedListsRoundTrip()
{
    QFETCH(QStringList, values);
    const Result<QStringList> read = splitQuotedList(joinQuotedList(values));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, values);
}

QTEST_GUILESS_MAIN(TestImageQuery)
#include "tst_imagequery.moc"
