#include <QTest>

#include "core/image/similarity.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestSimilarity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakesAreForgiven_data();
    void mistakesAreForgiven();
    void otherNamesAreNotAlike_data();
    void otherNamesAreNotAlike();
    void fewerMistakesAreBetter();
};

void TestSimilarity::mistakesAreForgiven_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("swapped") << u"debian-12-generic"_s << u"debain"_s;
    QTest::newRow("left out") << u"ubuntu-22.04"_s << u"ubntu"_s;
    QTest::newRow("added") << u"fedora-40"_s << u"feddora"_s;
    QTest::newRow("changed") << u"rocky-9"_s << u"rokky"_s;
    QTest::newRow("case") << u"Windows Server"_s << u"WINODWS"_s;
    QTest::newRow("in the middle") << u"course-database-week-7"_s << u"datbase"_s;
    QTest::newRow("letters in order") << u"ubuntu-22.04-server"_s << u"ub2204s"_s;
    QTest::newRow("Chinese") << u"教室範本 2026 春季"_s << u"教室樣本"_s;
}

void TestSimilarity::mistakesAreForgiven()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QVERIFY(similarity(name, text) > 0);
}

void TestSimilarity::otherNamesAreNotAlike_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("another word") << u"debian-12"_s << u"solaris"_s;
    QTest::newRow("too many mistakes") << u"debian"_s << u"dbxn"_s;
    QTest::newRow("two letters") << u"debian"_s << u"dx"_s;
    QTest::newRow("nothing typed") << u"debian"_s << QString();
    QTest::newRow("no name") << QString() << u"debian"_s;
}

void TestSimilarity::otherNamesAreNotAlike()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QCOMPARE(similarity(name, text), 0);
}

void TestSimilarity::fewerMistakesAreBetter()
{
    const int whole = similarity(u"debian"_s, u"debian"_s);
    const int one = similarity(u"debian"_s, u"debain"_s);
    const int two = similarity(u"debian"_s, u"dabain"_s);
    const int inOrder = similarity(u"development bench for ian"_s, u"dbian"_s);
    QVERIFY(whole > one);
    QVERIFY(one > two);
    QVERIFY(two > inOrder);
    QVERIFY(inOrder > 0);
}

QTEST_APPLESS_MAIN(TestSimilarity)
#include "tst_similarity.moc"
