#include "ui/finding/listdialogs.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

#include "ui/finding/facettext.h"
#include "ui/finding/searchsyntax.h"
#include "ui/widgets/icons.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int searchRole = Qt::UserRole;
constexpr int nameRole = Qt::UserRole + 1; ///< the name before it is edited
constexpr int longestName = 80;

} // namespace

SaveListDialog::SaveListDialog(
    SmartLists &lists, const QString &search, const QString &proposedName, QWidget *parent)
    : QDialog(parent)
    , m_lists(lists)
    , m_search(search)
    , m_name(new QLineEdit(proposedName.left(longestName)))
    , m_hint(new QLabel)
{
    setObjectName(u"saveListDialog"_s);
    setWindowTitle(tr("Save as a list"));
    m_name->setObjectName(u"listNameEdit"_s);
    m_name->setMaxLength(longestName);
    m_name->selectAll();
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);

    // With a parent, so that it finds the dialog whose default button it has.
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    //: Button: keep the search under this name
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"saveListButton"_s);
    m_save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &SaveListDialog::saveList);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &SaveListDialog::showWhatHappens);

    auto *form = new QFormLayout;
    //: The name of a list of images
    form->addRow(tr("&Name"), m_name);
    m_name->setAccessibleName(tr("Name of the list"));
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_hint);
    column->addWidget(buttons);
    setMinimumWidth(400);
    showWhatHappens();
}

void SaveListDialog::showWhatHappens()
{
    const QString name = m_name->text().trimmed();
    m_save->setEnabled(!name.isEmpty());
    const auto &own = m_lists.own();
    const bool isTaken
        = std::any_of(own.cbegin(), own.cend(), [&name](const SmartList &list) { return list.name == name; });
    m_hint->setText(isTaken ? tr("The list of this name will be replaced.")
                            : tr("It will stand in the menu of lists and always show what fits then."));
}

void SaveListDialog::saveList()
{
    m_lists.save({ m_name->text().trimmed(), m_search });
    accept();
}

ManageListsDialog::ManageListsDialog(SmartLists &lists, QWidget *parent)
    : QDialog(parent)
    , m_lists(lists)
    , m_list(new QListWidget)
{
    setObjectName(u"manageListsDialog"_s);
    setWindowTitle(tr("My lists"));
    m_list->setObjectName(u"ownLists"_s);
    m_list->setAccessibleName(tr("My lists"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    //: Button: give the list another name
    m_rename = buttons->addButton(tr("Rename"), QDialogButtonBox::ActionRole);
    m_rename->setObjectName(u"renameListButton"_s);
    //: Button: take the list out of the menu; no image is deleted
    m_remove = buttons->addButton(tr("Delete"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(u"deleteListButton"_s);
    connect(m_rename, &QPushButton::clicked, this, &ManageListsDialog::renameCurrent);
    connect(m_remove, &QPushButton::clicked, this, &ManageListsDialog::removeCurrent);
    connect(buttons, &QDialogButtonBox::accepted, this, &ManageListsDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentItemChanged, this, &ManageListsDialog::updateButtons);
    connect(m_list, &QListWidget::itemChanged, this, &ManageListsDialog::takeRename);
    auto *deleteKey = new QShortcut(QKeySequence::Delete, m_list);
    deleteKey->setContext(Qt::WidgetShortcut);
    connect(deleteKey, &QShortcut::activated, this, &ManageListsDialog::removeCurrent);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    resize(440, 320);
    addLists();
}

void ManageListsDialog::addLists()
{
    for (const SmartList &list : m_lists.own()) {
        auto *item = new QListWidgetItem(themedIcon(u"bookmark"_s), list.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(searchRole, list.search);
        item->setData(nameRole, list.name);
        const Search search = searchFrom(list.search);
        item->setToolTip(search.filters.isEmpty() ? search.text : text::filtersSentence(search.filters));
    }
    m_list->setCurrentRow(0);
    updateButtons();
}

void ManageListsDialog::renameCurrent()
{
    if (QListWidgetItem *item = m_list->currentItem())
        m_list->editItem(item);
}

void ManageListsDialog::removeCurrent()
{
    delete m_list->takeItem(m_list->currentRow());
    updateButtons();
}

void ManageListsDialog::takeRename(QListWidgetItem *item)
{
    const QString name = item->text().trimmed();
    const bool isFree = m_list->findItems(name, Qt::MatchFixedString | Qt::MatchCaseSensitive).size() <= 1;
    const QString kept = !name.isEmpty() && isFree ? name : item->data(nameRole).toString();
    if (item->text() != kept)
        item->setText(kept);
    else if (item->data(nameRole) != kept)
        item->setData(nameRole, kept);
}

void ManageListsDialog::updateButtons()
{
    const bool hasCurrent = m_list->currentItem() != nullptr;
    m_rename->setEnabled(hasCurrent);
    m_remove->setEnabled(hasCurrent);
}

void ManageListsDialog::apply()
{
    QList<SmartList> lists;
    for (int row = 0; row < m_list->count(); ++row)
        lists.append({ m_list->item(row)->text(), m_list->item(row)->data(searchRole).toString() });
    m_lists.setOwn(lists);
    accept();
}

} // namespace vitrine
