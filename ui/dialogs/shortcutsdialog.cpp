#include "ui/dialogs/shortcutsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/text/actiontext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    const QList<QKeySequence> shortcuts = action.shortcuts();
    for (const QKeySequence &shortcut : shortcuts)
        keys.append(shortcut.toString(QKeySequence::NativeText));
    return keys.join(u", "_s);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *list = new QTreeWidget;
    list->setObjectName(u"shortcutList"_s);
    list->setAccessibleName(tr("Keyboard shortcuts"));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels({ tr("Action"), tr("Keys") });
    const auto add = [list](const QString &what, const QString &keys) {
        new QTreeWidgetItem(list, { plainActionText(what), keys });
    };
    for (const QAction *action : actions) {
        if (!action->shortcuts().isEmpty())
            add(action->text(), keysOf(*action));
    }
    const auto key
        = [](QKeyCombination keys) { return QKeySequence(keys).toString(QKeySequence::NativeText); };
    add(tr("Transfers: pause or resume"), key(Qt::Key_Space));
    add(tr("Transfers: retry"), key(Qt::Key_R));
    add(tr("Transfers: cancel, or remove from the list"), key(Qt::Key_Delete));
    add(tr("Transfers: move up or down"), key(Qt::ALT | Qt::Key_Up) % u", "_s % key(Qt::ALT | Qt::Key_Down));
    add(tr("Transfers: show the details"), key(Qt::Key_Return));
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    list->header()->setStretchLastSection(false);
    list->setCurrentItem(list->topLevelItem(0));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addWidget(list, 1);
    column->addWidget(buttons);
    resize(480, 560);
}

} // namespace vitrine
