#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLocale>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagecardview.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"
#include "ui/images/osbadge.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;
using test::sampleImages;

class ImageCardViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();

    void cardsAndTableShareTheSelection();
    void arrowsWalkFromCardToCard();
    void returnActivates();
    void theMenuKeyAsksAtTheCard();
    void theSelectionAndThePlaceSurviveARefresh();
    void anotherQueryBeginsAtTheTop();
    void cardsFillTheWidth();
    void detachedCardsHearNothing();
    void hundredThousandCardsAreQuick();
    void theSystemIsReadFromPropertiesOrName_data();
    void theSystemIsReadFromPropertiesOrName();

private:
    void load(const ImageQuery &query = {});
    QPoint centreOf(int row) const;

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<ImageTableView> m_table;
    std::unique_ptr<ImageCardView> m_cards;
};

void ImageCardViewTest::init()
{
    m_service = std::make_unique<FakeImageService>();
    m_service->setImages(sampleImages(500));
    m_model = std::make_unique<ImageListModel>(*m_service);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
    m_table = std::make_unique<ImageTableView>();
    m_table->setImageModel(m_model.get());
    m_cards = std::make_unique<ImageCardView>();
    m_cards->attachTo(*m_table);
    m_cards->resize(800, 500);
    m_cards->show();
    m_cards->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_cards.get()));
    load();
}

void ImageCardViewTest::cleanup()
{
    m_cards.reset();
    m_table.reset();
    m_tester.reset();
    m_model.reset();
    m_service.reset();
}

void ImageCardViewTest::load(const ImageQuery &query)
{
    m_model->setQuery(query);
    QTRY_COMPARE(m_model->state(), ImageListModel::State::Complete);
}

QPoint ImageCardViewTest::centreOf(int row) const
{
    return m_cards->visualRect(m_model->index(row, 0)).center();
}

void ImageCardViewTest::cardsAndTableShareTheSelection()
{
    QTest::mouseClick(m_cards->viewport(), Qt::LeftButton, {}, centreOf(1));
    QTest::mouseClick(m_cards->viewport(), Qt::LeftButton, Qt::ShiftModifier, centreOf(4));
    QCOMPARE(
        m_table->selectedImageIds(), QList<ImageId>({ sampleId(1), sampleId(2), sampleId(3), sampleId(4) }));
    QTest::mouseClick(m_cards->viewport(), Qt::LeftButton, Qt::ControlModifier, centreOf(2));
    QCOMPARE(m_table->selection().count, 3);
    QCOMPARE(
        m_table->selection().totalSize, *sampleImage(1).size + *sampleImage(3).size + *sampleImage(4).size);
}

void ImageCardViewTest::arrowsWalkFromCardToCard()
{
    m_table->setCurrentImage(sampleId(0));
    m_cards->setFocus();
    QTest::keyClick(m_cards.get(), Qt::Key_Right);
    QCOMPARE(m_table->currentImageId(), sampleId(1));
    QTest::keyClick(m_cards.get(), Qt::Key_Down);
    const int columns = m_cards->viewport()->width() / m_cards->gridSize().width();
    QCOMPARE(m_table->currentImageId(), sampleId(1 + columns));
    QCOMPARE(m_table->selection().count, 1);
    QTest::keyClick(m_cards.get(), Qt::Key_End);
    QCOMPARE(m_table->currentImageId(), sampleId(499));
}

void ImageCardViewTest::returnActivates()
{
    QSignalSpy activated(m_cards.get(), &ImageCardView::imageActivated);
    m_table->setCurrentImage(sampleId(3));
    QTest::keyClick(m_cards.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), sampleId(3));
}

void ImageCardViewTest::theMenuKeyAsksAtTheCard()
{
    QSignalSpy asked(m_cards.get(), &ImageCardView::contextMenuRequested);
    m_table->setCurrentImage(sampleId(2));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(m_cards.get(), &event);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toPoint(), m_cards->viewport()->mapToGlobal(centreOf(2)));
}

void ImageCardViewTest::theSelectionAndThePlaceSurviveARefresh()
{
    m_table->setCurrentImage(sampleId(300));
    const int place = m_cards->verticalScrollBar()->value();
    QVERIFY(place > 0);
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), ImageListModel::State::Complete);
    QCOMPARE(m_table->selectedImageIds(), QList<ImageId>({ sampleId(300) }));
    QCOMPARE(m_cards->verticalScrollBar()->value(), place);
}

void ImageCardViewTest::anotherQueryBeginsAtTheTop()
{
    m_cards->verticalScrollBar()->setValue(2000);
    ImageQuery query;
    query.sort = { { SortField::Name, Qt::DescendingOrder } };
    load(query);
    QCOMPARE(m_cards->verticalScrollBar()->value(), 0);
}

void ImageCardViewTest::cardsFillTheWidth()
{
    for (const int width : { 280, 500, 801, 1337 }) {
        m_cards->resize(width, 500);
        const QRect first = m_cards->visualRect(m_model->index(0, 0));
        const int columns = m_cards->viewport()->width() / first.width();
        QVERIFY(m_cards->viewport()->width() - columns * first.width() <= columns);
        const QRect last = m_cards->visualRect(m_model->index(columns - 1, 0));
        QCOMPARE(last.top(), first.top());
        QVERIFY(m_cards->visualRect(m_model->index(columns, 0)).top() > first.top());
    }
}

void ImageCardViewTest::detachedCardsHearNothing()
{
    m_table->setCurrentImage(sampleId(3));
    m_cards->detach();
    QCOMPARE(m_cards->model(), nullptr);
    QCOMPARE(m_table->selection().count, 1);
    m_service->drop(sampleId(3));
    QTRY_COMPARE(m_model->rowCount(), 499);
    m_cards->attachTo(*m_table);
    QVERIFY(m_cards->visualRect(m_model->index(0, 0)).isValid());
}

void ImageCardViewTest::hundredThousandCardsAreQuick()
{
    m_tester.reset();
    m_service->setImages(sampleImages(100'000));
    m_model->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), 100'000, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_model->state(), ImageListModel::State::Complete, 60'000);
    m_cards->scrollToBottom();
    QTRY_VERIFY(m_cards->visualRect(m_model->index(99'999, 0)).intersects(m_cards->viewport()->rect()));
    QElapsedTimer clock;
    clock.start();
    constexpr int frames = 50;
    const int step = m_cards->verticalScrollBar()->maximum() / frames;
    for (int frame = 0; frame < frames; ++frame) {
        m_cards->verticalScrollBar()->setValue(frame * step);
        m_cards->viewport()->grab();
    }
    const double perFrame = double(clock.elapsed()) / frames;
    qInfo("cards: %.1f ms a frame", perFrame);
    // The figure itself is the benchmark's; this says that no frame walks over all the rows.
    QVERIFY(perFrame < 100);
}

void ImageCardViewTest::theSystemIsReadFromPropertiesOrName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("distro");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("words");
    QTest::newRow("properties") << u"exam"_s << u"debian"_s << u"12"_s << u"Debian 12"_s;
    QTest::newRow("unknown distro") << u"exam"_s << u"haiku"_s << QString() << u"Haiku"_s;
    QTest::newRow("name") << u"ubuntu-22.04-server"_s << QString() << QString() << u"Ubuntu 22.04"_s;
    QTest::newRow("name without version") << u"my-debian-cloud"_s << QString() << QString() << u"Debian"_s;
    QTest::newRow("short") << u"win2022-evaluation"_s << QString() << QString() << u"Windows 2022"_s;
    QTest::newRow("part of a word") << u"darwin-x"_s << QString() << QString() << QString();
    QTest::newRow("nothing") << u"教室範本"_s << QString() << QString() << QString();
}

void ImageCardViewTest::theSystemIsReadFromPropertiesOrName()
{
    QFETCH(QString, name);
    QFETCH(QString, distro);
    QFETCH(QString, version);
    QFETCH(QString, words);
    Image image = test::imageNamed(name);
    if (!distro.isNull())
        image.properties.insert(u"os_distro"_s, distro);
    if (!version.isNull())
        image.properties.insert(u"os_version"_s, version);
    QCOMPARE(guestSystemWords(guestSystemOf(image)), words);
}

QTEST_MAIN(ImageCardViewTest)
#include "tst_imagecardview.moc"
