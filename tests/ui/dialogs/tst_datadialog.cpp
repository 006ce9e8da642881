#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakedialogs.h"
#include "tests/support/testfiles.h"
#include "ui/dialogs/datadialog.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(vitrine::TransferRequest)

class TestDataDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }
    void onlyWhatIsThereCanBeAdded();
    void aChosenFileIsUploaded();
    void aFileCanBeStagedFirst();
    void aLinkIsDownloadedByTheCatalogue();

private:
    template<typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    TransferRequest accepted();

    QTemporaryDir m_folder;
    test::FakeFileChooser m_chooser;
    std::unique_ptr<DataDialog> m_dialog;
};

void TestDataDialog::init()
{
    Image image;
    image.id = u"4711"_s;
    image.name = u"reserved"_s;
    m_chooser = {};
    m_dialog = std::make_unique<DataDialog>(image, m_chooser);
    m_dialog->show();
}

TransferRequest TestDataDialog::accepted()
{
    QSignalSpy requested(m_dialog.get(), &DataDialog::dataRequested);
    QTest::keyClick(find<QLineEdit>("dataSource"), Qt::Key_Return);
    return requested.value(0).value(0).value<TransferRequest>();
}

void TestDataDialog::onlyWhatIsThereCanBeAdded()
{
    auto *accept = find<QPushButton>("dataAccept");
    QVERIFY(!accept->isEnabled());
    find<QLineEdit>("dataSource")->setText(m_folder.filePath(u"none.img"_s));
    QVERIFY(!accept->isEnabled());
    QVERIFY(!find<QLabel>("dataWay")->text().isEmpty());
    find<QLineEdit>("dataSource")->setText(m_folder.path());
    QVERIFY(!accept->isEnabled());
}

void TestDataDialog::aChosenFileIsUploaded()
{
    const QString path = m_folder.filePath(u"a.img"_s);
    test::writeFile(path, "data");
    m_chooser.paths = { path };
    QTest::mouseClick(find<QPushButton>("dataChoose"), Qt::LeftButton);
    QTRY_COMPARE(find<QLineEdit>("dataSource")->text(), path);
    const TransferRequest request = accepted();
    QCOMPARE(request.kind, TransferKind::Import);
    QCOMPARE(request.source, path);
    QCOMPARE(request.imageId, u"4711"_s);
    QCOMPARE(request.draft.name, u"reserved"_s);
}

void TestDataDialog::aFileCanBeStagedFirst()
{
    const QString path = m_folder.filePath(u"a.img"_s);
    test::writeFile(path, "data");
    find<QLineEdit>("dataSource")->setText(path);
    QTest::mouseClick(find<QCheckBox>("dataStaged"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(find<QLabel>("dataWay")->text().contains(u"uploading"_s));
    QCOMPARE(accepted().kind, TransferKind::StageImport);
}

void TestDataDialog::aLinkIsDownloadedByTheCatalogue()
{
    QTest::keyClicks(find<QLineEdit>("dataSource"), u"https://example.org/a.qcow2"_s);
    QVERIFY(!find<QCheckBox>("dataStaged")->isEnabled());
    const TransferRequest request = accepted();
    QCOMPARE(request.kind, TransferKind::ImportLink);
    QCOMPARE(request.source, u"https://example.org/a.qcow2"_s);
}

QTEST_MAIN(TestDataDialog)
#include "tst_datadialog.moc"
