#include <algorithm>

#include <sys/stat.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "core/transfer/transfersteps.h"
#include "tests/support/addinghelp.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/addingtable.h"
#include "ui/images/imagedetailspane.h"
#include "ui/transfers/transferspanel.h"
#include "ui/transfers/transfersview.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// What a person does with the window, on the real engine with real disks.
class WindowEngineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aDroppedDiskBecomesActive();
    void theWholeLifeOfAnImage();
    void d09_aDroppedFifoIsRefusedAndSaysWhy();
    void whatIsHereAlreadyIsLeftOut();
    void whatWasGuessedAndChosenIsInTheImage();
    void c29_theProposedFileNameIsSafe();
    void anImageBecomesOneOfAnotherFormat();
    void stagedDataAreImportedByTheButton();
    void cancelledImportLeavesNothing();
    void filesOpenedWithAddAreImported();

private:
    void drop(const QStringList &paths);
    void selectOnly();
    const Image *only() const;
    QAction *action(const char *name) const;

    std::unique_ptr<test::RealEngine> m_engine;
    std::unique_ptr<QSettings> m_settings;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void WindowEngineTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void WindowEngineTest::init()
{
    m_chooser = {};
    m_prompts = {};
    m_engine = std::make_unique<test::RealEngine>();
    m_settings = std::make_unique<QSettings>(m_engine->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->show();
    m_window->attach(m_engine->service(), m_engine->queue());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowEngineTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

void WindowEngineTest::drop(const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
    QVERIFY(event.isAccepted());
}

void WindowEngineTest::selectOnly()
{
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    m_window->catalogue()->table().setCurrentImage(only()->id);
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QCoreApplication::processEvents();
}

const Image *WindowEngineTest::only() const
{
    return m_window->catalogue()->model().imageAt(0);
}

QAction *WindowEngineTest::action(const char *name) const
{
    return m_window->findChild<QAction *>(u"action_"_s + QLatin1String(name));
}

void WindowEngineTest::aDroppedDiskBecomesActive()
{
    const QString disk = m_engine->filePath(u"server.qcow2"_s);
    test::run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, disk, u"64M"_s });
    drop({ disk });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    QTRY_COMPARE(only()->status, ImageStatus::Active);
    QCOMPARE(only()->diskFormat, DiskFormat::Qcow2);
    QTRY_COMPARE(only()->virtualSize, std::optional<qint64>(64 << 20));
    const QByteArray bytes = test::readFile(disk);
    QCOMPARE(only()->checksum, test::md5Of(bytes));
    QCOMPARE(only()->osHashValue, test::sha512Of(bytes));
    QVERIFY(only()->name.startsWith(u"server"_s));
    QTRY_COMPARE(m_engine->queue().transfers().value(0).state, TransferState::Finished);
}

void WindowEngineTest::theWholeLifeOfAnImage()
{
    const QByteArray bytes = test::patternBytes(3 * 1024 * 1024 + 5);
    const QString file = m_engine->filePath(u"lab.img"_s);
    test::writeFile(file, bytes);
    drop({ file });
    QVERIFY(test::addWithEnter(*m_window, 1));
    selectOnly();
    QTRY_COMPARE(only()->status, ImageStatus::Active);

    // Rename: F2, the name, Return. The list has the keyboard again.
    m_window->catalogue()->table().setFocus();
    QTest::keyClick(&m_window->catalogue()->table(), Qt::Key_F2);
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    field->selectAll();
    QTest::keyClicks(field, u"exam-2026"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(only()->name, u"exam-2026"_s);
    QTRY_VERIFY(m_window->catalogue()->table().hasFocus());

    // Search for it, and for something else.
    QLineEdit &search = m_window->toolBar().searchField();
    search.setFocus();
    QTest::keyClicks(&search, u"EXAM"_s);
    QTRY_COMPARE(m_window->catalogue()->model().query().text, u"EXAM"_s);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    search.selectAll();
    QTest::keyClicks(&search, u"zzqqww"_s);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 0);
    search.clear();
    selectOnly();

    // Export.
    const QString copy = m_engine->filePath(u"copy.img"_s);
    m_chooser.paths = { copy };
    QTRY_VERIFY(action("export")->isEnabled());
    action("export")->trigger();
    QCOMPARE(m_chooser.requests.first().fileName, u"exam-2026.img"_s);
    QTRY_VERIFY(QFile::exists(copy));
    QVERIFY(test::readFile(copy) == bytes);

    // Deactivated data stay where they are.
    action("deactivate")->trigger();
    QTRY_COMPARE(only()->status, ImageStatus::Deactivated);
    QTRY_VERIFY(!action("export")->isEnabled());
    action("reactivate")->trigger();
    QTRY_COMPARE(only()->status, ImageStatus::Active);

    // Delete, undo, delete, restore from the trash.
    action("delete")->trigger();
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 0);
    QTRY_VERIFY(action("undo")->isEnabled());
    action("undo")->trigger();
    selectOnly();
    QTRY_VERIFY(action("delete")->isEnabled());
    action("delete")->trigger();
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 0);
    action("trash")->trigger();
    selectOnly();
    QCOMPARE(only()->status, ImageStatus::PendingDelete);
    QTRY_VERIFY(action("restore")->isEnabled());
    action("restore")->trigger();
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 0);
    action("trash")->trigger();
    selectOnly();
    QCOMPARE(only()->status, ImageStatus::Active);
    QCOMPARE(only()->osHashValue, test::sha512Of(bytes));
}

void WindowEngineTest::d09_aDroppedFifoIsRefusedAndSaysWhy()
{
    const QString fifo = m_engine->filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    drop({ fifo });
    AddingSheet *sheet = test::waitForSheet(*m_window);
    QVERIFY(sheet);
    const auto *model = static_cast<AddingModel *>(sheet->table().model());
    QTRY_COMPARE(model->rowAt(0).state, AddingState::Refused);
    const QString sentence = model->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.contains(u"pipes"_s), qPrintable(sentence));
    QVERIFY(!sheet->findChild<QPushButton *>(u"addButton"_s)->isEnabled());
    QTest::keyClick(sheet, Qt::Key_Return);
    QVERIFY(sheet->isVisible());
    QTest::keyClick(sheet, Qt::Key_Escape);
    QVERIFY(m_engine->queue().transfers().isEmpty());
    QCOMPARE(m_window->catalogue()->model().rowCount(), 0);
}

void WindowEngineTest::whatIsHereAlreadyIsLeftOut()
{
    const QString file = m_engine->filePath(u"lab.img"_s);
    test::writeFile(file, test::patternBytes(300'000));
    drop({ file });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    QTRY_COMPARE(only()->status, ImageStatus::Active);

    const QString copy = m_engine->filePath(u"copy of lab.img"_s);
    QVERIFY(QFile::copy(file, copy));
    const QString sameSize = m_engine->filePath(u"other.img"_s);
    test::writeFile(sameSize, test::patternBytes(300'000, 9));
    drop({ copy, sameSize });
    AddingSheet *sheet = test::waitForSheet(*m_window);
    QVERIFY(sheet);
    const auto *model = static_cast<AddingModel *>(sheet->table().model());
    QTRY_COMPARE(model->rowAt(0).twin.imageName, u"lab"_s);
    QVERIFY(!model->rowAt(0).isChecked);
    QCOMPARE(model->rowAt(0).state, AddingState::Look);
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 2);
    QTRY_VERIFY(!m_engine->queue().hasUnfinished());
    QCOMPARE(m_engine->queue().transfers().size(), 2);
}

void WindowEngineTest::whatWasGuessedAndChosenIsInTheImage()
{
    const QString disk = m_engine->filePath(u"ubuntu-22.04-server-cloudimg-arm64.img"_s);
    test::run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, disk, u"3G"_s });
    drop({ disk });
    AddingSheet *sheet = test::waitForSheet(*m_window);
    QVERIFY(sheet);
    auto *preset = sheet->findChild<QComboBox *>(u"addingPreset"_s);
    preset->setCurrentIndex(preset->findData(u"linux-uefi"_s));
    QTest::mouseClick(sheet->findChild<QPushButton *>(u"applyPreset"_s), Qt::LeftButton);
    auto *way = sheet->findChild<QComboBox *>(u"addingWay"_s);
    way->setCurrentIndex(1);
    sheet->findChild<QLineEdit *>(u"addingTags"_s)->setText(u"lab, 2026"_s);
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    QTRY_COMPARE(only()->status, ImageStatus::Active);
    QCOMPARE(only()->name, u"ubuntu-22.04-server-cloudimg-arm64"_s);
    QCOMPARE(only()->diskFormat, DiskFormat::Qcow2);
    QCOMPARE(only()->minDisk, 3);
    QCOMPARE(only()->tags, QStringList({ u"2026"_s, u"lab"_s }));
    const QMap<QString, QString> properties = only()->properties;
    QCOMPARE(properties.value(u"os_distro"_s), u"ubuntu"_s);
    QCOMPARE(properties.value(u"os_version"_s), u"22.04"_s);
    QCOMPARE(properties.value(u"os_type"_s), u"linux"_s);
    QCOMPARE(properties.value(u"architecture"_s), u"aarch64"_s);
    QCOMPARE(properties.value(u"hw_firmware_type"_s), u"uefi"_s);
    const Result<QList<Transition>> path = m_engine->catalogue().history(only()->id);
    QVERIFY(path);
    const bool wasStaged = std::any_of(path->cbegin(), path->cend(),
        [](const Transition &each) { return each.to == ImageStatus::Importing; });
    QVERIFY(wasStaged);
}

void WindowEngineTest::c29_theProposedFileNameIsSafe()
{
    ImageDraft draft;
    draft.name = u"../../\u202Eevil\n/x"_s;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    const Result<Image> image = m_engine->catalogue().create(draft);
    QVERIFY(image);
    const QString file = m_engine->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(1000));
    auto source = openFileSource(file);
    QVERIFY(source);
    QVERIFY(m_engine->catalogue().upload(image->id, **source, {}, {}));
    selectOnly();
    QTRY_COMPARE(only()->status, ImageStatus::Active);
    QTRY_VERIFY(action("export")->isEnabled());
    action("export")->trigger();
    QCOMPARE(m_chooser.requests.size(), 1);
    const QString proposed = m_chooser.requests.first().fileName;
    QVERIFY(!proposed.contains(u'/') && !proposed.contains(u'\n') && !proposed.contains(QChar(0x202E)));
    QVERIFY(proposed.endsWith(u".img"_s));
}

void WindowEngineTest::anImageBecomesOneOfAnotherFormat()
{
    const QString disk = m_engine->filePath(u"lab.qcow2"_s);
    test::run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, disk, u"8M"_s });
    test::run(u"qemu-io"_s, { u"-c"_s, u"write -P 7 1M 2M"_s, disk });
    drop({ disk });
    QVERIFY(test::addWithEnter(*m_window, 1));
    selectOnly();
    QTRY_COMPARE(only()->status, ImageStatus::Active);
    QTRY_VERIFY(action("convert")->isEnabled());
    action("convert")->trigger();
    auto *dialog = m_window->findChild<QDialog *>(u"convertDialog"_s);
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    auto *purpose = dialog->findChild<QComboBox *>(u"convertPurpose"_s);
    purpose->setFocus();
    while (purpose->currentData() != u"virtualbox"_s)
        QTest::keyClick(purpose, Qt::Key_Down);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 2);
    QTRY_VERIFY(!m_engine->queue().hasUnfinished());
    const auto images = m_engine->catalogue().list({});
    const auto made = std::find_if(images->images.cbegin(), images->images.cend(),
        [](const Image &image) { return image.diskFormat == DiskFormat::Vdi; });
    QVERIFY(made != images->images.cend());
    QCOMPARE(made->status, ImageStatus::Active);
    QCOMPARE(made->name, u"lab (vdi)"_s);
    const QString exported = m_engine->filePath(u"out.vdi"_s);
    QVERIFY(m_engine->catalogue().exportImage(made->id, { .destination = exported }, {}));
    test::run(u"qemu-img"_s, { u"compare"_s, u"-F"_s, u"vdi"_s, disk, exported });
}

void WindowEngineTest::stagedDataAreImportedByTheButton()
{
    const QString file = m_engine->filePath(u"staged.img"_s);
    test::writeFile(file, test::patternBytes(300'000));
    ImageDraft draft;
    draft.name = u"staged"_s;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    const Result<Image> made = m_engine->catalogue().create(draft);
    QVERIFY(made);
    const auto source = openFileSource(file);
    QVERIFY(m_engine->catalogue().stage(made->id, **source, {}, {}));
    selectOnly();
    QTRY_COMPARE(only()->status, ImageStatus::Uploading);
    QTRY_VERIFY(action("importStaged")->isEnabled());
    action("details")->setChecked(true);
    auto *button = m_window->findChild<QToolButton *>(u"importStagedButton"_s);
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(only()->status, ImageStatus::Active);
    QTRY_VERIFY(!m_engine->queue().hasUnfinished());
    const Transfer transfer = m_engine->queue().transfers().constFirst();
    QCOMPARE(transfer.state, TransferState::Finished);
    QCOMPARE(transferTitle(transfer.request), u"staged"_s);
    QCOMPARE(only()->size, 300'000);
    QTRY_VERIFY(!button->isVisible());
    QVERIFY(!action("importStaged")->isEnabled());
}

void WindowEngineTest::cancelledImportLeavesNothing()
{
    const QString file = m_engine->filePath(u"big.img"_s);
    test::writeSparseFile(file, 64LL << 20, test::patternBytes(1 << 20));
    const QStringList files{ file, m_engine->filePath(u"b.img"_s), m_engine->filePath(u"c.img"_s) };
    test::writeSparseFile(files.at(1), 64LL << 20, test::patternBytes(1 << 20, 2));
    test::writeSparseFile(files.at(2), 64LL << 20, test::patternBytes(1 << 20, 3));
    m_engine->queue().setParallelLimit(1);
    drop(files);
    QVERIFY(test::addWithEnter(*m_window, 3));
    QTRY_COMPARE(m_engine->queue().transfers().size(), 3);
    const QString last = m_engine->queue().transfers().last().id;
    TransfersView *view = m_window->transfers().view();
    view->setCurrentIndex(view->model()->index(2, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QTRY_COMPARE(m_engine->queue().transfer(last)->state, TransferState::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(!m_engine->queue().hasUnfinished(), 60'000);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 2);
}

void WindowEngineTest::filesOpenedWithAddAreImported()
{
    const QString file = m_engine->filePath(u"picked.img"_s);
    test::writeFile(file, test::patternBytes(100'000));
    m_chooser.paths = { file };
    QTest::mouseClick(m_window->findChild<QToolButton *>(u"button_action_add"_s), Qt::LeftButton);
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    QTRY_COMPARE(only()->status, ImageStatus::Active);
}

QTEST_MAIN(WindowEngineTest)
#include "tst_windowengine.moc"
