#pragma once

#include <memory>

#include <QByteArray>

#include "core/disk/diskview.h"

namespace vitrine {

/// Files of an ext2, ext3 or ext4 file system that is not mounted, by libext2fs. For one thread.
class ExtReader final
{
public:
    /// Null when there is none that can be read. `part` must outlive it.
    static std::unique_ptr<ExtReader> open(DiskView &part);
    ~ExtReader();
    ExtReader(const ExtReader &) = delete;
    ExtReader &operator=(const ExtReader &) = delete;

    qint64 usedBytes() const;
    /// The beginning of a file, over symbolic links inside the file system; null when there is none.
    QByteArray read(const char *path, qsizetype most) const;

private:
    class Private;
    explicit ExtReader(std::unique_ptr<Private> d);
    const std::unique_ptr<Private> d;
};

} // namespace vitrine
