#pragma once

class QTranslator;

namespace vitrine {

/// Loads the texts of Vitrine in the user's language. Where there are none, English is loaded, which holds
/// the plurals of the source's texts.
bool loadTranslation(QTranslator &translator);

} // namespace vitrine
