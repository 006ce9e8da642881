#include "ui/window/listbar.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include "ui/finding/filterbar.h"
#include "ui/finding/smartlists.h"
#include "ui/finding/smartlistsbutton.h"
#include "ui/text/actiontext.h"
#include "ui/widgets/icons.h"
#include "ui/window/theme.h"
#include "ui/window/windowactions.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QToolButton *viewButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setObjectName(u"button_"_s + action->objectName());
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(plainActionText(action->text()));
    return button;
}

} // namespace

ListBar::ListBar(WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_filterBar(new FilterBar)
{
    setObjectName(u"listBar"_s);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(spacing::half, spacing::half, spacing::half, spacing::half);
    line->setSpacing(spacing::half);
    line->addWidget(m_filterBar);
    m_filterBar->addTrailingWidget(makeGroupButton());
    m_filterBar->addTrailingWidget(viewButton(actions.viewTable));
    m_filterBar->addTrailingWidget(viewButton(actions.viewCards));
}

QToolButton *ListBar::makeGroupButton()
{
    auto *button = new QToolButton;
    button->setObjectName(u"groupButton"_s);
    button->setIcon(themedIcon(u"group"_s));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAccessibleName(tr("Group the images"));
    button->setToolTip(tr("Puts images of a kind together"));
    m_groupMenu = new QMenu(button);
    m_groupMenu->setObjectName(u"groupMenu"_s);
    auto *choices = new QActionGroup(m_groupMenu);
    const auto addChoice = [&](const QString &label, std::optional<SortField> field) {
        QAction *entry = m_groupMenu->addAction(label);
        entry->setCheckable(true);
        entry->setData(field ? static_cast<int>(*field) : -1);
        choices->addAction(entry);
        connect(entry, &QAction::triggered, this, [this, field] { Q_EMIT groupingChosen(field); });
    };
    //: How images are put together in the list
    addChoice(tr("No groups"), std::nullopt);
    addChoice(tr("By status"), SortField::Status);
    addChoice(tr("By format"), SortField::DiskFormat);
    addChoice(tr("By visibility"), SortField::Visibility);
    addChoice(tr("By distribution"), SortField::OsDistro);
    button->setMenu(m_groupMenu);
    showGrouping(std::nullopt);
    return button;
}

void ListBar::showGrouping(std::optional<SortField> field)
{
    for (QAction *entry : m_groupMenu->actions())
        entry->setChecked(entry->data().toInt() == (field ? static_cast<int>(*field) : -1));
}

void ListBar::offerLists(QSettings &settings, const QString &catalogue, std::function<Search()> present)
{
    auto *lists = new SmartLists(settings, catalogue, this);
    auto *button = new SmartListsButton(*lists, std::move(present));
    connect(button, &SmartListsButton::chosen, this, &ListBar::searchChosen);
    m_filterBar->setLeadingWidget(button);
}

} // namespace vitrine
