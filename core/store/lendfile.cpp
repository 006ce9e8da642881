#include "core/store/lendfile.h"

#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include "core/support/fileio.h"

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::LendFile)
};

constexpr mode_t cloneMode = 0644; // a file of its own: whoever gets it may write it
constexpr mode_t anyWrite = 0222;

/// False when the disk cannot share blocks.
Result<bool> lendClone(FileOps &ops, int source, int folder, const QByteArray &name, const QString &path)
{
    const auto file
        = openFileAt(ops, folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, cloneMode, path);
    if (!file)
        return failure(file.error());
    if (ops.clone(file->get(), source) == 0)
        return true;
    ops.unlinkat(folder, name.constData());
    return false;
}

bool lendName(FileOps &ops, int source, int folder, const QByteArray &name)
{
    struct stat status = {};
    if (ops.fstat(source, &status) != 0 || (status.st_mode & anyWrite) != 0)
        return false;
    const QByteArray origin = "/proc/self/fd/" + QByteArray::number(source);
    return ::linkat(AT_FDCWD, origin.constData(), folder, name.constData(), AT_SYMLINK_FOLLOW) == 0;
}

} // namespace

Result<void> lendFile(const DataSource &source, const QString &path, FileOps &ops)
{
    const QFileInfo info(path);
    const auto name = encodePath(info.fileName());
    if (!name)
        return failure(name.error());
    const auto folder = openFolder(ops, info.path());
    if (!folder)
        return failure(folder.error());
    if (source.fileDescriptor() >= 0) {
        const auto cloned = lendClone(ops, source.fileDescriptor(), folder->get(), *name, path);
        if (!cloned)
            return failure(cloned.error());
        if (*cloned || lendName(ops, source.fileDescriptor(), folder->get(), *name))
            return {};
    }
    return failure(ErrorCode::Unavailable,
        Text::tr("“%1” cannot be handed out as a file without copying it: its disk does not share files "
                 "safely. Export it instead.")
            .arg(info.fileName()),
        QStringLiteral("neither FICLONE nor linkat"));
}

} // namespace vitrine
