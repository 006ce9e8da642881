#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/finding/facetmenu.h"
#include "ui/finding/filterbar.h"
#include "ui/finding/filterchip.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class FilterBarTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();

    void aChipSaysItsFilterAndGoesWithItsCross();
    void severalValuesAreTickedInOneOpening();
    void spaceTicksAndStays();
    void aSizeIsOneOfTheRanges();
    void aTagCanBeTyped();
    void deleteTakesAChipAwayAndTheKeyboardGoesOn();
    void clearAllTakesEveryFilterAway();
    void everythingHasAName();
    void chipsWrapWhereThereIsLittleRoom();

private:
    QList<FilterChip *> chips() const;
    FacetMenu *openFromChip(qsizetype chip);
    FacetMenu *openFromAddButton(const QString &title);
    void click(FacetMenu *menu, const QString &entry);

    std::unique_ptr<FilterBar> m_bar;
};

void FilterBarTest::init()
{
    m_bar = std::make_unique<FilterBar>();
    m_bar->setSuggestions([](Facet) { return QStringList{ u"course"_s, u"lab"_s }; });
    m_bar->resize(800, 60);
    m_bar->show();
    m_bar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
}

void FilterBarTest::cleanup()
{
    m_bar.reset();
}

QList<FilterChip *> FilterBarTest::chips() const
{
    // Those taken away wait for the event loop.
    QList<FilterChip *> shown;
    for (FilterChip *chip : m_bar->findChildren<FilterChip *>()) {
        if (!chip->isHidden())
            shown.append(chip);
    }
    return shown;
}

FacetMenu *FilterBarTest::openFromChip(qsizetype chip)
{
    QTest::mouseClick(&chips().at(chip)->label(), Qt::LeftButton);
    return qobject_cast<FacetMenu *>(QApplication::activePopupWidget());
}

FacetMenu *FilterBarTest::openFromAddButton(const QString &title)
{
    auto *menu = m_bar->findChild<QMenu *>(u"addFilterMenu"_s);
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->menu()->title() == title) {
            action->menu()->popup(m_bar->mapToGlobal(QPoint(0, 40)));
            return qobject_cast<FacetMenu *>(action->menu());
        }
    }
    return nullptr;
}

void FilterBarTest::click(FacetMenu *menu, const QString &entry)
{
    for (QAction *action : menu->actions()) {
        if (action->text() != entry)
            continue;
        const QPoint place = menu->actionGeometry(action).center();
        QTest::mouseMove(menu, place);
        QTest::mouseClick(menu, Qt::LeftButton, {}, place);
        return;
    }
    QFAIL(qPrintable(u"no entry "_s + entry));
}

void FilterBarTest::aChipSaysItsFilterAndGoesWithItsCross()
{
    QSignalSpy changed(m_bar.get(), &FilterBar::filtersChanged);
    m_bar->setFilters({ { Facet::Status, { u"active"_s } }, { Facet::Format, { u"iso"_s } } });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(chips().size(), 2);
    QCOMPARE(chips().first()->label().text(), u"Status: Active"_s);
    QTest::mouseClick(&chips().first()->removeButton(), Qt::LeftButton);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(chips().size(), 1);
    QCOMPARE(m_bar->filters(), FilterSet({ { Facet::Format, { u"iso"_s } } }));
}

void FilterBarTest::severalValuesAreTickedInOneOpening()
{
    FacetMenu *menu = openFromAddButton(u"Status"_s);
    QVERIFY(menu);
    click(menu, u"Queued"_s);
    QVERIFY(menu->isVisible());
    click(menu, u"Active"_s);
    QVERIFY(menu->isVisible());
    QCOMPARE(m_bar->filters().value(Facet::Status), QStringList({ u"active"_s, u"queued"_s }));
    click(menu, u"Queued"_s);
    QCOMPARE(m_bar->filters().value(Facet::Status), QStringList{ u"active"_s });
    menu->close();
}

void FilterBarTest::spaceTicksAndStays()
{
    m_bar->setFilters({ { Facet::Visibility, { u"public"_s } } });
    FacetMenu *menu = openFromChip(0);
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Space);
    QVERIFY(menu->isVisible());
    QCOMPARE(m_bar->filters().value(Facet::Visibility), QStringList({ u"private"_s, u"public"_s }));
    QTest::keyClick(menu, Qt::Key_Escape);
}

void FilterBarTest::aSizeIsOneOfTheRanges()
{
    click(openFromAddButton(u"Size"_s), u"1 GiB to 10 GiB"_s);
    QCOMPARE(chips().first()->label().text(), u"Size: 1 GiB to 10 GiB"_s);
    FacetMenu *menu = openFromChip(0);
    QVERIFY(menu);
    click(menu, u"over 10 GiB"_s);
    QCOMPARE(m_bar->filters().value(Facet::Size), QStringList{ u">10737418240"_s });
}

void FilterBarTest::aTagCanBeTyped()
{
    FacetMenu *menu = openFromAddButton(u"Tag"_s);
    auto *field = menu->findChild<QLineEdit *>();
    QVERIFY(field);
    QTest::keyClicks(field, u"my lab"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_bar->filters().value(Facet::Tag), QStringList{ u"my lab"_s });
    QVERIFY(!menu->isVisible());
    menu = openFromChip(0);
    click(menu, u"course"_s);
    QCOMPARE(m_bar->filters().value(Facet::Tag), QStringList({ u"my lab"_s, u"course"_s }));
    menu->close();
}

void FilterBarTest::deleteTakesAChipAwayAndTheKeyboardGoesOn()
{
    m_bar->setFilters({ { Facet::Status, { u"active"_s } }, { Facet::Format, { u"iso"_s } } });
    chips().first()->label().setFocus();
    QTest::keyClick(&chips().first()->label(), Qt::Key_Delete);
    QCOMPARE(chips().size(), 1);
    QVERIFY(chips().first()->label().hasFocus());
    QTest::keyClick(&chips().first()->label(), Qt::Key_Backspace);
    QVERIFY(chips().isEmpty());
    QVERIFY(m_bar->findChild<QToolButton *>(u"addFilterButton"_s)->hasFocus());
}

void FilterBarTest::clearAllTakesEveryFilterAway()
{
    auto *clear = m_bar->findChild<QToolButton *>(u"clearFiltersButton"_s);
    QVERIFY(!clear->isVisible());
    m_bar->setFilters({ { Facet::Status, { u"active"_s } }, { Facet::Tag, { u"lab"_s } } });
    QVERIFY(clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QVERIFY(m_bar->filters().isEmpty());
    QVERIFY(!clear->isVisible());
}

void FilterBarTest::everythingHasAName()
{
    m_bar->setFilters({ { Facet::Status, { u"active"_s } } });
    for (QToolButton *button : m_bar->findChildren<QToolButton *>())
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
    QCOMPARE(chips().first()->label().accessibleName(), u"Filter Status: Active"_s);
}

void FilterBarTest::chipsWrapWhereThereIsLittleRoom()
{
    FilterSet set;
    for (const Facet facet : { Facet::Status, Facet::Format, Facet::Visibility })
        set.insert(facet, { fixedValues(facet).first() });
    m_bar->setFilters(set);
    const int wide = m_bar->heightForWidth(900);
    QVERIFY(m_bar->heightForWidth(260) > wide);
}

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
