#pragma once

#include <stop_token>

#include <QPromise>
#include <QStringList>

#include "ui/adding/addingrow.h"

namespace vitrine {

/// Some of what was found, in the order in which it lies there, with what the names tell.
struct FoundFiles {
    QList<AddingRow> rows;
    bool isCutShort = false; ///< there was more than the limit
};

/// Tells files from folders and goes through the folders and those within them, without hidden files and
/// without following links to folders. FIFOs and devices are passed over there; one that is named itself is
/// given, to be refused with a reason. Reports a few hundred files at a time, at most `limit` in all. Blocks
/// as long as the disk takes.
void findFiles(QPromise<FoundFiles> &promise, QStringList paths, int limit, std::stop_token stop);

} // namespace vitrine
