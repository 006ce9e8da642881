#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "ui/catalogs/cataloguelistmodel.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/cataloguesidebar.h"
#include "ui/widgets/imagemime.h"

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
    void cloudsHaveASectionOfTheirOwn();
    void aCloudOffersItsRegionsAndProjects();
    void onlyAddedCloudsAreRemoved();
    void imagesDroppedOnAnotherEntryAreCopied();

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
    words.clear();
    for (const CatalogueHealth health :
        { CatalogueHealth::Closed, CatalogueHealth::Opening, CatalogueHealth::Available,
            CatalogueHealth::Failed, CatalogueHealth::Offline, CatalogueHealth::Refused }) {
        words.insert(text::healthWord(health, CatalogueKind::Cloud));
        QVERIFY(text::healthExplanation(health, CatalogueKind::Cloud).endsWith(u'.'));
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

namespace {

CatalogueEntry cloudNamed(const QString &name, CloudOrigin origin = CloudOrigin::Found)
{
    CatalogueEntry entry;
    entry.id = cloudId(origin, name, u"/x/clouds.yaml"_s);
    entry.kind = CatalogueKind::Cloud;
    entry.label = name;
    entry.place = u"https://cloud.example.org:5000"_s;
    entry.cloud.origin = origin;
    entry.cloud.source = u"/x/clouds.yaml"_s;
    return entry;
}

} // namespace

void CatalogueSidebarTest::cloudsHaveASectionOfTheirOwn()
{
    const QAbstractItemModel &model = *m_sidebar->list().model();
    QCOMPARE(model.rowCount(), 3);
    m_registry->setClouds({ cloudNamed(u"lab"_s), cloudNamed(u"school"_s) });
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.index(3, 0).data().toString(), u"Clouds"_s);
    m_registry->setHealth(u"cloud:lab"_s, CatalogueHealth::Available);
    CloudFacts facts = m_registry->entry(u"cloud:lab"_s)->cloud;
    facts.project = u"demo"_s;
    facts.region = u"Here"_s;
    m_registry->setCloudFacts(u"cloud:lab"_s, facts);
    QCOMPARE(text::catalogueSummary(*m_registry->entry(u"cloud:lab"_s)), u"Available · demo · Here"_s);
    facts.offlineSince = QDateTime(QDate::currentDate(), QTime(14, 2));
    m_registry->setCloudFacts(u"cloud:lab"_s, facts);
    m_registry->setHealth(u"cloud:lab"_s, CatalogueHealth::Offline);
    QVERIFY(text::catalogueSummary(*m_registry->entry(u"cloud:lab"_s)).contains(u"14:02"_s));
    QSignalSpy asked(m_registry.get(), &CatalogueRegistry::openRequested);
    click(u"cloud:school"_s);
    QCOMPARE(asked.size(), 1);
    QSignalSpy wanted(m_registry.get(), &CatalogueRegistry::newCloudRequested);
    QTest::mouseClick(m_sidebar->findChild<QToolButton *>(u"addCloudButton"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    // Which clouds there are is not written into the settings, and the one that was shown is waited for.
    m_registry->setCurrent(u"cloud:lab"_s);
    const CatalogueRegistry next(*m_settings);
    QCOMPARE(next.entries().size(), 2);
    QCOMPARE(next.currentId(), u"cloud:lab"_s);
}

void CatalogueSidebarTest::aCloudOffersItsRegionsAndProjects()
{
    m_registry->setClouds({ cloudNamed(u"lab"_s) });
    QMenu before;
    m_sidebar->fillMenu(before, u"cloud:lab"_s);
    QVERIFY(!before.findChild<QMenu *>(u"projectMenu"_s)->isEnabled());
    CloudFacts facts = m_registry->entry(u"cloud:lab"_s)->cloud;
    facts.region = u"East"_s;
    facts.regions = QStringList{ u"East"_s, u"West"_s };
    facts.project = u"demo"_s;
    facts.projects = { { u"p1"_s, u"demo"_s }, { u"p2"_s, u"R&D"_s } };
    m_registry->setCloudFacts(u"cloud:lab"_s, facts);
    QMenu menu;
    m_sidebar->fillMenu(menu, u"cloud:lab"_s);
    const QList<QAction *> regions = menu.findChild<QMenu *>(u"regionMenu"_s)->actions();
    QCOMPARE(regions.size(), 2);
    QVERIFY(regions.at(0)->isChecked());
    QSignalSpy region(m_registry.get(), &CatalogueRegistry::regionChosen);
    regions.at(1)->trigger();
    QCOMPARE(region.constFirst().at(1).toString(), u"West"_s);
    const QList<QAction *> projects = menu.findChild<QMenu *>(u"projectMenu"_s)->actions();
    QCOMPARE(projects.at(1)->text(), u"R&&D"_s);
    QSignalSpy project(m_registry.get(), &CatalogueRegistry::projectChosen);
    projects.at(1)->trigger();
    QCOMPARE(project.constFirst().at(1).value<CloudProject>().id, u"p2"_s);
}

void CatalogueSidebarTest::onlyAddedCloudsAreRemoved()
{
    m_registry->setClouds({ cloudNamed(u"found"_s), cloudNamed(u"mine"_s, CloudOrigin::Own) });
    QMenu menu;
    m_sidebar->fillMenu(menu, u"cloud:found"_s);
    QVERIFY(!menu.findChild<QAction *>(u"removeCatalogue"_s)->isEnabled());
    QVERIFY(menu.findChild<QAction *>(u"editCloud"_s)->toolTip().contains(u"clouds.yaml"_s));
    QMenu own;
    m_sidebar->fillMenu(own, u"cloud-own:mine"_s);
    QSignalSpy removal(m_registry.get(), &CatalogueRegistry::cloudRemovalRequested);
    own.findChild<QAction *>(u"removeCatalogue"_s)->trigger();
    QCOMPARE(removal.size(), 1);
    // One folder stays, however many clouds there are.
    m_registry->remove(m_lab);
    QSignalSpy removed(m_sidebar.get(), &CatalogueSidebar::entryRemoved);
    m_sidebar->list().setFocus();
    QTest::keyClick(&m_sidebar->list(), Qt::Key_Delete);
    QVERIFY(removed.isEmpty());
}

void CatalogueSidebarTest::imagesDroppedOnAnotherEntryAreCopied()
{
    m_registry->setClouds({ cloudNamed(u"lab"_s) });
    QListView &list = m_sidebar->list();
    const auto *model = qobject_cast<CatalogueListModel *>(list.model());
    const auto dropOn = [&list, model](const QMimeData &data, const QString &id) {
        const QPoint place = list.visualRect(model->indexOf(id)).center();
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(list.viewport(), &enter);
        QDragMoveEvent move(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(list.viewport(), &move);
        QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(list.viewport(), &drop);
        return move.isAccepted();
    };
    QSignalSpy dropped(m_sidebar.get(), &CatalogueSidebar::imagesDropped);
    QMimeData images;
    putImages(images, { u"id-1"_s, u"id-2"_s });
    QVERIFY(!dropOn(images, m_home));
    QVERIFY(dropped.isEmpty());
    QVERIFY(dropOn(images, u"cloud:lab"_s));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.constFirst().at(0).toString(), u"cloud:lab"_s);
    QCOMPARE(dropped.constFirst().at(1).value<QList<ImageId>>(), (QList<ImageId>{ u"id-1"_s, u"id-2"_s }));
    QCOMPARE(m_sidebar->idAt(list.currentIndex()), m_home);
    QMimeData other;
    other.setUrls({ QUrl::fromLocalFile(u"/x.img"_s) });
    QVERIFY(!dropOn(other, u"cloud:lab"_s));
    QCOMPARE(dropped.size(), 1);
}

QTEST_MAIN(CatalogueSidebarTest)
#include "tst_cataloguesidebar.moc"
