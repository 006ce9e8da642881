#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

class QWidget;

namespace vitrine::test {

/// Controls in `root` that people can reach and a screen reader could not name.
QStringList unnamedControls(const QWidget &root);

/// Labels in `root` that show the sign of a mnemonic instead of underlining it.
QStringList strayMnemonics(const QWidget &root);

/// Words in `root` that do not fit the place they got. What can be scrolled to, or is shortened on purpose
/// with the whole in its tool tip, is not cut off.
QStringList cutOffTexts(const QWidget &root);

/// Presses Tab from where the focus is until it is there again. Says where it does not come round.
QStringList focusTraps(QWidget &root);

/// Every text that is shown or spoken in `root`.
QSet<QString> textsOf(const QWidget &root);

} // namespace vitrine::test
