#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "tests/support/fakeimageservice.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"
#include "ui/adding/addingsheet.h"
#include "ui/adding/addingtable.h"
#include "ui/adding/addingwork.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using Column = AddingModel::Column;

/// What a person does in the sheet, with real files.
class TestAddingSheet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void oneEnterAddsAll();
    void enterPressedTooEarlyAddsWhenAllIsKnown();
    void aBrokenFileStopsHere();
    void theWayOutCanBeCopied();
    void fiftyFilesWithoutTheMouse();
    void ctrlDFillsDown();
    void spaceChecksAndUnchecks();
    void formatsOfferOnlyWhatFits();
    void presetsGoToTheSelectionOrToAll();
    void storesAreOfferedWhenThereAreSeveral();
    void whatIsCompressedIsUnpackedWhenAsked();
    void oneDiskOfAnArchiveIsChosen();
    void aTarballOfAMachineBecomesThreeImages();
    void withoutAskingIsRemembered();
    void moreCanBeDroppedOnTheSheet();
    void everythingHasANameAndNothingTrapsTheFocus();
    void fitsASmallWindow();

private:
    QString file(const QString &name);
    void open(const QStringList &files);
    /// What of the current file is added.
    void choose(const QString &text);
    QList<TransferRequest> added();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    QModelIndex cell(int row, Column column) const { return model().index(row, static_cast<int>(column)); }
    AddingModel &model() const { return m_work->model(); }
    AddingTable &table() const { return m_sheet->table(); }
    template<typename T>
    T *child(const char *name) const
    {
        return m_sheet->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<test::FakeImageService> m_service;
    std::unique_ptr<AddingWork> m_work;
    std::unique_ptr<AddingSheet> m_sheet;
};

void TestAddingSheet::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestAddingSheet::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_service = std::make_unique<test::FakeImageService>();
}

void TestAddingSheet::cleanup()
{
    m_sheet.reset();
    m_work.reset();
    m_service.reset();
}

QString TestAddingSheet::file(const QString &name)
{
    const QString path = m_folder->filePath(name);
    test::makeQcow2(path, 1 << 20);
    return path;
}

void TestAddingSheet::open(const QStringList &files)
{
    m_work = std::make_unique<AddingWork>(*m_service);
    QSignalSpy settled(m_work.get(), &AddingWork::settled);
    m_work->take(files, {});
    QTRY_COMPARE(settled.size(), 1);
    m_sheet = std::make_unique<AddingSheet>(*m_work, *m_service, AddingPreferences(*m_settings));
    m_sheet->show();
    m_sheet->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
}

void TestAddingSheet::oneEnterAddsAll()
{
    open({ file(u"debian-12-amd64.qcow2"_s), file(u"b.qcow2"_s) });
    QCOMPARE(QApplication::focusWidget(), child<QPushButton>("addButton"));
    QVERIFY(child<QPushButton>("addButton")->text().contains(u"2"_s));
    QSignalSpy handed(m_sheet.get(), &AddingSheet::handedOver);
    press(Qt::Key_Return);
    QCOMPARE(handed.size(), 1);
    const auto requests = handed.first().first().value<QList<TransferRequest>>();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.first().draft.name, u"debian-12-amd64"_s);
    QCOMPARE(requests.first().draft.minDisk, 1);
    QVERIFY(!m_sheet->isVisible());
}

void TestAddingSheet::enterPressedTooEarlyAddsWhenAllIsKnown()
{
    const QString broken = m_folder->filePath(u"broken.qcow2"_s);
    const QString good = file(u"good.qcow2"_s);
    test::writeFile(broken, test::readFile(good).left(50));
    m_work = std::make_unique<AddingWork>(*m_service);
    m_sheet = std::make_unique<AddingSheet>(*m_work, *m_service, AddingPreferences(*m_settings));
    m_sheet->show();
    QSignalSpy handed(m_sheet.get(), &AddingSheet::handedOver);
    auto *const button = child<QPushButton>("addButton");
    // As soon as there is anything, which is before any of it has been looked into.
    connect(
        &model(), &AddingModel::summaryChanged, this,
        [this, button] {
            QVERIFY(m_work->isLooking());
            QVERIFY(button->isEnabled());
            button->click();
        },
        Qt::SingleShotConnection);
    m_work->take({ good, broken }, {});
    QTRY_COMPARE(handed.size(), 1);
    QCOMPARE(handed.first().first().value<QList<TransferRequest>>().size(), 1);
    // Nobody had seen the broken one yet.
    QVERIFY(m_sheet->isVisible());
    QCOMPARE(model().rowCount(), 1);
    QCOMPARE(model().rowAt(0).state, AddingState::Refused);
}

void TestAddingSheet::aBrokenFileStopsHere()
{
    const QString missing = m_folder->filePath(u"missing.img"_s);
    open({ missing });
    QVERIFY(!child<QPushButton>("addButton")->isEnabled());
    QVERIFY(child<QLabel>("addingSummary")->text().contains(u"1 cannot be added"_s));
    QVERIFY(child<QLabel>("findingsText")->text().contains(u"missing.img"_s));
    QVERIFY(!child<QPushButton>("toggleCurrent")->isVisible());
}

void TestAddingSheet::theWayOutCanBeCopied()
{
    const QString base = file(u"base.qcow2"_s);
    const QString top = m_folder->filePath(u"top.qcow2"_s);
    test::run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"qcow2"_s, u"-b"_s, base, top });
    open({ top });
    QVERIFY(child<QPushButton>("copyCommand")->isVisible());
    QTest::mouseClick(child<QPushButton>("copyCommand"), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().startsWith(u"vitrinectl convert"_s));
    QVERIFY(QApplication::clipboard()->text().contains(base));
}

void TestAddingSheet::fiftyFilesWithoutTheMouse()
{
    QStringList files;
    const QString first = file(u"disk-00.qcow2"_s);
    files.append(first);
    for (int i = 1; i < 50; ++i) {
        files.append(m_folder->filePath(u"disk-%1.qcow2"_s.arg(i, 2, 10, QChar(u'0'))));
        QVERIFY(QFile::copy(first, files.last()));
    }
    open(files);
    table().setFocus();
    QVERIFY(table().hasFocus());
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(table().selectedRows().size(), 50);
    // To the column of the system, with all of them staying selected.
    while (table().currentIndex().column() != static_cast<int>(Column::OsDistro))
        press(Qt::Key_Right);
    QCOMPARE(table().selectedRows().size(), 50);
    press(Qt::Key_F2);
    auto *box = qobject_cast<QComboBox *>(QApplication::focusWidget());
    QVERIFY(box && box->isEditable());
    QVERIFY(!box->accessibleName().isEmpty());
    box->lineEdit()->selectAll();
    QTest::keyClicks(box, u"rocky"_s);
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(model().rowAt(49).os.distro, u"rocky"_s);
    QCOMPARE(model().rowAt(0).os.distro, u"rocky"_s);
    QVERIFY(m_sheet->isVisible());
    // Return in the table, not in an editor, adds.
    QSignalSpy handed(m_sheet.get(), &AddingSheet::handedOver);
    table().setFocus();
    press(Qt::Key_Return);
    QCOMPARE(handed.size(), 1);
    QCOMPARE(handed.first().first().value<QList<TransferRequest>>().size(), 50);
}

void TestAddingSheet::ctrlDFillsDown()
{
    open({ file(u"a.qcow2"_s), file(u"b.qcow2"_s), file(u"c.qcow2"_s) });
    table().setFocus();
    table().setCurrentIndex(cell(0, Column::MinDisk));
    press(Qt::Key_F2);
    auto *number = qobject_cast<QSpinBox *>(QApplication::focusWidget());
    QVERIFY(number);
    QTest::keyClicks(number, u"7"_s);
    QTest::keyClick(number, Qt::Key_Return);
    QTRY_COMPARE(model().rowAt(0).minDisk, 7);
    QCOMPARE(model().rowAt(1).minDisk, 1);
    table().setFocus();
    table().setCurrentIndex(cell(0, Column::MinDisk));
    press(Qt::Key_Down, Qt::ShiftModifier);
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(model().rowAt(1).minDisk, 7);
    QCOMPARE(model().rowAt(2).minDisk, 1);
    // Of a single row into all below.
    table().setCurrentIndex(cell(1, Column::MinDisk));
    QTest::mouseClick(child<QPushButton>("fillDown"), Qt::LeftButton);
    QCOMPARE(model().rowAt(2).minDisk, 7);
}

void TestAddingSheet::spaceChecksAndUnchecks()
{
    open({ file(u"a.qcow2"_s), file(u"b.qcow2"_s) });
    table().setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Space);
    QCOMPARE(model().summary().checked, 0);
    QVERIFY(!child<QPushButton>("addButton")->isEnabled());
    press(Qt::Key_Space);
    QCOMPARE(model().summary().checked, 2);
}

void TestAddingSheet::formatsOfferOnlyWhatFits()
{
    open({ file(u"a.qcow2"_s) });
    table().setFocus();
    table().setCurrentIndex(cell(0, Column::Format));
    press(Qt::Key_F2);
    auto *box = qobject_cast<QComboBox *>(QApplication::focusWidget());
    QVERIFY(box);
    QVERIFY(box->findData(u"raw"_s) >= 0);
    QVERIFY(box->findData(u"vmdk"_s) < 0);
    QCOMPARE(box->currentData().toString(), u"qcow2"_s);
}

void TestAddingSheet::presetsGoToTheSelectionOrToAll()
{
    open({ file(u"a.qcow2"_s), file(u"b.qcow2"_s), file(u"c.qcow2"_s) });
    auto *preset = child<QComboBox>("addingPreset");
    preset->setCurrentIndex(preset->findData(u"linux-uefi"_s));
    QTest::mouseClick(child<QPushButton>("applyPreset"), Qt::LeftButton);
    QCOMPARE(model().rowAt(2).presetId, u"linux-uefi"_s);
    table().setFocus();
    table().setCurrentIndex(cell(0, Column::Name));
    press(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(child<QPushButton>("applyPreset")->text().contains(u"selected"_s));
    preset->setCurrentIndex(preset->findData(u"data-disk"_s));
    QTest::mouseClick(child<QPushButton>("applyPreset"), Qt::LeftButton);
    QCOMPARE(model().rowAt(0).presetId, u"data-disk"_s);
    QCOMPARE(model().rowAt(1).presetId, u"data-disk"_s);
    QCOMPARE(model().rowAt(2).presetId, u"linux-uefi"_s);
}

void TestAddingSheet::storesAreOfferedWhenThereAreSeveral()
{
    m_service->setStores({ StoreInfo{ .id = u"local"_s, .path = {}, .isDefault = true },
        StoreInfo{ .id = u"backup"_s, .path = {}, .freeBytes = 1LL << 40 } });
    open({ file(u"a.qcow2"_s) });
    auto *store = child<QComboBox>("addingStore");
    QTRY_VERIFY(store->isVisible());
    QCOMPARE(store->currentData().toString(), u"local"_s);
    store->setCurrentIndex(store->findData(u"backup"_s));
    auto *way = child<QComboBox>("addingWay");
    const QString before = child<QLabel>("addingWayExplanation")->text();
    way->setCurrentIndex(1);
    QVERIFY(child<QLabel>("addingWayExplanation")->text() != before);
    child<QCheckBox>("addingProtected")->setChecked(true);
    QSignalSpy handed(m_sheet.get(), &AddingSheet::handedOver);
    child<QPushButton>("addButton")->click();
    const auto requests = handed.first().first().value<QList<TransferRequest>>();
    QCOMPARE(requests.first().store, u"backup"_s);
    QCOMPARE(requests.first().kind, TransferKind::StageImport);
    QVERIFY(requests.first().draft.isProtected);
}

void TestAddingSheet::choose(const QString &text)
{
    auto *box = child<QComboBox>("addingContents");
    QVERIFY(box->isVisible());
    const int row = box->findText(text);
    QVERIFY2(row >= 0, qPrintable(text));
    box->setCurrentIndex(row);
    Q_EMIT box->activated(row);
}

QList<TransferRequest> TestAddingSheet::added()
{
    QSignalSpy handed(m_sheet.get(), &AddingSheet::handedOver);
    QTest::mouseClick(child<QPushButton>("addButton"), Qt::LeftButton);
    return handed.isEmpty() ? QList<TransferRequest>()
                            : handed.first().first().value<QList<TransferRequest>>();
}

void TestAddingSheet::whatIsCompressedIsUnpackedWhenAsked()
{
    const QString plain = file(u"a.qcow2"_s);
    const QString packed = file(u"b.qcow2"_s);
    test::run(u"gzip"_s, { packed });
    open({ packed + u".gz"_s, plain });
    QCOMPARE(model().rowAt(0).state, AddingState::Look);
    QCOMPARE(child<QComboBox>("addingContents")->currentIndex(), 0);
    choose(u"Unpack it"_s);
    QCOMPARE(model().rowAt(0).state, AddingState::Ready);
    QCOMPARE(cell(0, Column::Format).data().toString(), u"Found later"_s);
    QVERIFY(!(model().flags(cell(0, Column::Format)) & Qt::ItemIsEditable));
    QVERIFY(!child<QLabel>("findingsText")->text().contains(u"Unpack it first"_s));
    choose(u"Add it as it is"_s);
    QCOMPARE(model().rowAt(0).state, AddingState::Look);
    QCOMPARE(model().rowAt(0).diskFormat, DiskFormat::Raw);
    choose(u"Unpack it"_s);
    table().setCurrentIndex(cell(1, Column::Name));
    QVERIFY(!child<QComboBox>("addingContents")->isVisible());
    const QList<TransferRequest> requests = added();
    QCOMPARE(requests.size(), 2);
    QVERIFY(requests.at(0).isUnpacked);
    QVERIFY(!requests.at(0).draft.diskFormat);
    QVERIFY(!requests.at(1).isUnpacked);
}

void TestAddingSheet::oneDiskOfAnArchiveIsChosen()
{
    file(u"a.qcow2"_s);
    file(u"b.qcow2"_s);
    const QString archive = m_folder->filePath(u"two.tar"_s);
    test::run(u"tar"_s, { u"-C"_s, m_folder->path(), u"-cf"_s, archive, u"a.qcow2"_s, u"b.qcow2"_s });
    open({ archive });
    choose(u"Unpack “b.qcow2”"_s);
    QCOMPARE(child<QComboBox>("addingContents")->currentText(), u"Unpack “b.qcow2”"_s);
    const QList<TransferRequest> requests = added();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().member, u"b.qcow2"_s);
}

void TestAddingSheet::aTarballOfAMachineBecomesThreeImages()
{
    for (const QString &name : { u"lab.img"_s, u"lab-vmlinuz"_s, u"lab-initrd"_s })
        test::writeFile(m_folder->filePath(name), test::patternBytes(20'000));
    const QString archive = m_folder->filePath(u"lab.tar.gz"_s);
    test::run(u"tar"_s,
        { u"-C"_s, m_folder->path(), u"-czf"_s, archive, u"lab.img"_s, u"lab-vmlinuz"_s, u"lab-initrd"_s });
    open({ archive });
    choose(u"Unpack: kernel, ramdisk, machine"_s);
    QVERIFY(child<QPushButton>("addButton")->text().contains(u"3"_s));
    const QList<TransferRequest> requests = added();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests.at(0).draft.diskFormat, DiskFormat::Aki);
    QCOMPARE(requests.at(0).member, u"lab-vmlinuz"_s);
    QCOMPARE(requests.at(1).draft.diskFormat, DiskFormat::Ari);
    QCOMPARE(requests.at(2).draft.diskFormat, DiskFormat::Ami);
    QCOMPARE(requests.at(2).draft.name, u"lab"_s);
    QCOMPARE(requests.at(2).draft.properties.value(u"kernel_id"_s), requests.at(0).draft.id);
    QCOMPARE(requests.at(2).draft.properties.value(u"ramdisk_id"_s), requests.at(1).draft.id);
}

void TestAddingSheet::withoutAskingIsRemembered()
{
    open({ file(u"a.qcow2"_s) });
    child<QCheckBox>("withoutAsking")->setChecked(true);
    QTest::keyClick(m_sheet.get(), Qt::Key_Escape);
    QVERIFY(!AddingPreferences(*m_settings).isWithoutAsking());
    open({ file(u"b.qcow2"_s) });
    child<QCheckBox>("withoutAsking")->setChecked(true);
    child<QPushButton>("addButton")->click();
    QVERIFY(AddingPreferences(*m_settings).isWithoutAsking());
}

void TestAddingSheet::moreCanBeDroppedOnTheSheet()
{
    open({ file(u"a.qcow2"_s) });
    connect(m_sheet.get(), &AddingSheet::dropped, m_work.get(), &AddingWork::take);
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(file(u"b.qcow2"_s)), QUrl(u"https://example.invalid/c.qcow2"_s) });
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_sheet.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_sheet.get(), &event);
    QTRY_COMPARE(model().rowCount(), 3);
    QTRY_COMPARE(model().summary().ready, 3);
    QTRY_VERIFY(child<QLabel>("addingWayExplanation")->text().contains(u"Links"_s));
}

void TestAddingSheet::everythingHasANameAndNothingTrapsTheFocus()
{
    open({ file(u"a.qcow2"_s), file(u"b.qcow2"_s) });
    QStringList nameless;
    const QList<QWidget *> widgets = m_sheet->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible && accessible->text(QAccessible::Name).isEmpty()
            && !widget->objectName().startsWith("qt_"_L1))
            nameless.append(
                QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));

    // Tab comes round to where it began, through the table.
    QWidget *const begin = QApplication::focusWidget();
    bool wasInTable = false;
    int steps = 0;
    do {
        press(Qt::Key_Tab);
        wasInTable = wasInTable || table().hasFocus();
    } while (QApplication::focusWidget() != begin && ++steps < 40);
    QCOMPARE(QApplication::focusWidget(), begin);
    QVERIFY(wasInTable);
}

void TestAddingSheet::fitsASmallWindow()
{
    open({ file(u"a.qcow2"_s) });
    const QSize smallest = m_sheet->minimumSizeHint();
    QVERIFY2(smallest.width() <= 1024 - 32 && smallest.height() <= 640 - 32,
        qPrintable(u"%1 x %2"_s.arg(smallest.width()).arg(smallest.height())));
}

QTEST_MAIN(TestAddingSheet)
#include "tst_addingsheet.moc"
