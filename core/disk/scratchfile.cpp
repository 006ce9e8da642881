#include "core/disk/scratchfile.h"

#include <cerrno>

#include <fcntl.h>

#include <QUuid>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

Result<FileDescriptor> openScratchFile(FileOps &ops, const QString &folder)
{
    const auto place = openFolder(ops, folder);
    if (!place)
        return failure(place.error());
    const int nameless = ops.openat(place->get(), ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0)
        return FileDescriptor(nameless);
    // Some file systems know no files without a name.
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
        return errnoFailure(FileAction::Create, folder);
    const QByteArray name = ".vitrine-" + QUuid::createUuid().toByteArray(QUuid::Id128) + ".part";
    auto file = openFileAt(ops, place->get(), name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600, folder);
    if (file)
        ops.unlinkat(place->get(), name.constData());
    return file;
}

} // namespace vitrine
