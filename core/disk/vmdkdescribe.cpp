#include "core/disk/vmdkdescribe.h"

#include <algorithm>

#include <QFileInfo>
#include <QRandomGenerator>

namespace vitrine::vmdk {

namespace {

/// Readers look at this name with suspicion, so anything but a plain one gives way to one that is.
QByteArray extentNameOf(const QString &path)
{
    const QByteArray name = QFileInfo(path).fileName().toUtf8();
    const bool isPlain = !name.isEmpty() && name.size() <= 200 && name != "." && name != ".."
        && std::all_of(name.cbegin(), name.cend(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || QByteArrayView("._-+ ").contains(c);
           });
    return isPlain ? name : QByteArray("disk.vmdk");
}

} // namespace

NumberBytes headerOf(quint64 capacity, const HeaderPlaces &places)
{
    NumberBytes bytes(sectorLength);
    bytes.text(0, "KDMV");
    bytes.little<quint32>(4, places.version);
    bytes.little<quint32>(8, places.flags);
    bytes.little<quint64>(12, capacity);
    bytes.little<quint64>(20, grainSectors);
    bytes.little<quint64>(28, descriptorOffset);
    bytes.little<quint64>(36, descriptorSectors);
    bytes.little<quint32>(44, grainsInTable);
    bytes.little<quint64>(48, places.redundantDirectory);
    bytes.little<quint64>(56, places.directory);
    bytes.little<quint64>(64, places.overhead);
    bytes.text(73, lineEndCheck);
    bytes.little<quint16>(77, (places.flags & compressedFlag) != 0 ? 1 : 0); // deflate
    return bytes;
}

NumberBytes descriptorOf(quint64 capacity, QByteArrayView createType, const QString &path)
{
    const QByteArray id = QByteArray::number(QRandomGenerator::system()->generate() | 1U, 16);
    const quint64 cylinders = std::min<quint64>(capacity / (16 * 63), 65535);
    const QByteArray text = "# Disk DescriptorFile\nversion=1\nCID=" + id.rightJustified(8, '0')
        + "\nparentCID=ffffffff\ncreateType=\"" + createType.toByteArray() + "\"\n\n# Extent description\nRW "
        + QByteArray::number(capacity) + " SPARSE \"" + extentNameOf(path)
        + "\"\n\n# The Disk Data Base\n#DDB\n\nddb.virtualHWVersion = \"4\"\nddb.geometry.cylinders = \""
        + QByteArray::number(cylinders)
        + "\"\nddb.geometry.heads = \"16\"\nddb.geometry.sectors = \"63\"\nddb.adapterType = \"ide\"\n";
    NumberBytes bytes(descriptorSectors * sectorLength);
    bytes.text(0, text);
    return bytes;
}

} // namespace vitrine::vmdk
