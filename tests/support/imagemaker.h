#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace vitrine::test {

// Each makes one file at `path` with the real tool, or by hand where there is none, and fails the running
// test when it cannot.

/// qemu-img create. `format` and `options` are qemu-img's: "vpc", { "subformat=fixed" }. Sizes in bytes.
void makeImage(
    const QString &path, const QString &format, qint64 virtualSize, const QStringList &options = {});
void makeQcow2(const QString &path, qint64 virtualSize, const QStringList &options = {});
/// An encrypted LUKS 1 container.
void makeLuks(const QString &path, qint64 virtualSize);
/// A hole of `size` bytes.
void makeRaw(const QString &path, qint64 size);
/// The content of `source` in another format, by qemu-img convert.
void convertImage(
    const QString &source, const QString &path, const QString &format, const QStringList &options = {});
/// A disc with one small file, by xorriso. With `isHybrid` it also carries a partition table.
void makeIso(const QString &path, bool isHybrid = false);
/// A raw disk with one Linux partition in an MBR.
void makeMbr(const QString &path, qint64 size);
/// A raw disk with a GPT of correct checksums and one partition.
void makeGpt(const QString &path, qint64 size);
/// An appliance of one small disk.
void makeOva(const QString &path);

/// A tar archive of plain members.
QByteArray tarOf(const QList<QPair<QString, QByteArray>> &members);
/// qemu-img info --output=json of the file read as `format`.
QJsonObject imageInfo(const QString &path, const QString &format);
qint64 virtualSizeOf(const QString &path, const QString &format);
/// Overwrites bytes in the middle of a file.
void patchFile(const QString &path, qint64 offset, const QByteArray &bytes);

} // namespace vitrine::test
