#pragma once

#include <QString>

namespace vitrine {

/// The label of an action as it is read out or listed: without its mnemonic, which Chinese labels carry in
/// brackets ("匯出(&E)…"), and without the dots that announce a question.
QString plainActionText(QString label);

} // namespace vitrine
