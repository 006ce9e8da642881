#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace vitrine {

struct AddingRow;

/// What there is to say about the current file, and the buttons that help.
class FindingsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPane(QWidget *parent = nullptr);

    void showRow(const AddingRow &row);
    void showNothing();

Q_SIGNALS:
    /// The current file is to be added after all, or not.
    void checkRequested(bool checked);

private:
    void copyCommand();

    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_toggle = nullptr;
    QString m_command;
    bool m_isChecked = false;
};

} // namespace vitrine
