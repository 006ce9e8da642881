#include <sys/stat.h>

#include <QDir>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QtConcurrent>

#include "tests/support/testfiles.h"
#include "ui/adding/folderwalk.h"
#include "ui/adding/importdata.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class ImportDataTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndLinksAreTakenApart();
    void textWithLinksCounts();
    void otherThingsAreNotImports_data();
    void otherThingsAreNotImports();
    void foldersAreToldFromFiles();
    void d09_aFifoIsGivenOnlyWhenItIsNamed();
    void foldersAreGoneThroughToTheBottom();
    void thereIsALimit();
    void d12_oddNamesAreKept();
};

void ImportDataTest::filesAndLinksAreTakenApart()
{
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/a b.qcow2"_s), QUrl(u"https://example.org/d%20e.img"_s),
        QUrl(u"ftp://example.org/x.img"_s) });
    QVERIFY(holdsImports(data));
    QCOMPARE(droppedPaths(data), QStringList{ u"/tmp/a b.qcow2"_s });
    QCOMPARE(droppedLinks(data), QStringList{ u"https://example.org/d%20e.img"_s });
}

void ImportDataTest::textWithLinksCounts()
{
    QMimeData data;
    data.setText(u"see\nhttps://example.org/a.img\n  http://example.org/b.img \n"_s);
    QVERIFY(holdsImports(data));
    QCOMPARE(
        droppedLinks(data), QStringList({ u"https://example.org/a.img"_s, u"http://example.org/b.img"_s }));
}

void ImportDataTest::otherThingsAreNotImports_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << u"some words"_s;
    QTest::newRow("another scheme") << u"javascript:alert(1)"_s;
    QTest::newRow("no host") << u"http:///x"_s;
    QTest::newRow("a path as text") << u"/etc/passwd"_s;
}

void ImportDataTest::otherThingsAreNotImports()
{
    QFETCH(QString, text);
    QMimeData data;
    data.setText(text);
    QVERIFY(!holdsImports(data));
    QVERIFY(droppedLinks(data).isEmpty());
}

namespace {

constexpr int plenty = 100;

QList<FoundFiles> found(const QStringList &paths, int limit = plenty)
{
    QFuture<FoundFiles> walk = QtConcurrent::run(&findFiles, paths, limit, std::stop_token());
    walk.waitForFinished();
    return walk.results();
}

QStringList filesIn(const QList<FoundFiles> &all)
{
    QStringList files;
    for (const FoundFiles &each : all) {
        for (const AddingRow &row : each.rows)
            files.append(row.source);
    }
    return files;
}

} // namespace

void ImportDataTest::foldersAreToldFromFiles()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"a.img"_s);
    test::writeFile(file, "x");
    const QList<FoundFiles> all = found({ u"/no/such/file"_s, folder.path() });
    QCOMPARE(filesIn(all), QStringList({ u"/no/such/file"_s, file }));
    QVERIFY(!all.first().rows.first().isFromFolder);
    QVERIFY(all.last().rows.last().isFromFolder);
}

void ImportDataTest::d09_aFifoIsGivenOnlyWhenItIsNamed()
{
    const QTemporaryDir folder;
    const QString fifo = folder.filePath(u"fifo"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    QCOMPARE(filesIn(found({ fifo })), QStringList{ fifo });
    // Inside a folder nobody pointed at it, so it is passed over.
    QVERIFY(found({ folder.path() }).isEmpty());
}

void ImportDataTest::foldersAreGoneThroughToTheBottom()
{
    const QTemporaryDir folder;
    const QDir root(folder.path());
    test::writeFile(folder.filePath(u"b.img"_s), "x");
    test::writeFile(folder.filePath(u"a.img"_s), "x");
    test::writeFile(folder.filePath(u".hidden"_s), "x");
    QVERIFY(root.mkpath(u"deeper/deepest"_s) && root.mkdir(u".hiddenfolder"_s));
    test::writeFile(folder.filePath(u"deeper/c.img"_s), "x");
    test::writeFile(folder.filePath(u"deeper/deepest/d.img"_s), "x");
    test::writeFile(folder.filePath(u".hiddenfolder/e.img"_s), "x");
    // A link back to the top must not lead round in circles.
    QVERIFY(QFile::link(folder.path(), folder.filePath(u"deeper/top"_s)));
    QCOMPARE(filesIn(found({ folder.path() })),
        QStringList({ folder.filePath(u"a.img"_s), folder.filePath(u"b.img"_s),
            folder.filePath(u"deeper/c.img"_s), folder.filePath(u"deeper/deepest/d.img"_s) }));
}

void ImportDataTest::thereIsALimit()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 5; ++i)
        test::writeFile(folder.filePath(QString::number(i)), "x");
    const QList<FoundFiles> all = found({ folder.path() }, 3);
    QCOMPARE(filesIn(all).size(), 3);
    QVERIFY(all.last().isCutShort);
    QVERIFY(!found({ folder.path() }, 5).last().isCutShort);
}

void ImportDataTest::d12_oddNamesAreKept()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"-a\nb %n \u202E.img"_s);
    test::writeFile(name, "x");
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(name) });
    QCOMPARE(droppedPaths(data), QStringList{ name });
    QCOMPARE(filesIn(found({ folder.path() })), QStringList{ name });
}

QTEST_GUILESS_MAIN(ImportDataTest)
#include "tst_importdata.moc"
