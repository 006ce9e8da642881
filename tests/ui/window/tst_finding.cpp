#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "core/transfer/transferqueue.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/finding/filterchip.h"
#include "ui/images/imagecardview.h"
#include "ui/widgets/emptyview.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using vitrine::test::imageNamed;

/// Finding images in the whole window: filters, typed search, saved lists, both views, groups, columns.
class FindingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void typedFiltersWorkAtOnceAndBecomeChips();
    void crossesAndTypedTextWorkTogether();
    void anEmptyListNamesTheFiltersAndClearsThem();
    void aBundledListIsChosen();
    void cardsAndTableAreTwoViewsOfOneSelection();
    void theViewIsRemembered();
    void theListIsGrouped();
    void distributionsStandTogether();
    void similarNamesAreShownWhereNothingIsFound();
    void imagesWithoutTagsAreFound();
    void columnsAreShownAndReset();
    void everythingInTheBarHasANameAndTakesFocus();

private:
    void open();
    void close();
    QStringList shownNames() const;
    QStringList chipTexts() const;
    QLineEdit &search() { return m_window->toolBar().searchField(); }
    void choose(const char *menu, const QString &entry);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<test::FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void FindingTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.transfer.info=false"_s);
    qputenv("VITRINE_COLOR_SCHEME", "light");
}

void FindingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_service = std::make_unique<test::FakeImageService>();
    Image iso = imageNamed(u"debian-netinst"_s);
    iso.diskFormat = DiskFormat::Iso;
    iso.updatedAt = QDateTime::currentDateTimeUtc();
    Image large = imageNamed(u"large"_s);
    large.size = 20LL << 30;
    large.tags = { u"lab"_s };
    m_service->setImages({ iso, large, imageNamed(u"debian-old"_s, ImageStatus::Deactivated),
        imageNamed(u"waiting"_s, ImageStatus::Queued) });
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_queue->restore();
    open();
}

void FindingTest::open()
{
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->show();
    m_window->attach(*m_service, *m_queue);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_window->catalogue()->model().state(), ImageListModel::State::Complete);
}

void FindingTest::close()
{
    m_window->close();
    m_window.reset();
}

void FindingTest::cleanup()
{
    m_window.reset();
    m_queue.reset();
    m_service.reset();
}

QStringList FindingTest::shownNames() const
{
    QStringList names;
    const ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.imageAt(row)->name);
    names.sort();
    return names;
}

QStringList FindingTest::chipTexts() const
{
    QStringList texts;
    for (FilterChip *chip : m_window->findChildren<FilterChip *>()) {
        if (!chip->isHidden())
            texts.append(chip->label().text());
    }
    return texts;
}

void FindingTest::choose(const char *menu, const QString &entry)
{
    auto *found = m_window->findChild<QMenu *>(QLatin1String(menu));
    QVERIFY(found);
    Q_EMIT found->aboutToShow();
    for (QAction *action : found->actions()) {
        if (action->text() == entry) {
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(u"no entry "_s + entry));
}

void FindingTest::typedFiltersWorkAtOnceAndBecomeChips()
{
    QTest::keyClicks(&search(), u"format:iso debian"_s);
    QTRY_COMPARE(shownNames(), QStringList{ u"debian-netinst"_s });
    QVERIFY(chipTexts().isEmpty());
    QTest::keyClick(&search(), Qt::Key_Return);
    QCOMPARE(chipTexts(), QStringList{ u"Format: ISO"_s });
    QCOMPARE(search().text(), u"debian"_s);
    QTRY_COMPARE(shownNames(), QStringList{ u"debian-netinst"_s });
}

void FindingTest::crossesAndTypedTextWorkTogether()
{
    QTest::keyClicks(&search(), u"status:active tag:lab"_s);
    QTest::keyClick(&search(), Qt::Key_Return);
    QTRY_COMPARE(shownNames(), QStringList{ u"large"_s });
    QCOMPARE(chipTexts().size(), 2);
    for (FilterChip *chip : m_window->findChildren<FilterChip *>()) {
        if (chip->facet() == Facet::Tag)
            QTest::mouseClick(&chip->removeButton(), Qt::LeftButton);
    }
    QTRY_COMPARE(shownNames(), QStringList({ u"debian-netinst"_s, u"large"_s }));
    QVERIFY(m_window->findChild<QLabel *>(u"imageCount"_s)->text().contains(u"found"_s));
}

void FindingTest::anEmptyListNamesTheFiltersAndClearsThem()
{
    QTest::keyClicks(&search(), u"format:iso status:queued"_s);
    QTest::keyClick(&search(), Qt::Key_Return);
    QTest::keyClicks(&search(), u"solaris"_s);
    auto *empty = m_window->findChild<EmptyView *>(u"emptyView"_s);
    QTRY_VERIFY(empty->isVisible());
    QTRY_VERIFY(empty->findChild<QLabel *>(u"sentenceLabel"_s)->text().contains(u"solaris"_s));
    QCOMPARE(empty->findChild<QLabel *>(u"hintLabel"_s)->text(), u"Status: Queued · Format: ISO"_s);
    QPushButton *clear = nullptr;
    for (QPushButton *button : empty->findChildren<QPushButton *>()) {
        if (!button->isHidden())
            clear = button;
    }
    QVERIFY(clear);
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(shownNames().size(), 4);
    QVERIFY(chipTexts().isEmpty());
    QVERIFY(search().text().isEmpty());
}

void FindingTest::aBundledListIsChosen()
{
    QTest::keyClicks(&search(), u"something"_s);
    choose("smartListsMenu", u"Larger than 10 GiB"_s);
    QTRY_COMPARE(shownNames(), QStringList{ u"large"_s });
    QVERIFY(search().text().isEmpty());
    QCOMPARE(chipTexts(), QStringList{ u"Size: over 10 GiB"_s });
    choose("smartListsMenu", u"Not active"_s);
    QTRY_COMPARE(shownNames(), QStringList({ u"debian-old"_s, u"waiting"_s }));
    QCOMPARE(chipTexts(), QStringList{ u"Status: not Active"_s });
}

void FindingTest::cardsAndTableAreTwoViewsOfOneSelection()
{
    CatalogueView &view = *m_window->catalogue();
    view.focusList();
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(view.cards().isVisible());
    QVERIFY(!view.table().isVisible());
    QVERIFY(view.cards().hasFocus());
    const QPoint second = view.cards().visualRect(view.model().index(1, 0)).center();
    QTest::mouseClick(view.cards().viewport(), Qt::LeftButton, {}, second);
    QTest::keyClick(&view.cards(), Qt::Key_A, Qt::ControlModifier);
    QTRY_COMPARE(view.selectedImages().size(), 4);
    QTRY_VERIFY(m_window->findChild<QLabel *>(u"selectionTotal"_s)->text().contains(u"4 selected"_s));
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(view.table().isVisible());
    QVERIFY(view.table().hasFocus());
    QCOMPARE(view.selectedImages().size(), 4);
}

void FindingTest::theViewIsRemembered()
{
    m_window->actions().viewCards->trigger();
    QTest::keyClicks(&search(), u"status:active"_s);
    QTest::keyClick(&search(), Qt::Key_Return);
    choose("groupMenu", u"By format"_s);
    QTRY_COMPARE(shownNames().size(), 2);
    close();
    open();
    QTRY_VERIFY(m_window->catalogue()->cards().isVisible());
    QVERIFY(m_window->actions().viewCards->isChecked());
    QCOMPARE(chipTexts(), QStringList{ u"Status: Active"_s });
    QCOMPARE(m_window->catalogue()->model().grouping(), SortField::DiskFormat);
    QTRY_COMPARE(shownNames().size(), 2);
}

void FindingTest::theListIsGrouped()
{
    choose("groupMenu", u"By status"_s);
    ImageListModel &model = m_window->catalogue()->model();
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    QVERIFY(model.isFirstOfGroup(0) && model.isFirstOfGroup(1) && model.isFirstOfGroup(2));
    QVERIFY(!model.isFirstOfGroup(3));
    const int group = static_cast<int>(ImageListModel::Column::Group);
    QVERIFY(!m_window->catalogue()->table().isColumnHidden(group));
    choose("groupMenu", u"No groups"_s);
    QVERIFY(m_window->catalogue()->table().isColumnHidden(group));
}

void FindingTest::distributionsStandTogether()
{
    for (const auto &[name, distribution] :
        { std::pair(u"a"_s, u"rocky"_s), std::pair(u"b"_s, u"debian"_s), std::pair(u"c"_s, u"rocky"_s) }) {
        Image image = imageNamed(name);
        image.properties = { { u"os_distro"_s, distribution } };
        m_service->put(image);
    }
    CatalogueView &view = *m_window->catalogue();
    view.setGrouping(SortField::OsDistro);
    ImageListModel &model = view.model();
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    QTRY_COMPARE(model.rowCount(), 7);
    QStringList headings;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.isFirstOfGroup(row))
            headings.append(u"%1 %2"_s.arg(model.groupTitle(*model.imageAt(row))).arg(model.groupSize(row)));
    }
    QCOMPARE(headings, QStringList({ u"rocky 2"_s, u"debian 1"_s, u"No distribution 4"_s }));
}

void FindingTest::similarNamesAreShownWhereNothingIsFound()
{
    CatalogueView &view = *m_window->catalogue();
    auto *label = view.findChild<QLabel *>(u"similarLabel"_s);
    view.setSearchText(u"debain"_s);
    QTRY_COMPARE(shownNames(), QStringList({ u"debian-netinst"_s, u"debian-old"_s }));
    QTRY_VERIFY(label->isVisible());
    QVERIFY(label->text().contains(u"debain"_s));
    // What is found as it was typed needs no guessing.
    view.setSearchText(u"large"_s);
    QTRY_COMPARE(shownNames(), QStringList{ u"large"_s });
    QTRY_VERIFY(!label->isVisible());
    view.setSearchText(u"solaris"_s);
    QTRY_VERIFY(shownNames().isEmpty());
    QVERIFY(!label->isVisible());
    view.setSearchText({});
    QTRY_COMPARE(shownNames().size(), 4);
}

void FindingTest::imagesWithoutTagsAreFound()
{
    CatalogueView &view = *m_window->catalogue();
    view.setSearchText(u"no:tag"_s);
    QTRY_COMPARE(shownNames(), QStringList({ u"debian-netinst"_s, u"debian-old"_s, u"waiting"_s }));
    view.setSearchText(u"tag:lab"_s);
    QTRY_COMPARE(shownNames(), QStringList{ u"large"_s });
}

void FindingTest::columnsAreShownAndReset()
{
    QMenu menu;
    CatalogueView &view = *m_window->catalogue();
    view.fillColumnsMenu(menu);
    const int tags = static_cast<int>(ImageListModel::Column::Tags);
    for (QAction *action : menu.actions()) {
        if (action->text() == u"Tags"_s)
            action->trigger();
    }
    QVERIFY(!view.table().isColumnHidden(tags));
    close();
    open();
    QVERIFY(!m_window->catalogue()->table().isColumnHidden(tags));
    m_window->catalogue()->fillColumnsMenu(menu);
    menu.actions().last()->trigger();
    QVERIFY(m_window->catalogue()->table().isColumnHidden(tags));
}

void FindingTest::everythingInTheBarHasANameAndTakesFocus()
{
    auto *bar = m_window->findChild<QWidget *>(u"listBar"_s);
    QVERIFY(bar);
    const QList<QToolButton *> buttons = bar->findChildren<QToolButton *>();
    QVERIFY(buttons.size() >= 6);
    for (QToolButton *button : buttons) {
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
    }
    // At the smallest window no word is cut off.
    m_window->resize(1024, 640);
    QCoreApplication::processEvents();
    for (QToolButton *button : buttons)
        QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
            qPrintable(button->objectName()));
}

QTEST_MAIN(FindingTest)
#include "tst_finding.moc"
