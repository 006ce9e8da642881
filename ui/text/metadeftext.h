#pragma once

#include <QString>

#include "core/image/metadef.h"

namespace vitrine::text {

/// A title or description of the bundled metadata definitions in the language of the program.
QString metadefText(const QString &english);
/// What is wrong with a value, as advice: any text may be stored.
QString propertyFault(const PropertyDefinition &definition, PropertyFault fault, const QString &value);

} // namespace vitrine::text
