#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/dialogs/commandpalette.h"
#include "ui/dialogs/palettemodel.h"
#include "ui/text/fuzzymatch.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using vitrine::test::imageNamed;
using Call = vitrine::test::FakeImageService::Call;

class CommandPaletteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theBestFitComesFirst_data();
    void theBestFitComesFirst();
    void whatDoesNotFitHasNoScore();
    void theModelKeepsItsPromises();
    void whatMakesNoSenseSaysWhyAndIsNotRun();
    void returnRunsAndCloses();
    void onlyTheLatestTextIsShown();
    void nothingIsSaidPlainly();
    void itWorksWithoutACatalogue();

private:
    QLineEdit *field() const { return m_palette->findChild<QLineEdit *>(u"paletteField"_s); }
    QListView *list() const { return m_palette->findChild<QListView *>(u"paletteList"_s); }
    QStringList titles() const;
    void open(ImageService *service);

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<test::FakeImageService> m_service;
    QAction *m_export = nullptr;
    QAction *m_delete = nullptr;
    QPointer<CommandPalette> m_palette;
};

void CommandPaletteTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void CommandPaletteTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 600);
    m_window->show();
    m_service = std::make_unique<test::FakeImageService>();
    m_service->setImages({ imageNamed(u"ubuntu"_s), imageNamed(u"debian"_s), imageNamed(u"exam"_s) });
    m_export = new QAction(u"&Export…"_s, m_window.get());
    m_export->setShortcut(Qt::CTRL | Qt::Key_D);
    m_delete = new QAction(u"&Delete"_s, m_window.get());
    m_delete->setEnabled(false);
    m_delete->setToolTip(u"Delete\nSelect an image first."_s);
}

void CommandPaletteTest::cleanup()
{
    m_window.reset();
    m_service.reset();
}

void CommandPaletteTest::open(ImageService *service)
{
    m_palette = new CommandPalette({ m_delete, m_export }, service, *m_window);
    m_palette->open();
    QTRY_VERIFY(m_palette->isVisible());
}

QStringList CommandPaletteTest::titles() const
{
    QStringList all;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        all.append(list()->model()->index(row, 0).data().toString());
    return all;
}

void CommandPaletteTest::theBestFitComesFirst_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginning") << u"de"_s << u"Delete"_s << u"Add images and deactivate"_s;
    QTest::newRow("beginnings of words") << u"et"_s << u"Empty trash"_s << u"Deselect"_s;
    QTest::newRow("neighbours") << u"port"_s << u"Export"_s << u"Paste or transfer"_s;
    QTest::newRow("shorter") << u"trash"_s << u"Trash"_s << u"Trash and others"_s;
    QTest::newRow("case") << u"EXP"_s << u"Export"_s << u"Expand all parts"_s;
    QTest::newRow("chinese") << u"匯出"_s << u"匯出"_s << u"匯入後輸出"_s;
}

void CommandPaletteTest::theBestFitComesFirst()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto good = fuzzyScore(pattern, better);
    const auto bad = fuzzyScore(pattern, worse);
    QVERIFY(good);
    QVERIFY2(!bad || *good > *bad, qPrintable(u"%1 %2"_s.arg(*good).arg(bad.value_or(0))));
}

void CommandPaletteTest::whatDoesNotFitHasNoScore()
{
    QVERIFY(!fuzzyScore(u"xyz"_s, u"Export"_s));
    QVERIFY(!fuzzyScore(u"te"_s, u"e t"_s));
    QVERIFY(!fuzzyScore(u"a"_s, {}));
    QCOMPARE(fuzzyScore({}, u"anything"_s), std::optional(0));
    QVERIFY(fuzzyScore(u"co pa"_s, u"Command palette"_s));
}

void CommandPaletteTest::theModelKeepsItsPromises()
{
    PaletteModel model({ m_delete, m_export });
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 2);
    model.setPattern(u"e"_s);
    model.setImages({ imageNamed(u"exam"_s) });
    QCOMPARE(model.rowCount(), 3);
    // What cannot be done comes last.
    QCOMPARE(model.index(2).data().toString(), u"Delete"_s);
    QCOMPARE(model.firstUsable(), 0);
    model.setPattern({});
    QCOMPARE(model.rowCount(), 2);
    delete m_export;
    QVERIFY(model.index(0).data().isValid());
}

void CommandPaletteTest::whatMakesNoSenseSaysWhyAndIsNotRun()
{
    open(nullptr);
    QSignalSpy triggered(m_delete, &QAction::triggered);
    QTest::keyClicks(field(), u"del"_s);
    QCOMPARE(titles(), QStringList{ u"Delete"_s });
    const QModelIndex row = list()->model()->index(0, 0);
    QCOMPARE(row.data(PaletteModel::ReasonRole).toString(), u"Select an image first."_s);
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"Select an image first."_s));
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(triggered.isEmpty());
    QVERIFY(m_palette->isVisible());
    QTest::keyClick(field(), Qt::Key_Escape);
    QTRY_VERIFY(!m_palette);
}

void CommandPaletteTest::returnRunsAndCloses()
{
    open(m_service.get());
    QCOMPARE(list()->currentIndex().data().toString(), u"Export"_s);
    QCOMPARE(list()->currentIndex().data(PaletteModel::DetailRole).toString(), u"Ctrl+D"_s);
    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 1);
    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 0);
    QSignalSpy triggered(m_export, &QAction::triggered);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(triggered.size(), 1);
    QTRY_VERIFY(!m_palette);
}

void CommandPaletteTest::onlyTheLatestTextIsShown()
{
    open(m_service.get());
    QSignalSpy chosen(m_palette, &CommandPalette::imageChosen);
    m_service->hold(Call::ListImages);
    QTest::keyClicks(field(), u"ubuntu"_s);
    QCOMPARE(m_service->callCount(Call::ListImages), 1);
    m_service->release(Call::ListImages);
    QTRY_COMPARE(titles(), QStringList{ u"ubuntu"_s });
    QCOMPARE(m_service->callCount(Call::ListImages), 2);
    const QRect row = list()->visualRect(list()->model()->index(0, 0));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, row.center());
    QTRY_VERIFY(!m_palette);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(m_service->find(chosen.first().first().toString())->name == u"ubuntu"_s);
}

void CommandPaletteTest::nothingIsSaidPlainly()
{
    open(m_service.get());
    QTest::keyClicks(field(), u"qqq"_s);
    QTRY_VERIFY(m_palette->findChild<QLabel *>(u"paletteNothing"_s)->isVisible());
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
}

void CommandPaletteTest::itWorksWithoutACatalogue()
{
    open(nullptr);
    QTest::keyClicks(field(), u"exp"_s);
    QCOMPARE(titles(), QStringList{ u"Export"_s });
    QVERIFY(!m_palette->accessibleName().isEmpty());
    QVERIFY(!field()->accessibleName().isEmpty());
}

QTEST_MAIN(CommandPaletteTest)
#include "tst_commandpalette.moc"
