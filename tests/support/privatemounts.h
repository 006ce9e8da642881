#pragma once

#include <QByteArray>
#include <QString>

namespace vitrine::test {

/// Gives this process mounts of its own, which vanish with it: as root, or else in a user namespace.
/// To be called first in main(), before there is a second thread. Null on success, else why it cannot be.
QString enterPrivateMounts();

/// A file system in memory; needs enterPrivateMounts(). Fails the running test when it cannot be mounted.
class MemoryDisk final
{
public:
    /// `options` are those of tmpfs(5): "size=16m".
    MemoryDisk(const QString &folder, const QByteArray &options);
    ~MemoryDisk();
    MemoryDisk(const MemoryDisk &) = delete;
    MemoryDisk &operator=(const MemoryDisk &) = delete;

    /// Takes the right to write away, from everybody. No file on it may be open for writing.
    void makeReadOnly();

private:
    const QByteArray m_folder;
    const QByteArray m_options;
};

} // namespace vitrine::test
