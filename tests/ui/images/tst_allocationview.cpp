#include <QLabel>
#include <QLocale>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/allocationview.h"
#include "ui/images/imagedetailspane.h"
#include "ui/widgets/allocationstrip.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::FakeImageService;
using Call = FakeImageService::Call;

/// How an image's disk is stored, in the pane in which people see it.
class TestAllocationView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void isAskedForOnlyWhenTheSectionIsOpen();
    void isDrawnWithItsLegend();
    void anImageWithoutDataHasNone();
    void anotherImageStopsTheLook();
    void refusalsAreTold();

private:
    Image image(int number, ImageStatus status) const;
    void open(const Image &image);
    AllocationStrip &strip() const { return *m_pane->findChild<AllocationStrip *>(); }
    QString state() const { return m_pane->findChild<QLabel *>(u"allocationState"_s)->text(); }

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageDetailsPane> m_pane;
};

void TestAllocationView::init()
{
    m_pane.reset();
    m_service = std::make_unique<FakeImageService>();
    const Image first = image(0, ImageStatus::Active);
    m_service->setImages({ first, image(1, ImageStatus::Active), image(2, ImageStatus::Queued) });
    m_service->setAllocation(first.id,
        { 4LL << 30,
            { { 0, 1LL << 30, AllocationKind::Data }, { 1LL << 30, 3LL << 30, AllocationKind::Hole } } });
    m_service->setAllocation(
        image(1, ImageStatus::Active).id, { 1LL << 20, { { 0, 1LL << 20, AllocationKind::Compressed } } });
    m_pane = std::make_unique<ImageDetailsPane>(*m_service);
    m_pane->resize(360, 2600);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

Image TestAllocationView::image(int number, ImageStatus status) const
{
    Image image = test::sampleImage(number);
    image.status = status;
    return image;
}

void TestAllocationView::open(const Image &image)
{
    m_pane->showSelection({ { image }, 1, 0 });
    m_pane->setFoldedSections({});
}

void TestAllocationView::isAskedForOnlyWhenTheSectionIsOpen()
{
    m_pane->showSelection({ { image(0, ImageStatus::Active) }, 1, 0 });
    QTest::qWait(30);
    QCOMPARE(m_service->callCount(Call::Allocation), 0);
    m_pane->setFoldedSections({});
    QTRY_COMPARE(m_service->callCount(Call::Allocation), 1);
    m_pane->setFoldedSections({ u"allocation"_s });
    m_pane->setFoldedSections({});
    QTest::qWait(30);
    QCOMPARE(m_service->callCount(Call::Allocation), 1);
}

void TestAllocationView::isDrawnWithItsLegend()
{
    open(image(0, ImageStatus::Active));
    QTRY_VERIFY(strip().isVisible());
    QCOMPARE(strip().legend(), u"Holes 3 GiB · Data 1 GiB"_s);
    QVERIFY(state().isEmpty());
    open(image(1, ImageStatus::Active));
    QTRY_COMPARE(strip().legend(), u"Compressed 1 MiB"_s);
}

void TestAllocationView::anImageWithoutDataHasNone()
{
    open(image(2, ImageStatus::Queued));
    QVERIFY(!strip().isVisible());
    QVERIFY(!state().isEmpty());
    QTest::qWait(30);
    QCOMPARE(m_service->callCount(Call::Allocation), 0);
}

void TestAllocationView::anotherImageStopsTheLook()
{
    m_service->hold(Call::Allocation);
    open(image(0, ImageStatus::Active));
    QTRY_COMPARE(m_service->waitingCount(Call::Allocation), 1);
    const OperationControl control = m_service->waitingControl(Call::Allocation);
    open(image(1, ImageStatus::Active));
    QVERIFY(control.stop.stop_requested());
    m_service->release(Call::Allocation);
    QTRY_COMPARE(strip().legend(), u"Compressed 1 MiB"_s);
}

void TestAllocationView::refusalsAreTold()
{
    m_service->failNext(Call::Allocation, { ErrorCode::Unavailable, u"The disk is away."_s, {} });
    open(image(0, ImageStatus::Active));
    QTRY_VERIFY(state().contains(u"The disk is away."_s));
    QVERIFY(!strip().isVisible());
}

QTEST_MAIN(TestAllocationView)
#include "tst_allocationview.moc"
