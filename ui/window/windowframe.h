#pragma once

#include <QSplitter>

class QAction;

namespace vitrine {

class SessionState;

/// The sidebar at the left and the rest of the window beside it. The sidebar folds away by an action, and by
/// itself while the window is too narrow for it.
class WindowFrame final : public QSplitter
{
    Q_OBJECT

public:
    /// `toggle` is checkable: it shows whether the sidebar is there.
    WindowFrame(QWidget *centre, QAction &toggle, SessionState &session);

    void setSidebar(QWidget *sidebar);
    /// Remembers width and whether people want it.
    void saveSession();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isRoomy() const;
    void fold(bool shown);
    void fit();

    QAction &m_toggle;
    SessionState &m_session;
    QWidget *m_sidebar = nullptr;
    bool m_isWanted = true;
    bool m_wasRoomy = true;
    bool m_isFitting = false;
};

} // namespace vitrine
