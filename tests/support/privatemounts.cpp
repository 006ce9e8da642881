#include "tests/support/privatemounts.h"

#include <cerrno>
#include <cstring>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <QFile>
#include <QTest>

namespace vitrine::test {

namespace {

QString reason(const char *what)
{
    return QString::fromLatin1(what) + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(errno));
}

bool write(const char *path, const QByteArray &bytes)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(bytes) == bytes.size();
}

} // namespace

QString enterPrivateMounts()
{
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (user != 0 || ::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return reason("unshare");
        if (!write("/proc/self/setgroups", "deny")
            || !write("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1")
            || !write("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1"))
            return reason("uid_map");
    }
    // Nothing mounted here is to be seen outside.
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return reason("mount --make-rprivate");
    return {};
}

MemoryDisk::MemoryDisk(const QString &folder, const QByteArray &options)
    : m_folder(QFile::encodeName(folder))
    , m_options(options)
{
    if (::mount("tmpfs", m_folder.constData(), "tmpfs", MS_NOSUID | MS_NODEV, m_options.constData()) != 0)
        QTest::qFail(qPrintable(reason("mount")), __FILE__, __LINE__);
}

MemoryDisk::~MemoryDisk()
{
    ::umount2(m_folder.constData(), MNT_DETACH);
}

void MemoryDisk::makeReadOnly()
{
    const unsigned long flags = MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV;
    if (::mount("tmpfs", m_folder.constData(), "tmpfs", flags, m_options.constData()) != 0)
        QTest::qFail(qPrintable(reason("remount")), __FILE__, __LINE__);
}

} // namespace vitrine::test
