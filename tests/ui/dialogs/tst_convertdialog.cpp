#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/corotest.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/ovamaker.h"
#include "tests/support/realengine.h"
#include "tests/support/sampleimages.h"
#include "tests/support/testfiles.h"
#include "ui/dialogs/convertdialog.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

using Call = FakeImageService::Call;

Q_DECLARE_METATYPE(QList<vitrine::TransferRequest>)

class TestConvertDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aPurposeChoosesFormatAndPacking();
    void aChoiceOfOnesOwnFindsItsPurpose();
    void whatWillBeLostIsSaidBeforehand();
    void withoutRoomNothingIsBegun();
    void aFailedLookSaysWhy();
    void aNewImageTakesItsPropertiesAlong();
    void aWrittenNameStays();
    void aFileIsReplacedOnlyWhenPeopleAgreed();
    void severalImagesKeepTheirNames();
    void oneOfSeveralDisksIsChosen();

private:
    void open(const QList<Image> &images);
    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void choose(const QString &box, const QString &text);
    QList<TransferRequest> converted();

    std::unique_ptr<FakeImageService> m_service;
    FakeFileChooser m_chooser;
    QList<Image> m_images;
    std::unique_ptr<ConvertDialog> m_dialog;
};

void TestConvertDialog::init()
{
    QLocale::setDefault(QLocale::c());
    m_images.clear();
    for (int i = 0; i < 3; ++i) {
        Image image = sampleImage(i);
        image.name = u"disk-%1"_s.arg(i);
        image.status = ImageStatus::Active;
        image.diskFormat = DiskFormat::Raw;
        image.properties = { { u"os_distro"_s, u"debian"_s } };
        m_images.append(image);
    }
    m_service = std::make_unique<FakeImageService>();
    m_service->setImages(m_images);
    m_service->setStores(
        { { .id = u"local"_s, .path = u"/srv"_s, .isDefault = true, .freeBytes = 1 << 30 } });
    m_chooser = {};
    open({ m_images.constFirst() });
}

void TestConvertDialog::cleanup()
{
    m_dialog.reset();
    m_service.reset();
}

void TestConvertDialog::open(const QList<Image> &images)
{
    m_dialog = std::make_unique<ConvertDialog>(images, *m_service, m_chooser);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestConvertDialog::choose(const QString &box, const QString &text)
{
    auto *combo = find<QComboBox>(box);
    const int row = combo->findText(text);
    QVERIFY2(row >= 0, qPrintable(text));
    combo->setCurrentIndex(row);
    Q_EMIT combo->activated(row);
}

QList<TransferRequest> TestConvertDialog::converted()
{
    QSignalSpy requested(m_dialog.get(), &ConvertDialog::convertRequested);
    QTest::mouseClick(find<QPushButton>(u"convertAccept"_s), Qt::LeftButton);
    return requested.isEmpty() ? QList<TransferRequest>()
                               : requested.constFirst().constFirst().value<QList<TransferRequest>>();
}

void TestConvertDialog::aPurposeChoosesFormatAndPacking()
{
    choose(u"convertPurpose"_s, u"For VMware"_s);
    QCOMPARE(find<QComboBox>(u"convertFormat"_s)->currentText(), u"VMDK"_s);
    const QList<TransferRequest> requests = converted();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().kind, TransferKind::Convert);
    QCOMPARE(requests.first().sourceImage, sampleId(0));
    QCOMPARE(requests.first().layout.format, DiskFormat::Vmdk);
    QCOMPARE(requests.first().layout.subformat, u"streamOptimized"_s);
}

void TestConvertDialog::aChoiceOfOnesOwnFindsItsPurpose()
{
    choose(u"convertFormat"_s, u"VHD"_s);
    QCOMPARE(find<QComboBox>(u"convertPurpose"_s)->currentText(), u"Another choice"_s);
    choose(u"convertPacking"_s, u"Fixed size"_s);
    QCOMPARE(find<QComboBox>(u"convertPurpose"_s)->currentText(), u"For Azure"_s);
}

void TestConvertDialog::whatWillBeLostIsSaidBeforehand()
{
    QTRY_VERIFY(find<QLabel>(u"convertLosses"_s)->text().contains(u"snapshots"_s));
    QVERIFY(find<QLabel>(u"convertSize"_s)->text().startsWith(u"Takes about"_s));
    QVERIFY(find<QPushButton>(u"convertAccept"_s)->isEnabled());
}

void TestConvertDialog::withoutRoomNothingIsBegun()
{
    m_service->setStores({ { .id = u"local"_s, .path = u"/srv"_s, .isDefault = true, .freeBytes = 0 } });
    choose(u"convertPurpose"_s, u"For VirtualBox"_s);
    QTRY_VERIFY(find<QLabel>(u"convertSize"_s)->text().startsWith(u"There is too little room"_s));
    QVERIFY(!find<QPushButton>(u"convertAccept"_s)->isEnabled());
}

void TestConvertDialog::aFailedLookSaysWhy()
{
    QTRY_COMPARE(m_service->callCount(Call::ForecastConversion), 1);
    m_service->failNext(
        Call::ForecastConversion, { ErrorCode::UnsupportedFormat, u"The image needs another file."_s, {} });
    choose(u"convertPurpose"_s, u"For Hyper-V"_s);
    QTRY_VERIFY(find<QLabel>(u"convertSize"_s)->text().startsWith(u"The image needs another file."_s));
    QVERIFY(!find<QPushButton>(u"convertAccept"_s)->isEnabled());
}

void TestConvertDialog::aNewImageTakesItsPropertiesAlong()
{
    const TransferRequest request = converted().value(0);
    QCOMPARE(request.draft.properties.value(u"os_distro"_s), u"debian"_s);
    QCOMPARE(request.draft.name, u"disk-0 (qcow2)"_s);
}

void TestConvertDialog::aWrittenNameStays()
{
    auto *name = find<QLineEdit>(u"convertName"_s);
    name->selectAll();
    QTest::keyClicks(name, u"for the lab"_s);
    choose(u"convertPurpose"_s, u"For VirtualBox"_s);
    QCOMPARE(name->text(), u"for the lab"_s);
    QCOMPARE(converted().value(0).draft.name, u"for the lab"_s);
}

void TestConvertDialog::aFileIsReplacedOnlyWhenPeopleAgreed()
{
    auto *asFile = find<QRadioButton>(u"convertAsFile"_s);
    QTest::mouseClick(asFile, Qt::LeftButton, {}, QPoint(10, asFile->height() / 2));
    QVERIFY(find<QRadioButton>(u"convertAsFile"_s)->isChecked());
    QVERIFY(!find<QPushButton>(u"convertAccept"_s)->isEnabled());
    m_chooser.paths = { u"/srv/disk-0.qcow2"_s };
    QTest::mouseClick(find<QPushButton>(u"convertChoose"_s), Qt::LeftButton);
    QTRY_COMPARE(find<QLineEdit>(u"convertFile"_s)->text(), u"/srv/disk-0.qcow2"_s);
    QCOMPARE(m_chooser.requests.constFirst().fileName, u"disk-0.qcow2"_s);
    TransferRequest request = converted().value(0);
    QCOMPARE(request.kind, TransferKind::ConvertToFile);
    QVERIFY(request.overwrite);

    find<QLineEdit>(u"convertFile"_s)->setText(u"/srv/another.qcow2"_s);
    request = converted().value(0);
    QCOMPARE(request.destination, u"/srv/another.qcow2"_s);
    QVERIFY(!request.overwrite);
}

void TestConvertDialog::severalImagesKeepTheirNames()
{
    open(m_images);
    QVERIFY(!find<QLineEdit>(u"convertName"_s)->isVisible());
    QVERIFY(!find<QRadioButton>(u"convertAsFile"_s)->isVisible());
    const QList<TransferRequest> requests = converted();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests.last().draft.name, u"disk-2 (qcow2)"_s);
}

void TestConvertDialog::oneOfSeveralDisksIsChosen()
{
    RealEngine engine;
    const QString path = engine.filePath(u"two.ova"_s);
    writeFile(path,
        applianceOf(
            { { u"a.vmdk"_s, smallVmdk("first"), 1 << 20 }, { u"b.vmdk"_s, smallVmdk("second"), 1 << 20 } }));
    ImageDraft draft;
    draft.name = u"two"_s;
    const Result<Image> created = await(engine.service().createImage(draft));
    QVERIFY_OK(created);
    const Result<Image> image = await(engine.service().uploadFile(created->id, path, {}, {}));
    QVERIFY_OK(image);
    m_dialog = std::make_unique<ConvertDialog>(QList<Image>{ *image }, engine.service(), m_chooser);
    m_dialog->show();
    auto *disks = find<QComboBox>(u"convertDisk"_s);
    QTRY_VERIFY(disks->isVisible());
    QCOMPARE(disks->count(), 3);
    QVERIFY(!find<QPushButton>(u"convertAccept"_s)->isEnabled());
    QVERIFY2(find<QLabel>(u"convertSize"_s)->text().contains(u"several disks"),
        qPrintable(find<QLabel>(u"convertSize"_s)->text()));
    choose(u"convertDisk"_s, u"b.vmdk"_s);
    QTRY_VERIFY(find<QPushButton>(u"convertAccept"_s)->isEnabled());
    QCOMPARE(disks->count(), 2);
    QTRY_VERIFY(find<QLabel>(u"convertSize"_s)->text().startsWith(u"Takes about"));
    const QList<TransferRequest> requests = converted();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.constFirst().member, u"b.vmdk"_s);
    m_dialog.reset();
}

QTEST_MAIN(TestConvertDialog)
#include "tst_convertdialog.moc"
