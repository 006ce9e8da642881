#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "core/disk/diskwriter.h"

namespace vitrine::test {

/// One way in which qemu-img stores a disk.
struct QemuKind {
    const char *name;
    QString format; ///< of qemu-img
    QStringList options = {}; ///< of the format
    bool isCompressed = false;
};
const QList<QemuKind> &qemuKinds();

/// One way in which Vitrine stores a disk.
struct LayoutKind {
    const char *name;
    DiskLayout layout;
};
const QList<LayoutKind> &layoutKinds();

/// A raw disk of `size` bytes with data of several kinds at its start, in its middle and at its end: noise,
/// text, zeros that are stored, holes.
void makeMixedDisk(const QString &path, qint64 size);
/// A raw disk with an ext4 file system that holds the engine's sources.
void makeExt4Disk(const QString &path, qint64 size);
void makeDisk(const QString &raw, const QString &path, const QemuKind &kind);

/// The name of a format in qemu-img.
QString qemuFormatOf(DiskFormat format);
/// Fails the running test unless qemu-img reads the same bytes from both.
void compareByQemu(
    const QString &left, const QString &leftFormat, const QString &right, const QString &rightFormat);
/// Fails the running test when qemu-img check finds a fault. Formats that it cannot check pass.
void checkByQemu(const QString &path, const QString &format);

} // namespace vitrine::test
