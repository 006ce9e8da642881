#include "core/support/translation.h"

#include <QTranslator>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

bool loadTranslation(QTranslator &translator, const QLocale &locale)
{
    return translator.load(locale, u"vitrine"_s, u"_"_s, u":/i18n"_s)
        || translator.load(u":/i18n/vitrine_en.qm"_s);
}

} // namespace vitrine
