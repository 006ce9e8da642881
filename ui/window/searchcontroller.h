#pragma once

#include <optional>

#include <QObject>

#include "ui/finding/searchsyntax.h"

namespace vitrine {

class ImageListModel;

/// Search as you type: a keystroke asks at once when the service is free; while an answer is awaited only
/// the latest wish is kept. So the service itself sets the pace, and the last text always wins.
///
/// Where nothing has the text in it, names that are similar are asked for instead.
///
/// What is asked is the filters that stand as chips together with those that are typed into the text.
class SearchController final : public QObject
{
    Q_OBJECT

public:
    SearchController(ImageListModel &model, QObject *parent);

    /// Asks for the first time.
    void start(const QList<SortKey> &sort, const FilterSet &filters, const QString &typed);
    void setText(const QString &typed);
    void setFilters(const FilterSet &filters);
    void setTrash(bool trash);

    /// What is typed at present.
    const Search &typed() const { return m_typed; }
    /// All filters in force, chips and typed ones.
    FilterSet allFilters() const { return merged(m_filters, m_typed.filters); }

private:
    ImageQuery wanted(ImageQuery query) const;
    void ask();
    void askWhenFree();
    void handleState();

    ImageListModel &m_model;
    Search m_typed;
    FilterSet m_filters;
    bool m_isTrash = false;
    std::optional<ImageQuery> m_inVain; ///< the last that nothing was found for
};

} // namespace vitrine
