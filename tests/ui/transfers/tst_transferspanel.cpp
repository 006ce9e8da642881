#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "core/transfer/transferqueue.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/testfiles.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/transfers/transferspanel.h"
#include "ui/transfers/transfersview.h"
#include "ui/widgets/copyablevalue.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

using Call = FakeImageService::Call;

/// The panel over a real queue.
class TestTransfersPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void detailsTellWhereFromAndWhy();
    void imageIdAndErrorCanBeCopied();
    void detailsFoldWithTheRows();
    void droppedRowsChangeTheOrderOfTheQueue_data();
    void droppedRowsChangeTheOrderOfTheQueue();
    void twoHundredTransfersCostNothingToSee();

private:
    QStringList enqueue(int count);
    QStringList titles() const;
    CopyableValue *value(const QString &name) const { return m_panel->findChild<CopyableValue *>(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    std::unique_ptr<TransfersModel> m_model;
    std::unique_ptr<TransfersPanel> m_panel;
};

void TestTransfersPanel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<FakeImageService>();
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_model = std::make_unique<TransfersModel>();
    m_model->setQueue(m_queue.get());
    m_panel = std::make_unique<TransfersPanel>(*m_model);
    m_panel->setQueue(m_queue.get());
    m_panel->resize(900, 320);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestTransfersPanel::cleanup()
{
    m_panel.reset();
    m_model.reset();
    m_queue.reset();
    m_service.reset();
    m_folder.reset();
}

QStringList TestTransfersPanel::enqueue(int count)
{
    QStringList ids;
    for (int number = 0; number < count; ++number) {
        TransferRequest request;
        request.source = m_folder->filePath(QString::number(number));
        writeFile(request.source, patternBytes(1000));
        ids.append(m_queue->enqueue(request));
    }
    return ids;
}

QStringList TestTransfersPanel::titles() const
{
    QStringList titles;
    for (const Transfer &transfer : m_queue->transfers())
        titles.append(transfer.title);
    return titles;
}

void TestTransfersPanel::detailsTellWhereFromAndWhy()
{
    TransferRequest request;
    request.source = m_folder->filePath(u"missing.qcow2"_s);
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(m_queue->transfer(id)->state, TransferState::Failed);
    auto *button = m_panel->findChild<QToolButton *>(u"transferDetailsButton"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_panel->areDetailsShown());
    QVERIFY(!value(u"transferSource"_s)->isVisible());
    QTRY_COMPARE(m_model->transferAt(0).state, TransferState::Failed);
    m_panel->view()->setCurrentIndex(m_model->index(0));
    QVERIFY(value(u"transferSource"_s)->isVisible());
    QCOMPARE(value(u"transferSource"_s)->value(), request.source);
    QVERIFY(value(u"transferError"_s)->value().contains(m_queue->transfer(id)->error->message));
    QVERIFY(!value(u"transferDestination"_s)->isVisible());
    // A row that changes is told anew.
    writeFile(request.source, patternBytes(1000));
    m_queue->retry(id);
    QTRY_COMPARE(m_model->transferAt(0).state, TransferState::Finished);
    QTRY_VERIFY(!value(u"transferError"_s)->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!value(u"transferSource"_s)->isVisible());
}

void TestTransfersPanel::imageIdAndErrorCanBeCopied()
{
    const QString id = enqueue(1).constFirst();
    QTRY_COMPARE(m_model->rowCount() == 1 ? m_model->transferAt(0).state : TransferState::Waiting,
        TransferState::Finished);
    m_panel->view()->setCurrentIndex(m_model->index(0));
    QTest::keyClick(m_panel->view(), Qt::Key_Return);
    QTRY_COMPARE(value(u"transferImage"_s)->value(), m_queue->transfer(id)->request.imageId);
    QTest::mouseClick(value(u"transferImage"_s)->findChild<QToolButton *>(), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), m_queue->transfer(id)->request.imageId);
}

void TestTransfersPanel::detailsFoldWithTheRows()
{
    enqueue(1);
    m_panel->setDetailsShown(true);
    auto *pane = m_panel->findChild<QWidget *>(u"transferDetails"_s);
    QVERIFY(pane->isVisible());
    m_panel->setFolded(true);
    QVERIFY(!pane->isVisible());
    m_panel->setFolded(false);
    QVERIFY(pane->isVisible());
}

void TestTransfersPanel::droppedRowsChangeTheOrderOfTheQueue_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<int>("position");
    QTest::addColumn<QStringList>("expected");
    const auto list = [](const char *ids) { return QString::fromLatin1(ids).split(u' '); };
    QTest::newRow("to the end") << QList{ 1 } << 5 << list("0 2 3 4 1");
    QTest::newRow("before a later row") << QList{ 1 } << 3 << list("0 2 1 3 4");
    QTest::newRow("before an earlier row") << QList{ 4 } << 2 << list("0 1 4 2 3");
    QTest::newRow("two downwards") << QList{ 1, 2 } << 4 << list("0 3 1 2 4");
    QTest::newRow("two upwards") << QList{ 3, 4 } << 1 << list("0 3 4 1 2");
    QTest::newRow("two from both sides") << QList{ 1, 4 } << 3 << list("0 2 1 4 3");
    QTest::newRow("where it is") << QList{ 2 } << 2 << list("0 1 2 3 4");
}

void TestTransfersPanel::droppedRowsChangeTheOrderOfTheQueue()
{
    QFETCH(QList<int>, rows);
    QFETCH(int, position);
    QFETCH(QStringList, expected);
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    const QStringList ids = enqueue(5);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    QStringList dragged;
    for (const int row : rows)
        dragged.append(ids.at(row));
    Q_EMIT m_panel->view()->moveRequested(dragged, position);
    QCOMPARE(titles(), expected);
    for (int row = 0; row < 5; ++row)
        QCOMPARE(m_model->transferAt(row).title, expected.at(row));
}

void TestTransfersPanel::twoHundredTransfersCostNothingToSee()
{
    constexpr int count = 200;
    constexpr int samples = 50;
    QList<Transfer> transfers;
    for (int number = 0; number < count; ++number) {
        Transfer transfer;
        transfer.id = QString::number(number);
        transfer.title = u"image %1"_s.arg(number);
        transfer.state = TransferState::Running;
        transfer.phase = OperationPhase::Copying;
        transfer.total = 1'000'000'000;
        transfer.limit = OperationStage::DiskWrite;
        transfers.append(transfer);
    }
    m_model->reset(transfers);
    m_panel->setDetailsShown(true);
    m_panel->view()->setCurrentIndex(m_model->index(0));
    QElapsedTimer clock;
    clock.start();
    for (int sample = 0; sample < samples; ++sample) {
        for (Transfer &transfer : transfers)
            transfer.done += 1'000'000;
        m_model->update(transfers);
        QApplication::processEvents();
    }
    const double each = double(clock.elapsed()) / samples;
    qInfo("one sample of %d running transfers: %.2f ms", count, each);
    // Ten samples a second, in a debug build.
    QVERIFY2(each < 20, qPrintable(QString::number(each)));
}

QTEST_MAIN(TestTransfersPanel)
#include "tst_transferspanel.moc"
