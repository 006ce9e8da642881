#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "ui/dialogs/integritydialog.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using Call = vitrine::test::FakeImageService::Call;

class IntegrityDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSoundCatalogueIsPraised();
    void damagedDataAreFoundAndCanBeCopied();
    void progressIsShownAndTheCheckCanBeStopped();
    void closingStopsTheReading();
    void failureIsSaidAndCanBeTriedAgain();

private:
    static ImageId import(test::RealEngine &engine, const QString &name);
};

void IntegrityDialogTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

ImageId IntegrityDialogTest::import(test::RealEngine &engine, const QString &name)
{
    const QString file = engine.filePath(name);
    test::writeFile(file, test::patternBytes(100'000));
    ImageDraft draft;
    draft.name = name;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    const Result<Image> image = engine.catalogue().create(draft);
    auto source = openFileSource(file);
    const Result<Image> uploaded = engine.catalogue().upload(image->id, **source, {}, {});
    return uploaded ? uploaded->id : ImageId();
}

void IntegrityDialogTest::aSoundCatalogueIsPraised()
{
    test::RealEngine engine;
    QVERIFY(!import(engine, u"good.img"_s).isEmpty());
    IntegrityDialog dialog(engine.service());
    QSignalSpy finished(&dialog, &IntegrityDialog::finished);
    dialog.show();
    dialog.start();
    QTRY_COMPARE(finished.size(), 1);
    const QString detail = dialog.findChild<QLabel *>(u"detail"_s)->text();
    QVERIFY2(detail.startsWith(u"1 image"_s), qPrintable(detail));
    QVERIFY(!dialog.findChild<QListWidget *>(u"findings"_s)->isVisible());
    QVERIFY(!dialog.findChild<QPushButton *>(u"copyButton"_s)->isVisible());
    QVERIFY(!dialog.findChild<QProgressBar *>(u"progress"_s)->isVisible());
}

void IntegrityDialogTest::damagedDataAreFoundAndCanBeCopied()
{
    test::RealEngine engine;
    import(engine, u"bad.img"_s);
    QString blob;
    QDirIterator files(engine.filePath(u"catalogue"_s), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (files.fileInfo().size() == 100'000)
            blob = path;
    }
    import(engine, u"good.img"_s);
    QVERIFY(!blob.isEmpty());
    QFile file(blob);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(5'000);
    file.write("damage");
    file.close();

    IntegrityDialog dialog(engine.service());
    QSignalSpy finished(&dialog, &IntegrityDialog::finished);
    dialog.show();
    dialog.start();
    QTRY_COMPARE(finished.size(), 1);
    auto *list = dialog.findChild<QListWidget *>(u"findings"_s);
    QVERIFY(list->isVisible());
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().contains(u"bad.img"_s));
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"copyButton"_s), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(list->item(0)->text()));
}

void IntegrityDialogTest::progressIsShownAndTheCheckCanBeStopped()
{
    test::FakeImageService service;
    service.hold(Call::VerifyImages);
    IntegrityDialog dialog(service);
    QSignalSpy finished(&dialog, &IntegrityDialog::finished);
    dialog.show();
    dialog.start();
    QTRY_COMPARE(service.waitingCount(Call::VerifyImages), 1);
    const OperationControl control = service.waitingControl(Call::VerifyImages);
    control.progress->setTotal(1000);
    control.progress->setDone(250);
    auto *bar = dialog.findChild<QProgressBar *>(u"progress"_s);
    QTRY_COMPARE(bar->value(), 250);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"stopButton"_s), Qt::LeftButton);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(dialog.findChild<QLabel *>(u"sentence"_s)->text().contains(u"stopped"_s));
    QVERIFY(dialog.findChild<QPushButton *>(u"againButton"_s)->isVisible());
    service.release(Call::VerifyImages);
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"againButton"_s), Qt::LeftButton);
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!dialog.findChild<QLabel *>(u"sentence"_s)->text().contains(u"stopped"_s));
}

void IntegrityDialogTest::closingStopsTheReading()
{
    test::FakeImageService service;
    service.hold(Call::VerifyImages);
    auto dialog = std::make_unique<IntegrityDialog>(service);
    dialog->start();
    QTRY_COMPARE(service.waitingCount(Call::VerifyImages), 1);
    dialog.reset();
    QTRY_COMPARE(service.waitingCount(Call::VerifyImages), 0);
}

void IntegrityDialogTest::failureIsSaidAndCanBeTriedAgain()
{
    test::FakeImageService service;
    service.failNext(Call::VerifyImages, Error{ ErrorCode::Unavailable, u"The disk is not there."_s, {} });
    IntegrityDialog dialog(service);
    QSignalSpy finished(&dialog, &IntegrityDialog::finished);
    dialog.show();
    dialog.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(dialog.findChild<QLabel *>(u"sentence"_s)->text(), u"The disk is not there."_s);
    QVERIFY(dialog.findChild<QPushButton *>(u"copyButton"_s)->isVisible());
}

QTEST_MAIN(IntegrityDialogTest)
#include "tst_integritydialog.moc"
