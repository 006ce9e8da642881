#pragma once

#include <QString>
#include <QStringList>

#include "core/transfer/transfer.h"

class QMimeData;

namespace vitrine {

/// What was dropped or pasted, sorted. Whether a path can be imported is the queue's business: FIFOs and
/// devices are among `files` and end as failed transfers that say why.
struct DropContents {
    QStringList files;
    QStringList folders;
    QStringList links; ///< http and https

    bool isEmpty() const { return files.isEmpty() && folders.isEmpty() && links.isEmpty(); }
    bool operator==(const DropContents &) const = default;
};

/// True when there is at least one local path or http(s) link in it. Does not touch the disk.
bool holdsImports(const QMimeData &data);
/// The local paths in it, and the links. Does not touch the disk.
QStringList droppedPaths(const QMimeData &data);
QStringList droppedLinks(const QMimeData &data);

/// Tells files from folders. Blocks as long as the disk takes.
DropContents sortedDrop(const QStringList &paths, const QStringList &links);
/// What lies in the folders themselves, not deeper, without hidden files, in name order. Blocks.
QStringList filesInFolders(const QStringList &folders);

TransferRequest importRequest(const QString &path);
TransferRequest linkRequest(const QString &link);

} // namespace vitrine
