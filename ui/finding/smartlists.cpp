#include "ui/finding/smartlists.h"

#include <algorithm>

#include <QSettings>
#include <QUrl>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

SmartLists::SmartLists(QSettings &settings, const QString &catalogue, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    // A slash would open a group within the group.
    , m_group(u"lists/"_s + QString::fromLatin1(QUrl::toPercentEncoding(catalogue)))
{
    load();
}

QList<SmartList> SmartLists::bundled()
{
    return {
        //: Smart list: images that cannot be used as they are
        { tr("Not active"), u"status:deactivated,queued,saving,uploading,importing"_s },
        //: Smart list
        { tr("Larger than 10 GiB"), u"size:>10G"_s },
        //: Smart list: images that were changed in the last seven days
        { tr("Changed this week"), u"changed:week"_s },
        //: Smart list: images of installers
        { tr("Recent ISO images"), u"format:iso changed:month"_s },
    };
}

void SmartLists::save(const SmartList &list)
{
    const auto same = std::find_if(
        m_own.begin(), m_own.end(), [&list](const SmartList &other) { return other.name == list.name; });
    if (same == m_own.end())
        m_own.append(list);
    else
        *same = list;
    store();
}

void SmartLists::setOwn(const QList<SmartList> &lists)
{
    m_own = lists;
    store();
}

void SmartLists::load()
{
    const int count = m_settings.beginReadArray(m_group);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        const SmartList list{ m_settings.value(u"name"_s).toString(),
            m_settings.value(u"search"_s).toString() };
        if (!list.name.isEmpty() && !list.search.isEmpty())
            m_own.append(list);
    }
    m_settings.endArray();
}

void SmartLists::store()
{
    m_settings.remove(m_group);
    m_settings.beginWriteArray(m_group, static_cast<int>(m_own.size()));
    for (qsizetype i = 0; i < m_own.size(); ++i) {
        m_settings.setArrayIndex(static_cast<int>(i));
        m_settings.setValue(u"name"_s, m_own.at(i).name);
        m_settings.setValue(u"search"_s, m_own.at(i).search);
    }
    m_settings.endArray();
}

} // namespace vitrine
