#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/finding/smartlistsbutton.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class SmartListsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();

    void bundledListsAreFilters();
    void listsAreKeptForEachCatalogue();
    void aBundledListIsChosenFromTheMenu();
    void thePresentSearchIsSavedUnderAName();
    void nothingIsNotWorthSaving();
    void listsAreRenamedAndDeleted();
    void cancelChangesNothing();

private:
    QAction *entry(const QString &text);
    template<typename Widget>
    Widget *inDialog(const char *dialog, const char *name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<SmartLists> m_lists;
    Search m_present;
    std::unique_ptr<SmartListsButton> m_button;
};

void SmartListsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_lists = std::make_unique<SmartLists>(*m_settings, u"here/and there"_s);
    m_present = {};
    m_button = std::make_unique<SmartListsButton>(*m_lists, [this] { return m_present; });
    m_button->show();
}

void SmartListsTest::cleanup()
{
    m_button.reset();
    m_lists.reset();
}

QAction *SmartListsTest::entry(const QString &text)
{
    Q_EMIT m_button->menu()->aboutToShow();
    for (QAction *action : m_button->menu()->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

template<typename Widget>
Widget *SmartListsTest::inDialog(const char *dialog, const char *name)
{
    const QList<QDialog *> dialogs = m_button->findChildren<QDialog *>(QLatin1String(dialog));
    return dialogs.isEmpty() ? nullptr : dialogs.last()->findChild<Widget *>(QLatin1String(name));
}

void SmartListsTest::bundledListsAreFilters()
{
    QVERIFY(SmartLists::bundled().size() >= 4);
    for (const SmartList &list : SmartLists::bundled()) {
        const Search search = searchFrom(list.search);
        QVERIFY2(search.text.isEmpty() && !search.filters.isEmpty(), qPrintable(list.name));
    }
}

void SmartListsTest::listsAreKeptForEachCatalogue()
{
    m_lists->save({ u"Mine"_s, u"tag:lab"_s });
    m_lists->save({ u"Other"_s, u"debian"_s });
    m_lists->save({ u"Mine"_s, u"tag:exam"_s });
    const QList<SmartList> expected{ { u"Mine"_s, u"tag:exam"_s }, { u"Other"_s, u"debian"_s } };
    QCOMPARE(m_lists->own(), expected);
    QCOMPARE(SmartLists(*m_settings, u"here/and there"_s).own(), expected);
    QVERIFY(SmartLists(*m_settings, u"elsewhere"_s).own().isEmpty());
}

void SmartListsTest::aBundledListIsChosenFromTheMenu()
{
    QSignalSpy chosen(m_button.get(), &SmartListsButton::chosen);
    entry(u"Larger than 10 GiB"_s)->trigger();
    QCOMPARE(chosen.size(), 1);
    m_present = searchFrom(u"size:>10G"_s);
    QVERIFY(entry(u"Larger than 10 GiB"_s)->isChecked());
    QVERIFY(!entry(u"Not active"_s)->isChecked());
}

void SmartListsTest::thePresentSearchIsSavedUnderAName()
{
    m_present = searchFrom(u"status:active format:iso debian"_s);
    entry(u"Save this search…"_s)->trigger();
    auto *name = inDialog<QLineEdit>("saveListDialog", "listNameEdit");
    QVERIFY(name && !name->text().isEmpty());
    name->clear();
    auto *save = inDialog<QPushButton>("saveListDialog", "saveListButton");
    QVERIFY(!save->isEnabled());
    QTest::keyClicks(name, u"Fish & chips"_s);
    QTest::mouseClick(save, Qt::LeftButton);
    QCOMPARE(m_lists->own().size(), 1);
    QCOMPARE(searchFrom(m_lists->own().first().search), m_present);
    QVERIFY(entry(u"Fish && chips"_s));
}

void SmartListsTest::nothingIsNotWorthSaving()
{
    QVERIFY(!entry(u"Save this search…"_s)->isEnabled());
    QVERIFY(!entry(u"Rename or delete lists…"_s)->isEnabled());
}

void SmartListsTest::listsAreRenamedAndDeleted()
{
    m_lists->setOwn({ { u"One"_s, u"a"_s }, { u"Two"_s, u"b"_s }, { u"Three"_s, u"c"_s } });
    entry(u"Rename or delete lists…"_s)->trigger();
    auto *list = inDialog<QListWidget>("manageListsDialog", "ownLists");
    QVERIFY(list);
    QTest::mouseClick(inDialog<QPushButton>("manageListsDialog", "deleteListButton"), Qt::LeftButton);
    QCOMPARE(list->count(), 2);
    list->item(0)->setText(u"Three"_s); // taken
    QCOMPARE(list->item(0)->text(), u"Two"_s);
    list->item(0)->setText(u" Second "_s);
    list->item(1)->setText(u""_s);
    auto *buttons = list->parentWidget()->findChild<QDialogButtonBox *>();
    QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
    const QList<SmartList> expected{ { u"Second"_s, u"b"_s }, { u"Three"_s, u"c"_s } };
    QCOMPARE(m_lists->own(), expected);
}

void SmartListsTest::cancelChangesNothing()
{
    const QList<SmartList> lists{ { u"One"_s, u"a"_s } };
    m_lists->setOwn(lists);
    entry(u"Rename or delete lists…"_s)->trigger();
    QTest::mouseClick(inDialog<QPushButton>("manageListsDialog", "deleteListButton"), Qt::LeftButton);
    qobject_cast<QDialog *>(inDialog<QListWidget>("manageListsDialog", "ownLists")->parentWidget())->reject();
    QCOMPARE(m_lists->own(), lists);
}

QTEST_MAIN(SmartListsTest)
#include "tst_smartlists.moc"
