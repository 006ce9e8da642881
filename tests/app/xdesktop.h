#pragma once

#include <QImage>
#include <QPoint>
#include <QProcess>
#include <QRect>
#include <QString>
#include <QStringList>

namespace vitrine::test {

class Ctl;

/// An X server of this test alone with a window manager on it, and somebody at its mouse and keyboard.
///
/// Made before the QApplication, which then is a client of the same server.
class XDesktop
{
public:
    XDesktop();
    ~XDesktop();
    XDesktop(const XDesktop &) = delete;
    XDesktop &operator=(const XDesktop &) = delete;

    bool isThere() const { return !m_display.isEmpty(); }
    QString display() const { return m_display; }
    /// After the QApplication: the window manager.
    bool startManager();

    /// Runs xdotool to its end while this program's own events go on. Gives what it prints.
    QString act(const QStringList &arguments) const;
    /// Whether a window of such a name is in front within some seconds.
    bool waitForActive(const QString &name) const;
    /// The name of the window in front.
    QString activeName() const;
    /// Puts the active window where its places are known.
    QRect placeActive(const QRect &place) const;

    void keys(const QStringList &names) const;
    void type(const QString &text) const;
    void click(const QPoint &place, int button = 1) const;
    /// Presses at `from`, moves to `to` as a hand does, and lets go.
    void drag(const QPoint &from, const QPoint &to) const;

    static QImage picture();

    /// Starts the program on the catalogue, in light colours and in a home of its own; gives where its window
    /// is.
    QRect startWindow(QProcess &window, Ctl &ctl) const;
    /// Ends a program that still runs after a test, which then has failed: first a picture is taken, and kept
    /// beside the tests under that name.
    static void endWindow(QProcess &window, const QString &fileName);

private:
    QProcess m_server;
    QProcess m_manager;
    QString m_display;
};

} // namespace vitrine::test
