#include <sys/stat.h>

#include <QDir>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "tests/support/testfiles.h"
#include "ui/window/dropcontents.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class DropContentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndLinksAreTakenApart();
    void textWithLinksCounts();
    void otherThingsAreNotImports_data();
    void otherThingsAreNotImports();
    void foldersAreToldFromFiles();
    void d09_aFifoIsAFileForTheQueueToRefuse();
    void foldersGiveTheirOwnFilesOnly();
    void d12_oddNamesAreKept();
};

void DropContentsTest::filesAndLinksAreTakenApart()
{
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/a b.qcow2"_s), QUrl(u"https://example.org/d%20e.img"_s),
        QUrl(u"ftp://example.org/x.img"_s) });
    QVERIFY(holdsImports(data));
    QCOMPARE(droppedPaths(data), QStringList{ u"/tmp/a b.qcow2"_s });
    QCOMPARE(droppedLinks(data), QStringList{ u"https://example.org/d%20e.img"_s });
}

void DropContentsTest::textWithLinksCounts()
{
    QMimeData data;
    data.setText(u"see\nhttps://example.org/a.img\n  http://example.org/b.img \n"_s);
    QVERIFY(holdsImports(data));
    QCOMPARE(
        droppedLinks(data), QStringList({ u"https://example.org/a.img"_s, u"http://example.org/b.img"_s }));
}

void DropContentsTest::otherThingsAreNotImports_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << u"some words"_s;
    QTest::newRow("another scheme") << u"javascript:alert(1)"_s;
    QTest::newRow("no host") << u"http:///x"_s;
    QTest::newRow("a path as text") << u"/etc/passwd"_s;
}

void DropContentsTest::otherThingsAreNotImports()
{
    QFETCH(QString, text);
    QMimeData data;
    data.setText(text);
    QVERIFY(!holdsImports(data));
    QVERIFY(droppedLinks(data).isEmpty());
}

void DropContentsTest::foldersAreToldFromFiles()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"a.img"_s);
    test::writeFile(file, "x");
    const DropContents contents
        = sortedDrop({ file, folder.path(), u"/no/such/file"_s }, { u"http://h/x"_s });
    QCOMPARE(contents.files, QStringList({ file, u"/no/such/file"_s }));
    QCOMPARE(contents.folders, QStringList{ folder.path() });
    QCOMPARE(contents.links, QStringList{ u"http://h/x"_s });
}

void DropContentsTest::d09_aFifoIsAFileForTheQueueToRefuse()
{
    const QTemporaryDir folder;
    const QString fifo = folder.filePath(u"fifo"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    QCOMPARE(sortedDrop({ fifo }, {}).files, QStringList{ fifo });
    // Inside a folder nobody pointed at it, so it is passed over.
    QVERIFY(filesInFolders({ folder.path() }).isEmpty());
}

void DropContentsTest::foldersGiveTheirOwnFilesOnly()
{
    const QTemporaryDir folder;
    test::writeFile(folder.filePath(u"b.img"_s), "x");
    test::writeFile(folder.filePath(u"a.img"_s), "x");
    test::writeFile(folder.filePath(u".hidden"_s), "x");
    QVERIFY(QDir(folder.path()).mkdir(u"deeper"_s));
    test::writeFile(folder.filePath(u"deeper/c.img"_s), "x");
    QCOMPARE(filesInFolders({ folder.path() }),
        QStringList({ folder.filePath(u"a.img"_s), folder.filePath(u"b.img"_s) }));
    QVERIFY(filesInFolders({ u"/no/such/folder"_s }).isEmpty());
}

void DropContentsTest::d12_oddNamesAreKept()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"-a\nb %n \u202E.img"_s);
    test::writeFile(name, "x");
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(name) });
    QCOMPARE(droppedPaths(data), QStringList{ name });
    QCOMPARE(filesInFolders({ folder.path() }), QStringList{ name });
}

QTEST_GUILESS_MAIN(DropContentsTest)
#include "tst_dropcontents.moc"
