#pragma once

#include "core/openstack/cloudconfig.h"
#include "core/service/cloudpast.h"

namespace vitrine {

/// What is kept of one cloud on this computer: the list that was seen last, and what happened to its images.
/// No secret is among it. Blocking.
class CloudMemory
{
public:
    /// Keeps nothing.
    CloudMemory() = default;
    /// Below `folder`, which is made when it is missing.
    CloudMemory(QString folder, const CloudConfig &cloud);

    bool isOn() const { return !m_folder.isEmpty(); }
    /// Empty, without a time, when there is none that can be read.
    CloudList list() const;
    HistoryMap history() const;
    Result<void> saveList(const CloudList &list) const;
    Result<void> saveHistory(const HistoryMap &history) const;

private:
    QByteArray read(const QString &suffix) const;
    Result<void> write(const QString &suffix, const QByteArray &bytes) const;

    QString m_folder;
    QString m_stem; ///< of the file names: who one is, and where
};

} // namespace vitrine
