#pragma once

#include <QString>

namespace vitrine {

/// How much a name looks like what somebody typed, whatever the case: 0 for not at all, else the more the
/// better. A part of the name may differ from the text by a few mistakes (letters left out, added, changed or
/// swapped; one in three letters, three at most), or the text's letters come in the name in their order.
int similarity(const QString &name, const QString &text);

} // namespace vitrine
