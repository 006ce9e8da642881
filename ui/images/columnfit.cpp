#include "ui/images/columnfit.h"

#include <algorithm>

namespace vitrine {

namespace {

int leastSum(const QList<ColumnWish> &columns, const QList<int> &places)
{
    int sum = 0;
    for (const int place : places)
        sum += columns.at(place).least;
    return sum;
}

/// The places of the columns that stay, in their order.
QList<int> staying(const QList<ColumnWish> &columns, int room)
{
    QList<int> places;
    for (int i = 0; i < columns.size(); ++i)
        places.append(i);
    while (leastSum(columns, places) > room) {
        const auto last = std::max_element(places.begin(), places.end(),
            [&](int left, int right) { return columns.at(left).rank < columns.at(right).rank; });
        if (last == places.end() || columns.at(*last).rank == 0)
            return {};
        places.erase(last);
    }
    return places;
}

} // namespace

QList<int> fittedWidths(const QList<ColumnWish> &columns, int room)
{
    QList<int> widths(columns.size(), 0);
    const QList<int> places = staying(columns, room);
    if (places.isEmpty()) {
        for (int i = 0; i < columns.size(); ++i)
            widths[i] = columns.at(i).usual;
        return widths;
    }
    int spare = room - leastSum(columns, places);
    int wanted = 0;
    for (const int place : places)
        wanted += columns.at(place).usual - columns.at(place).least;
    // What there is beyond the least goes to each in proportion to what it lacks.
    for (const int place : places) {
        const ColumnWish &column = columns.at(place);
        const int lack = column.usual - column.least;
        const int given = wanted > 0 ? std::min(lack, spare * lack / wanted) : 0;
        widths[place] = column.least + given;
        spare -= given;
        wanted -= lack;
    }
    return widths;
}

} // namespace vitrine
