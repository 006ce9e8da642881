#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include "core/transfer/transfer.h"

namespace vitrine {

/// What a person can do with one transfer.
enum class TransferAction { Pause, Resume, Retry, Cancel, Clear, MoveUp, MoveDown };

/// What the state of `transfer` allows, in the order in which it is offered.
QList<TransferAction> allowedActions(const Transfer &transfer);
bool isAllowed(const Transfer &transfer, TransferAction action);
/// The actions that a row shows as buttons, at most two.
QList<TransferAction> rowButtons(const Transfer &transfer);

/// Translated, for menus and tooltips.
QString transferActionText(TransferAction action);
QString transferActionIcon(TransferAction action);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::TransferAction)
