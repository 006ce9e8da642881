#include "app/vitrine/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include "core/support/translation.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

void Language::use(const QString &code)
{
    m_code = code;
    // Somebody in Taiwan who reads English still writes numbers and dates as the desktop does.
    QLocale::setDefault(code.isEmpty() || code == "en"_L1 ? QLocale::system() : QLocale(code));
    QCoreApplication::removeTranslator(&m_qtTranslator);
    QCoreApplication::removeTranslator(&m_translator);
    const QLocale words = code.isEmpty() ? QLocale::system() : QLocale(code);
    if (m_qtTranslator.load(words, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTranslator);
    if (loadTranslation(m_translator, words))
        QCoreApplication::installTranslator(&m_translator);
}

} // namespace vitrine
