#pragma once

#include <QLocale>

class QTranslator;

namespace vitrine {

/// Loads the texts of Vitrine in the language of `locale`. Where there are none, English is loaded, which
/// holds the plurals of the source's texts.
bool loadTranslation(QTranslator &translator, const QLocale &locale = QLocale());

} // namespace vitrine
