#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include "core/transfer/transferqueue.h"
#include "tests/support/addinghelp.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/testfiles.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/addingtable.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/mainwindow.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using Call = vitrine::test::FakeImageService::Call;

/// All the ways in which files and links come into the window, up to the queue.
class WindowAddingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void filesGivenBeforeTheCatalogueAreKept();
    void foldersAreGoneThroughAndShown();
    void emptyFoldersAreSaidToBeEmpty();
    void withoutAskingOnlyProblemsAreShown();
    void e11_thousandsOfDroppedFilesDoNotStopTheWindow();
    void pastedLinksAreImported();

private:
    void drop(const QList<QUrl> &urls);
    Transfer firstTransfer() const { return m_queue->transfers().value(0); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<test::FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void WindowAddingTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.transfer.info=false"_s);
}

void WindowAddingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_service = std::make_unique<test::FakeImageService>();
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_queue->restore();
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->show();
    m_window->attach(*m_service, *m_queue);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowAddingTest::cleanup()
{
    m_window.reset();
    m_queue.reset();
    m_service.reset();
}

void WindowAddingTest::drop(const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
    QVERIFY(event.isAccepted());
}

void WindowAddingTest::filesGivenBeforeTheCatalogueAreKept()
{
    const QString file = m_folder->filePath(u"early.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    MainWindow window(*m_settings, m_chooser, m_prompts);
    window.importFiles({ file });
    QVERIFY(m_queue->transfers().isEmpty());
    window.show();
    window.attach(*m_service, *m_queue);
    QVERIFY(test::addWithEnter(window, 1));
    QTRY_COMPARE(firstTransfer().request.source, file);
}

void WindowAddingTest::foldersAreGoneThroughAndShown()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"disks/deeper"_s));
    const QString disks = m_folder->filePath(u"disks"_s);
    test::writeFile(disks + u"/a.img"_s, test::patternBytes(4096));
    test::writeFile(disks + u"/deeper/b.img"_s, test::patternBytes(4096, 2));
    test::writeFile(disks + u"/README.txt"_s, "which disk is which");
    drop({ QUrl::fromLocalFile(disks) });
    AddingSheet *sheet = test::waitForSheet(*m_window);
    QVERIFY(sheet);
    QTRY_COMPARE(sheet->table().model()->rowCount(), 3);
    QVERIFY(m_queue->transfers().isEmpty());
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(m_window->findChildren<AddingSheet *>().isEmpty());
    QVERIFY(m_queue->transfers().isEmpty());
    drop({ QUrl::fromLocalFile(disks) });
    // The notes are not taken for a disk.
    QVERIFY(test::addWithEnter(*m_window, 2));
    QTRY_COMPARE(m_queue->transfers().size(), 2);
}

void WindowAddingTest::emptyFoldersAreSaidToBeEmpty()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"nothing"_s));
    drop({ QUrl::fromLocalFile(m_folder->filePath(u"nothing"_s)) });
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(strip->kind(), MessageStrip::Kind::Warning);
    QVERIFY(m_window->findChildren<AddingSheet *>().isEmpty());
}

void WindowAddingTest::withoutAskingOnlyProblemsAreShown()
{
    m_settings->setValue(u"adding/withoutAsking"_s, true);
    const QString good = m_folder->filePath(u"good.img"_s);
    test::writeFile(good, test::patternBytes(4096));
    drop({ QUrl::fromLocalFile(good) });
    QTRY_COMPARE(m_queue->transfers().size(), 1);
    QCOMPARE(firstTransfer().request.source, good);
    QVERIFY(m_window->findChildren<AddingSheet *>().isEmpty());

    const QString other = m_folder->filePath(u"other.img"_s);
    test::writeFile(other, test::patternBytes(4096, 3));
    const QString wrong = m_folder->filePath(u"wrong.qcow2"_s);
    test::writeFile(wrong, test::patternBytes(4096, 4));
    drop({ QUrl::fromLocalFile(wrong), QUrl::fromLocalFile(other) });
    AddingSheet *sheet = test::waitForSheet(*m_window);
    QVERIFY(sheet);
    QCOMPARE(m_queue->transfers().size(), 2);
    QCOMPARE(m_queue->transfers().last().request.source, other);
    QCOMPARE(sheet->table().model()->rowCount(), 1);
    QTest::keyClick(sheet, Qt::Key_Escape);

    // The way back is on the strip.
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    const QList<QPushButton *> buttons = strip->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"Ask next time"_s)
            button->click();
    }
    QVERIFY(!m_settings->value(u"adding/withoutAsking"_s).toBool());
}

void WindowAddingTest::e11_thousandsOfDroppedFilesDoNotStopTheWindow()
{
    constexpr int count = 2'000;
    m_service->hold(Call::CreateImage);
    QList<QUrl> urls;
    for (int number = 0; number < count; ++number) {
        const QString file = m_folder->filePath(QString::number(number) + u".img"_s);
        test::writeFile(file, QByteArray(512, 'x'));
        urls.append(QUrl::fromLocalFile(file));
    }
    qint64 longest = 0;
    QElapsedTimer sinceTick;
    QTimer ticker;
    connect(&ticker, &QTimer::timeout, this, [&] { longest = std::max(longest, sinceTick.restart()); });
    drop(urls);
    sinceTick.start();
    ticker.start(0);
    QVERIFY(test::addWithEnter(*m_window, count));
    QTRY_COMPARE_WITH_TIMEOUT(m_queue->transfers().size(), count, 60'000);
    QVERIFY2(longest < 400, qPrintable(QString::number(longest)));
    qInfo() << "longest stall while 2,000 files were taken in:" << longest << "ms";
}

void WindowAddingTest::pastedLinksAreImported()
{
    auto *data = new QMimeData;
    data->setText(u"https://example.invalid/disk.qcow2"_s);
    QApplication::clipboard()->setMimeData(data);
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_queue->transfers().size(), 1);
    QCOMPARE(firstTransfer().request.kind, TransferKind::ImportLink);
    QCOMPARE(firstTransfer().request.source, u"https://example.invalid/disk.qcow2"_s);
}

QTEST_MAIN(WindowAddingTest)
#include "tst_windowadding.moc"
