#pragma once

#include <span>

#include <QByteArrayView>

namespace vitrine::fuzz {

/// A parser that takes any bytes. It aborts when what it makes of them cannot be.
struct FuzzTarget {
    const char *name; ///< also of the folder of its corpus
    void (*run)(QByteArrayView bytes);
};

std::span<const FuzzTarget> fuzzTargets();

} // namespace vitrine::fuzz
