#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "ui/catalogs/cataloguelistmodel.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/cataloguesidebar.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class CatalogueSidebarTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theListOutlivesTheProgram();
    void oneGivenForThisTimeIsNotKept();
    void brokenSettingsLeaveOnlyWhatCanBeUsed();
    void theSameFolderIsListedOnce();
    void rowsFollowTheRegistry();
    void everyHealthHasAWordAndAnExplanation();
    void aBusyCatalogueSaysHowFast();
    void aClickAsksForTheCatalogue();
    void keysAloneAreEnough();
    void f2RenamesInTheList();
    void theLastCatalogueStays();
    void theMenuOffersAnotherTry();
    void everythingThatTakesFocusHasAName();

private:
    void click(const QString &id);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<CatalogueRegistry> m_registry;
    std::unique_ptr<CatalogueSidebar> m_sidebar;
    QString m_lab;
    QString m_home;
};

void CatalogueSidebarTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void CatalogueSidebarTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_registry = std::make_unique<CatalogueRegistry>(*m_settings);
    m_home = m_registry->addFolder(u"/data/home-images"_s);
    m_lab = m_registry->addFolder(u"/media/usb/lab"_s);
    m_registry->setCurrent(m_home);
    m_sidebar = std::make_unique<CatalogueSidebar>(*m_registry);
    m_sidebar->resize(220, 400);
    m_sidebar->show();
    m_sidebar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_sidebar.get()));
}

void CatalogueSidebarTest::cleanup()
{
    m_sidebar.reset();
    m_registry.reset();
}

void CatalogueSidebarTest::click(const QString &id)
{
    QListView &list = m_sidebar->list();
    const auto *model = qobject_cast<CatalogueListModel *>(list.model());
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(model->indexOf(id)).center());
}

void CatalogueSidebarTest::theListOutlivesTheProgram()
{
    m_registry->rename(m_lab, u"Lab  of 2026 "_s);
    m_registry->setUuid(m_lab, u"0000-1"_s);
    m_registry->setCurrent(m_lab);
    const CatalogueRegistry next(*m_settings);
    QCOMPARE(next.entries().size(), 2);
    QCOMPARE(next.entry(m_lab)->label, u"Lab of 2026"_s);
    QCOMPARE(next.entry(m_lab)->uuid, u"0000-1"_s);
    QCOMPARE(next.entry(m_lab)->health, CatalogueHealth::Closed);
    QCOMPARE(next.currentId(), m_lab);
}

void CatalogueSidebarTest::oneGivenForThisTimeIsNotKept()
{
    const QString once = m_registry->addFolder(u"/tmp/once"_s, {}, false);
    m_registry->setCurrent(once);
    const CatalogueRegistry next(*m_settings);
    QCOMPARE(next.indexOf(once), -1);
    QCOMPARE(next.currentId(), m_home);
}

void CatalogueSidebarTest::brokenSettingsLeaveOnlyWhatCanBeUsed()
{
    m_settings->beginWriteArray(u"catalogues"_s);
    m_settings->setArrayIndex(0);
    m_settings->setValue(u"path"_s, u"not/absolute"_s);
    m_settings->setArrayIndex(1);
    m_settings->setValue(u"path"_s, QByteArray(300, '\xff'));
    m_settings->setArrayIndex(2);
    m_settings->setValue(u"path"_s, u"/good"_s);
    m_settings->endArray();
    m_settings->setValue(u"window/catalogue"_s, 17);
    const CatalogueRegistry next(*m_settings);
    QCOMPARE(next.entries().size(), 1);
    QCOMPARE(next.entries().first().place, u"/good"_s);
    QCOMPARE(next.currentId(), u"/good"_s);
}

void CatalogueSidebarTest::theSameFolderIsListedOnce()
{
    QCOMPARE(m_registry->addFolder(u"/media/usb//lab/"_s), m_lab);
    QCOMPARE(m_registry->entries().size(), 2);
}

void CatalogueSidebarTest::rowsFollowTheRegistry()
{
    CatalogueListModel model(*m_registry);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0).data().toString(), u"On this PC"_s);
    QVERIFY(!model.index(0).flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(model.indexOf(m_home).data(CatalogueListModel::CurrentRole).toBool());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    m_registry->setHealth(m_lab, CatalogueHealth::Missing);
    QCOMPARE(changed.size(), 1);
    QVERIFY(model.indexOf(m_lab).data(Qt::AccessibleTextRole).toString().contains(u"Disk missing"_s));
    m_registry->setHealth(m_lab, CatalogueHealth::Missing);
    QCOMPARE(changed.size(), 1);
    m_registry->remove(m_lab);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.indexOf(m_lab).isValid());
}

void CatalogueSidebarTest::everyHealthHasAWordAndAnExplanation()
{
    QSet<QString> words;
    for (const CatalogueHealth health :
        { CatalogueHealth::Closed, CatalogueHealth::Opening, CatalogueHealth::Available,
            CatalogueHealth::ReadOnly, CatalogueHealth::Missing, CatalogueHealth::Failed }) {
        words.insert(text::healthWord(health));
        QVERIFY(text::healthExplanation(health).endsWith(u'.'));
    }
    QCOMPARE(words.size(), 6);
}

void CatalogueSidebarTest::aBusyCatalogueSaysHowFast()
{
    m_registry->setHealth(m_lab, CatalogueHealth::Available);
    m_registry->setDisk(m_lab, 100LL << 30, 25LL << 30);
    QCOMPARE(text::catalogueSummary(*m_registry->entry(m_lab)), u"Available · 25 GiB free"_s);
    m_registry->setActivity(m_lab, 2, 42.0 * (1 << 20));
    const QString summary = text::catalogueSummary(*m_registry->entry(m_lab));
    QVERIFY2(summary.contains(u"42 MiB/s"_s), qPrintable(summary));
    const QString toolTip = m_sidebar->list().model()->index(2, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(u"75 GiB of 100 GiB"_s), qPrintable(toolTip));
}

void CatalogueSidebarTest::aClickAsksForTheCatalogue()
{
    QSignalSpy asked(m_registry.get(), &CatalogueRegistry::openRequested);
    click(m_lab);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), m_lab);
}

void CatalogueSidebarTest::keysAloneAreEnough()
{
    QListView &list = m_sidebar->list();
    list.setFocus();
    QCOMPARE(m_sidebar->idAt(list.currentIndex()), m_home);
    QSignalSpy asked(m_registry.get(), &CatalogueRegistry::openRequested);
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(m_sidebar->idAt(list.currentIndex()), m_lab);
    QVERIFY(asked.isEmpty());
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QTest::keyClick(&list, Qt::Key_Up);
    QTest::keyClick(&list, Qt::Key_Up);
    QCOMPARE(m_sidebar->idAt(list.currentIndex()), m_home);
    QSignalSpy removed(m_sidebar.get(), &CatalogueSidebar::entryRemoved);
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().first().toString(), m_home);
}

void CatalogueSidebarTest::f2RenamesInTheList()
{
    QListView &list = m_sidebar->list();
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_F2);
    auto *editor = list.findChild<QLineEdit *>();
    QVERIFY(editor);
    QVERIFY(!editor->accessibleName().isEmpty());
    editor->selectAll();
    QTest::keyClicks(editor, u"Exam"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_registry->entry(m_home)->label, u"Exam"_s);
    QCOMPARE(m_registry->entry(m_home)->place, u"/data/home-images"_s);
}

void CatalogueSidebarTest::theLastCatalogueStays()
{
    m_registry->remove(m_lab);
    QSignalSpy removed(m_sidebar.get(), &CatalogueSidebar::entryRemoved);
    m_sidebar->list().setFocus();
    QTest::keyClick(&m_sidebar->list(), Qt::Key_Delete);
    QVERIFY(removed.isEmpty());
    QMenu menu;
    m_sidebar->fillMenu(menu, m_home);
    QVERIFY(!menu.findChild<QAction *>(u"removeCatalogue"_s)->isEnabled());
}

void CatalogueSidebarTest::theMenuOffersAnotherTry()
{
    m_registry->setHealth(m_lab, CatalogueHealth::Missing);
    QMenu menu;
    m_sidebar->fillMenu(menu, m_lab);
    auto *open = menu.findChild<QAction *>(u"openCatalogue"_s);
    QVERIFY(open->text().contains(u"again"_s));
    QSignalSpy asked(m_registry.get(), &CatalogueRegistry::openRequested);
    open->trigger();
    QCOMPARE(asked.size(), 1);
    menu.findChild<QAction *>(u"copyCataloguePath"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), m_lab);
}

void CatalogueSidebarTest::everythingThatTakesFocusHasAName()
{
    QVERIFY(!m_sidebar->list().accessibleName().isEmpty());
    auto *add = m_sidebar->findChild<QToolButton *>(u"addCatalogueButton"_s);
    QVERIFY(!add->text().isEmpty());
    QSignalSpy asked(m_sidebar.get(), &CatalogueSidebar::addRequested);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

QTEST_MAIN(CatalogueSidebarTest)
#include "tst_cataloguesidebar.moc"
