#include <QTest>

#include "ui/finding/searchsyntax.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class SearchSyntaxTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void qualifiersBecomeFilters();
    void imagesWithoutTagsCanBeAskedFor();
    void sizesAreReadInStepsOf1024_data();
    void sizesAreReadInStepsOf1024();
    void whatIsNoFilterIsText_data();
    void whatIsNoFilterIsText();
    void aWordBeingTypedIsNotThereYet();
    void quotesHoldAValueTogether();
    void quotedQualifiersAreText();
    void whatIsWrittenIsReadBack_data();
    void whatIsWrittenIsReadBack();
};

void SearchSyntaxTest::qualifiersBecomeFilters()
{
    const Search search
        = searchFrom(u"status:active,queued Format:QCOW2 tag:lab tag:exam size:>1G changed:week debian 12"_s);
    QCOMPARE(search.text, u"debian 12"_s);
    QCOMPARE(search.filters.value(Facet::Status), QStringList({ u"active"_s, u"queued"_s }));
    QCOMPARE(search.filters.value(Facet::Format), QStringList({ u"qcow2"_s }));
    QCOMPARE(search.filters.value(Facet::Tag), QStringList({ u"lab"_s, u"exam"_s }));
    QCOMPARE(search.filters.value(Facet::Size), QStringList({ u">1073741824"_s }));
    QCOMPARE(search.filters.value(Facet::Changed), QStringList({ u"week"_s }));
    QCOMPARE(search.filters.size(), 5);
}

void SearchSyntaxTest::imagesWithoutTagsCanBeAskedFor()
{
    const Search search = searchFrom(u"no:tag debian"_s);
    QCOMPARE(search.text, u"debian"_s);
    QCOMPARE(search.filters.value(Facet::Tag), QStringList{ QString() });
    QCOMPARE(searchFrom(typedForm(search)), search);
    const FilterSet both{ { Facet::Tag, { QString(), u"lab"_s } } };
    QCOMPARE(searchFrom(typedForm({ {}, both })).filters.value(Facet::Tag).size(), 2);
    // Not there yet while it is typed.
    QCOMPARE(searchFrom(u"no:ta"_s), Search());
    QCOMPARE(searchFrom(u"no"_s).text, u"no"_s);
}

void SearchSyntaxTest::sizesAreReadInStepsOf1024_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("plain") << u"size:1G"_s << QStringList{ u">=1073741824"_s };
    QTest::newRow("fraction") << u"size:<1.5k"_s << QStringList{ u"<1536"_s };
    QTest::newRow("long unit") << u"size:>=100MiB"_s << QStringList{ u">=104857600"_s };
    QTest::newRow("bytes") << u"size:<=4096"_s << QStringList{ u"<=4096"_s };
    QTest::newRow("range") << u"size:1K..2K"_s << QStringList{ u">=1024"_s, u"<=2048"_s };
    QTest::newRow("two ends") << u"size:>1K size:<2K"_s << QStringList{ u">1024"_s, u"<2048"_s };
    QTest::newRow("the later counts") << u"size:>1K size:>2K"_s << QStringList{ u">2048"_s };
}

void SearchSyntaxTest::sizesAreReadInStepsOf1024()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, values);
    const Search search = searchFrom(typed);
    QCOMPARE(search.filters.value(Facet::Size), values);
    QVERIFY(search.text.isEmpty());
}

void SearchSyntaxTest::whatIsNoFilterIsText_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("unknown word") << u"colour:red"_s;
    QTest::newRow("unknown value") << u"status:sleeping"_s;
    QTest::newRow("value of another facet") << u"format:active x"_s;
    QTest::newRow("no number") << u"size:big x"_s;
    QTest::newRow("number without end") << u"size:1e400"_s;
    QTest::newRow("negative") << u"size:-1"_s;
    QTest::newRow("too large") << u"size:99999999E"_s;
    QTest::newRow("range backwards") << u"size:2G..1G"_s;
    QTest::newRow("unfinished but left behind") << u"status:act debian"_s;
    QTest::newRow("time of day") << u"12:30"_s;
    QTest::newRow("only a colon") << u":"_s;
    QTest::newRow("link") << u"http://example.org/a.img"_s;
    QTest::newRow("several spaces") << u"a   b"_s;
    QTest::newRow("open quote") << u"\"a b"_s;
    QTest::newRow("chinese") << u"教室：範本"_s;
}

void SearchSyntaxTest::whatIsNoFilterIsText()
{
    QFETCH(QString, typed);
    const Search search = searchFrom(typed);
    QCOMPARE(search.text, typed);
    QVERIFY(search.filters.isEmpty());
}

void SearchSyntaxTest::aWordBeingTypedIsNotThereYet()
{
    const QString whole = u"debian status:active"_s;
    for (qsizetype typed = u"debian status:"_s.size(); typed < whole.size(); ++typed) {
        const Search search = searchFrom(whole.first(typed));
        QCOMPARE(search.text, u"debian"_s);
        QVERIFY(search.filters.isEmpty());
    }
    QCOMPARE(searchFrom(whole).filters.size(), 1);
    QVERIFY(searchFrom(u"size:>"_s).text.isEmpty());
    QCOMPARE(searchFrom(u"status:active,"_s).filters.value(Facet::Status), QStringList{ u"active"_s });
}

void SearchSyntaxTest::quotesHoldAValueTogether()
{
    const Search search = searchFrom(u"tag:\"my lab\",exam rest"_s);
    QCOMPARE(search.filters.value(Facet::Tag), QStringList({ u"my lab"_s, u"exam"_s }));
    QCOMPARE(search.text, u"rest"_s);
}

void SearchSyntaxTest::quotedQualifiersAreText()
{
    const Search search = searchFrom(u"\"status:active\""_s);
    QCOMPARE(search.text, u"status:active"_s);
    QVERIFY(search.filters.isEmpty());
}

void SearchSyntaxTest::whatIsWrittenIsReadBack_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : { "", "debian", "status:active", "format:iso,raw changed:month", "size:>10G",
             "size:1K..3M", "tag:\"my lab\",\"a,b\" distro:debian words after",
             "visibility:public size:>=5 \"status:active\"" })
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void SearchSyntaxTest::whatIsWrittenIsReadBack()
{
    QFETCH(QString, typed);
    const Search search = searchFrom(typed);
    QCOMPARE(searchFrom(typedForm(search)), search);
}

QTEST_GUILESS_MAIN(SearchSyntaxTest)
#include "tst_searchsyntax.moc"
