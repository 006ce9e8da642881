#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/service/duplicatefinder.h"
#include "core/service/fileinspector.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/imagemaker.h"
#include "tests/support/sampleimages.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestFileInspector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyFilesComeInBatches();
    void nothingIsToldAfterCancelling();
    void aFileOfTheSameHashIsFound();
    void onlyTheSameSizeIsHashed();
    void manyFilesAreEachAnsweredOnce();
    void cancellingStopsTheHashing();

private:
    Image imageOf(const QString &name, const QByteArray &bytes) const;
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

Image TestFileInspector::imageOf(const QString &name, const QByteArray &bytes) const
{
    Image image = test::imageNamed(name);
    image.size = bytes.size();
    image.checksum = test::md5Of(bytes);
    image.osHashAlgo = u"sha512"_s;
    image.osHashValue = test::sha512Of(bytes);
    return image;
}

void TestFileInspector::manyFilesComeInBatches()
{
    constexpr int count = 300;
    const QString one = path(u"one.qcow2"_s);
    test::makeQcow2(one, 1 << 20);
    QStringList files;
    for (int i = 0; i < count; ++i) {
        files.append(path(QString::number(i) + u".qcow2"_s));
        QVERIFY(QFile::copy(one, files.last()));
    }
    WorkerPool pool;
    FileInspector inspector(pool);
    QSet<QString> found;
    int batches = 0;
    connect(&inspector, &FileInspector::inspected, this, [&](const QList<FileInspection> &batch) {
        ++batches;
        for (const FileInspection &each : batch) {
            QVERIFY(each.canBeAdded());
            QVERIFY(!found.contains(each.path));
            found.insert(each.path);
        }
    });
    inspector.inspect(files);
    QVERIFY(!inspector.isIdle());
    QTRY_VERIFY(inspector.isIdle());
    QTRY_COMPARE(found.size(), count);
    QVERIFY(batches > 1 && batches < count);
}

void TestFileInspector::nothingIsToldAfterCancelling()
{
    test::writeFile(path(u"a.img"_s), test::patternBytes(4096));
    WorkerPool pool;
    FileInspector inspector(pool);
    QSignalSpy told(&inspector, &FileInspector::inspected);
    inspector.inspect(QStringList(500, path(u"a.img"_s)));
    inspector.cancel();
    QVERIFY(inspector.isIdle());
    inspector.inspect({ path(u"a.img"_s) });
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told.first().first().value<QList<FileInspection>>().size(), 1);
}

void TestFileInspector::aFileOfTheSameHashIsFound()
{
    const QByteArray bytes = test::patternBytes(3 << 20);
    test::writeFile(path(u"again.img"_s), bytes);
    test::FakeImageService service;
    Image other = imageOf(u"same size"_s, test::patternBytes(3 << 20, 7));
    service.setImages({ other, imageOf(u"lab"_s, bytes) });
    WorkerPool pool;
    DuplicateFinder finder(service, pool);
    QSignalSpy told(&finder, &DuplicateFinder::compared);
    finder.look({ { path(u"again.img"_s), bytes.size() } });
    QTRY_VERIFY(finder.isIdle());
    QTRY_COMPARE(told.size(), 1);
    const auto answers = told.first().first().value<QList<FileComparison>>();
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.first().imageName, u"lab"_s);
    QVERIFY(!answers.first().imageId.isEmpty());
}

void TestFileInspector::onlyTheSameSizeIsHashed()
{
    test::FakeImageService service;
    service.setImages({ imageOf(u"lab"_s, test::patternBytes(1000)) });
    WorkerPool pool;
    DuplicateFinder finder(service, pool);
    QSignalSpy told(&finder, &DuplicateFinder::compared);
    // Were it read, a file that is not there could not be answered with its size alone.
    finder.look({ { u"/no/such/file"_s, 1001 } });
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(told.first().first().value<QList<FileComparison>>().first().imageId.isNull());
    finder.look({ { u"/no/such/file"_s, 1000 } });
    QTRY_COMPARE(told.size(), 2);
    QVERIFY(told.last().first().value<QList<FileComparison>>().first().imageId.isNull());
}

void TestFileInspector::manyFilesAreEachAnsweredOnce()
{
    test::FakeImageService service;
    service.setImages({ imageOf(u"lab"_s, test::patternBytes(5)) });
    WorkerPool pool;
    DuplicateFinder finder(service, pool);
    QHash<QString, int> answered;
    connect(&finder, &DuplicateFinder::compared, this, [&answered](const QList<FileComparison> &files) {
        for (const FileComparison &file : files)
            ++answered[file.path];
    });
    QList<DuplicateFinder::Candidate> files;
    for (int i = 0; i < 1000; ++i)
        files.append({ u"/no/such/%1"_s.arg(i), i });
    finder.look(files.mid(0, 300));
    finder.look(files.mid(300));
    QTRY_COMPARE(answered.size(), 1000);
    QVERIFY(finder.isIdle());
    for (const int times : std::as_const(answered))
        QCOMPARE(times, 1);
}

void TestFileInspector::cancellingStopsTheHashing()
{
    constexpr qint64 size = 200LL << 30;
    test::writeSparseFile(path(u"huge.img"_s), size);
    Image image = test::imageNamed(u"huge"_s);
    image.size = size;
    image.checksum = u"00000000000000000000000000000000"_s;
    test::FakeImageService service;
    service.setImages({ image });
    QElapsedTimer clock;
    clock.start();
    {
        WorkerPool pool;
        DuplicateFinder finder(service, pool);
        QSignalSpy told(&finder, &DuplicateFinder::compared);
        finder.look({ { path(u"huge.img"_s), size } });
        QVERIFY(!told.wait(300));
        finder.cancel();
        QVERIFY(finder.isIdle());
    }
    QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
}

QTEST_GUILESS_MAIN(TestFileInspector)
#include "tst_fileinspector.moc"
