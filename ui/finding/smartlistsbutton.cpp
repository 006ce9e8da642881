#include "ui/finding/smartlistsbutton.h"

#include <QMenu>

#include "ui/finding/facettext.h"
#include "ui/finding/listdialogs.h"
#include "ui/widgets/icons.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QString proposedName(const Search &search)
{
    QStringList parts;
    if (!search.text.isEmpty())
        parts.append(search.text);
    if (!search.filters.isEmpty())
        parts.append(text::filtersSentence(search.filters));
    return parts.join(u" · "_s);
}

} // namespace

SmartListsButton::SmartListsButton(SmartLists &lists, std::function<Search()> present, QWidget *parent)
    : QToolButton(parent)
    , m_lists(lists)
    , m_present(std::move(present))
{
    setObjectName(u"smartListsButton"_s);
    setIcon(themedIcon(u"bookmark"_s));
    setIconSize(QSize(14, 14));
    //: Button: searches that were saved under a name
    setText(tr("Lists"));
    setAccessibleName(tr("Saved lists"));
    setToolTip(tr("Searches under a name: choose one, or save the present one"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(InstantPopup);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"smartListsMenu"_s);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &SmartListsButton::fillMenu);
}

void SmartListsButton::fillMenu()
{
    menu()->clear();
    addLists(SmartLists::bundled());
    if (!m_lists.own().isEmpty()) {
        menu()->addSeparator();
        addLists(m_lists.own());
    }
    menu()->addSeparator();
    QAction *save = menu()->addAction(tr("Save this search…"), this, &SmartListsButton::askForName);
    save->setObjectName(u"saveListAction"_s);
    save->setEnabled(m_present() != Search{});
    save->setToolTip(save->isEnabled() ? tr("Keeps the search and its filters under a name")
                                       : tr("Search for something or set a filter first."));
    QAction *edit = menu()->addAction(tr("Rename or delete lists…"), this, &SmartListsButton::manage);
    edit->setObjectName(u"manageListsAction"_s);
    edit->setEnabled(!m_lists.own().isEmpty());
    edit->setToolTip(
        edit->isEnabled() ? tr("Changes the lists that you saved") : tr("You have not saved a list yet."));
}

void SmartListsButton::addLists(const QList<SmartList> &lists)
{
    const Search present = m_present();
    for (const SmartList &list : lists) {
        const Search search = searchFrom(list.search);
        QString label = list.name;
        QAction *entry = menu()->addAction(
            label.replace(u'&', "&&"_L1), this, [this, search] { Q_EMIT chosen(search); });
        entry->setToolTip(proposedName(search));
        entry->setCheckable(true);
        entry->setChecked(search == present);
    }
}

void SmartListsButton::askForName()
{
    const Search present = m_present();
    auto *dialog = new SaveListDialog(m_lists, typedForm(present), proposedName(present), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SmartListsButton::manage()
{
    auto *dialog = new ManageListsDialog(m_lists, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace vitrine
