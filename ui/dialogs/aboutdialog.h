#pragma once

#include <QDialog>

namespace vitrine {

/// What the program is, its version, licence and the libraries it stands on.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);
};

} // namespace vitrine
