#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "ui/transfers/transferlines.h"
#include "ui/transfers/transfersmodel.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

Transfer transferNamed(const QString &id, TransferState state = TransferState::Waiting)
{
    Transfer transfer;
    transfer.id = id;
    transfer.title = id % u".qcow2"_s;
    transfer.state = state;
    return transfer;
}

QStringList idsOf(const TransfersModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.transferAt(row).id);
    return ids;
}

} // namespace

class TransfersModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void rowsFollowTheQueue();
    void changesReachOnlyTheirRows();
    void moves_data();
    void moves();
    void clearingThousandsIsOneStep();
    void totalsAddUpWhatRuns();
    void totalsKnowNoTimeUntilAllDo();
    void accessibleTextIsASentence();
    void lineTellsWhatLimitsIt();
    void finishedExportIsVerified();
    void speedsAreKeptOnlyOfWhatRuns();
    void markupInNamesStaysText();
    void tenThousandTransfersAreQuick();
};

void TransfersModelTest::rowsFollowTheQueue()
{
    TransfersModel model;
    const QAbstractItemModelTester tester(&model);
    model.reset({ transferNamed(u"a"_s), transferNamed(u"c"_s) });
    model.insert({ transferNamed(u"b"_s) }, 1);
    QCOMPARE(idsOf(model), QStringList({ u"a"_s, u"b"_s, u"c"_s }));
    model.remove(u"a"_s);
    QTRY_COMPARE(idsOf(model), QStringList({ u"b"_s, u"c"_s }));
    QCOMPARE(model.rowOf(u"c"_s), 1);
    QCOMPARE(model.rowOf(u"a"_s), -1);
}

void TransfersModelTest::changesReachOnlyTheirRows()
{
    TransfersModel model;
    const QAbstractItemModelTester tester(&model);
    model.reset({ transferNamed(u"a"_s), transferNamed(u"b"_s), transferNamed(u"c"_s) });
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    Transfer running = transferNamed(u"b"_s, TransferState::Running);
    running.done = 7;
    model.update({ running, transferNamed(u"unknown"_s) });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<QModelIndex>().row(), 1);
    QCOMPARE(changed.first().at(1).value<QModelIndex>().row(), 1);
    QCOMPARE(model.transferAt(1).done, 7);
}

void TransfersModelTest::moves_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("position");
    QTest::addColumn<QStringList>("expected");
    const auto list = [](const char *ids) { return QString::fromLatin1(ids).split(u' '); };
    QTest::newRow("to the end") << u"a"_s << 3 << list("b c d a");
    QTest::newRow("to the front") << u"d"_s << 0 << list("d a b c");
    QTest::newRow("one down") << u"b"_s << 2 << list("a c b d");
    QTest::newRow("one up") << u"c"_s << 1 << list("a c b d");
    QTest::newRow("where it is") << u"c"_s << 2 << list("a b c d");
    QTest::newRow("beyond the end") << u"a"_s << 99 << list("b c d a");
    QTest::newRow("unknown") << u"x"_s << 0 << list("a b c d");
}

void TransfersModelTest::moves()
{
    QFETCH(QString, id);
    QFETCH(int, position);
    QFETCH(QStringList, expected);
    TransfersModel model;
    const QAbstractItemModelTester tester(&model);
    model.reset(
        { transferNamed(u"a"_s), transferNamed(u"b"_s), transferNamed(u"c"_s), transferNamed(u"d"_s) });
    model.moveTo(id, position);
    QCOMPARE(idsOf(model), expected);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(expected.at(row)), row);
}

void TransfersModelTest::clearingThousandsIsOneStep()
{
    constexpr int count = 5000;
    TransfersModel model;
    QList<Transfer> transfers;
    for (int number = 0; number < count; ++number) {
        const bool stays = number % 1000 == 0;
        transfers.append(
            transferNamed(QString::number(number), stays ? TransferState::Waiting : TransferState::Finished));
    }
    model.reset(transfers);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    for (const Transfer &transfer : std::as_const(transfers)) {
        if (transfer.state == TransferState::Finished)
            model.remove(transfer.id);
    }
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(removed.size(), 5);
    QCOMPARE(model.rowOf(u"4000"_s), 4);
    QCOMPARE(model.totals().ended, 0);
}

void TransfersModelTest::totalsAddUpWhatRuns()
{
    TransfersModel model;
    QSignalSpy changed(&model, &TransfersModel::totalsChanged);
    Transfer first = transferNamed(u"a"_s, TransferState::Running);
    first.done = 100;
    first.total = 400;
    first.bytesPerSecond = 50;
    first.secondsLeft = 6;
    Transfer second = transferNamed(u"b"_s, TransferState::Running);
    second.done = 50;
    second.total = 100;
    second.bytesPerSecond = 25;
    second.secondsLeft = 2;
    model.reset({ first, second, transferNamed(u"c"_s), transferNamed(u"d"_s, TransferState::Paused),
        transferNamed(u"e"_s, TransferState::Failed), transferNamed(u"f"_s, TransferState::Finished) });
    QCOMPARE(changed.size(), 1);
    const TransferTotals &totals = model.totals();
    QCOMPARE(totals.running, 2);
    QCOMPARE(totals.waiting, 1);
    QCOMPARE(totals.paused, 1);
    QCOMPARE(totals.failed, 1);
    QCOMPARE(totals.ended, 2);
    QCOMPARE(totals.unfinished(), 4);
    QCOMPARE(totals.done, 150);
    QCOMPARE(totals.total, 500);
    QCOMPARE(totals.bytesPerSecond, 75.0);
    QCOMPARE(totals.secondsLeft, std::optional<qint64>(6));
    QCOMPARE(totalsFraction(totals), std::optional<double>(0.3));
    QCOMPARE(totalsLine(totals), u"2 running · 1 paused · 1 waiting · 1 failed"_s);
}

void TransfersModelTest::totalsKnowNoTimeUntilAllDo()
{
    TransfersModel model;
    Transfer known = transferNamed(u"a"_s, TransferState::Running);
    known.total = 10;
    known.secondsLeft = 6;
    const Transfer unknown = transferNamed(u"b"_s, TransferState::Running);
    model.reset({ known, unknown });
    QVERIFY(!model.totals().secondsLeft);
    QVERIFY(!totalsFraction(model.totals()));
}

void TransfersModelTest::accessibleTextIsASentence()
{
    TransfersModel model;
    Transfer transfer = transferNamed(u"disk"_s, TransferState::Running);
    transfer.phase = OperationPhase::Copying;
    transfer.done = 512;
    transfer.total = 1024;
    model.reset({ transfer });
    const QString sentence = model.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.contains(u"disk.qcow2"_s), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"50%"_s) || sentence.contains(u"50 %"_s), qPrintable(sentence));
    Error error;
    error.message = u"The disk is full."_s;
    transfer.state = TransferState::Failed;
    transfer.error = error;
    model.update({ transfer });
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(error.message));
}

void TransfersModelTest::lineTellsWhatLimitsIt()
{
    Transfer transfer = transferNamed(u"a"_s, TransferState::Running);
    transfer.phase = OperationPhase::Copying;
    QCOMPARE(transferRunningLine(transfer), u"Copying and hashing"_s);
    transfer.limit = OperationStage::DiskWrite;
    QCOMPARE(transferRunningLine(transfer), u"Copying and hashing · limited by disk writes"_s);
}

void TransfersModelTest::finishedExportIsVerified()
{
    Transfer transfer = transferNamed(u"a"_s, TransferState::Finished);
    QCOMPARE(transferStateLine(transfer), u"Finished"_s);
    transfer.request.kind = TransferKind::Export;
    QCOMPARE(transferStateLine(transfer), u"Finished · hash verified"_s);
}

void TransfersModelTest::speedsAreKeptOnlyOfWhatRuns()
{
    TransfersModel model;
    Transfer transfer = transferNamed(u"a"_s);
    model.reset({ transfer });
    QVERIFY(!model.speedsAt(0));
    transfer.state = TransferState::Running;
    transfer.phase = OperationPhase::Copying;
    model.update({ transfer });
    QVERIFY(model.speedsAt(0));
    transfer.state = TransferState::Paused;
    model.update({ transfer });
    QVERIFY(model.speedsAt(0));
    transfer.state = TransferState::Finished;
    model.update({ transfer });
    QVERIFY(!model.speedsAt(0));
}

void TransfersModelTest::markupInNamesStaysText()
{
    TransfersModel model;
    Transfer transfer = transferNamed(u"a"_s);
    transfer.request.source = u"/tmp/<img src=x>.raw"_s;
    model.reset({ transfer });
    const QString toolTip = model.index(0).data(Qt::ToolTipRole).toString();
    QVERIFY(toolTip.contains(u"&lt;img src=x&gt;"_s));
}

void TransfersModelTest::tenThousandTransfersAreQuick()
{
    constexpr int count = 10'000;
    TransfersModel model;
    QElapsedTimer clock;
    clock.start();
    for (int number = 0; number < count; ++number)
        model.insert({ transferNamed(QString::number(number)) }, number);
    QList<Transfer> changes;
    for (int number = 0; number < count; number += 100)
        changes.append(transferNamed(QString::number(number), TransferState::Running));
    for (int sample = 0; sample < 100; ++sample)
        model.update(changes);
    for (int number = 0; number < count; ++number)
        model.remove(QString::number(number));
    QTRY_COMPARE(model.rowCount(), 0);
    // Anything that grows with the square of the number takes far longer.
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
}

QTEST_MAIN(TransfersModelTest)
#include "tst_transfersmodel.moc"
