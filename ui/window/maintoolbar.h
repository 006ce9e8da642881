#pragma once

#include <QToolBar>

class QLineEdit;
class QToolButton;

namespace vitrine {

class WindowActions;
struct ActionSituation;

/// Buttons for what is done most, and the search field. Words beside the icons while there is room.
class MainToolBar final : public QToolBar
{
    Q_OBJECT

public:
    MainToolBar(WindowActions &actions, QWidget *parent);

    QLineEdit &searchField() { return *m_searchField; }
    /// One place for Deactivate and Reactivate, one for Delete and Restore: what makes sense stands there.
    void showFor(const ActionSituation &situation);

Q_SIGNALS:
    void searchTextChanged(const QString &text);
    /// Down or Return in the search field: on to the list.
    void listRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addButton(QAction *action);
    void fitWords();

    WindowActions &m_actions;
    QLineEdit *m_searchField = nullptr;
    QToolButton *m_stateButton = nullptr;
    QToolButton *m_removeButton = nullptr;
    QList<QToolButton *> m_wordButtons;
    int m_widthWithWords = 0;
};

} // namespace vitrine
