#include "ui/window/windowframe.h"

#include <QAction>
#include <QResizeEvent>

#include "ui/window/sessionstate.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// From here on sidebar, list and details have room beside each other.
constexpr int roomyWidth = 920;
constexpr int narrowestSidebar = 168;
constexpr int widestSidebar = 360;

} // namespace

WindowFrame::WindowFrame(QWidget *centre, QAction &toggle, SessionState &session)
    : QSplitter(Qt::Horizontal)
    , m_toggle(toggle)
    , m_session(session)
    , m_isWanted(session.isSidebarVisible())
{
    setObjectName(u"windowFrame"_s);
    setChildrenCollapsible(false);
    addWidget(centre);
    connect(&toggle, &QAction::toggled, this, &WindowFrame::fold);
}

void WindowFrame::setSidebar(QWidget *sidebar)
{
    m_sidebar = sidebar;
    sidebar->setMinimumWidth(narrowestSidebar);
    sidebar->setMaximumWidth(widestSidebar);
    insertWidget(0, sidebar);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    const int width = qBound(narrowestSidebar, m_session.sidebarWidth(), widestSidebar);
    setSizes({ width, qMax(1, this->width() - width) });
    m_wasRoomy = isRoomy();
    fit();
}

bool WindowFrame::isRoomy() const
{
    return width() >= roomyWidth;
}

void WindowFrame::fold(bool shown)
{
    if (m_sidebar)
        m_sidebar->setVisible(shown);
    // Where there is no room it is only peeped at: what people want is what they chose with room enough.
    if (!m_isFitting && (isRoomy() || !shown))
        m_isWanted = shown;
}

void WindowFrame::fit()
{
    m_isFitting = true;
    const bool shown = m_isWanted && isRoomy();
    m_toggle.setChecked(shown);
    fold(shown);
    m_isFitting = false;
}

void WindowFrame::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    if (!m_sidebar || isRoomy() == m_wasRoomy)
        return;
    m_wasRoomy = isRoomy();
    fit();
}

void WindowFrame::saveSession()
{
    if (!m_sidebar)
        return;
    m_session.setSidebarVisible(m_isWanted);
    if (m_sidebar->isVisible())
        m_session.setSidebarWidth(m_sidebar->width());
}

} // namespace vitrine
