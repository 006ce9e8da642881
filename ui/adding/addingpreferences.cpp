#include "ui/adding/addingpreferences.h"

#include <QSettings>
#include <QWidget>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize defaultSize(1080, 640);

QString withoutAskingKey()
{
    return u"adding/withoutAsking"_s;
}

QString sizeKey()
{
    return u"adding/size"_s;
}

} // namespace

bool AddingPreferences::isWithoutAsking() const
{
    return m_settings.value(withoutAskingKey(), false).toBool();
}

void AddingPreferences::setWithoutAsking(bool isWithoutAsking)
{
    m_settings.setValue(withoutAskingKey(), isWithoutAsking);
}

void AddingPreferences::saveSize(const QWidget &sheet)
{
    m_settings.setValue(sizeKey(), sheet.size());
}

void AddingPreferences::restoreSize(QWidget &sheet) const
{
    const QSize wanted = m_settings.value(sizeKey(), defaultSize).toSize();
    const QWidget *window = sheet.parentWidget();
    // Never larger than the window it belongs to, but for its own smallest size.
    const QSize room = window ? window->window()->size() - QSize(32, 32) : wanted;
    sheet.resize(
        (wanted.isValid() ? wanted : defaultSize).boundedTo(room).expandedTo(sheet.minimumSizeHint()));
}

} // namespace vitrine
