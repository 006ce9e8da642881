#pragma once

#include <QStringList>

namespace vitrine {

/// Whether a file's name says that it describes clouds: a clouds.yaml, or an openrc script.
bool isCloudFileName(const QString &path);

/// Those of `paths` that describe clouds; the others stay in it.
QStringList takeCloudFiles(QStringList &paths);

} // namespace vitrine
