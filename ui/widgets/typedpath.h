#pragma once

#include <QObject>

class QFileDialog;
class QLineEdit;

namespace vitrine {

/// Lets people type a whole path into Qt's own dialog for opening files and press Return. Left alone it takes
/// the folders of the path, which it marks on the way, for what was chosen, and empties the field.
class TypedPath final : public QObject
{
    Q_OBJECT

public:
    /// Does nothing where the desktop's dialog is shown instead.
    explicit TypedPath(QFileDialog &dialog);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool take(const QString &path);

    QFileDialog &m_dialog;
    QLineEdit *m_field = nullptr;
};

} // namespace vitrine
