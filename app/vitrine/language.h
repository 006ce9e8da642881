#pragma once

#include <QString>
#include <QTranslator>

namespace vitrine {

/// The language that the program speaks, with Qt's own words in it.
class Language final
{
public:
    /// `code` is one of languageCodes(), or null for the desktop's. What is made from now on speaks it.
    void use(const QString &code);
    const QString &code() const { return m_code; }

private:
    QString m_code;
    QTranslator m_qtTranslator;
    QTranslator m_translator;
};

} // namespace vitrine
