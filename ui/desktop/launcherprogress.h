#pragma once

#include <optional>

#include <QDBusConnection>

namespace vitrine {

/// The bar on the program's icon in task bars and docks that understand com.canonical.Unity.LauncherEntry
/// (Plasma, Ubuntu's dock, dash-to-dock). Says nothing without a bus.
class LauncherProgress
{
public:
    explicit LauncherProgress(const QDBusConnection &sessionBus);
    /// Takes the bar away: docks keep it when a program goes without a word, so also at the start.
    ~LauncherProgress();
    LauncherProgress(const LauncherProgress &) = delete;
    LauncherProgress &operator=(const LauncherProgress &) = delete;

    /// From 0 to 1; none takes the bar away.
    void show(std::optional<double> fraction);

private:
    void send() const;

    QDBusConnection m_bus;
    std::optional<int> m_percent;
};

} // namespace vitrine
