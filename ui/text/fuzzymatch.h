#pragma once

#include <optional>

#include <QString>

namespace vitrine {

/// How well what people type fits a name: all its characters must come in this order, whatever the case.
/// Greater is better; beginnings of words and neighbours count more, gaps less. None when it does not fit;
/// 0 for an empty pattern.
std::optional<int> fuzzyScore(const QString &pattern, const QString &name);

} // namespace vitrine
