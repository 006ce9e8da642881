#pragma once

#include <QByteArray>
#include <QString>

#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

/// A large file on its way to its final name: gathered in a locked part file beside its destination, which is
/// removed when the object ends before rename(). A dead process' part is replaced; a live one's is
/// ErrorCode::Unavailable.
class PartFile final
{
public:
    static Result<PartFile> find(FileOps &ops, const QString &destination);

    PartFile(PartFile &&other) = default;
    PartFile &operator=(PartFile &&other) = delete;
    ~PartFile();

    /// ErrorCode::Conflict when the destination is the open file `originFile` (-1: there is none), or is
    /// there and may not be overwritten.
    Result<void> refuseTaken(int originFile, bool overwrite) const;
    /// Makes the part, empty.
    Result<void> open();
    /// As open(), but with what is in an earlier one.
    Result<void> openToGoOn();
    /// Leaves the part where it is, for openToGoOn() at another time.
    void keep() { m_file.reset(); }
    int fd() const { return m_file.get(); }

    Result<void> sync();
    /// From here on the part has the final name.
    Result<void> rename(bool overwrite);
    Result<void> syncName();

private:
    PartFile(FileOps &ops, QString destination, QByteArray name, FileDescriptor folder);
    Result<bool> isStillThePart() const;

    FileOps *m_ops;
    QString m_destination;
    QByteArray m_name;
    QByteArray m_partName;
    FileDescriptor m_folder;
    FileDescriptor m_file;
};

/// The name under which the bytes of `destination` are gathered, beside it.
QString partPathOf(const QString &destination);

/// Removes what an export that died left at `path`. Only a file that can be such a part goes: of that name,
/// an ordinary file of this user, in nobody's use. False when nothing was removed.
bool removeAbandonedPart(const QString &path, FileOps &ops = systemFileOps());

} // namespace vitrine
