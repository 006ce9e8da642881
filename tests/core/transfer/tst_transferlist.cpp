#include <QTest>

#include "core/transfer/transferlist.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestTransferList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendedEntriesKeepTheirOrder();
    void firstWaitingSkipsWhatDoesNotWait();
    void moves_data();
    void moves();
    void endlessMovesIntoOneGapStayInOrder();
    void removedEntriesAreForgotten();
};

namespace {

TransferEntryPtr entryOf(const QString &id)
{
    auto entry = std::make_shared<TransferEntry>();
    entry->transfer.id = id;
    return entry;
}

QString orderOf(const TransferList &list)
{
    QString order;
    for (const TransferEntryPtr &entry : list.all())
        order += entry->transfer.id;
    return order;
}

void fill(TransferList &list, const QString &ids)
{
    for (const QChar id : ids)
        list.append(entryOf(QString(id)));
}

} // namespace

void TestTransferList::appendedEntriesKeepTheirOrder()
{
    TransferList list;
    fill(list, u"cab"_s);
    QCOMPARE(orderOf(list), u"cab"_s);
    QCOMPARE(list.positionOf(*list.find(u"a"_s)), 1);
}

void TestTransferList::firstWaitingSkipsWhatDoesNotWait()
{
    TransferList list;
    QVERIFY(list.firstWaiting() == nullptr);
    fill(list, u"abc"_s);
    list.setState(list.find(u"a"_s), TransferState::Running);
    QCOMPARE(list.firstWaiting(), list.find(u"b"_s));
    list.setState(list.find(u"b"_s), TransferState::Paused);
    list.setState(list.find(u"c"_s), TransferState::Failed);
    QVERIFY(list.firstWaiting() == nullptr);
    list.setState(list.find(u"a"_s), TransferState::Waiting);
    QCOMPARE(list.firstWaiting(), list.find(u"a"_s));
}

void TestTransferList::moves_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("steps");
    QTest::addColumn<QString>("order");
    QTest::newRow("down") << u"b"_s << 1 << u"acbd"_s;
    QTest::newRow("up") << u"c"_s << -1 << u"acbd"_s;
    QTest::newRow("to the end") << u"a"_s << 3 << u"bcda"_s;
    QTest::newRow("past the end") << u"a"_s << 100 << u"bcda"_s;
    QTest::newRow("to the front") << u"d"_s << -3 << u"dabc"_s;
    QTest::newRow("past the front") << u"c"_s << -100 << u"cabd"_s;
    QTest::newRow("nowhere") << u"b"_s << 0 << u"abcd"_s;
    QTest::newRow("beyond the edge it stands at") << u"d"_s << 1 << u"abcd"_s;
}

void TestTransferList::moves()
{
    QFETCH(QString, id);
    QFETCH(int, steps);
    QFETCH(QString, order);
    TransferList list;
    fill(list, u"abcd"_s);
    list.move(list.find(id), steps);
    QCOMPARE(orderOf(list), order);
    QCOMPARE(list.firstWaiting()->transfer.id, order.first(1));
}

void TestTransferList::endlessMovesIntoOneGapStayInOrder()
{
    TransferList list;
    fill(list, u"abcd"_s);
    bool wasRenumbered = false;
    for (int i = 0; i < 1200; ++i) {
        // The last but one goes to the second place: always into the gap behind the first.
        const TransferEntryPtr entry = list.all().at(2);
        wasRenumbered = list.move(entry, -1).size() > 1 || wasRenumbered;
        QCOMPARE(list.all().at(1), entry);
        QCOMPARE(list.size(), 4);
    }
    QVERIFY(wasRenumbered);
    QCOMPARE(orderOf(list).at(0), u'a');
    QCOMPARE(orderOf(list).at(3), u'd');
    QCOMPARE(list.firstWaiting(), list.find(u"a"_s));
}

void TestTransferList::removedEntriesAreForgotten()
{
    TransferList list;
    fill(list, u"ab"_s);
    list.remove(list.find(u"a"_s));
    QVERIFY(list.find(u"a"_s) == nullptr);
    QCOMPARE(orderOf(list), u"b"_s);
    QCOMPARE(list.firstWaiting(), list.find(u"b"_s));
}

QTEST_GUILESS_MAIN(TestTransferList)
#include "tst_transferlist.moc"
