#pragma once

#include <functional>

#include <QWidget>

#include "ui/finding/filterset.h"

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace vitrine {

class FilterChip;
class FlowLayout;

/// A button to add a filter, and below it the filters in force as chips in a row that wraps, with a button
/// that clears them all.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// Values to offer for a facet that has no fixed ones.
    using Suggestions = std::function<QStringList(Facet)>;

    explicit FilterBar(QWidget *parent = nullptr);

    /// A widget that stands before the button.
    void setLeadingWidget(QWidget *widget);
    /// One at the other end of its line, after those that are there.
    void addTrailingWidget(QWidget *widget);
    void setSuggestions(Suggestions suggestions) { m_suggestions = std::move(suggestions); }

    const FilterSet &filters() const { return m_filters; }
    /// Shows these and says so, if they are others than before.
    void setFilters(const FilterSet &filters);
    /// Opens the menu of facets, for the keyboard.
    void startAdding();

Q_SIGNALS:
    void filtersChanged(const vitrine::FilterSet &filters);

private:
    void rebuild();
    void fillAddMenu();
    void openMenu(FilterChip *chip);
    void removeFacet(Facet facet);
    void clearAll();
    QMenu *makeMenu(Facet facet, QWidget *parent);
    QList<QWidget *> tabChain() const;

    FilterSet m_filters;
    Suggestions m_suggestions;
    QHBoxLayout *m_line = nullptr;
    QWidget *m_chipRow = nullptr;
    FlowLayout *m_layout = nullptr; ///< of the chips
    QWidget *m_leading = nullptr;
    QToolButton *m_addButton = nullptr;
    QToolButton *m_clearButton = nullptr;
    QMenu *m_addMenu = nullptr;
    QList<FilterChip *> m_chips;
};

} // namespace vitrine
