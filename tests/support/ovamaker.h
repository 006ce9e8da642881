#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace vitrine::test {

/// A disk as a member of an appliance.
struct ApplianceDisk {
    QString name;
    QByteArray content;
    qint64 capacity = 0;
};

/// A description as VMware and VirtualBox write it: a Debian of 2 processors and 2 GiB that boots by UEFI.
QByteArray ovfText(const QList<ApplianceDisk> &disks);
/// SHA256 of each member.
QByteArray manifestText(const QList<QPair<QString, QByteArray>> &members);
/// The appliance with its manifest.
QByteArray applianceOf(const QList<ApplianceDisk> &disks);
/// A streamOptimized VMDK of 1 MiB by qemu-img, with `text` in its first bytes.
QByteArray smallVmdk(const QByteArray &text);

} // namespace vitrine::test
