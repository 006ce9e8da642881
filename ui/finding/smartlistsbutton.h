#pragma once

#include <functional>

#include <QToolButton>

#include "ui/finding/searchsyntax.h"
#include "ui/finding/smartlists.h"

namespace vitrine {

/// The menu of smart lists: choose one, save the present search as one, rename and delete.
class SmartListsButton final : public QToolButton
{
    Q_OBJECT

public:
    /// `present` tells what is searched for at the moment.
    SmartListsButton(SmartLists &lists, std::function<Search()> present, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const vitrine::Search &search);

private:
    void fillMenu();
    void addLists(const QList<SmartList> &lists);
    void askForName();
    void manage();

    SmartLists &m_lists;
    const std::function<Search()> m_present;
};

} // namespace vitrine
