#pragma once

#include <QByteArray>
#include <QString>

#include "core/store/store.h"
#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"

namespace vitrine {

/// The folders of one file store: root/{staging, blobs/xx, trash, lost+found}. Each is opened anew, step by
/// step and never through a symbolic link, so that a folder that vanished is noticed and not written past.
class StoreFolders final
{
public:
    StoreFolders(FileOps &ops, FileDescriptor root, QString path)
        : m_ops(ops)
        , m_root(std::move(root))
        , m_path(std::move(path))
    {
    }

    FileOps &ops() const { return m_ops; }
    int root() const { return m_root.get(); }
    const QString &rootPath() const { return m_path; }

    Result<void> make() const;
    /// ErrorCode::Unavailable when a folder is missing; ErrorCode::BadRequest when staging and blobs do not
    /// share a file system.
    Result<void> check() const;

    Result<FileDescriptor> staging() const { return inner("staging"); }
    Result<FileDescriptor> blobs() const { return inner("blobs"); }
    Result<FileDescriptor> lostAndFound() const { return inner("lost+found"); }

    /// blobs/xx of a blob; no descriptor in it when that folder was never made.
    Result<FileDescriptor> findShelf(const BlobId &blob) const;
    /// blobs/xx of a blob, made and made durable when it is missing.
    Result<FileDescriptor> makeShelf(const BlobId &blob) const;

    static QByteArray blobName(const BlobId &blob) { return blob.toLatin1(); }
    static QByteArray sidecarName(const BlobId &blob) { return blob.toLatin1() + ".json"; }
    static QByteArray partName(const BlobId &blob) { return blob.toLatin1() + ".part"; }
    QString blobPath(const BlobId &blob) const;
    QString partPath(const BlobId &blob) const;

private:
    Result<FileDescriptor> inner(const char *name) const;

    FileOps &m_ops;
    const FileDescriptor m_root;
    const QString m_path;
};

/// Whether `blob` is a lower-case UUID with dashes: nothing else may become part of a path.
bool isBlobId(const BlobId &blob);

} // namespace vitrine
