#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace vitrine {

/// What stands where nothing is: an icon, a sentence, and what to do about it.
class EmptyView final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyView(QWidget *parent = nullptr);

    /// Replaces icon and words and takes the buttons away. `hint` may be empty.
    void setContent(const QString &iconName, const QString &sentence, const QString &hint = {});
    /// Adds a button that does, and follows, `action`. The first one is the prominent one.
    QPushButton *addAction(QAction *action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_hint = nullptr;
    QHBoxLayout *m_buttons = nullptr;
};

} // namespace vitrine
