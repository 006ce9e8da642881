#pragma once

#include <QWidget>

class QComboBox;
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
    /// What is inside it is to be added, or the file as it is. `member` of an archive with several disks.
    void unpackRequested(bool unpacked, const QString &member);

private:
    void showContents(const AddingRow &row);
    void copyCommand();

    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QComboBox *m_contents = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_toggle = nullptr;
    QString m_command;
    bool m_isChecked = false;
};

} // namespace vitrine
