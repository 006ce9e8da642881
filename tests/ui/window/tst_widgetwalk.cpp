#include <functional>

#include <QAction>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLibraryInfo>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>
#include <QTranslator>

#include "tests/support/fakedialogs.h"
#include "tests/support/imagemaker.h"
#include "tests/support/realengine.h"
#include "tests/support/testfiles.h"
#include "tests/ui/window/widgetwalk.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/dialogs/firstrunpage.h"
#include "ui/images/imagedetailspane.h"
#include "ui/window/catalogueview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/theme.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Goes through the pages and dialogs of the window in every language and in the smallest and the usual size,
/// and looks at every widget there: can it be named, can its words be read whole, does the Tab key come
/// round, is it translated?
class WidgetWalkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void plantedFaultsAreFound();
    void everyWidgetCanBeUsed_data();
    void everyWidgetCanBeUsed();

private:
    using Visit = std::function<void(const QString &page, QWidget &root)>;

    void speak(const QString &language);
    void walk(const QSize &size, const Visit &visit);
    void walkDialogs(MainWindow &window, const Visit &visit);
    void fill(Catalogue &catalogue);
    void visitDialogs(const QString &page, MainWindow &window, const Visit &visit);

    QTranslator m_qtTranslator;
    QTranslator m_translator;
    QTemporaryDir m_folder;
    QSet<QString> m_english;
};

namespace {

/// Words that are the same in every language: names, ids, paths, formats, commands, keys.
bool isTheSameEverywhere(QString text)
{
    static const QRegularExpression commands(
        u"^(openstack|vitrinectl|qemu-img|curl|POST|PUT|GET|PATCH|DELETE|\\$) ?"_s);
    static const QRegularExpression names(u"(walk-[a-z]+|Vitrine|English|OpenStack|Glance|VirtualBox|VMware|"
                                          u"Hyper-V|Ceph|QCOW2|VMDK|VHDX?|VDI|Raw|ISO|"
                                          "Bare|JSON|MD5|SHA512|deflate|zstd|[KMGT]i?B|Ctrl|Shift|Alt|Del|"
                                          "Enter|Esc|Space|[0-9a-f-]{32,}|https?|UEFI|BIOS|"
                                          "Linux|Windows|Debian|Ubuntu|Alpine|Fedora|Apache|virtio|hash)"_s);
    static const QRegularExpression identifiers(u"\\b[a-z0-9]+(_[a-z0-9]+)+\\b|[a-z_]+:[^ ]+|[^ ]*/[^ ]*"_s);
    static const QRegularExpression english(u"[A-Za-z]{3,}"_s);
    if (commands.match(text).hasMatch())
        return true;
    static const QRegularExpression oneKey(u"^[a-z0-9_.-]+$"_s);
    if (oneKey.match(text).hasMatch())
        return true;
    text.remove(identifiers).remove(names);
    return !english.match(text).hasMatch();
}

} // namespace

void WidgetWalkTest::initTestCase()
{
    // What is missing may be made invisible by the environment of whoever runs the tests.
    qunsetenv("VITRINE_COLOR_SCHEME");
    speak(u"en"_s);
    walk({ 1280, 800 }, [this](const QString &, QWidget &root) { m_english.unite(test::textsOf(root)); });
    QVERIFY(m_english.size() > 200);
}

void WidgetWalkTest::speak(const QString &language)
{
    QCoreApplication::removeTranslator(&m_qtTranslator);
    QCoreApplication::removeTranslator(&m_translator);
    const QLocale locale(language);
    QLocale::setDefault(locale);
    if (language == "en"_L1)
        return;
    QVERIFY(
        m_qtTranslator.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)));
    QVERIFY(m_translator.load(locale, u"vitrine"_s, u"_"_s, u":/i18n"_s));
    QCoreApplication::installTranslator(&m_qtTranslator);
    QCoreApplication::installTranslator(&m_translator);
}

void WidgetWalkTest::fill(Catalogue &catalogue)
{
    const auto make = [&catalogue](const QString &name) {
        ImageDraft draft;
        draft.name = name;
        draft.diskFormat = DiskFormat::Raw;
        draft.containerFormat = ContainerFormat::Bare;
        draft.tags = { u"lab"_s, u"cloud"_s };
        draft.properties = { { u"os_distro"_s, u"debian"_s }, { u"hw_disk_bus"_s, u"virtio"_s } };
        return *catalogue.create(draft);
    };
    make(u"walk-queued"_s);
    for (const char *name : { "walk-beta", "walk-alpha" }) {
        const QString path = m_folder.filePath(u"data.raw"_s);
        test::writeFile(path, test::patternBytes(2 << 20));
        const auto source = openFileSource(path);
        QVERIFY(catalogue.upload(make(QLatin1String(name)).id, **source, {}, {}));
    }
}

void WidgetWalkTest::visitDialogs(const QString &page, MainWindow &window, const Visit &visit)
{
    // What a dialog asks a service for comes in a moment.
    QTest::qWait(250);
    int visited = 0;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *dialog : all) {
        if (!dialog->isVisible() || dialog == &window || dialog->windowType() == Qt::ToolTip)
            continue;
        ++visited;
        dialog->activateWindow();
        (void)QTest::qWaitForWindowActive(dialog, 500);
        visit(page, *dialog);
        dialog->close();
    }
    QVERIFY2(visited > 0, qPrintable(page));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
}

void WidgetWalkTest::walkDialogs(MainWindow &window, const Visit &visit)
{
    WindowActions &actions = window.actions();
    const QList<QPair<QString, QAction *>> dialogs{ { u"settings"_s, actions.settings },
        { u"about"_s, actions.about }, { u"shortcuts"_s, actions.shortcuts },
        { u"lesson"_s, actions.lifeLesson }, { u"palette"_s, actions.palette },
        { u"convert"_s, actions.convert }, { u"publish"_s, actions.publish },
        { u"integrity"_s, actions.checkIntegrity } };
    for (const auto &[page, action] : dialogs) {
        action->trigger();
        visitDialogs(page, window, visit);
    }
}

void WidgetWalkTest::walk(const QSize &size, const Visit &visit)
{
    test::RealEngine engine;
    fill(engine.catalogue());
    QSettings settings(engine.filePath(u"settings.ini"_s), QSettings::IniFormat);
    const Theme theme(*qApp, settings);
    test::FakeFileChooser chooser;
    test::FakePrompts prompts;
    CatalogueRegistry registry(settings);
    registry.setCurrent(registry.addFolder(engine.filePath(u"."_s), u"walk-lab"_s, false));
    FirstRunPage firstRun({ { u"/data/vitrine"_s, u"walk-disk"_s, 2LL << 40, 1LL << 40 } }, chooser);
    firstRun.show();
    QVERIFY(QTest::qWaitForWindowActive(&firstRun));
    visit(u"first run"_s, firstRun);
    firstRun.hide();

    MainWindow window(settings, chooser, prompts);
    window.setCatalogues(registry);
    window.resize(size);
    window.show();
    window.attach(engine.service(), engine.queue());
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    CatalogueView &view = *window.catalogue();
    QTRY_COMPARE(view.model().rowCount(), 3);
    window.actions().details->setChecked(true);
    visit(u"nothing selected"_s, window);
    view.details().setFoldedSections({});
    const auto select = [&](int row) {
        view.table().setCurrentImage(view.model().imageAt(row)->id);
        view.table().setFocus();
        QTRY_COMPARE(view.selectedImages().size(), 1);
        QTest::qWait(200);
    };
    select(2);
    visit(u"queued"_s, window);
    window.actions().addData->trigger();
    visitDialogs(u"add data"_s, window, visit);
    select(0);
    visit(u"image"_s, window);
    walkDialogs(window, visit);
    window.actions().selectAll->trigger();
    QTest::qWait(200);
    visit(u"several"_s, window);
    window.actions().viewCards->trigger();
    visit(u"cards"_s, window);
    window.actions().viewTable->trigger();
    view.setGrouping(SortField::DiskFormat);
    visit(u"groups"_s, window);
    window.actions().diskUse->setChecked(true);
    QTest::qWait(400);
    visit(u"disk use"_s, window);
    window.actions().diskUse->setChecked(false);
    view.setSearchText(u"nothing-has-this"_s);
    QTest::qWait(300);
    visit(u"nothing found"_s, window);
    view.setSearchText({});
    const QString file = engine.filePath(u"walk-disk.img"_s);
    test::makeGpt(file, 64 << 20);
    window.importFiles({ file });
    QTRY_VERIFY(window.findChild<QDialog *>());
    QTest::qWait(500);
    visitDialogs(u"adding"_s, window, visit);
    window.actions().trash->setChecked(true);
    QTest::qWait(300);
    visit(u"trash"_s, window);
}

void WidgetWalkTest::plantedFaultsAreFound()
{
    QWidget page;
    page.resize(400, 300);
    auto *trap = new QPlainTextEdit(&page);
    trap->setGeometry(0, 0, 100, 50);
    auto *button = new QPushButton(u"A long word on a short button"_s, &page);
    button->setGeometry(0, 60, 60, 30);
    auto *label = new QLabel(u"A sentence that wraps and needs more lines than it has"_s, &page);
    label->setWordWrap(true);
    label->setGeometry(0, 100, 80, 20);
    auto *outside = new QCheckBox(u"Beyond the edge"_s, &page);
    outside->setGeometry(300, 120, 200, 30);
    auto *stray = new QLabel(u"&Stray:"_s, &page);
    stray->setGeometry(0, 200, 200, 30);
    auto *fine = new QLabel(u"Whole"_s, &page);
    fine->setGeometry(0, 150, 200, 30);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QCOMPARE(test::cutOffTexts(page).size(), 3);
    QCOMPARE(test::unnamedControls(page).size(), 1);
    QCOMPARE(test::strayMnemonics(page).size(), 1);
    trap->setFocus();
    QCOMPARE(test::focusTraps(page).size(), 1);
    trap->setTabChangesFocus(true);
    trap->setAccessibleName(u"Notes"_s);
    QCOMPARE(test::focusTraps(page), QStringList());
    QCOMPARE(test::unnamedControls(page), QStringList());
}

void WidgetWalkTest::everyWidgetCanBeUsed_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const char *language : { "en", "zh_TW", "zh_CN" }) {
        for (const QSize &size : { QSize(1024, 640), QSize(1280, 800) }) {
            QTest::addRow("%s %dx%d", language, size.width(), size.height())
                << QString::fromLatin1(language) << size;
        }
    }
}

void WidgetWalkTest::everyWidgetCanBeUsed()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    speak(language);
    QStringList faults;
    walk(size, [&](const QString &page, QWidget &root) {
        // Until the layouts have settled.
        QTest::qWait(100);
        const auto note = [&](const QString &kind, const QStringList &found) {
            for (const QString &each : found)
                faults.append(page + u": "_s + kind + u": "_s + each);
        };
        note(u"no accessible name"_s, test::unnamedControls(root));
        note(u"mnemonic"_s, test::strayMnemonics(root));
        note(u"cut off"_s, test::cutOffTexts(root));
        note(u"focus"_s, test::focusTraps(root));
        if (language == "en"_L1)
            return;
        QStringList untranslated;
        const QSet<QString> texts = test::textsOf(root);
        for (const QString &text : texts) {
            if (m_english.contains(text) && !isTheSameEverywhere(text))
                untranslated.append(text);
        }
        note(u"untranslated"_s, untranslated);
    });
    faults.removeDuplicates();
    // One a line: a single message would be cut off.
    for (const QString &fault : std::as_const(faults))
        qWarning().noquote() << fault;
    QCOMPARE(faults.size(), 0);
}

QTEST_MAIN(WidgetWalkTest)
#include "tst_widgetwalk.moc"
