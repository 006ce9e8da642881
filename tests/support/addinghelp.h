#pragma once

#include "ui/adding/addingsheet.h"

namespace vitrine::test {

/// The sheet that is shown over `window`, or null when none comes.
AddingSheet *waitForSheet(QWidget &window);

/// Presses Enter in the sheet as soon as `count` files can be added.
bool addWithEnter(QWidget &window, int count);

} // namespace vitrine::test
