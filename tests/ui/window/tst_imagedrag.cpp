#include <QFileInfo>
#include <QMimeData>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include "tests/support/fakeimageservice.h"
#include "tests/support/testfiles.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"
#include "ui/window/imagedrag.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

using Call = FakeImageService::Call;

class TestImageDrag final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void draggedImageIsAFileWithItsName();
    void severalImagesAreSeveralFiles();
    void aSmallMoveIsNoDrag();
    void whoLetsGoBeforeTheFilesAreThereDragsNothing();
    void imagesWithoutDataStayWhereTheyAre();
    void refusalIsTold();

private:
    QPoint placeOf(int row) const;
    void press(const QPoint &place);
    void move(const QPoint &place);
    void release(const QPoint &place);
    QStringList droppedNames() const;

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageListModel> m_model;
    std::unique_ptr<ImageTableView> m_view;
    ImageDrag *m_drag = nullptr;
    std::unique_ptr<QMimeData> m_dragged;
};

void TestImageDrag::init()
{
    m_service = std::make_unique<FakeImageService>();
    QList<Image> images;
    for (const QString &name : { u"alpine"_s, u"debian"_s, u"ubuntu"_s }) {
        Image image;
        image.id = u"11111111-1111-1111-1111-11111111111%1"_s.arg(images.size());
        image.name = name;
        image.status = name == u"ubuntu"_s ? ImageStatus::Queued : ImageStatus::Active;
        image.diskFormat = DiskFormat::Qcow2;
        image.containerFormat = ContainerFormat::Bare;
        image.createdAt = QDateTime(QDate(2026, 1, 9 - static_cast<int>(images.size())), {}, Qt::UTC);
        images.append(image);
    }
    m_service->setImages(images);
    m_model = std::make_unique<ImageListModel>(*m_service);
    m_view = std::make_unique<ImageTableView>();
    m_view->setImageModel(m_model.get());
    m_view->resize(900, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_model->setQuery({});
    QTRY_COMPARE(m_model->rowCount(), 3);
    m_drag = new ImageDrag(*m_view, *m_service, [this] {
        QList<Image> selected;
        for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
            selected.append(*m_model->imageAt(index.row()));
        return selected;
    });
    m_drag->setStart([this](std::unique_ptr<QMimeData> data) { m_dragged = std::move(data); });
}

void TestImageDrag::cleanup()
{
    m_dragged.reset();
    m_view.reset();
    m_model.reset();
    m_service.reset();
}

QPoint TestImageDrag::placeOf(int row) const
{
    return m_view->visualRect(m_model->index(row, 0)).center();
}

void TestImageDrag::press(const QPoint &place)
{
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, place);
}

void TestImageDrag::move(const QPoint &place)
{
    QMouseEvent event(QEvent::MouseMove, place, m_view->viewport()->mapToGlobal(place), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view->viewport(), &event);
}

void TestImageDrag::release(const QPoint &place)
{
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, place);
}

QStringList TestImageDrag::droppedNames() const
{
    QStringList names;
    for (const QUrl &url : m_dragged->urls())
        names.append(QFileInfo(url.toLocalFile()).fileName());
    names.sort();
    return names;
}

void TestImageDrag::draggedImageIsAFileWithItsName()
{
    press(placeOf(0));
    move(placeOf(0) + QPoint(40, 0));
    QTRY_VERIFY(m_dragged != nullptr);
    QVERIFY(m_dragged->hasFormat(u"text/uri-list"_s));
    QCOMPARE(droppedNames(), QStringList{ u"alpine.qcow2"_s });
    QVERIFY(QFileInfo::exists(m_dragged->urls().constFirst().toLocalFile()));
    release(placeOf(0));
}

void TestImageDrag::severalImagesAreSeveralFiles()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, placeOf(0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf(1));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf(2));
    press(placeOf(1));
    move(placeOf(1) + QPoint(40, 0));
    QTRY_VERIFY(m_dragged != nullptr);
    QCOMPARE(droppedNames(), (QStringList{ u"alpine.qcow2"_s, u"debian.qcow2"_s }));
    release(placeOf(1));
}

void TestImageDrag::aSmallMoveIsNoDrag()
{
    press(placeOf(0));
    move(placeOf(0) + QPoint(1, 1));
    release(placeOf(0));
    move(placeOf(0) + QPoint(40, 0));
    QTest::qWait(30);
    QCOMPARE(m_service->callCount(Call::LendFile), 0);
    QVERIFY(!m_dragged);
}

void TestImageDrag::whoLetsGoBeforeTheFilesAreThereDragsNothing()
{
    m_service->hold(Call::LendFile);
    press(placeOf(0));
    move(placeOf(0) + QPoint(40, 0));
    QTRY_COMPARE(m_service->waitingCount(Call::LendFile), 1);
    release(placeOf(0));
    m_service->release(Call::LendFile);
    QTest::qWait(30);
    QVERIFY(!m_dragged);
}

void TestImageDrag::imagesWithoutDataStayWhereTheyAre()
{
    press(placeOf(2));
    move(placeOf(2) + QPoint(40, 0));
    QTest::qWait(30);
    QCOMPARE(m_service->callCount(Call::LendFile), 0);
    QVERIFY(!m_dragged);
    release(placeOf(2));
}

void TestImageDrag::refusalIsTold()
{
    QSignalSpy refused(m_drag, &ImageDrag::refused);
    m_service->failNext(Call::LendFile, { ErrorCode::Unavailable, u"Export it instead."_s, {} });
    press(placeOf(0));
    move(placeOf(0) + QPoint(40, 0));
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().constFirst().value<Error>().message, u"Export it instead."_s);
    QVERIFY(!m_dragged);
    release(placeOf(0));
}

QTEST_MAIN(TestImageDrag)
#include "tst_imagedrag.moc"
