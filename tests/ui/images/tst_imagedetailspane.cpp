#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/checksview.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/imageheading.h"
#include "ui/images/imagetableview.h"
#include "ui/images/storesview.h"
#include "ui/life/historylist.h"
#include "ui/life/statetimeline.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/foldablesection.h"
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
    void sectionsFoldAwayAndAreRemembered();
    void theTabKeyGoesDownThePane();
    void saysWhatVisibilityMeans();
    void saysHowMuchSpaceIsSaved();
    void verifiesTheDataAndSaysWhen();
    void damagedDataAreToldByAlgorithm();
    void aCheckCanBeStopped();
    void aCheckGoesOnWhileAnotherImageIsShown();
    void showsStoresWithTheirDisk();
    void copiesTheJsonThatTheApiWouldGive();

private:
    void select(const Image &image);
    FoldableSection *section(const char *name) const { return child<FoldableSection>(name); }
    static void clickTitle(FoldableSection *section)
    {
        QTest::mouseClick(section->findChild<QToolButton *>(QStringLiteral("sectionButton")), Qt::LeftButton);
    }
    QStringList verdicts() const;
    Image stored() const { return *m_service->find(sampleId(0)); }
    template<typename Widget>
    Widget *child(const char *name) const
    {
        // Others of that name are on the page for several images.
        const QList<Widget *> widgets = m_pane->findChildren<Widget *>(QString::fromLatin1(name));
        for (Widget *widget : widgets) {
            if (widget->isVisibleTo(m_pane.get()))
                return widget;
        }
        return widgets.constFirst();
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
    image.checksum = QString(32, u'b');
    image.stores = { QStringLiteral("main") };
    m_service->setImages({ image, sampleImage(1) });
    m_pane = std::make_unique<ImageDetailsPane>(*m_service);
    m_pane->resize(380, 900);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestImageDetailsPane::cleanup()
{
    // What is being written is taken over when its field loses the focus.
    m_pane->close();
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
    QVERIFY(!m_pane->findChild<QLineEdit *>(QStringLiteral("nameEdit"))->isVisible());
    select(stored());
    QVERIFY(child<QLineEdit>("nameEdit")->isVisible());
    QCOMPARE(child<QLineEdit>("nameEdit")->text(), stored().name);
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
    QVERIFY(history->topLevelItem(0)->text(1).startsWith(QStringLiteral("Active \u2192 Deactivated")));
    const QString spoken = m_pane->findChild<StateTimeline *>()->accessibleDescription();
    QVERIFY2(spoken.contains(QStringLiteral("Active to Deactivated: Deactivated")), qPrintable(spoken));
    QVERIFY2(spoken.contains(QStringLiteral("Now: Deactivated.")), qPrintable(spoken));
}

void TestImageDetailsPane::sectionsFoldAwayAndAreRemembered()
{
    select(stored());
    auto *minDisk = child<QSpinBox>("minDiskSpinBox");
    QVERIFY(minDisk->isVisible());
    clickTitle(section("overviewSection"));
    QVERIFY(!minDisk->isVisible());
    const QStringList folded = m_pane->foldedSections();
    QCOMPARE(folded,
        QStringList({ QStringLiteral("allocation"), QStringLiteral("history"), QStringLiteral("json"),
            QStringLiteral("overview") }));
    m_pane->setFoldedSections({ QStringLiteral("tags") });
    QVERIFY(minDisk->isVisible());
    QCOMPARE(m_pane->foldedSections(), QStringList({ QStringLiteral("tags") }));
    QTest::keyClick(
        section("tagsSection")->findChild<QToolButton *>(QStringLiteral("sectionButton")), Qt::Key_Space);
    QVERIFY(m_pane->foldedSections().isEmpty());
}

void TestImageDetailsPane::theTabKeyGoesDownThePane()
{
    select(stored());
    child<QLineEdit>("nameEdit")->setFocus();
    int lowest = -1;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(m_pane->window()->focusWidget(), Qt::Key_Tab);
        QWidget *focused = m_pane->window()->focusWidget();
        const int top = focused->mapTo(m_pane.get(), QPoint()).y()
            - m_pane->findChild<ImageHeading *>()->mapTo(m_pane.get(), QPoint()).y();
        QVERIFY2(top >= lowest - focused->height(), qPrintable(focused->objectName()));
        lowest = top;
    }
}

void TestImageDetailsPane::saysWhatVisibilityMeans()
{
    Image image = stored();
    image.visibility = Visibility::Community;
    m_service->setImages({ image });
    select(image);
    const auto labels = section("sharingSection")->findChildren<QLabel *>();
    const bool isTold = std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
        return label->text() == QStringLiteral("Everybody can use it, but it is not in everybody's list.");
    });
    QVERIFY(isTold);
}

void TestImageDetailsPane::saysHowMuchSpaceIsSaved()
{
    Image image = stored();
    image.size = 1LL << 30;
    image.virtualSize = 4LL << 30;
    select(image);
    const auto told = [this] {
        QStringList texts;
        for (const QLabel *label : section("overviewSection")->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts.append(label->text());
        }
        return texts;
    };
    const QString saved = QStringLiteral("3 GiB (%1)").arg(text::percent(0.75));
    QVERIFY2(told().contains(saved), qPrintable(told().join(u'|')));
    image.virtualSize = image.size;
    select(image);
    QVERIFY(!told().contains(QStringLiteral("Space saved")));
}

QStringList TestImageDetailsPane::verdicts() const
{
    QStringList words;
    for (const ChipLabel *chip : section("checksSection")->findChildren<ChipLabel *>()) {
        if (chip->isVisible())
            words.append(chip->accessibleName());
    }
    return words;
}

void TestImageDetailsPane::verifiesTheDataAndSaysWhen()
{
    select(stored());
    QCOMPARE(verdicts(), QStringList());
    m_service->hold(Call::VerifyImages);
    QTest::mouseClick(child<QToolButton>("verifyButton"), Qt::LeftButton);
    QTRY_COMPARE(m_service->waitingCount(Call::VerifyImages), 1);
    QVERIFY(!child<QToolButton>("verifyButton")->isEnabled());
    const OperationControl control = m_service->waitingControl(Call::VerifyImages);
    control.progress->setPhase(OperationPhase::Verifying);
    control.progress->setTotal(1000);
    control.progress->setDone(500);
    QTRY_COMPARE(child<QProgressBar>("checkProgress")->value(), 500);
    QVERIFY(child<QProgressBar>("checkProgress")->isVisible());
    m_service->release(Call::VerifyImages);
    QTRY_COMPARE(verdicts(), QStringList({ QStringLiteral("MD5: Equal"), QStringLiteral("SHA512: Equal") }));
    QCOMPARE(child<QLabel>("checkStateLabel")->text(),
        QStringLiteral("Every byte is as it was stored. Verified just now."));
    QVERIFY(!child<QProgressBar>("checkProgress")->isVisible());
}

void TestImageDetailsPane::damagedDataAreToldByAlgorithm()
{
    m_service->damage(sampleId(0));
    select(stored());
    QTest::mouseClick(child<QToolButton>("verifyButton"), Qt::LeftButton);
    QTRY_COMPARE(
        verdicts(), QStringList({ QStringLiteral("MD5: Different"), QStringLiteral("SHA512: Different") }));
    QVERIFY(child<QLabel>("checkStateLabel")->text().startsWith(QStringLiteral("The data are damaged.")));
}

void TestImageDetailsPane::aCheckCanBeStopped()
{
    select(stored());
    m_service->hold(Call::VerifyImages);
    QTest::mouseClick(child<QToolButton>("verifyButton"), Qt::LeftButton);
    QTRY_COMPARE(m_service->waitingCount(Call::VerifyImages), 1);
    QTest::mouseClick(child<QToolButton>("cancelCheckButton"), Qt::LeftButton);
    QTRY_VERIFY(
        child<QLabel>("checkStateLabel")->text().startsWith(QStringLiteral("The check was stopped.")));
    QCOMPARE(verdicts(), QStringList());
    QVERIFY(child<QToolButton>("verifyButton")->isEnabled());
}

void TestImageDetailsPane::aCheckGoesOnWhileAnotherImageIsShown()
{
    select(stored());
    m_service->hold(Call::VerifyImages);
    QTest::mouseClick(child<QToolButton>("verifyButton"), Qt::LeftButton);
    QTRY_COMPARE(m_service->waitingCount(Call::VerifyImages), 1);
    select(*m_service->find(sampleId(1)));
    QVERIFY(!child<QProgressBar>("checkProgress")->isVisible());
    m_service->release(Call::VerifyImages);
    QTRY_COMPARE(m_service->waitingCount(Call::VerifyImages), 0);
    QCOMPARE(verdicts(), QStringList());
    select(stored());
    QCOMPARE(verdicts().size(), 2);
}

void TestImageDetailsPane::showsStoresWithTheirDisk()
{
    StoreInfo main{ .id = QStringLiteral("main"), .path = QStringLiteral("/data/main"), .isDefault = true };
    main.totalBytes = 20LL << 30;
    main.freeBytes = 5LL << 30;
    StoreInfo usb{ .id = QStringLiteral("usb"), .path = QStringLiteral("/media/usb"), .isAvailable = false };
    m_service->setStores({ main, usb });
    Image image = stored();
    image.stores = { QStringLiteral("main"), QStringLiteral("usb") };
    select(image);
    const auto told = [this] {
        QStringList texts;
        for (const QLabel *label : m_pane->findChild<StoresView *>()->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    };
    QTRY_VERIFY(told().contains(QStringLiteral("Default store, 5 GiB free of 20 GiB")));
    QVERIFY(told().contains(QStringLiteral("Its disk is not there now. Connect it to use these data.")));
}

void TestImageDetailsPane::copiesTheJsonThatTheApiWouldGive()
{
    select(stored());
    clickTitle(section("jsonSection"));
    QTest::mouseClick(child<QToolButton>("copyJsonButton"), Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(child<QPlainTextEdit>("jsonText")->toPlainText(), text);
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    QCOMPARE(json.value(QStringLiteral("id")).toString(), sampleId(0));
    QCOMPARE(json.value(QStringLiteral("os_hash_value")).toString(), QString(128, u'a'));
    // A change is shown while it can be seen.
    Image changed = stored();
    changed.minRam = 4242;
    m_service->put(changed);
    QTRY_VERIFY(child<QPlainTextEdit>("jsonText")->toPlainText().contains(QStringLiteral("4242")));
}

QTEST_MAIN(TestImageDetailsPane)
#include "tst_imagedetailspane.moc"
