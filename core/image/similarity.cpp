#include "core/image/similarity.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace vitrine {

namespace {

constexpr qsizetype shortestText = 3;
constexpr qsizetype lettersPerMistake = 3;
constexpr int mostMistakes = 3;
constexpr int best = 1000;
constexpr int perMistake = 200;
constexpr int inOrder = 100;

/// The fewest mistakes with which `text` stands anywhere in `name`: Sellers' algorithm, with swapped
/// neighbours counted as one mistake.
int fewestMistakes(const QString &name, const QString &text)
{
    const auto length = static_cast<std::size_t>(text.size());
    std::vector<int> before(length + 1);
    std::vector<int> last(length + 1);
    std::vector<int> row(length + 1);
    std::iota(last.begin(), last.end(), 0);
    int fewest = last.back();
    for (qsizetype column = 0; column < name.size(); ++column) {
        row[0] = 0;
        for (std::size_t i = 1; i <= length; ++i) {
            const auto place = static_cast<qsizetype>(i - 1);
            const int change = name.at(column) == text.at(place) ? 0 : 1;
            row[i] = std::min({ last[i - 1] + change, last[i] + 1, row[i - 1] + 1 });
            const bool areSwapped = i > 1 && column > 0 && name.at(column) == text.at(place - 1)
                && name.at(column - 1) == text.at(place);
            if (areSwapped)
                row[i] = std::min(row[i], before[i - 2] + 1);
        }
        fewest = std::min(fewest, row[length]);
        before.swap(last);
        last.swap(row);
    }
    return fewest;
}

bool comeInOrder(const QString &name, const QString &text)
{
    qsizetype found = 0;
    for (const QChar letter : name) {
        if (found < text.size() && letter == text.at(found))
            ++found;
    }
    return found == text.size();
}

} // namespace

int similarity(const QString &name, const QString &text)
{
    const QString typed = text.trimmed().toCaseFolded();
    const QString folded = name.toCaseFolded();
    if (typed.isEmpty())
        return 0;
    if (folded.contains(typed))
        return best;
    if (typed.size() < shortestText)
        return 0;
    const int mistakes = fewestMistakes(folded, typed);
    const auto allowed = std::min<qsizetype>(mostMistakes, typed.size() / lettersPerMistake);
    if (mistakes <= allowed)
        return best - mistakes * perMistake;
    return comeInOrder(folded, typed) ? inOrder : 0;
}

} // namespace vitrine
