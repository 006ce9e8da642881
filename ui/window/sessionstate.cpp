#include "ui/window/sessionstate.h"

#include <QHeaderView>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr QSize defaultSize(1120, 720);

QString geometryKey()
{
    return u"window/geometry"_s;
}

QString headerKey()
{
    return u"window/columns"_s;
}

QString splitterKey()
{
    return u"window/splitter"_s;
}

QString sortKey()
{
    return u"window/sort"_s;
}

QString sortOrderKey()
{
    return u"window/sortDescending"_s;
}

QString filtersKey()
{
    return u"window/filters"_s;
}

QString detailsKey()
{
    return u"window/details"_s;
}

QString foldedSectionsKey()
{
    return u"window/foldedDetails"_s;
}

QString transfersKey()
{
    return u"window/transfersFolded"_s;
}

} // namespace

SessionState::SessionState(QSettings &settings)
    : m_settings(settings)
{
}

void SessionState::saveWindow(const QWidget &window)
{
    m_settings.setValue(geometryKey(), window.saveGeometry());
}

void SessionState::restoreWindow(QWidget &window) const
{
    if (!window.restoreGeometry(m_settings.value(geometryKey()).toByteArray()))
        window.resize(defaultSize.boundedTo(window.screen()->availableSize()));
}

void SessionState::saveHeader(const QHeaderView &header)
{
    m_settings.setValue(headerKey(), header.saveState());
}

void SessionState::restoreHeader(QHeaderView &header) const
{
    const QByteArray state = m_settings.value(headerKey()).toByteArray();
    // The order of the rows is the query's, see sort().
    const QSignalBlocker quiet(header);
    if (!state.isEmpty())
        header.restoreState(state);
}

void SessionState::saveSplitter(const QSplitter &splitter)
{
    m_settings.setValue(splitterKey(), splitter.saveState());
}

void SessionState::restoreSplitter(QSplitter &splitter) const
{
    splitter.restoreState(m_settings.value(splitterKey()).toByteArray());
    // A state from another version must not bring back what was decided since.
    splitter.setChildrenCollapsible(false);
}

void SessionState::saveSort(const QList<SortKey> &sort)
{
    const SortKey first = sort.isEmpty() ? SortKey{} : sort.first();
    m_settings.setValue(sortKey(), sortFieldName(first.field));
    m_settings.setValue(sortOrderKey(), first.order == Qt::DescendingOrder);
}

QList<SortKey> SessionState::sort() const
{
    const auto field = sortFieldFromName(m_settings.value(sortKey()).toString());
    if (!field)
        return {};
    const bool isDescending = m_settings.value(sortOrderKey()).toBool();
    return { SortKey{ *field, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder } };
}

void SessionState::saveFilters(const QString &typed)
{
    m_settings.setValue(filtersKey(), typed);
}

QString SessionState::filters() const
{
    return m_settings.value(filtersKey()).toString();
}

void SessionState::setDetailsVisible(bool visible)
{
    m_settings.setValue(detailsKey(), visible);
}

bool SessionState::isDetailsVisible(bool fits) const
{
    return m_settings.value(detailsKey(), fits).toBool();
}

void SessionState::setFoldedSections(const QStringList &names)
{
    // A list of none would be read back as nothing decided.
    m_settings.setValue(foldedSectionsKey(), names.join(u' '));
}

std::optional<QStringList> SessionState::foldedSections() const
{
    const QVariant names = m_settings.value(foldedSectionsKey());
    return names.isValid() ? std::optional(names.toString().split(u' ', Qt::SkipEmptyParts)) : std::nullopt;
}

void SessionState::setTransfersFolded(bool folded)
{
    m_settings.setValue(transfersKey(), folded);
}

bool SessionState::areTransfersFolded() const
{
    return m_settings.value(transfersKey(), false).toBool();
}

} // namespace vitrine
