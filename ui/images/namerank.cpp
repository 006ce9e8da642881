#include "ui/images/namerank.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace vitrine {

namespace {

bool isWordStart(const QString &name, qsizetype place)
{
    return place == 0 || !name.at(place - 1).isLetterOrNumber()
        || name.at(place - 1).isDigit() != name.at(place).isDigit();
}

bool isSubsequence(const QString &name, const QString &text)
{
    qsizetype found = 0;
    for (const QChar c : name) {
        if (found < text.size() && c.toCaseFolded() == text.at(found).toCaseFolded())
            ++found;
    }
    return found == text.size();
}

} // namespace

NameRank nameRank(const QString &name, const QString &text)
{
    qsizetype place = name.indexOf(text, 0, Qt::CaseInsensitive);
    if (place < 0)
        return isSubsequence(name, text) ? NameRank::Subsequence : NameRank::Elsewhere;
    if (place == 0)
        return name.size() == text.size() ? NameRank::Exact : NameRank::Prefix;
    for (; place >= 0 && place < name.size(); place = name.indexOf(text, place + 1, Qt::CaseInsensitive)) {
        if (isWordStart(name, place))
            return NameRank::WordStart;
    }
    return NameRank::Substring;
}

void rankByName(QList<Image> &images, const QString &text, qsizetype count)
{
    std::vector<NameRank> ranks;
    for (qsizetype i = 0; i < count; ++i)
        ranks.push_back(nameRank(images.at(i).name, text));
    std::vector<std::size_t> order(ranks.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [&ranks](std::size_t left, std::size_t right) { return ranks[left] < ranks[right]; });
    QList<Image> ranked;
    ranked.reserve(images.size());
    for (const std::size_t place : order)
        ranked.append(images.at(static_cast<qsizetype>(place)));
    ranked.append(images.sliced(count));
    images = std::move(ranked);
}

} // namespace vitrine
