#include "ui/window/sessionstate.h"

#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr QSize defaultSize(1120, 720);

QString windowKey(const QString &name)
{
    return u"window/"_s % name;
}

} // namespace

SessionState::SessionState(QSettings &settings)
    : m_settings(settings)
{
}

QString SessionState::ownKey(const QString &name) const
{
    if (m_catalogue.isEmpty())
        return windowKey(name);
    return u"catalogue-"_s % m_catalogue % u'/' % name;
}

QVariant SessionState::value(const QString &name) const
{
    const QVariant own = m_settings.value(ownKey(name));
    return own.isValid() ? own : m_settings.value(windowKey(name));
}

void SessionState::save(const QString &name, const QVariant &value)
{
    m_settings.setValue(windowKey(name), value);
    m_settings.setValue(ownKey(name), value);
}

void SessionState::saveWindow(const QWidget &window)
{
    m_settings.setValue(windowKey(u"geometry"_s), window.saveGeometry());
}

void SessionState::restoreWindow(QWidget &window) const
{
    if (!window.restoreGeometry(m_settings.value(windowKey(u"geometry"_s)).toByteArray()))
        window.resize(defaultSize.boundedTo(window.screen()->availableSize()));
}

void SessionState::saveColumns(const QByteArray &state)
{
    save(u"tableColumns"_s, state);
}

QByteArray SessionState::columns() const
{
    return value(u"tableColumns"_s).toByteArray();
}

void SessionState::saveSplitter(const QSplitter &splitter)
{
    save(u"splitter"_s, splitter.saveState());
}

void SessionState::restoreSplitter(QSplitter &splitter) const
{
    splitter.restoreState(value(u"splitter"_s).toByteArray());
    // A state from another version must not bring back what was decided since.
    splitter.setChildrenCollapsible(false);
}

void SessionState::saveSort(const QList<SortKey> &sort)
{
    const SortKey first = sort.isEmpty() ? SortKey{} : sort.first();
    save(u"sort"_s, sortFieldName(first.field));
    save(u"sortDescending"_s, first.order == Qt::DescendingOrder);
}

QList<SortKey> SessionState::sort() const
{
    const auto field = sortFieldFromName(value(u"sort"_s).toString());
    if (!field)
        return {};
    const bool isDescending = value(u"sortDescending"_s).toBool();
    return { SortKey{ *field, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder } };
}

void SessionState::saveFilters(const QString &typed)
{
    m_settings.setValue(ownKey(u"filters"_s), typed);
}

QString SessionState::filters() const
{
    return m_settings.value(ownKey(u"filters"_s)).toString();
}

void SessionState::setGrouping(std::optional<SortField> field)
{
    save(u"groups"_s, field ? sortFieldName(*field) : QString());
}

std::optional<SortField> SessionState::grouping() const
{
    const auto field = sortFieldFromName(value(u"groups"_s).toString());
    const bool isOffered = field == SortField::Status || field == SortField::DiskFormat
        || field == SortField::Visibility || field == SortField::OsDistro;
    return isOffered ? field : std::nullopt;
}

void SessionState::setCardsShown(bool shown)
{
    save(u"cards"_s, shown);
}

bool SessionState::areCardsShown() const
{
    return value(u"cards"_s).toBool();
}

void SessionState::setDetailsVisible(bool visible)
{
    save(u"details"_s, visible);
}

bool SessionState::isDetailsVisible(bool fits) const
{
    const QVariant decided = value(u"details"_s);
    return decided.isValid() ? decided.toBool() : fits;
}

void SessionState::saveSearchText(const QString &text)
{
    m_settings.setValue(ownKey(u"search"_s), text);
}

QString SessionState::searchText() const
{
    return m_catalogue.isEmpty() ? QString() : m_settings.value(ownKey(u"search"_s)).toString();
}

void SessionState::savePlace(const ListPlace &place)
{
    m_settings.setValue(ownKey(u"selected"_s), QStringList(place.selected.mid(0, ListPlace::mostSelected)));
    m_settings.setValue(ownKey(u"scroll"_s), place.scroll);
}

ListPlace SessionState::place() const
{
    if (m_catalogue.isEmpty())
        return {};
    return { .selected = m_settings.value(ownKey(u"selected"_s)).toStringList(),
        .scroll = m_settings.value(ownKey(u"scroll"_s)).toInt() };
}

void SessionState::setFoldedSections(const QStringList &names)
{
    // A list of none would be read back as nothing decided.
    save(u"foldedDetails"_s, names.join(u' '));
}

std::optional<QStringList> SessionState::foldedSections() const
{
    const QVariant names = value(u"foldedDetails"_s);
    return names.isValid() ? std::optional(names.toString().split(u' ', Qt::SkipEmptyParts)) : std::nullopt;
}

void SessionState::setTransfersFolded(bool folded)
{
    m_settings.setValue(windowKey(u"transfersFolded"_s), folded);
}

void SessionState::setSidebarVisible(bool visible)
{
    m_settings.setValue(windowKey(u"sidebar"_s), visible);
}

bool SessionState::isSidebarVisible() const
{
    return m_settings.value(windowKey(u"sidebar"_s), true).toBool();
}

void SessionState::setSidebarWidth(int width)
{
    m_settings.setValue(windowKey(u"sidebarWidth"_s), width);
}

int SessionState::sidebarWidth() const
{
    constexpr int usualWidth = 208;
    return m_settings.value(windowKey(u"sidebarWidth"_s), usualWidth).toInt();
}

bool SessionState::areTransfersFolded() const
{
    return m_settings.value(windowKey(u"transfersFolded"_s), false).toBool();
}

} // namespace vitrine
