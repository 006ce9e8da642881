#include "ui/window/searchcontroller.h"

#include "ui/images/imagelistmodel.h"

namespace vitrine {

SearchController::SearchController(ImageListModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_isTrash(model.query().trash)
{
    // Later, not in the middle of what the model is doing: a new query replaces its load.
    connect(
        &model, &ImageListModel::stateChanged, this, &SearchController::handleState, Qt::QueuedConnection);
}

void SearchController::start(const QList<SortKey> &sort, const FilterSet &filters, const QString &typed)
{
    m_filters = filters;
    m_typed = searchFrom(typed);
    ImageQuery query;
    query.sort = sort;
    m_model.setQuery(wanted(query));
}

void SearchController::setText(const QString &typed)
{
    m_typed = searchFrom(typed);
    askWhenFree();
}

void SearchController::setFilters(const FilterSet &filters)
{
    m_filters = filters;
    askWhenFree();
}

void SearchController::setTrash(bool trash)
{
    m_isTrash = trash;
    ask();
}

ImageQuery SearchController::wanted(ImageQuery query) const
{
    query.text = m_typed.text;
    query.trash = m_isTrash;
    query.filters = imageFiltersOf(allFilters(), QDateTime::currentDateTime());
    query.isFuzzy = false;
    query.isFuzzy = query == m_inVain;
    return query;
}

void SearchController::ask()
{
    const ImageQuery query = wanted(m_model.query());
    if (query != m_model.query())
        m_model.setQuery(query);
}

void SearchController::askWhenFree()
{
    if (m_model.state() != ImageListModel::State::Loading)
        ask();
}

void SearchController::handleState()
{
    const ImageQuery &query = m_model.query();
    const bool isInVain = m_model.state() == ImageListModel::State::Complete && m_model.rowCount() == 0
        && !query.text.isEmpty() && !query.isFuzzy;
    if (isInVain)
        m_inVain = query;
    askWhenFree();
}

} // namespace vitrine
