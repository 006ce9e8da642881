#include <algorithm>

#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "tests/core/store/blobs.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// One system call that succeeded, as strace wrote it.
struct Call {
    QString name;
    QString arguments;
};

QList<Call> parseTrace(const QByteArray &trace)
{
    static const QRegularExpression line(u"^(\\d+) +(.*)$"_s);
    static const QRegularExpression call(u"^(\\w+)\\((.*)\\) += [0-9]"_s);
    static const QRegularExpression resumed(u"^<\\.\\.\\. \\w+ resumed>"_s);
    const QString unfinished = u" <unfinished ...>"_s;
    QHash<QString, QString> begun; // by thread: calls during which another thread called
    QList<Call> calls;
    for (const QString &text : QString::fromUtf8(trace).split(u'\n')) {
        const auto match = line.match(text);
        const QString thread = match.captured(1);
        QString rest = match.captured(2);
        if (rest.endsWith(unfinished)) {
            begun[thread] = rest.chopped(unfinished.size());
            continue;
        }
        if (const auto end = resumed.match(rest); end.hasMatch())
            rest = begun.take(thread) % rest.mid(end.capturedLength());
        const auto found = call.match(rest);
        if (!found.hasMatch())
            continue;
        // glibc asks for renameat() when renameat2() is given no flags.
        const QString name = found.captured(1);
        calls.append({ name.startsWith(u"rename"_s) ? u"rename"_s : name, found.captured(2) });
    }
    return calls;
}

/// How strace -y shows a descriptor of this path: 5</path>.
QString opened(const QString &path)
{
    return u'<' % path % u'>';
}

QString quoted(const QString &name)
{
    return u'"' % name % u'"';
}

/// The calls of one step of storeputter, the last of which says that it is done.
class Step
{
public:
    Step(const QList<Call> &calls, const QString &name)
    {
        for (const Call &call : calls) {
            m_calls.append(call);
            if (call.name != u"write"_s || !call.arguments.contains(u"\"done "_s))
                continue;
            if (call.arguments.contains(u"\"done %1\\n\""_s.arg(name)))
                return;
            m_calls.clear();
        }
        m_calls.clear();
    }

    /// Where the last call stands that has all of `words` among its arguments; fails the test without one.
    qsizetype at(const QString &name, const QStringList &words) const
    {
        for (qsizetype index = m_calls.size() - 1; index >= 0; --index) {
            const Call &call = m_calls.at(index);
            const auto isIn = [&call](const QString &word) { return call.arguments.contains(word); };
            if (call.name == name && std::all_of(words.begin(), words.end(), isIn))
                return index;
        }
        const QString missing = u"no %1 of %2"_s.arg(name, words.join(u' '));
        QTest::qFail(qPrintable(missing), __FILE__, __LINE__);
        return -1;
    }

    qsizetype synced(const QString &path) const { return at(u"fsync"_s, { opened(path) }); }

private:
    QList<Call> m_calls;
};

} // namespace

/// Watches another process with strace: what must survive a power cut is synced before it gets its name, and
/// the name before anybody is told.
class TestSyncOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aNewStoreIsDurable();
    void aNewShelfIsDurable();
    void bytesAreDurableBeforeTheirName_data() { addBlobRows(); }
    void bytesAreDurableBeforeTheirName();
    void aSidecarIsDurableBeforeItsName_data() { addBlobRows(); }
    void aSidecarIsDurableBeforeItsName();
    void namesAreDurableBeforeAnybodyIsTold_data() { addBlobRows(); }
    void namesAreDurableBeforeAnybodyIsTold();
    void anExportIsDurableBeforeItsName();
    void theNameOfAnExportIsDurable();
    void aNewDescriptionIsDurable();
    void whatIsLostIsInItsNewPlace();
    void whatIsRemovedStaysRemoved();
    void aSavedFileIsDurable();

private:
    void addBlobRows() const;
    QList<Call> watch(const BlobId &blob, const QStringList &steps) const;
    QString root() const { return m_folder.filePath(u"store"_s); }
    QString shelf() const { return root() % u"/blobs/"_s % m_first.left(2); }
    QString staging() const { return root() % u"/staging"_s; }

    const QTemporaryDir m_folder;
    const BlobId m_first = newBlobId();
    const BlobId m_second = m_first.left(2) % newBlobId().mid(2); // for the shelf that the first one made
    QList<Call> m_calls;
    QList<Call> m_laterCalls;
};

QList<Call> TestSyncOrder::watch(const BlobId &blob, const QStringList &steps) const
{
    const QString trace = m_folder.filePath(u"trace"_s);
    const QString putter = QCoreApplication::applicationDirPath() % u"/storeputter"_s;
    // The leak checker cannot run under a tracer.
    run(u"strace"_s,
        QStringList{ u"-f"_s, u"-y"_s, u"-s"_s, u"512"_s, u"-E"_s, u"ASAN_OPTIONS=detect_leaks=0"_s, u"-o"_s,
            trace, u"-e"_s,
            u"trace=fsync,rename,renameat,renameat2,unlinkat,mkdirat,pwrite64,ftruncate,fchmod,write"_s,
            putter, root(), blob, m_folder.filePath(u"source"_s), m_folder.filePath(u"out"_s) }
            + steps);
    return parseTrace(readFile(trace));
}

void TestSyncOrder::initTestCase()
{
    writeFile(m_folder.filePath(u"source"_s), patternBytes(300'001));
    QVERIFY(QDir(m_folder.path()).mkdir(u"out"_s));
    m_calls = watch(m_first, { u"put"_s, u"export"_s, u"describe"_s, u"save"_s, u"lose"_s });
    m_laterCalls = watch(m_second, { u"put"_s, u"remove"_s });
}

void TestSyncOrder::addBlobRows() const
{
    QTest::addColumn<BlobId>("blob");
    QTest::addColumn<QList<Call>>("calls");
    QTest::newRow("new shelf") << m_first << m_calls;
    QTest::newRow("old shelf") << m_second << m_laterCalls;
}

void TestSyncOrder::aNewStoreIsDurable()
{
    const Step step(m_calls, u"make"_s);
    const qsizetype synced = step.synced(root());
    for (const char *const folder : { "staging", "blobs", "trash", "lost+found" })
        QVERIFY(step.at(u"mkdirat"_s, { opened(root()), quoted(QString::fromLatin1(folder)) }) < synced);
}

void TestSyncOrder::aNewShelfIsDurable()
{
    const Step step(m_calls, u"put"_s);
    const QString blobs = root() % u"/blobs"_s;
    QVERIFY(step.at(u"mkdirat"_s, { opened(blobs), quoted(m_first.left(2)) }) < step.synced(blobs));
}

void TestSyncOrder::bytesAreDurableBeforeTheirName()
{
    QFETCH(const BlobId, blob);
    QFETCH(const QList<Call>, calls);
    const Step step(calls, u"put"_s);
    const QString part = staging() % u'/' % blob % u".part"_s;
    const qsizetype synced = step.synced(part);
    QVERIFY(step.at(u"pwrite64"_s, { opened(part) }) < synced);
    QVERIFY(step.at(u"ftruncate"_s, { opened(part) }) < synced);
    QVERIFY(step.at(u"fchmod"_s, { opened(part) }) < synced);
    QVERIFY(synced < step.at(u"rename"_s, { quoted(blob % u".part"_s), opened(shelf()), quoted(blob) }));
}

void TestSyncOrder::aSidecarIsDurableBeforeItsName()
{
    QFETCH(const BlobId, blob);
    QFETCH(const QList<Call>, calls);
    const Step step(calls, u"put"_s);
    const QString temporary = staging() % u'/' % blob % u".json"_s;
    const qsizetype synced = step.synced(temporary);
    QVERIFY(step.at(u"pwrite64"_s, { opened(temporary) }) < synced);
    QVERIFY(synced < step.at(u"rename"_s, { opened(shelf()), quoted(blob % u".json"_s) }));
}

void TestSyncOrder::namesAreDurableBeforeAnybodyIsTold()
{
    QFETCH(const BlobId, blob);
    QFETCH(const QList<Call>, calls);
    const Step step(calls, u"put"_s);
    const qsizetype synced = step.synced(shelf());
    const qsizetype described = step.at(u"rename"_s, { opened(shelf()), quoted(blob % u".json"_s) });
    const qsizetype placed = step.at(u"rename"_s, { opened(shelf()), quoted(blob), u"RENAME_NOREPLACE"_s });
    // A blob is never without its description.
    QVERIFY(described < placed);
    QVERIFY(placed < synced);
}

void TestSyncOrder::anExportIsDurableBeforeItsName()
{
    const Step step(m_calls, u"export"_s);
    const QString part = m_folder.filePath(u"out/disk.img.vitrine.part"_s);
    const qsizetype synced = step.synced(part);
    QVERIFY(step.at(u"pwrite64"_s, { opened(part) }) < synced);
    QVERIFY(step.at(u"ftruncate"_s, { opened(part) }) < synced);
    QVERIFY(synced < step.at(u"rename"_s, { quoted(u"disk.img"_s) }));
}

void TestSyncOrder::theNameOfAnExportIsDurable()
{
    const Step step(m_calls, u"export"_s);
    QVERIFY(step.at(u"rename"_s, { quoted(u"disk.img"_s) }) < step.synced(m_folder.filePath(u"out"_s)));
}

void TestSyncOrder::aNewDescriptionIsDurable()
{
    const Step step(m_calls, u"describe"_s);
    const qsizetype renamed = step.at(u"rename"_s, { opened(shelf()), quoted(m_first % u".json"_s) });
    QVERIFY(step.at(u"fsync"_s, { u'<' % staging() % u'/' % m_first % u".json."_s }) < renamed);
    QVERIFY(renamed < step.synced(shelf()));
}

void TestSyncOrder::whatIsLostIsInItsNewPlace()
{
    const Step step(m_calls, u"lose"_s);
    const QString lost = root() % u"/lost+found"_s;
    const qsizetype renamed = step.at(u"rename"_s, { opened(lost), quoted(m_first) });
    // The new name first: between the two the blob then has at least one.
    QVERIFY(renamed < step.synced(lost));
    QVERIFY(step.synced(lost) < step.synced(shelf()));
}

void TestSyncOrder::whatIsRemovedStaysRemoved()
{
    const Step step(m_laterCalls, u"remove"_s);
    const qsizetype synced = step.synced(shelf());
    QVERIFY(step.at(u"unlinkat"_s, { opened(shelf()), quoted(m_second) }) < synced);
    QVERIFY(step.at(u"unlinkat"_s, { opened(shelf()), quoted(m_second % u".json"_s) }) < synced);
}

void TestSyncOrder::aSavedFileIsDurable()
{
    const Step step(m_calls, u"save"_s);
    const qsizetype renamed = step.at(u"rename"_s, { quoted(u"settings"_s) });
    const QString temporary = m_folder.filePath(u"out/settings.tmp-"_s);
    QVERIFY(step.at(u"fsync"_s, { temporary }) < renamed);
    QVERIFY(renamed < step.synced(m_folder.filePath(u"out"_s)));
}

QTEST_GUILESS_MAIN(TestSyncOrder)
#include "tst_syncorder.moc"
