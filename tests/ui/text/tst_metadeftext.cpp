#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "ui/text/metadeftext.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestMetadefText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextCanBeTranslated();
    void everyFaultIsASentence();
};

void TestMetadefText::everyTextCanBeTranslated()
{
    QFile file(qEnvironmentVariable("SOURCE_DIR") + u"/ui/text/metadeftext.cpp"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    // Long texts are written in several pieces.
    const QString source = QString::fromUtf8(file.readAll()).remove(QRegularExpression(u"\"\\s*\\n\\s*\""_s));
    const auto check
        = [&source](const QString &text) { QVERIFY2(source.contains(u'"' + text + u'"'), qPrintable(text)); };
    for (const MetadefNamespace &each : bundledMetadefs().namespaces()) {
        check(each.displayName);
        check(each.description);
        for (const PropertyDefinition &property : each.properties) {
            check(property.title);
            check(property.description);
        }
    }
}

void TestMetadefText::everyFaultIsASentence()
{
    PropertyDefinition definition;
    definition.minimum = 1;
    definition.maximum = 4;
    QCOMPARE(text::propertyFault(definition, PropertyFault::TooSmall, u"0"_s),
        u"The least that makes sense is 1."_s);
    QCOMPARE(text::propertyFault(definition, PropertyFault::TooLarge, u"9"_s),
        u"The most that makes sense is 4."_s);
    for (const PropertyFault fault : { PropertyFault::NotAChoice, PropertyFault::NotWhole,
             PropertyFault::NotANumber, PropertyFault::NotBoolean, PropertyFault::WrongForm })
        QVERIFY(text::propertyFault(definition, fault, u"x"_s).endsWith(u'.'));
}

QTEST_GUILESS_MAIN(TestMetadefText)
#include "tst_metadeftext.moc"
