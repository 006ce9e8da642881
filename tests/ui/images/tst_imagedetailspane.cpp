#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/imagetableview.h"
#include "ui/life/historylist.h"
#include "ui/life/statetimeline.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagestrip.h"

using namespace vitrine;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;
using Call = FakeImageService::Call;

class TestImageDetailsPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void showsNothingUntilSomethingIsSelected();
    void severalImagesShowNumberAndSize();
    void renamesWithTheKeyboard();
    void escapeTakesARenameBack();
    void aNameBeingWrittenIsNotOverwritten();
    void addsAndRemovesTags();
    void aTagThatIsClickedIsAnnounced();
    void setsVisibilityProtectionAndMinimums();
    void aRefusedChangeIsExplainedAndTakenBack();
    void hashesAreCopiedWhole();
    void followsChangesMadeElsewhere();
    void anImageThatIsGoneIsNoLongerShown();
    void tellsTheLifeInPictureAndWords();

private:
    void select(const Image &image);
    Image stored() const { return *m_service->find(sampleId(0)); }
    template<typename Widget>
    Widget *child(const char *name) const
    {
        auto *widget = m_pane->findChild<Widget *>(QString::fromLatin1(name));
        Q_ASSERT(widget);
        return widget;
    }

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageDetailsPane> m_pane;
};

void TestImageDetailsPane::init()
{
    m_service = std::make_unique<FakeImageService>();
    Image image = sampleImage(0);
    image.tags = { QStringLiteral("linux") };
    image.osHashAlgo = QStringLiteral("sha512");
    image.osHashValue = QString(128, u'a');
    m_service->setImages({ image, sampleImage(1) });
    m_pane = std::make_unique<ImageDetailsPane>(*m_service);
    m_pane->resize(380, 900);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestImageDetailsPane::cleanup()
{
    m_pane.reset();
    m_service.reset();
}

void TestImageDetailsPane::select(const Image &image)
{
    m_pane->showSelection({ { image }, 1, image.size.value_or(0) });
}

void TestImageDetailsPane::showsNothingUntilSomethingIsSelected()
{
    m_pane->showSelection({});
    QVERIFY(!child<QLineEdit>("nameEdit")->isVisible());
    select(stored());
    QVERIFY(child<QLineEdit>("nameEdit")->isVisible());
    QCOMPARE(child<QLineEdit>("nameEdit")->text(), stored().name);
}

void TestImageDetailsPane::severalImagesShowNumberAndSize()
{
    m_pane->showSelection({ { sampleImage(0), sampleImage(1) }, 2, 3LL << 20 });
    const auto *empty = m_pane->findChild<EmptyView *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), QStringLiteral("2 images selected"));
    QCOMPARE(empty->accessibleDescription(), QStringLiteral("3 MiB in total"));
}

void TestImageDetailsPane::renamesWithTheKeyboard()
{
    select(stored());
    m_pane->startRenaming();
    QTest::keyClicks(child<QLineEdit>("nameEdit"), QStringLiteral("debian"));
    QTest::keyClick(child<QLineEdit>("nameEdit"), Qt::Key_Return);
    QTRY_COMPARE(stored().name, QStringLiteral("debian"));
    QCOMPARE(m_service->callCount(Call::UpdateImage), 1);
}

void TestImageDetailsPane::escapeTakesARenameBack()
{
    select(stored());
    m_pane->startRenaming();
    QTest::keyClicks(child<QLineEdit>("nameEdit"), QStringLiteral("oops"));
    QTest::keyClick(child<QLineEdit>("nameEdit"), Qt::Key_Escape);
    QCOMPARE(child<QLineEdit>("nameEdit")->text(), stored().name);
    QTest::keyClick(child<QLineEdit>("nameEdit"), Qt::Key_Return);
    QCOMPARE(m_service->callCount(Call::UpdateImage), 0);
}

void TestImageDetailsPane::aNameBeingWrittenIsNotOverwritten()
{
    select(stored());
    m_pane->startRenaming();
    QTest::keyClicks(child<QLineEdit>("nameEdit"), QStringLiteral("half-writ"));
    Image changed = stored();
    changed.minDisk = 7;
    m_service->put(changed);
    QTRY_COMPARE(child<QSpinBox>("minDiskSpinBox")->value(), 7);
    QCOMPARE(child<QLineEdit>("nameEdit")->text(), QStringLiteral("half-writ"));
}

void TestImageDetailsPane::addsAndRemovesTags()
{
    select(stored());
    m_pane->startTagging();
    QTest::keyClicks(child<QLineEdit>("newTagEdit"), QStringLiteral(" course "));
    QTest::keyClick(child<QLineEdit>("newTagEdit"), Qt::Key_Return);
    QTRY_COMPARE(stored().tags, QStringList({ QStringLiteral("course"), QStringLiteral("linux") }));
    QTRY_COMPARE(m_pane->findChildren<QToolButton *>(QStringLiteral("removeTagButton")).size(), 2);
    QTest::mouseClick(
        m_pane->findChildren<QToolButton *>(QStringLiteral("removeTagButton")).at(1), Qt::LeftButton);
    QTRY_COMPARE(stored().tags, QStringList({ QStringLiteral("course") }));
}

void TestImageDetailsPane::aTagThatIsClickedIsAnnounced()
{
    select(stored());
    QSignalSpy activated(m_pane.get(), &ImageDetailsPane::tagActivated);
    QTest::mouseClick(child<QToolButton>("tagButton"), Qt::LeftButton);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), QStringLiteral("linux"));
}

void TestImageDetailsPane::setsVisibilityProtectionAndMinimums()
{
    select(stored());
    auto *visibility = child<QComboBox>("visibilityComboBox");
    visibility->setFocus();
    QTest::keyClick(visibility, Qt::Key_End);
    QTRY_COMPARE(visibilityName(stored().visibility), QStringLiteral("public"));
    child<QCheckBox>("protectedCheckBox")->click();
    QTRY_VERIFY(stored().isProtected);
    auto *minDisk = child<QSpinBox>("minDiskSpinBox");
    minDisk->setFocus();
    minDisk->selectAll();
    QTest::keyClicks(minDisk, QStringLiteral("20"));
    QTest::keyClick(minDisk, Qt::Key_Return);
    QTRY_COMPARE(stored().minDisk, 20);
    QCOMPARE(m_service->callCount(Call::UpdateImage), 3);
}

void TestImageDetailsPane::aRefusedChangeIsExplainedAndTakenBack()
{
    select(stored());
    m_service->failNext(Call::UpdateImage,
        { ErrorCode::Forbidden, QStringLiteral("Policy says no."), QStringLiteral("rule") });
    child<QCheckBox>("protectedCheckBox")->click();
    auto *strip = m_pane->findChild<MessageStrip *>();
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(strip->sentence(), QStringLiteral("Policy says no."));
    QVERIFY(!child<QCheckBox>("protectedCheckBox")->isChecked());
    QVERIFY(!stored().isProtected);
}

void TestImageDetailsPane::hashesAreCopiedWhole()
{
    select(stored());
    for (const CopyableValue *value : m_pane->findChildren<CopyableValue *>()) {
        if (value->accessibleName() == QStringLiteral("SHA512"))
            value->findChild<QToolButton *>()->click();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), QString(128, u'a'));
}

void TestImageDetailsPane::followsChangesMadeElsewhere()
{
    select(stored());
    Image changed = stored();
    changed.name = QStringLiteral("renamed elsewhere");
    m_service->put(changed);
    QTRY_COMPARE(child<QLineEdit>("nameEdit")->text(), changed.name);
}

void TestImageDetailsPane::anImageThatIsGoneIsNoLongerShown()
{
    select(stored());
    m_service->drop(sampleId(0));
    QTRY_VERIFY(!child<QLineEdit>("nameEdit")->isVisible());
}

void TestImageDetailsPane::tellsTheLifeInPictureAndWords()
{
    const QCoro::Task<Result<Image>> deactivation = m_service->deactivateImage(sampleId(0));
    QTRY_COMPARE(stored().status, ImageStatus::Deactivated);
    select(stored());
    auto *history = m_pane->findChild<HistoryList *>();
    QTRY_COMPARE(history->topLevelItemCount(), 1);
    QCOMPARE(history->topLevelItem(0)->text(1), QStringLiteral("Active \u2192 Deactivated"));
    const QString spoken = m_pane->findChild<StateTimeline *>()->accessibleDescription();
    QVERIFY2(spoken.contains(QStringLiteral("Active to Deactivated: Deactivated")), qPrintable(spoken));
    QVERIFY2(spoken.contains(QStringLiteral("Now: Deactivated.")), qPrintable(spoken));
}

QTEST_MAIN(TestImageDetailsPane)
#include "tst_imagedetailspane.moc"
