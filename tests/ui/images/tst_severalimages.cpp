#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/changepreviewdialog.h"
#include "ui/images/changepreviewmodel.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/imageeditor.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::FakeImageService;
using test::sampleId;
using Call = FakeImageService::Call;

class TestSeveralImages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void showsWhatIsCommonAndWhatDiffers();
    void nothingChangesBeforeItIsApplied();
    void onlyImagesThatWouldChangeAreListed();
    void changesAllAtOnceAndTakesItBackAtOnce();
    void tagsAndPropertiesOfSomeCanBeGivenToAll();
    void wishesAreKeptWhileTheImagesChange();
    void failuresAreListedByImage();
    void stoppingGoesNoFurther();
    void thePreviewIsAModel();

private:
    template<typename Widget>
    Widget *child(const char *name) const
    {
        return m_pane->findChild<Widget *>(QLatin1String(name));
    }
    ChangePreviewDialog *dialog() const { return m_pane->findChild<ChangePreviewDialog *>(); }
    Image stored(int number) const { return *m_service->find(sampleId(number)); }
    void selectAll();
    void preview();
    void chooseProtected();

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageDetailsPane> m_pane;
};

void TestSeveralImages::init()
{
    m_service = std::make_unique<FakeImageService>();
    QList<Image> images = test::sampleImages(3);
    for (int i = 0; i < 3; ++i) {
        images[i].visibility = i == 0 ? Visibility::Private : Visibility::Shared;
        images[i].isProtected = i == 2;
        images[i].osHidden = false;
        images[i].minDisk = 10;
        images[i].minRam = 512 * i;
        images[i].tags = i == 1 ? QStringList{ u"cloud"_s, u"course"_s } : QStringList{ u"cloud"_s };
        images[i].properties = { { u"os_type"_s, u"linux"_s }, { u"os_version"_s, QString::number(i) } };
        images[i].size = 1LL << 20;
    }
    m_service->setImages(images);
    m_pane = std::make_unique<ImageDetailsPane>(*m_service);
    m_pane->resize(380, 900);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    selectAll();
}

void TestSeveralImages::cleanup()
{
    // What is being written is taken over when its field loses the focus.
    m_pane->close();
    m_pane.reset();
    m_service.reset();
}

void TestSeveralImages::selectAll()
{
    m_pane->showSelection({ { stored(0), stored(1), stored(2) }, 3, 3LL << 20 });
}

void TestSeveralImages::preview()
{
    QTest::mouseClick(child<QPushButton>("previewButton"), Qt::LeftButton);
    QVERIFY(dialog());
    QTRY_VERIFY(dialog()->isVisible());
}

void TestSeveralImages::chooseProtected()
{
    auto *box = child<QCheckBox>("severalProtected");
    QCOMPARE(box->checkState(), Qt::PartiallyChecked);
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(box->checkState(), Qt::Checked);
}

void TestSeveralImages::showsWhatIsCommonAndWhatDiffers()
{
    QCOMPARE(child<QLabel>("severalTitle")->text(), u"3 images selected"_s);
    QCOMPARE(child<QLabel>("severalSummary")->text(), u"3 MiB in total"_s);
    QCOMPARE(child<QComboBox>("severalVisibility")->currentIndex(), -1);
    QCOMPARE(child<QComboBox>("severalVisibility")->placeholderText(), u"(different)"_s);
    QCOMPARE(child<QCheckBox>("severalProtected")->checkState(), Qt::PartiallyChecked);
    QCOMPARE(child<QCheckBox>("severalHidden")->checkState(), Qt::Unchecked);
    QCOMPARE(child<QSpinBox>("severalMinDisk")->value(), 10);
    QCOMPARE(child<QSpinBox>("severalMinRam")->text(), u"(different)"_s);
    QCOMPARE(child<QComboBox>("value:os_type")->currentText(), u"linux"_s);
    QCOMPARE(child<QLineEdit>("value:os_version")->placeholderText(), u"(different)"_s);
    QVERIFY(!child<QPushButton>("previewButton")->isEnabled());
}

void TestSeveralImages::nothingChangesBeforeItIsApplied()
{
    chooseProtected();
    QVERIFY(child<QPushButton>("previewButton")->isEnabled());
    preview();
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"closeChangesButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_service->callCount(Call::UpdateImage), 0);
    QCOMPARE(child<QCheckBox>("severalProtected")->checkState(), Qt::Checked);
    QTest::mouseClick(child<QPushButton>("discardButton"), Qt::LeftButton);
    QCOMPARE(child<QCheckBox>("severalProtected")->checkState(), Qt::PartiallyChecked);
}

void TestSeveralImages::onlyImagesThatWouldChangeAreListed()
{
    chooseProtected();
    preview();
    const auto *model = dialog()->findChild<QTreeView *>(u"changePreview"_s)->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, 0).data().toString(), stored(0).name);
    QCOMPARE(model->index(0, 1).data().toString(), u"Protected"_s);
    QCOMPARE(model->index(0, 2).data().toString(), u"No"_s);
    QCOMPARE(model->index(0, 3).data().toString(), u"Yes"_s);
    dialog()->reject();
}

void TestSeveralImages::changesAllAtOnceAndTakesItBackAtOnce()
{
    chooseProtected();
    auto *ram = child<QSpinBox>("severalMinRam");
    ram->setFocus();
    ram->selectAll();
    QTest::keyClicks(ram, u"2048"_s);
    QTest::keyClick(ram, Qt::Key_Return);
    preview();
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"applyChangesButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    for (const int number : { 0, 1, 2 }) {
        QVERIFY(stored(number).isProtected);
        QCOMPARE(stored(number).minRam, 2048);
    }
    m_pane->editor().history().undo();
    QTRY_VERIFY(!m_pane->editor().history().isBusy());
    QVERIFY(!stored(0).isProtected);
    QVERIFY(stored(2).isProtected);
    QCOMPARE(stored(1).minRam, 512);
    QVERIFY(!m_pane->editor().history().canUndo());
}

void TestSeveralImages::tagsAndPropertiesOfSomeCanBeGivenToAll()
{
    m_pane->startTagging();
    auto *tag = m_pane->focusWidget();
    QTest::keyClicks(tag, u"course"_s);
    QTest::keyClick(tag, Qt::Key_Return);
    auto *version = child<QLineEdit>("value:os_version");
    version->setFocus();
    QTest::keyClicks(version, u"12"_s);
    QTest::keyClick(version, Qt::Key_Return);
    preview();
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"applyChangesButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    for (const int number : { 0, 1, 2 }) {
        QVERIFY(stored(number).tags.contains(u"course"_s));
        QCOMPARE(stored(number).properties.value(u"os_version"_s), u"12"_s);
        QCOMPARE(stored(number).properties.value(u"os_type"_s), u"linux"_s);
    }
}

void TestSeveralImages::wishesAreKeptWhileTheImagesChange()
{
    chooseProtected();
    Image changed = stored(1);
    changed.name = u"renamed elsewhere"_s;
    m_service->put(changed);
    selectAll();
    QCOMPARE(child<QCheckBox>("severalProtected")->checkState(), Qt::Checked);
    m_pane->showSelection({ { stored(0), stored(1) }, 2, 2LL << 20 });
    QCOMPARE(child<QCheckBox>("severalProtected")->checkState(), Qt::Unchecked);
    QVERIFY(!child<QPushButton>("previewButton")->isEnabled());
}

void TestSeveralImages::failuresAreListedByImage()
{
    m_service->failNext(Call::UpdateImage, { ErrorCode::Forbidden, u"Policy says no."_s, {} });
    chooseProtected();
    preview();
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"applyChangesButton"_s), Qt::LeftButton);
    auto *failures = dialog()->findChild<QTreeWidget *>(u"failureList"_s);
    QTRY_COMPARE(failures->topLevelItemCount(), 1);
    QVERIFY(failures->isVisible());
    QCOMPARE(failures->topLevelItem(0)->text(0), stored(0).name);
    QCOMPARE(failures->topLevelItem(0)->text(1), u"Policy says no."_s);
    QVERIFY(stored(1).isProtected);
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"closeChangesButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog());
}

void TestSeveralImages::stoppingGoesNoFurther()
{
    chooseProtected();
    preview();
    m_service->hold(Call::UpdateImage);
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"applyChangesButton"_s), Qt::LeftButton);
    QTRY_COMPARE(m_service->waitingCount(Call::UpdateImage), 1);
    QVERIFY(dialog()->findChild<QProgressBar *>(u"changeProgress"_s)->isVisible());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    m_service->release(Call::UpdateImage);
    QTRY_VERIFY(!dialog());
    QVERIFY(stored(0).isProtected);
    QVERIFY(!stored(1).isProtected);
}

void TestSeveralImages::thePreviewIsAModel()
{
    const QList<ImageEdit> edits{
        { sampleId(0), u"one"_s, { { { ImageField::Kind::MinDisk }, u"0"_s, u"10"_s } } },
        { sampleId(1), QString(),
            { { { ImageField::Kind::Tag, u"a"_s }, std::nullopt, u"a"_s },
                { { ImageField::Kind::Property, u"os_type"_s }, u"linux"_s, std::nullopt } } },
    };
    ChangePreviewModel model(edits);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 2).data().toString(), u"No minimum"_s);
    QCOMPARE(model.index(0, 3).data().toString(), u"10 GB"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"Unnamed image"_s);
    QCOMPARE(model.index(1, 1).data().toString(), u"Tag “a”"_s);
    QCOMPARE(model.index(2, 3).data().toString(), u"Not set"_s);
}

QTEST_MAIN(TestSeveralImages)
#include "tst_severalimages.moc"
