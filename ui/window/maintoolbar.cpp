#include "ui/window/maintoolbar.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

#include "ui/text/actiontext.h"
#include "ui/widgets/icons.h"
#include "ui/window/theme.h"
#include "ui/window/windowactions.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int narrowestSearch = 200;
constexpr int widestSearch = 360;

void setAction(QToolButton *button, QAction *action)
{
    if (button->defaultAction() == action)
        return;
    if (QAction *before = button->defaultAction())
        button->removeAction(before);
    button->setDefaultAction(action);
    button->setAccessibleName(plainActionText(action->text()));
}

} // namespace

MainToolBar::MainToolBar(WindowActions &actions, QWidget *parent)
    : QToolBar(parent)
    , m_actions(actions)
    , m_searchField(new QLineEdit)
{
    setObjectName(u"mainToolBar"_s);
    setWindowTitle(tr("Toolbar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setIconSize({ 20, 20 });
    setContentsMargins(spacing::half, 0, spacing::half, 0);

    m_wordButtons.append(addButton(actions.add));
    m_wordButtons.append(addButton(actions.exportImages));
    m_wordButtons.append(addButton(actions.convert));
    m_stateButton = addButton(actions.deactivate);
    m_removeButton = addButton(actions.remove);
    m_wordButtons.append(m_stateButton);
    m_wordButtons.append(m_removeButton);

    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);

    m_searchField->setObjectName(u"searchField"_s);
    m_searchField->setPlaceholderText(tr("Search name, ID, tag or property"));
    m_searchField->setAccessibleName(tr("Search"));
    m_searchField->setToolTip(
        //: The words before the colons are understood in English only
        tr("Filters can be typed too: %1\nReturn turns them into buttons above the list")
            .arg(u"status:active format:qcow2 tag:lab size:>1G changed:week"_s));
    m_searchField->setClearButtonEnabled(true);
    m_searchField->setMinimumWidth(narrowestSearch);
    m_searchField->setMaximumWidth(widestSearch);
    m_searchField->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_searchField->setAcceptDrops(false);
    m_searchField->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_searchField->installEventFilter(this);
    addWidget(m_searchField);

    addButton(actions.trash)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    addButton(actions.details)->setToolButtonStyle(Qt::ToolButtonIconOnly);

    connect(m_searchField, &QLineEdit::textChanged, this, &MainToolBar::searchTextChanged);
    connect(m_searchField, &QLineEdit::returnPressed, this, &MainToolBar::listRequested);
}

QToolButton *MainToolBar::addButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setObjectName(u"button_"_s + action->objectName());
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setIconSize(iconSize());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAction(button, action);
    addWidget(button);
    return button;
}

void MainToolBar::showFor(const ActionSituation &situation)
{
    const bool canOnlyReactivate = situation.anyDeactivated && !situation.anyActive;
    setAction(m_stateButton, canOnlyReactivate ? m_actions.reactivate : m_actions.deactivate);
    setAction(m_removeButton, situation.isTrash ? m_actions.restore : m_actions.remove);
}

void MainToolBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    fitWords();
}

void MainToolBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        m_widthWithWords = 0;
}

void MainToolBar::fitWords()
{
    const bool hasWords = m_wordButtons.first()->toolButtonStyle() == Qt::ToolButtonTextBesideIcon;
    if (hasWords)
        m_widthWithWords = std::max(m_widthWithWords, sizeHint().width());
    const bool fits = width() >= m_widthWithWords;
    if (fits == hasWords)
        return;
    for (QToolButton *button : m_wordButtons)
        button->setToolButtonStyle(fits ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

bool MainToolBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_searchField && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape) {
            if (m_searchField->text().isEmpty())
                Q_EMIT listRequested();
            m_searchField->clear();
            return true;
        }
        if (key == Qt::Key_Down) {
            Q_EMIT listRequested();
            return true;
        }
    }
    return QToolBar::eventFilter(watched, event);
}

} // namespace vitrine
