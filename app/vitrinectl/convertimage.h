#pragma once

#include <string>

#include "app/vitrinectl/program.h"
#include "core/disk/convertdisk.h"

namespace vitrine::ctl {

/// Whether the argument names an image of the catalogue: written image:NAME, or no file is called so.
bool isImageToConvert(const std::string &argument);
/// NAME of image:NAME.
QString withoutImagePrefix(const QString &reference);
/// Whether it is written image:NAME or image:
bool isNewImage(const QString &argument);

/// A conversion that has an image of the catalogue at one end or at both.
QCoro::Task<Result<void>> convertInCatalogue(
    Context context, std::string source, QString destination, ConvertOptions options, QString store);

} // namespace vitrine::ctl
