#pragma once

#include <functional>
#include <optional>

#include <QMap>
#include <QObject>

#include "core/openstack/secret.h"

namespace vitrine {

/// Passwords and tokens of clouds: in the desktop's keyring, and where there is none, in memory until the
/// program ends. Never in a file of ours. Answers come later, on the calling thread.
class Keyring final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// None: it has none for this cloud, or it cannot be asked.
    void read(const QString &cloudId, std::function<void(std::optional<Secret>)> answer);
    /// False: it is kept for this session only.
    void write(const QString &cloudId, const Secret &secret, std::function<void(bool isKept)> answer = {});
    /// For this session only, because people want it so.
    void keepForSession(const QString &cloudId, const Secret &secret);
    void remove(const QString &cloudId);
    /// Whether this desktop has a keyring at all.
    bool isAvailable();

private:
    std::optional<bool> m_isAvailable; ///< once it has been looked for
    QMap<QString, Secret> m_session;
};

} // namespace vitrine
