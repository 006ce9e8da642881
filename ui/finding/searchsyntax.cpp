#include "ui/finding/searchsyntax.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Qualifier {
    const char *word;
    Facet facet;
};

/// The first of a facet is the one written; Glance's own names are understood too.
constexpr std::array<Qualifier, 13> qualifiers{ {
    { "status", Facet::Status },
    { "format", Facet::Format },
    { "disk_format", Facet::Format },
    { "visibility", Facet::Visibility },
    { "size", Facet::Size },
    { "changed", Facet::Changed },
    { "updated", Facet::Changed },
    { "updated_at", Facet::Changed },
    { "age", Facet::Changed },
    { "tag", Facet::Tag },
    { "distro", Facet::Distribution },
    { "os", Facet::Distribution },
    { "os_distro", Facet::Distribution },
} };

/// Images without tags.
const QLatin1String untagged("no:tag");

std::optional<Facet> facetOf(const QString &word)
{
    for (const Qualifier &qualifier : qualifiers) {
        if (word.compare(QLatin1String(qualifier.word), Qt::CaseInsensitive) == 0)
            return qualifier.facet;
    }
    return std::nullopt;
}

/// Splits at `separator` outside of double quotes; the quotes stay.
QStringList splitOutsideQuotes(const QString &text, bool (*isSeparator)(QChar))
{
    QStringList parts{ QString() };
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            isQuoted = !isQuoted;
        if (!isQuoted && isSeparator(c))
            parts.append(QString());
        else
            parts.last().append(c);
    }
    return parts;
}

bool isSpace(QChar c)
{
    return c.isSpace();
}

bool isComma(QChar c)
{
    return c == u',';
}

bool isQuotedWhole(const QString &word)
{
    return word.size() > 2 && word.startsWith(u'"') && word.endsWith(u'"') && word.count(u'"') == 2;
}

QString unquoted(QString value)
{
    return value.remove(u'"');
}

/// "1.5G", "100MiB", "4096": always in steps of 1024.
std::optional<qint64> bytesFrom(QString number)
{
    number = number.trimmed().toUpper();
    for (const char *ending : { "IB", "B" }) {
        if (number.endsWith(QLatin1String(ending))) {
            number.chop(static_cast<int>(qstrlen(ending)));
            break;
        }
    }
    static const QString units = u"KMGTPE"_s;
    const qsizetype unit = number.isEmpty() ? -1 : units.indexOf(number.back());
    if (unit >= 0)
        number.chop(1);
    bool isNumber = false;
    const double value = number.toDouble(&isNumber) * std::pow(1024.0, static_cast<double>(unit + 1));
    // Beyond this a double cannot be turned into a qint64.
    constexpr double limit = 9.0e18;
    if (!isNumber || !std::isfinite(value) || value < 0 || value > limit)
        return std::nullopt;
    return std::llround(value);
}

/// ">1G", "<=500M", "1G" (that or more), "1G..10G".
std::optional<QStringList> sizeValues(const QString &typed)
{
    if (const qsizetype dots = typed.indexOf(".."_L1); dots >= 0) {
        const auto from = bytesFrom(typed.first(dots));
        const auto to = bytesFrom(typed.sliced(dots + 2));
        if (!from || !to || *from > *to)
            return std::nullopt;
        return QStringList{ sizeValue({ FilterOperator::GreaterOrEqual, *from }),
            sizeValue({ FilterOperator::LessOrEqual, *to }) };
    }
    SizeBound bound;
    qsizetype signs = 0;
    if (typed.startsWith(u'>') || typed.startsWith(u'<')) {
        const bool isInclusive = typed.size() > 1 && typed.at(1) == u'=';
        const bool isGreater = typed.startsWith(u'>');
        signs = isInclusive ? 2 : 1;
        bound.op = isGreater ? (isInclusive ? FilterOperator::GreaterOrEqual : FilterOperator::Greater)
                             : (isInclusive ? FilterOperator::LessOrEqual : FilterOperator::Less);
    }
    const auto bytes = bytesFrom(typed.sliced(signs));
    if (!bytes)
        return std::nullopt;
    bound.bytes = *bytes;
    return QStringList{ sizeValue(bound) };
}

/// None when the facet cannot have such a value.
std::optional<QStringList> valuesFrom(Facet facet, const QString &typed)
{
    if (typed.isEmpty())
        return std::nullopt;
    if (facet == Facet::Size)
        return sizeValues(typed);
    const QStringList fixed = fixedValues(facet);
    if (fixed.isEmpty())
        return QStringList{ typed };
    const QString lower = typed.toLower();
    return fixed.contains(lower) ? std::optional(QStringList{ lower }) : std::nullopt;
}

/// Whether more letters could make the value one of the facet's.
bool mayBecomeValue(Facet facet, const QString &typed)
{
    if (typed.isEmpty())
        return true;
    if (facet == Facet::Size)
        return typed == "<"_L1 || typed == ">"_L1 || typed == "<="_L1 || typed == ">="_L1
            || (typed.endsWith(u'.') && typed.front().isDigit());
    const QStringList fixed = fixedValues(facet);
    return std::any_of(fixed.cbegin(), fixed.cend(),
        [&typed](const QString &value) { return value.startsWith(typed, Qt::CaseInsensitive); });
}

/// Two bounds may stand together when they are the two ends.
QStringList withBound(QStringList bounds, const QString &added)
{
    bounds.removeIf([&added](const QString &bound) { return bound.front() == added.front(); });
    bounds.append(added);
    return bounds;
}

void addValues(FilterSet &set, Facet facet, const QStringList &values)
{
    if (facet != Facet::Size) {
        set = merged(set, { { facet, values } });
        return;
    }
    QStringList bounds = set.value(facet);
    for (const QString &value : values)
        bounds = withBound(bounds, value);
    set.insert(facet, bounds);
}

enum class Reading { Filter, Unfinished, Text };

Reading readWord(const QString &word, FilterSet &set)
{
    if (word.compare(untagged, Qt::CaseInsensitive) == 0) {
        addValues(set, Facet::Tag, { QString() });
        return Reading::Filter;
    }
    if (word.size() >= 3 && untagged.startsWith(word, Qt::CaseInsensitive))
        return Reading::Unfinished;
    const qsizetype colon = word.indexOf(u':');
    const std::optional<Facet> facet = colon > 0 ? facetOf(word.first(colon)) : std::nullopt;
    if (!facet)
        return Reading::Text;
    const QStringList typedValues = splitOutsideQuotes(word.sliced(colon + 1), isComma);
    FilterSet read = set;
    for (qsizetype i = 0; i < typedValues.size(); ++i) {
        const QString typed = unquoted(typedValues.at(i));
        const auto values = valuesFrom(*facet, typed);
        if (values) {
            addValues(read, *facet, *values);
            continue;
        }
        if (i + 1 != typedValues.size() || !mayBecomeValue(*facet, typed))
            return Reading::Text;
        set = read;
        return Reading::Unfinished;
    }
    set = read;
    return Reading::Filter;
}

QString quotedWhereNeeded(const QString &value)
{
    const bool isPlain = std::none_of(
        value.cbegin(), value.cend(), [](QChar c) { return c.isSpace() || c == u',' || c == u'"'; });
    // A quote within a value cannot be written: it is the one thing that is lost.
    return isPlain ? value : u'"' % QString(value).remove(u'"') % u'"';
}

/// A size that reads well: "10G" instead of 10737418240.
QString shortSize(const QString &value)
{
    SizeBound bound = sizeBoundOf(value);
    static const QString units = u"KMGTPE"_s;
    qsizetype unit = -1;
    while (unit + 1 < units.size() && bound.bytes >= 1024 && bound.bytes % 1024 == 0) {
        bound.bytes /= 1024;
        ++unit;
    }
    const QString number = sizeValue(bound);
    return unit < 0 ? number : QString(number + units.at(unit));
}

} // namespace

Search searchFrom(const QString &typed)
{
    Search search;
    const QStringList words = splitOutsideQuotes(typed, isSpace);
    QStringList text;
    bool hasOnlyText = true;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (word.isEmpty())
            continue;
        if (isQuotedWhole(word) && word.contains(u':')) {
            // The way to look for what would else be a filter.
            hasOnlyText = false;
            text.append(unquoted(word));
            continue;
        }
        const Reading reading = readWord(word, search.filters);
        const bool isLast = i + 1 == words.size();
        if (reading == Reading::Text || (reading == Reading::Unfinished && !isLast))
            text.append(word);
        else
            hasOnlyText = false;
    }
    search.text = hasOnlyText ? typed.trimmed() : text.join(u' ');
    return search;
}

QString typedForm(const Search &search)
{
    QStringList words;
    for (auto it = search.filters.cbegin(); it != search.filters.cend(); ++it) {
        if (it.key() == Facet::Size) {
            for (const QString &value : it.value())
                words.append(qualifierOf(it.key()) % u':' % shortSize(value));
            continue;
        }
        QStringList values;
        for (const QString &value : it.value()) {
            if (!value.isEmpty())
                values.append(quotedWhereNeeded(value));
        }
        if (values.size() < it.value().size())
            words.append(untagged);
        if (!values.isEmpty())
            words.append(qualifierOf(it.key()) % u':' % values.join(u','));
    }
    if (!search.text.isEmpty()) {
        const bool isPlain
            = searchFrom(search.text).filters.isEmpty() && searchFrom(search.text + u' ').text == search.text;
        words.append(isPlain ? search.text : QString(u'"' % search.text % u'"'));
    }
    return words.join(u' ');
}

QString qualifierOf(Facet facet)
{
    const auto it = std::find_if(qualifiers.cbegin(), qualifiers.cend(),
        [facet](const Qualifier &qualifier) { return qualifier.facet == facet; });
    return QLatin1String(it->word);
}

} // namespace vitrine
