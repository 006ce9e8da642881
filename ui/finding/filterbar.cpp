#include "ui/finding/filterbar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/finding/facetmenu.h"
#include "ui/finding/facettext.h"
#include "ui/finding/filterchip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/icons.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QToolButton *makeButton(QWidget *parent, const QString &name, const QString &icon, const QString &label)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(14, 14));
    button->setText(label);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(label);
    return button;
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_line(new QHBoxLayout)
    , m_chipRow(new QWidget(this))
    , m_layout(new FlowLayout(m_chipRow))
    //: Button: narrow the list by one thing more
    , m_addButton(makeButton(this, u"addFilterButton"_s, u"filter"_s, tr("Filter")))
    //: Button: take all filters away
    , m_clearButton(makeButton(m_chipRow, u"clearFiltersButton"_s, u"close"_s, tr("Clear all")))
    , m_addMenu(new QMenu(this))
{
    setObjectName(u"filterBar"_s);
    m_layout->setSpacing(4);
    m_addButton->setToolTip(tr("Shows only some of the images, such as the active ones"));
    m_addButton->setAccessibleDescription(m_addButton->toolTip());
    m_addButton->setPopupMode(QToolButton::InstantPopup);
    m_addMenu->setObjectName(u"addFilterMenu"_s);
    m_addButton->setMenu(m_addMenu);
    m_clearButton->setToolTip(tr("Takes every filter away"));
    connect(m_addMenu, &QMenu::aboutToShow, this, &FilterBar::fillAddMenu);
    connect(m_clearButton, &QToolButton::clicked, this, &FilterBar::clearAll);
    m_line->setSpacing(4);
    m_line->addWidget(m_addButton);
    m_line->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(m_line);
    column->addWidget(m_chipRow);
    for (QWidget *each : { static_cast<QWidget *>(this), m_chipRow }) {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        each->setSizePolicy(policy);
    }
    rebuild();
}

void FilterBar::setLeadingWidget(QWidget *widget)
{
    m_leading = widget;
    m_line->insertWidget(0, widget);
    rebuild();
}

void FilterBar::addTrailingWidget(QWidget *widget)
{
    m_line->addWidget(widget);
}

void FilterBar::setFilters(const FilterSet &filters)
{
    if (filters == m_filters)
        return;
    m_filters = filters;
    rebuild();
    Q_EMIT filtersChanged(m_filters);
}

void FilterBar::startAdding()
{
    m_addButton->setFocus(Qt::ShortcutFocusReason);
    m_addButton->showMenu();
}

void FilterBar::rebuild()
{
    // A chip may be answering to its own click.
    while (QLayoutItem *item = m_layout->takeAt(0))
        delete item;
    for (FilterChip *chip : std::exchange(m_chips, {})) {
        chip->hide();
        chip->deleteLater();
    }
    for (auto it = m_filters.cbegin(); it != m_filters.cend(); ++it) {
        auto *chip = new FilterChip(it.key(), it.value(), m_chipRow);
        connect(chip, &FilterChip::changeRequested, this, [this, chip] { openMenu(chip); });
        connect(chip, &FilterChip::removeRequested, this, [this, chip] { removeFacet(chip->facet()); });
        m_layout->addWidget(chip);
        chip->show();
        m_chips.append(chip);
    }
    m_layout->addWidget(m_clearButton);
    m_chipRow->setVisible(!m_filters.isEmpty());
    const QList<QWidget *> chain = tabChain();
    for (qsizetype i = 1; i < chain.size(); ++i)
        setTabOrder(chain.at(i - 1), chain.at(i));
    m_layout->invalidate();
    updateGeometry();
}

QList<QWidget *> FilterBar::tabChain() const
{
    QList<QWidget *> chain;
    if (m_leading)
        chain.append(m_leading);
    chain << m_addButton;
    for (FilterChip *chip : m_chips)
        chain << &chip->label() << &chip->removeButton();
    return chain << m_clearButton;
}

QMenu *FilterBar::makeMenu(Facet facet, QWidget *parent)
{
    const bool hasFixed = facet == Facet::Size || !fixedValues(facet).isEmpty();
    const QStringList suggestions = hasFixed || !m_suggestions ? QStringList() : m_suggestions(facet);
    auto *menu = new FacetMenu(facet, m_filters.value(facet), suggestions, parent);
    menu->setIcon(themedIcon(text::facetIcon(facet)));
    connect(menu, &FacetMenu::valuesChosen, this, [this](Facet changed, const QStringList &values) {
        setFilters(withValues(m_filters, changed, values));
    });
    return menu;
}

void FilterBar::fillAddMenu()
{
    m_addMenu->clear();
    qDeleteAll(m_addMenu->findChildren<FacetMenu *>(Qt::FindDirectChildrenOnly));
    for (const Facet facet : allFacets())
        m_addMenu->addMenu(makeMenu(facet, m_addMenu));
}

void FilterBar::openMenu(FilterChip *chip)
{
    QMenu *menu = makeMenu(chip->facet(), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(chip->mapToGlobal(chip->rect().bottomLeft()));
}

void FilterBar::removeFacet(Facet facet)
{
    const auto it = std::find_if(
        m_chips.cbegin(), m_chips.cend(), [facet](FilterChip *chip) { return chip->facet() == facet; });
    const qsizetype place = it - m_chips.cbegin();
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    setFilters(withValues(m_filters, facet, {}));
    if (!hadFocus)
        return;
    // The keyboard goes on where it was.
    QWidget *next = place < m_chips.size() ? static_cast<QWidget *>(m_chips.at(place)) : m_addButton;
    next->setFocus(Qt::OtherFocusReason);
}

void FilterBar::clearAll()
{
    setFilters({});
    m_addButton->setFocus(Qt::OtherFocusReason);
}

} // namespace vitrine
