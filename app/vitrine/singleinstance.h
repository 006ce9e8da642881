#pragma once

#include <memory>

#include <QLockFile>
#include <QObject>
#include <QStringList>

class QLocalServer;

namespace vitrine {

/// One window a catalogue and user: a second start hands its files to the first and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    /// `catalogue` is the absolute path of its folder.
    explicit SingleInstance(const QString &catalogue, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// True when this process is the one. Else `files` have been handed over, or nobody answered in time.
    bool claim(const QStringList &files);

Q_SIGNALS:
    /// Another start asks for the window, with files to import.
    void activated(const QStringList &files);

private:
    bool handOver(const QStringList &files) const;
    void listen();
    void handleConnection();

    QString m_name; ///< path of the socket, which only this user can open
    QLockFile m_lock;
    QLocalServer *m_server = nullptr;
};

} // namespace vitrine
