#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagecolumns.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"

using namespace vitrine;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;
using test::sampleImages;
using Column = ImageListModel::Column;

class TestImageTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClickOnAHeaderSortsThroughTheQuery();
    void selectionTellsNumberAndSize();
    void theSelectionSurvivesARefresh();
    void aLargeSelectionSurvivesARefreshWhole();
    void anotherQueryKeepsWhatItStillHolds();
    void anImageIsSelectedWhenItComes();
    void choosingAnotherForgetsTheOneAwaited();
    void theMenuKeyAsksAtTheCurrentRow();
    void returnActivatesTheCurrentImage();
    void columnsThatCannotSortLeaveTheOrder();
    void columnsComeBackToTheirPlaces();
    void groupsHaveTheirColumnInFront();
    void nothingIsCutInANarrowTable();
    void columnsThatPeopleAskedForStay();
    void whatGaveWayIsNotForgotten();
    void anOwnWidthIsKept();
    void changesOfTheSelectedImageAreAnnouncedButProgressIsNot();

private:
    void load(const ImageQuery &query = {});
    void click(int row, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageListModel> m_model;
    std::unique_ptr<ImageTableView> m_view;
};

void TestImageTableView::init()
{
    m_service = std::make_unique<FakeImageService>();
    m_service->setImages(sampleImages(500));
    m_model = std::make_unique<ImageListModel>(*m_service);
    m_view = std::make_unique<ImageTableView>();
    m_view->setImageModel(m_model.get());
    m_view->resize(900, 400);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    load();
}

void TestImageTableView::cleanup()
{
    m_view.reset();
    m_model.reset();
    m_service.reset();
}

void TestImageTableView::load(const ImageQuery &query)
{
    m_model->setQuery(query);
    QTRY_COMPARE(m_model->state(), ImageListModel::State::Complete);
}

void TestImageTableView::click(int row, Qt::KeyboardModifiers modifiers)
{
    const QRect cell = m_view->visualRect(m_model->index(row, 0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, modifiers, cell.center());
}

void TestImageTableView::aClickOnAHeaderSortsThroughTheQuery()
{
    QHeaderView *header = m_view->header();
    const QPoint name(header->sectionViewportPosition(0) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(m_model->query().sort.size(), 1);
    QCOMPARE(m_model->query().sort.first().field, SortField::Name);
    const Qt::SortOrder first = m_model->query().sort.first().order;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
    QVERIFY(m_model->query().sort.first().order != first);
    QCOMPARE(header->sortIndicatorSection(), 0);
}

void TestImageTableView::selectionTellsNumberAndSize()
{
    click(1);
    click(3, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedImageIds(), QList<ImageId>({ sampleId(1), sampleId(2), sampleId(3) }));
    const ImageSelection selection = m_view->selection();
    QCOMPARE(selection.count, 3);
    QCOMPARE(selection.totalSize, *sampleImage(1).size + *sampleImage(2).size + *sampleImage(3).size);
    QCOMPARE(selection.images.first(), sampleImage(1));
    m_view->selectAll();
    QCOMPARE(m_view->selection().count, 500);
}

void TestImageTableView::theSelectionSurvivesARefresh()
{
    m_view->setCurrentImage(sampleId(300));
    m_view->verticalScrollBar()->setValue(280 * m_view->visualRect(m_model->index(0, 0)).height());
    const int scroll = m_view->verticalScrollBar()->value();
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), ImageListModel::State::Complete);
    QCOMPARE(m_view->currentImageId(), sampleId(300));
    QCOMPARE(m_view->selectedImageIds(), QList<ImageId>({ sampleId(300) }));
    QCOMPARE(m_view->verticalScrollBar()->value(), scroll);
}

void TestImageTableView::aLargeSelectionSurvivesARefreshWhole()
{
    m_service->setImages(sampleImages(static_cast<int>(ImageSelection::detailLimit) + 500));
    load();
    m_view->selectAll();
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), ImageListModel::State::Complete);
    QCOMPARE(m_view->selection().count, ImageSelection::detailLimit + 500);
}

void TestImageTableView::anotherQueryKeepsWhatItStillHolds()
{
    m_view->setCurrentImage(sampleId(42));
    ImageQuery query;
    query.text = QStringLiteral("image-00004");
    load(query);
    QCOMPARE(m_view->currentImageId(), sampleId(42));
    QSignalSpy changed(m_view.get(), &ImageTableView::selectedImagesChanged);
    query.text = QStringLiteral("image-00005");
    load(query);
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(m_view->selectedImageIds().isEmpty());
}

void TestImageTableView::anImageIsSelectedWhenItComes()
{
    Image fresh = sampleImage(9000);
    fresh.createdAt = sampleImage(0).createdAt.addSecs(60);
    m_view->setCurrentImage(fresh.id);
    m_service->put(fresh);
    QTRY_COMPARE(m_view->currentImageId(), fresh.id);
    QCOMPARE(m_view->selectedImageIds(), QList<ImageId>({ fresh.id }));
}

void TestImageTableView::choosingAnotherForgetsTheOneAwaited()
{
    Image fresh = sampleImage(9000);
    m_view->setCurrentImage(fresh.id);
    click(2);
    m_service->put(fresh);
    QTRY_COMPARE(m_model->rowCount(), 501);
    QCOMPARE(m_view->currentImageId(), sampleId(2));
}

void TestImageTableView::theMenuKeyAsksAtTheCurrentRow()
{
    click(2);
    QSignalSpy asked(m_view.get(), &ImageTableView::contextMenuRequested);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    QCOMPARE(asked.size(), 1);
    const QRect row = m_view->visualRect(m_model->index(2, 0));
    QCOMPARE(asked.first().first().toPoint(), m_view->viewport()->mapToGlobal(row.bottomLeft()));
}

void TestImageTableView::returnActivatesTheCurrentImage()
{
    click(2);
    QSignalSpy activated(m_view.get(), &ImageTableView::imageActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), sampleId(2));
}

void TestImageTableView::changesOfTheSelectedImageAreAnnouncedButProgressIsNot()
{
    click(2);
    QSignalSpy changed(m_view.get(), &ImageTableView::selectedImagesChanged);
    QTRY_COMPARE(changed.size(), 1);
    m_model->setProgress(sampleId(2), 0.5);
    QTest::qWait(20);
    QCOMPARE(changed.size(), 1);
    Image renamed = sampleImage(2);
    renamed.name = QStringLiteral("renamed");
    m_service->put(renamed);
    QTRY_COMPARE(changed.size(), 2);
}

void TestImageTableView::columnsThatCannotSortLeaveTheOrder()
{
    m_model->sort(static_cast<int>(Column::Size), Qt::AscendingOrder);
    const ImageQuery before = m_model->query();
    m_view->columns().setWanted(Column::Owner, true);
    QHeaderView *header = m_view->header();
    m_view->resize(1800, 400);
    const int x = header->sectionViewportPosition(static_cast<int>(Column::Owner)) + 20;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
    QCOMPARE(m_model->query(), before);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(Column::Size));
}

void TestImageTableView::columnsComeBackToTheirPlaces()
{
    QHeaderView *header = m_view->header();
    const QByteArray first = header->saveState();
    QVERIFY(m_view->isColumnHidden(static_cast<int>(Column::Tags)));
    m_view->columns().setWanted(Column::Tags, true);
    m_view->columns().setWanted(Column::Size, false);
    header->moveSection(header->visualIndex(static_cast<int>(Column::Changed)), 1);
    header->resizeSection(static_cast<int>(Column::Status), 300);
    QVERIFY(header->saveState() != first);
    m_view->columns().reset();
    QCOMPARE(header->visualIndex(static_cast<int>(Column::Changed)), static_cast<int>(Column::Changed));
    QVERIFY(!m_view->isColumnHidden(static_cast<int>(Column::Size)));
    QVERIFY(m_view->isColumnHidden(static_cast<int>(Column::Tags)));
    QVERIFY(header->sectionSize(static_cast<int>(Column::Status)) < 300);
}

void TestImageTableView::groupsHaveTheirColumnInFront()
{
    QHeaderView *header = m_view->header();
    const int group = static_cast<int>(Column::Group);
    QVERIFY(header->isSectionHidden(group));
    m_model->setGrouping(SortField::Status);
    QVERIFY(!header->isSectionHidden(group));
    QCOMPARE(header->visualIndex(group), 0);
    m_model->sort(static_cast<int>(Column::Name), Qt::AscendingOrder);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(Column::Name));
    m_model->setGrouping(std::nullopt);
    QVERIFY(header->isSectionHidden(group));
    QCOMPARE(header->visualIndex(static_cast<int>(Column::Name)), 0);
    QCOMPARE(m_model->query().sort.first().field, SortField::Name);
}

void TestImageTableView::nothingIsCutInANarrowTable()
{
    for (const int width : { 440, 520, 610, 702, 780, 860, 1100, 1800 }) {
        m_view->resize(width, 400);
        QCOMPARE(m_view->header()->length(), m_view->viewport()->width());
        QTRY_VERIFY(!m_view->horizontalScrollBar()->isVisible());
        QVERIFY(m_view->columns().isShown(Column::Name));
        QVERIFY(m_view->columns().isShown(Column::Status));
        QVERIFY(m_view->header()->sectionSize(0) >= 170);
    }
    for (const Column column : { Column::Size, Column::Format, Column::Visibility, Column::Changed })
        QVERIFY(m_view->columns().isShown(column));
    m_view->resize(620, 400);
    QVERIFY(!m_view->columns().isShown(Column::Changed));
    QVERIFY(m_view->columns().isWanted(Column::Changed));
    QVERIFY(m_view->columns().isShown(Column::Size));
}

void TestImageTableView::columnsThatPeopleAskedForStay()
{
    m_view->resize(702, 400);
    m_view->columns().setWanted(Column::Owner, true);
    QVERIFY(m_view->columns().isShown(Column::Owner));
    QCOMPARE(m_view->header()->length(), m_view->viewport()->width());
    // More than there is room for: then the table scrolls, and nothing is missing.
    for (const Column column : { Column::Tags, Column::System, Column::Id, Column::Hash, Column::Created })
        m_view->columns().setWanted(column, true);
    QVERIFY(m_view->header()->length() > m_view->viewport()->width());
    for (const Column column : { Column::Owner, Column::Id, Column::Size, Column::Changed })
        QVERIFY(m_view->columns().isShown(column));
}

void TestImageTableView::whatGaveWayIsNotForgotten()
{
    m_view->resize(500, 400);
    QVERIFY(!m_view->columns().isShown(Column::Visibility));
    const QByteArray state = m_view->columns().save();
    m_view->columns().setWanted(Column::Visibility, false);
    m_view->columns().restore(state);
    QVERIFY(m_view->columns().isWanted(Column::Visibility));
    m_view->resize(1400, 400);
    QVERIFY(m_view->columns().isShown(Column::Visibility));
    QVERIFY(!m_view->columns().isShown(Column::Owner));
}

void TestImageTableView::anOwnWidthIsKept()
{
    m_view->resize(1400, 400);
    m_view->header()->resizeSection(static_cast<int>(Column::Format), 160);
    m_view->resize(1300, 400);
    QCOMPARE(m_view->header()->sectionSize(static_cast<int>(Column::Format)), 160);
    const QByteArray state = m_view->columns().save();
    m_view->columns().reset();
    QVERIFY(m_view->header()->sectionSize(static_cast<int>(Column::Format)) < 160);
    m_view->columns().restore(state);
    QCOMPARE(m_view->header()->sectionSize(static_cast<int>(Column::Format)), 160);
}

QTEST_MAIN(TestImageTableView)
#include "tst_imagetableview.moc"
