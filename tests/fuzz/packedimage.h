#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace vitrine::fuzz {

// What is worth changing in an image is little, but lies far apart: a VHDX image has a few sectors of tables
// in its first 4 MiB. Corpora hold images without their empty sectors: u32 length of the file, then for each
// sector that is not empty u32 number and its 512 bytes, little-endian.

QByteArray packImage(QByteArrayView image);

/// Makes any bytes the content of a file without a name, which is the same one each time. No image is longer
/// than 64 MiB. Gives its descriptor.
int unpackImage(QByteArrayView packed);

} // namespace vitrine::fuzz
