#include "ui/window/cataloguenavigation.h"

#include <algorithm>

#include <QActionGroup>
#include <QMenu>

#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/cataloguesidebar.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/icons.h"
#include "ui/window/windowactions.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int undoTimeMs = 10'000;
constexpr qsizetype numberedEntries = 9;

/// An ampersand in a label is no mnemonic.
QString menuText(const CatalogueEntry &entry)
{
    QString label = entry.label;
    return label.replace(u'&', u"&&"_s);
}

} // namespace

CatalogueNavigation::CatalogueNavigation(
    CatalogueRegistry &registry, WindowActions &actions, FileChooser &chooser, QMenu &menu, QWidget &window)
    : QObject(&window)
    , m_registry(registry)
    , m_chooser(chooser)
    , m_menu(menu)
    , m_copyMenu(*actions.copyTo)
    , m_window(window)
    , m_entries(new QActionGroup(this))
    , m_sidebar(new CatalogueSidebar(registry))
{
    connect(m_sidebar, &CatalogueSidebar::addRequested, actions.addCatalogue, &QAction::trigger);
    connect(m_sidebar, &CatalogueSidebar::entryRemoved, this, &CatalogueNavigation::remove);
    connect(actions.addCatalogue, &QAction::triggered, this, &CatalogueNavigation::chooseFolder);
    connect(actions.addCloud, &QAction::triggered, this, [this] { m_registry.requestNewCloud(); });
    connect(m_entries, &QActionGroup::triggered, this,
        [this](const QAction *action) { m_registry.requestOpen(action->data().toString()); });
    connect(&registry, &CatalogueRegistry::listChanged, this, &CatalogueNavigation::rebuild);
    connect(&registry, &CatalogueRegistry::entryChanged, this, &CatalogueNavigation::updateEntry);
    connect(&registry, &CatalogueRegistry::currentChanged, this, &CatalogueNavigation::rebuild);
    rebuild();
}

QList<QAction *> CatalogueNavigation::actions() const
{
    return m_entries->actions();
}

QString CatalogueNavigation::currentLabel() const
{
    const auto shown = m_registry.entry(m_registry.currentId());
    return shown ? shown->label : QString();
}

void CatalogueNavigation::chooseFolder()
{
    FileChooser::Request request;
    request.title = tr("Choose a folder for images, or one that holds a catalogue");
    request.folder = m_registry.folderForNew();
    m_chooser.chooseFolder(&m_window, request, [this](const QString &path) { m_registry.offerFolder(path); });
}

void CatalogueNavigation::remove(const QString &id, int position)
{
    const auto entry = m_registry.entry(id);
    if (!entry)
        return;
    Notice notice;
    if (entry->unfinishedTransfers > 0) {
        notice.kind = MessageStrip::Kind::Warning;
        notice.sentence
            = tr("“%1” has %n unfinished transfer(s). Let them end, or cancel them, before removing it.",
                nullptr, entry->unfinishedTransfers)
                  .arg(entry->label);
        Q_EMIT noticed(notice);
        return;
    }
    const bool wasShown = id == m_registry.currentId();
    m_registry.remove(id);
    if (wasShown && !m_registry.entries().isEmpty())
        m_registry.requestOpen(m_registry.entries().first().id);
    notice.kind = MessageStrip::Kind::Success;
    notice.sentence
        = tr("“%1” is no longer in the list. Its folder and images stay where they are.").arg(entry->label);
    notice.actionLabel = tr("Undo");
    notice.action = [this, entry = *entry, position] {
        CatalogueEntry restored = entry;
        restored.health = CatalogueHealth::Closed;
        m_registry.insert(restored, position);
    };
    notice.closeAfterMs = undoTimeMs;
    Q_EMIT noticed(notice);
}

void CatalogueNavigation::rebuild()
{
    const QList<QAction *> before = m_entries->actions();
    for (QAction *action : before)
        action->deleteLater();
    for (QAction *action : before) {
        m_entries->removeAction(action);
        m_menu.removeAction(action);
        m_window.removeAction(action);
    }
    const QList<QAction *> inMenu = m_menu.actions();
    const auto separator = std::find_if(
        inMenu.cbegin(), inMenu.cend(), [](const QAction *action) { return action->isSeparator(); });
    for (const CatalogueEntry &entry : m_registry.entries()) {
        auto *action = new QAction(menuText(entry), m_entries);
        const qsizetype number = m_entries->actions().size();
        action->setObjectName(u"action_catalogue%1"_s.arg(number));
        action->setData(entry.id);
        action->setCheckable(true);
        action->setChecked(entry.id == m_registry.currentId());
        action->setToolTip(entry.label % u'\n' % entry.place);
        if (number <= numberedEntries)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + static_cast<int>(number))));
        m_window.addAction(action);
        m_menu.insertAction(separator == inMenu.cend() ? nullptr : *separator, action);
    }
    rebuildCopyMenu();
    Q_EMIT labelChanged();
}

void CatalogueNavigation::rebuildCopyMenu()
{
    m_copyMenu.clear();
    for (const CatalogueEntry &entry : m_registry.entries()) {
        if (entry.id == m_registry.currentId())
            continue;
        QAction *action
            = m_copyMenu.addAction(themedIcon(entry.isCloud() ? u"cloud"_s : u"folder"_s), menuText(entry));
        action->setData(entry.id);
        action->setToolTip(entry.label % u'\n' % entry.place);
    }
}

void CatalogueNavigation::updateEntry(const QString &id)
{
    const auto entry = m_registry.entry(id);
    const QList<QAction *> actions = m_entries->actions();
    for (QAction *action : actions) {
        if (entry && action->data().toString() == id && action->text() != menuText(*entry)) {
            action->setText(menuText(*entry));
            Q_EMIT labelChanged();
        }
    }
}

} // namespace vitrine
