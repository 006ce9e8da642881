#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace vitrine {

/// A titled part of a pane that folds away under its title.
class FoldableSection final : public QWidget
{
    Q_OBJECT

public:
    FoldableSection(const QString &title, QWidget *body, QWidget *parent = nullptr);

    /// A muted word at the end of the title's line, such as a number; empty for none.
    void setSummary(const QString &summary);
    /// A button at the end of the title's line, hidden while folded.
    void addHeaderButton(QWidget *button);

    bool isFolded() const { return m_isFolded; }
    void setFolded(bool folded);

Q_SIGNALS:
    void foldedChanged(bool folded);

private:
    void showFolded();

    QToolButton *m_titleButton = nullptr;
    QLabel *m_summary = nullptr;
    QHBoxLayout *m_header = nullptr;
    QWidget *m_body = nullptr;
    QList<QWidget *> m_headerButtons;
    bool m_isFolded = false;
};

} // namespace vitrine
