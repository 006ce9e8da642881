#pragma once

#include <QDialog>

class QAction;

namespace vitrine {

/// Every key of the window in one list.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace vitrine
