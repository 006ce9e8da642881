#include <QTest>

#include "ui/text/actiontext.h"

using namespace vitrine;

class TestActionText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mnemonicsAndDotsAreLeftOut_data();
    void mnemonicsAndDotsAreLeftOut();
};

void TestActionText::mnemonicsAndDotsAreLeftOut_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("plain");
    QTest::newRow("english") << QStringLiteral("&Export…") << QStringLiteral("Export");
    QTest::newRow("inside") << QStringLiteral("Deac&tivate") << QStringLiteral("Deactivate");
    QTest::newRow("chinese") << QStringLiteral("匯出(&E)…") << QStringLiteral("匯出");
    QTest::newRow("other brackets") << QStringLiteral("Zoom (100 %)") << QStringLiteral("Zoom (100 %)");
}

void TestActionText::mnemonicsAndDotsAreLeftOut()
{
    QFETCH(QString, label);
    QFETCH(QString, plain);
    QCOMPARE(plainActionText(label), plain);
}

QTEST_GUILESS_MAIN(TestActionText)
#include "tst_actiontext.moc"
