#include <memory>

#include <sys/stat.h>

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "core/transfer/transferjournal.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestTransferJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void entriesOfADeadOwnerAreTakenOver();
    void entriesOfALiveOwnerAreLeftAlone();
    void takenOverEntriesAreNotTakenTwice();
    void newestStateIsKept();
    void removedEntriesAreGone();
    void writtenMeansOnDisk();
    void unreadableEntriesStayForAPerson();
    void emptyFoldersAreTidiedAway();
    void unwritableFolderDoesNotStopAnything();
    void nobodyElseMayReadIt();

private:
    QStringList files() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

JournalEntry entryOf(const QString &id, double rank = 0)
{
    JournalEntry entry;
    entry.id = id;
    entry.rank = rank;
    entry.request.source = u"/tmp/"_s + id;
    return entry;
}

QStringList idsOf(const QList<JournalEntry> &entries)
{
    QStringList ids;
    for (const JournalEntry &entry : entries)
        ids.append(entry.id);
    return ids;
}

} // namespace

QStringList TestTransferJournal::files() const
{
    QStringList names;
    QDirIterator iterator(m_folder->path(), { u"*.json"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        names.append(QFileInfo(iterator.next()).fileName());
    names.sort();
    return names;
}

void TestTransferJournal::entriesOfADeadOwnerAreTakenOver()
{
    {
        TransferJournal journal(m_folder->path());
        journal.save(entryOf(u"late"_s, 2));
        journal.save(entryOf(u"early"_s, 1));
    }
    TransferJournal journal(m_folder->path());
    const QList<JournalEntry> entries = journal.takeOver();
    QCOMPARE(idsOf(entries), (QStringList{ u"early"_s, u"late"_s }));
    QCOMPARE(entries.constFirst().request.source, u"/tmp/early"_s);
}

void TestTransferJournal::entriesOfALiveOwnerAreLeftAlone()
{
    TransferJournal alive(m_folder->path());
    alive.save(entryOf(u"mine"_s));
    QVERIFY_OK(await(alive.allWritten()));
    TransferJournal other(m_folder->path());
    QVERIFY(other.takeOver().isEmpty());
    QCOMPARE(files(), QStringList{ u"mine.json"_s });
}

void TestTransferJournal::takenOverEntriesAreNotTakenTwice()
{
    {
        TransferJournal journal(m_folder->path());
        journal.save(entryOf(u"one"_s));
    }
    TransferJournal first(m_folder->path());
    TransferJournal second(m_folder->path());
    QCOMPARE(first.takeOver().size(), 1);
    QVERIFY(second.takeOver().isEmpty());
}

void TestTransferJournal::newestStateIsKept()
{
    {
        TransferJournal journal(m_folder->path());
        JournalEntry entry = entryOf(u"one"_s);
        for (int i = 0; i <= 200; ++i) {
            entry.rank = i;
            journal.save(entry);
        }
    }
    TransferJournal journal(m_folder->path());
    const QList<JournalEntry> entries = journal.takeOver();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.constFirst().rank, 200.0);
}

void TestTransferJournal::removedEntriesAreGone()
{
    {
        TransferJournal journal(m_folder->path());
        journal.save(entryOf(u"one"_s));
        journal.save(entryOf(u"two"_s));
        QVERIFY_OK(await(journal.allWritten()));
        journal.remove(u"one"_s);
    }
    TransferJournal journal(m_folder->path());
    QCOMPARE(idsOf(journal.takeOver()), QStringList{ u"two"_s });
}

void TestTransferJournal::writtenMeansOnDisk()
{
    TransferJournal journal(m_folder->path());
    for (int i = 0; i < 50; ++i)
        journal.save(entryOf(QString::number(i)));
    journal.save(entryOf(u"urgent"_s));
    QVERIFY_OK(await(journal.written(u"urgent"_s)));
    QVERIFY(files().contains(u"urgent.json"_s));
    QVERIFY_OK(await(journal.allWritten()));
    QCOMPARE(files().size(), 51);
}

void TestTransferJournal::unreadableEntriesStayForAPerson()
{
    const QString folder = m_folder->filePath(u"dead"_s);
    QVERIFY(QDir().mkpath(folder));
    writeFile(folder + u"/bad.json"_s, QByteArrayLiteral("{"));
    writeFile(folder + u"/good.json"_s, journalEntryToJson(entryOf(u"good"_s)));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"skipped journal entry"_s));
    TransferJournal journal(m_folder->path());
    QCOMPARE(idsOf(journal.takeOver()), QStringList{ u"good"_s });
    QVERIFY(QFile::exists(folder + u"/bad.json"_s));
}

void TestTransferJournal::emptyFoldersAreTidiedAway()
{
    {
        TransferJournal journal(m_folder->path());
        journal.save(entryOf(u"one"_s));
    }
    {
        TransferJournal journal(m_folder->path());
        QCOMPARE(journal.takeOver().size(), 1);
        journal.remove(u"one"_s);
    }
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
}

void TestTransferJournal::unwritableFolderDoesNotStopAnything()
{
    writeFile(m_folder->filePath(u"file"_s), {});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot make"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot write"_s));
    TransferJournal journal(m_folder->filePath(u"file/below"_s));
    QVERIFY(journal.takeOver().isEmpty());
    journal.save(entryOf(u"one"_s));
    QVERIFY_OK(await(journal.written(u"one"_s)));
}

void TestTransferJournal::nobodyElseMayReadIt()
{
    const QString folder = m_folder->filePath(u"journal"_s);
    const mode_t before = ::umask(0);
    {
        TransferJournal journal(folder);
        for (int i = 0; i < 100; ++i)
            journal.save(entryOf(u"entry-%1"_s.arg(i)));
    }
    ::umask(before);
    QCOMPARE(files().size(), 100);
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(folder).permissions() & others, QFile::Permissions());
    QDirIterator iterator(folder, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (iterator.hasNext()) {
        const QFileInfo entry(iterator.next());
        QVERIFY2((entry.permissions() & others) == 0, qPrintable(entry.filePath()));
    }
}

QTEST_GUILESS_MAIN(TestTransferJournal)
#include "tst_transferjournal.moc"
