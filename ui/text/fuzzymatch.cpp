#include "ui/text/fuzzymatch.h"

namespace vitrine {

namespace {

constexpr int perCharacter = 10;
constexpr int atBeginning = 30;
constexpr int atWord = 20;
constexpr int neighbour = 15;
constexpr int inOnePiece = 40;
/// Two letters side by side say little: people write the beginnings of two words.
constexpr qsizetype shortestPiece = 3;
constexpr int longestGapCounted = 10;

bool isWordBeginning(const QString &name, qsizetype index)
{
    if (index == 0)
        return true;
    const QChar before = name.at(index - 1);
    return !before.isLetterOrNumber() || (before.isLower() && name.at(index).isUpper());
}

/// Takes each character where it comes first from `from` on, but for the first one.
std::optional<int> scoreFrom(const QString &pattern, const QString &name, qsizetype from)
{
    int score = 0;
    qsizetype last = from - 1;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const qsizetype found = at == 0 ? from : name.indexOf(pattern.at(at), last + 1, Qt::CaseInsensitive);
        if (found < 0)
            return std::nullopt;
        score += perCharacter;
        if (found == 0)
            score += atBeginning;
        else if (isWordBeginning(name, found))
            score += atWord;
        if (at > 0) {
            const auto gap = static_cast<int>(found - last - 1);
            score += gap == 0 ? neighbour : -qMin(gap, longestGapCounted);
        }
        last = found;
    }
    const bool isOnePiece = last - from + 1 == pattern.size();
    if (isOnePiece && pattern.size() >= shortestPiece)
        score += inOnePiece;
    return score;
}

} // namespace

std::optional<int> fuzzyScore(const QString &pattern, const QString &name)
{
    QString wanted = pattern;
    wanted.remove(u' ');
    if (wanted.isEmpty())
        return 0;
    std::optional<int> best;
    for (qsizetype from = name.indexOf(wanted.at(0), 0, Qt::CaseInsensitive); from >= 0;
         from = name.indexOf(wanted.at(0), from + 1, Qt::CaseInsensitive)) {
        const std::optional<int> score = scoreFrom(wanted, name, from);
        if (!score)
            break;
        best = qMax(best.value_or(*score), *score);
    }
    // Of two names that fit alike, the shorter one is meant.
    return best ? std::optional(*best * 100 - static_cast<int>(qMin<qsizetype>(name.size(), 99))) : best;
}

} // namespace vitrine
