#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/widgets/messagestrip.h"
#include "ui/widgets/tones.h"

using namespace vitrine;

class TestMessageStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHiddenUntilItHasSomethingToSay();
    void anErrorTellsWhatToDoAndHidesItsDetails();
    void anActionRunsOnceAndClosesTheStrip();
    void aNewMessageTakesOldActionsAway();
    void escapeClosesIt();
    void closesByItself();
    void tonesCanBeReadInLightAndDark_data();
    void tonesCanBeReadInLightAndDark();
};

void TestMessageStrip::isHiddenUntilItHasSomethingToSay()
{
    QWidget window;
    MessageStrip strip(&window);
    window.show();
    QVERIFY(!strip.isVisible());
    strip.showMessage(MessageStrip::Kind::Success, QStringLiteral("Done."));
    QVERIFY(strip.isVisible());
    QCOMPARE(strip.accessibleName(), QStringLiteral("Done."));
    QVERIFY(!strip.findChild<QToolButton *>(QStringLiteral("detailsButton"))->isVisible());
}

void TestMessageStrip::anErrorTellsWhatToDoAndHidesItsDetails()
{
    QWidget window;
    MessageStrip strip(&window);
    window.show();
    strip.showError({ ErrorCode::StorageFull, {}, QStringLiteral("ENOSPC") });
    QCOMPARE(strip.kind(), MessageStrip::Kind::Error);
    QVERIFY(strip.sentence().startsWith(QStringLiteral("The disk is full. Free some space")));
    auto *details = strip.findChild<QPlainTextEdit *>(QStringLiteral("detailsText"));
    QVERIFY(!details->isVisible());
    QTest::mouseClick(strip.findChild<QToolButton *>(QStringLiteral("detailsButton")), Qt::LeftButton);
    QVERIFY(details->isVisible());
    QVERIFY(details->toPlainText().contains(QStringLiteral("ENOSPC")));
}

void TestMessageStrip::anActionRunsOnceAndClosesTheStrip()
{
    QWidget window;
    MessageStrip strip(&window);
    window.show();
    int runs = 0;
    strip.showMessage(MessageStrip::Kind::Information, QStringLiteral("Moved to the trash."));
    strip.addAction(QStringLiteral("Undo"), [&runs] { ++runs; });
    QSignalSpy dismissed(&strip, &MessageStrip::dismissed);
    strip.findChild<QPushButton *>()->click();
    QCOMPARE(runs, 1);
    QCOMPARE(dismissed.size(), 1);
    QVERIFY(!strip.isVisible());
}

void TestMessageStrip::aNewMessageTakesOldActionsAway()
{
    QWidget window;
    MessageStrip strip(&window);
    window.show();
    strip.showMessage(MessageStrip::Kind::Information, QStringLiteral("One"));
    // An action may show the next message itself.
    strip.addAction(QStringLiteral("Next"),
        [&strip] { strip.showMessage(MessageStrip::Kind::Warning, QStringLiteral("Two")); });
    strip.findChild<QPushButton *>()->click();
    QVERIFY(strip.isVisible());
    QCOMPARE(strip.sentence(), QStringLiteral("Two"));
    QTRY_VERIFY(!strip.findChild<QPushButton *>());
}

void TestMessageStrip::escapeClosesIt()
{
    QWidget window;
    MessageStrip strip(&window);
    window.show();
    strip.showMessage(MessageStrip::Kind::Warning, QStringLiteral("Careful"));
    QTest::keyClick(&strip, Qt::Key_Escape);
    QVERIFY(!strip.isVisible());
}

void TestMessageStrip::closesByItself()
{
    QWidget window;
    QLineEdit elsewhere(&window);
    MessageStrip strip(&window);
    window.resize(600, 400);
    strip.setGeometry(200, 300, 300, 60);
    window.show();
    elsewhere.setFocus();
    strip.showMessage(MessageStrip::Kind::Success, QStringLiteral("Done."));
    strip.closeAfter(10);
    QTRY_VERIFY(!strip.isVisible());
}

void TestMessageStrip::tonesCanBeReadInLightAndDark_data()
{
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("text");
    QTest::newRow("light") << QColor(Qt::white) << QColor(0x20, 0x20, 0x20);
    QTest::newRow("dark") << QColor(0x1e, 0x1f, 0x22) << QColor(0xe4, 0xe6, 0xe8);
    QTest::newRow("black") << QColor(Qt::black) << QColor(Qt::white);
}

void TestMessageStrip::tonesCanBeReadInLightAndDark()
{
    QFETCH(QColor, base);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    for (const Tone tone :
        { Tone::Neutral, Tone::Muted, Tone::Info, Tone::Success, Tone::Warning, Tone::Danger }) {
        const ToneColours colours = toneColours(tone, palette);
        QVERIFY(contrastRatio(colours.text, colours.background) >= 4.5);
        QVERIFY(contrastRatio(colours.text, base) >= 4.5);
    }
}

QTEST_MAIN(TestMessageStrip)
#include "tst_messagestrip.moc"
