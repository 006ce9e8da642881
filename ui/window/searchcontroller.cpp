#include "ui/window/searchcontroller.h"

#include "ui/images/imagelistmodel.h"

namespace vitrine {

SearchController::SearchController(ImageListModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_text(model.query().text)
    , m_isTrash(model.query().trash)
{
    // Later, not in the middle of what the model is doing: a new query replaces its load.
    connect(
        &model, &ImageListModel::stateChanged, this, &SearchController::handleState, Qt::QueuedConnection);
}

void SearchController::setText(const QString &text)
{
    m_text = text.trimmed();
    if (m_model.state() != ImageListModel::State::Loading)
        ask();
}

void SearchController::setTrash(bool trash)
{
    m_isTrash = trash;
    ask();
}

void SearchController::ask()
{
    ImageQuery query = m_model.query();
    if (query.text == m_text && query.trash == m_isTrash)
        return;
    query.text = m_text;
    query.trash = m_isTrash;
    m_model.setQuery(query);
}

void SearchController::handleState()
{
    if (m_model.state() != ImageListModel::State::Loading)
        ask();
}

} // namespace vitrine
