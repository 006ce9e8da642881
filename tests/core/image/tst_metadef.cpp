#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "core/image/imageattributes.h"
#include "core/image/metadef.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(std::optional<vitrine::PropertyFault>)

class TestMetadef : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBundledFileIsRead();
    void everyDefinitionCanBeUsed();
    void readsTheShapeThatGlanceHas();
    void whatIsNoDefinitionIsRefused_data();
    void whatIsNoDefinitionIsRefused();
    void valuesAreJudged_data();
    void valuesAreJudged();
};

void TestMetadef::everyBundledFileIsRead()
{
    const qsizetype files = QDir(u":/vitrine/metadefs"_s).entryList(QDir::Files).size();
    QVERIFY(files >= 10);
    QCOMPARE(bundledMetadefs().namespaces().size(), files);
    QVERIFY(bundledMetadefs().find(u"hw_disk_bus"_s)->choices.contains(u"virtio"_s));
    QVERIFY(!bundledMetadefs().find(u"nothing_of_the_kind"_s));
}

void TestMetadef::everyDefinitionCanBeUsed()
{
    QSet<QString> names;
    for (const MetadefNamespace &each : bundledMetadefs().namespaces()) {
        QVERIFY2(!each.displayName.isEmpty() && !each.description.isEmpty(), qPrintable(each.name));
        QVERIFY2(!each.properties.isEmpty(), qPrintable(each.name));
        for (const PropertyDefinition &property : each.properties) {
            QVERIFY2(!names.contains(property.name), qPrintable(property.name));
            names.insert(property.name);
            QVERIFY2(property.title != property.name && !property.description.isEmpty(),
                qPrintable(property.name));
            QVERIFY2(attributeKindOf(property.name) == AttributeKind::Custom, qPrintable(property.name));
            QVERIFY2(QRegularExpression(property.pattern).isValid(), qPrintable(property.name));
            for (const QString &value : property.choices + property.examples)
                QVERIFY2(!faultOf(property, value), qPrintable(property.name + u": " + value));
        }
    }
}

void TestMetadef::readsTheShapeThatGlanceHas()
{
    const auto read = metadefFromJson(R"({
        "namespace": "OS::Test", "display_name": "Test", "description": "Only a test",
        "resource_type_associations": [{ "name": "OS::Glance::Image", "prefix": "hw_" }],
        "properties": {
            "cores": { "title": "Cores", "description": "How many", "type": "integer", "minimum": 1, "maximum": 8 },
            "bus": { "title": "Bus", "type": "string", "enum": ["a", "b"] },
            "list": { "title": "List", "type": "array" } },
        "objects": [] })");
    QVERIFY(read);
    QCOMPARE(read->name, u"OS::Test"_s);
    QCOMPARE(read->properties.size(), 2);
    const PropertyDefinition cores{ .name = u"cores"_s,
        .title = u"Cores"_s,
        .description = u"How many"_s,
        .type = PropertyDefinition::Type::Integer,
        .minimum = 1,
        .maximum = 8 };
    QVERIFY(read->properties.contains(cores));
}

void TestMetadef::whatIsNoDefinitionIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("no namespace") << QByteArray("{ \"properties\": {} }");
}

void TestMetadef::whatIsNoDefinitionIsRefused()
{
    QFETCH(QByteArray, json);
    const auto read = metadefFromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::BadRequest);
}

void TestMetadef::valuesAreJudged_data()
{
    using Type = PropertyDefinition::Type;
    QTest::addColumn<PropertyDefinition>("definition");
    QTest::addColumn<QString>("value");
    QTest::addColumn<std::optional<PropertyFault>>("fault");
    const auto row
        = [](const char *name, const PropertyDefinition &definition, const QString &value,
              std::optional<PropertyFault> fault) { QTest::newRow(name) << definition << value << fault; };
    const PropertyDefinition text;
    row("any text", text, u"whatever"_s, std::nullopt);
    const PropertyDefinition choice{ .choices = { u"yes"_s, u"no"_s } };
    row("a choice", choice, u"yes"_s, std::nullopt);
    row("no choice", choice, u"Yes"_s, PropertyFault::NotAChoice);
    const PropertyDefinition whole{ .type = Type::Integer, .minimum = 1, .maximum = 4 };
    row("a whole number", whole, u"4"_s, std::nullopt);
    row("a fraction", whole, u"1.5"_s, PropertyFault::NotWhole);
    row("a word", whole, u"four"_s, PropertyFault::NotWhole);
    row("too small", whole, u"0"_s, PropertyFault::TooSmall);
    row("too large", whole, u"5"_s, PropertyFault::TooLarge);
    const PropertyDefinition number{ .type = Type::Number, .minimum = 0.5 };
    row("a number", number, u"1.5"_s, std::nullopt);
    row("no number", number, u"much"_s, PropertyFault::NotANumber);
    const PropertyDefinition boolean{ .type = Type::Boolean };
    row("true", boolean, u"True"_s, std::nullopt);
    row("yes is no boolean", boolean, u"yes"_s, PropertyFault::NotBoolean);
    const PropertyDefinition pattern{ .pattern = u"[a-z]+"_s };
    row("the form", pattern, u"debian"_s, std::nullopt);
    row("another form", pattern, u"Debian 12"_s, PropertyFault::WrongForm);
}

void TestMetadef::valuesAreJudged()
{
    QFETCH(PropertyDefinition, definition);
    QFETCH(QString, value);
    QFETCH(std::optional<PropertyFault>, fault);
    QVERIFY(faultOf(definition, value) == fault);
}

QTEST_GUILESS_MAIN(TestMetadef)
#include "tst_metadef.moc"
