#include "core/store/filesystemkind.h"

#include <linux/magic.h>

#include <QCoreApplication>

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileSystemKind)
};

// Magic numbers of statfs(2) that linux/magic.h does not name.
constexpr unsigned long cifsMagic = 0xFF534D42;
constexpr unsigned long exfatMagic = 0x2011BAB0;

} // namespace

QString fileSystemWarning(FileOps &ops, int folder, const QString &path)
{
    struct statfs status = {};
    if (ops.fstatfs(folder, &status) != 0)
        return {};
    switch (static_cast<unsigned long>(status.f_type)) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case SMB2_SUPER_MAGIC:
    case cifsMagic:
    case CEPH_SUPER_MAGIC:
    case V9FS_MAGIC:
        return Text::tr("“%1” lies on a network share. Images may be slow or out of reach there.").arg(path);
    case FUSE_SUPER_MAGIC:
        return Text::tr("“%1” lies on a FUSE file system, which may lose images at a power cut.").arg(path);
    case MSDOS_SUPER_MAGIC:
        return Text::tr(
            "“%1” lies on a FAT file system: images of 4 GiB or more do not fit, and holes take room.")
            .arg(path);
    case exfatMagic:
        return Text::tr("“%1” lies on an exFAT file system: holes in images take room there.").arg(path);
    default:
        return {};
    }
}

} // namespace vitrine
