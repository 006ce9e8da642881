#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakedialogs.h"
#include "ui/dialogs/firstrunpage.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(vitrine::FirstRunChoice)

class FirstRunPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void oneClickIsEnough();
    void skippingTakesTheUsualPlace();
    void littleRoomIsWarnedOf();
    void anotherFolderCanBeChosen();
    void anotherLanguageIsSpokenAtOnce();
    void theUsualPlaceIsOffered();

private:
    FirstRunChoice only(const QSignalSpy &finished) const
    {
        return finished.first().first().value<FirstRunChoice>();
    }

    test::FakeFileChooser m_chooser;
    QList<CataloguePlace> m_places;
};

void FirstRunPageTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    qRegisterMetaType<FirstRunChoice>();
}

void FirstRunPageTest::init()
{
    m_chooser = {};
    m_places = { { .folder = u"/home/me/.local/share/vitrine"_s,
                     .label = {},
                     .totalBytes = 100LL << 30,
                     .freeBytes = 60LL << 30 },
        { .folder = u"/media/usb & co/vitrine"_s,
            .label = u"usb & co"_s,
            .totalBytes = 8LL << 30,
            .freeBytes = 2LL << 30 } };
}

void FirstRunPageTest::oneClickIsEnough()
{
    FirstRunPage page(m_places, m_chooser);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QSignalSpy finished(&page, &FirstRunPage::finished);
    QTest::mouseClick(page.findChild<QPushButton *>(u"startButton"_s), Qt::LeftButton);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(only(finished).folder, m_places.first().folder);
    QVERIFY(only(finished).language.isEmpty());
    QVERIFY(only(finished).wantsSample);
}

void FirstRunPageTest::skippingTakesTheUsualPlace()
{
    FirstRunPage page(m_places, m_chooser);
    page.show();
    QSignalSpy finished(&page, &FirstRunPage::finished);
    QTest::mouseClick(page.findChild<QPushButton *>(u"skipButton"_s), Qt::LeftButton);
    QCOMPARE(only(finished).folder, m_places.first().folder);
    QVERIFY(!only(finished).wantsSample);
}

void FirstRunPageTest::littleRoomIsWarnedOf()
{
    FirstRunPage page(m_places, m_chooser);
    page.show();
    auto *warning = page.findChild<QLabel *>(u"spaceWarning"_s);
    QVERIFY(!warning->isVisible());
    auto *usb = page.findChild<QRadioButton *>(u"place1"_s);
    QVERIFY(usb->text().contains(u"2 GiB free"_s));
    QVERIFY(usb->text().contains(u"usb && co"_s));
    QTest::mouseClick(usb, Qt::LeftButton, {}, QPoint(8, usb->height() / 2));
    QVERIFY(warning->isVisible());
    QCOMPARE(page.choice().folder, m_places.last().folder);
    auto *sample = page.findChild<QCheckBox *>(u"sampleBox"_s);
    QTest::mouseClick(sample, Qt::LeftButton, {}, QPoint(8, sample->height() / 2));
    QVERIFY(!page.choice().wantsSample);
}

void FirstRunPageTest::anotherFolderCanBeChosen()
{
    FirstRunPage page(m_places, m_chooser);
    page.show();
    m_chooser.paths = { u"/srv/images"_s };
    QTest::mouseClick(page.findChild<QPushButton *>(u"otherFolderButton"_s), Qt::LeftButton);
    QTRY_COMPARE(page.choice().folder, u"/srv/images"_s);
    QVERIFY(page.findChild<QRadioButton *>(u"place2"_s)->isChecked());
}

void FirstRunPageTest::anotherLanguageIsSpokenAtOnce()
{
    FirstRunPage page(m_places, m_chooser);
    page.show();
    QSignalSpy chosen(&page, &FirstRunPage::languageChosen);
    auto *box = page.findChild<QComboBox *>(u"languageBox"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_End);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"zh_CN"_s);
    QCOMPARE(page.choice().language, u"zh_CN"_s);
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&page, &change);
    QVERIFY(!page.windowTitle().isEmpty());
}

void FirstRunPageTest::theUsualPlaceIsOffered()
{
    const QList<CataloguePlace> places = cataloguePlaces();
    QVERIFY(!places.isEmpty());
    QVERIFY(places.first().folder.endsWith(u"/vitrine"_s));
    QVERIFY(places.first().freeBytes > 0);
}

QTEST_MAIN(FirstRunPageTest)
#include "tst_firstrunpage.moc"
