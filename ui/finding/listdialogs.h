#pragma once

#include <QDialog>

#include "ui/finding/smartlists.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace vitrine {

/// Asks under which name a search is to be kept, and keeps it.
class SaveListDialog final : public QDialog
{
    Q_OBJECT

public:
    SaveListDialog(SmartLists &lists, const QString &search, const QString &proposedName, QWidget *parent);

private:
    void showWhatHappens();
    void saveList();

    SmartLists &m_lists;
    const QString m_search;
    QLineEdit *m_name = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_save = nullptr;
};

/// Renames and deletes people's own lists; nothing changes before it is closed with OK.
class ManageListsDialog final : public QDialog
{
    Q_OBJECT

public:
    ManageListsDialog(SmartLists &lists, QWidget *parent);

private:
    void addLists();
    void renameCurrent();
    void removeCurrent();
    void takeRename(QListWidgetItem *item);
    void updateButtons();
    void apply();

    SmartLists &m_lists;
    QListWidget *m_list = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace vitrine
