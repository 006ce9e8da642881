#pragma once

#include <functional>
#include <optional>

#include <QWidget>

#include "ui/finding/searchsyntax.h"

class QMenu;
class QSettings;
class QToolButton;

namespace vitrine {

class FilterBar;
class WindowActions;

/// The line above the list: saved lists and filters at the left, how the list is shown at the right.
class ListBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ListBar(WindowActions &actions, QWidget *parent = nullptr);

    FilterBar &filterBar() { return *m_filterBar; }
    /// Offers the saved lists of a catalogue; `present` tells what is searched for. Call once.
    void offerLists(QSettings &settings, const QString &catalogue, std::function<Search()> present);

    void showGrouping(std::optional<SortField> field);

Q_SIGNALS:
    /// Nothing: no groups.
    void groupingChosen(std::optional<vitrine::SortField> field);
    /// A saved list was chosen.
    void searchChosen(const vitrine::Search &search);

private:
    QToolButton *makeGroupButton();

    QMenu *m_groupMenu = nullptr;
    FilterBar *m_filterBar = nullptr;
};

} // namespace vitrine
