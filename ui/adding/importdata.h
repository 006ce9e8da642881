#pragma once

#include <QStringList>

class QMimeData;

namespace vitrine {

/// True when there is at least one local path or http(s) link in it. Does not touch the disk.
bool holdsImports(const QMimeData &data);
/// The local paths in it, and the links. Does not touch the disk.
QStringList droppedPaths(const QMimeData &data);
QStringList droppedLinks(const QMimeData &data);

} // namespace vitrine
