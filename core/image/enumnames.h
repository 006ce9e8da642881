#pragma once

#include <array>
#include <optional>
#include <utility>

#include <QList>
#include <QString>

namespace vitrine {

/// A fixed table of enumerators and their words on the wire, in the order in which they are listed.
template<typename Enum, std::size_t count>
using EnumNames = std::array<std::pair<Enum, const char *>, count>;

template<typename Enum, std::size_t count>
QString nameOf(const EnumNames<Enum, count> &names, Enum value)
{
    for (const auto &[candidate, name] : names) {
        if (candidate == value)
            return QString::fromLatin1(name);
    }
    Q_UNREACHABLE();
}

template<typename Enum, std::size_t count>
std::optional<Enum> valueOf(const EnumNames<Enum, count> &names, const QString &name)
{
    for (const auto &[value, candidate] : names) {
        if (name == QLatin1String(candidate))
            return value;
    }
    return std::nullopt;
}

template<typename Enum, std::size_t count>
QList<Enum> valuesOf(const EnumNames<Enum, count> &names)
{
    QList<Enum> values;
    values.reserve(static_cast<qsizetype>(count));
    for (const auto &entry : names)
        values.append(entry.first);
    return values;
}

} // namespace vitrine
