#pragma once

class QFormLayout;
class QWidget;

namespace vitrine {

/// The layout of a dialog that asks for a few things, with the margins that all such dialogs have.
QFormLayout *newDialogForm(QWidget *dialog);

} // namespace vitrine
