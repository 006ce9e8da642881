#include "ui/catalogs/cataloguesidebar.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QDropEvent>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/catalogs/cataloguedelegate.h"
#include "ui/catalogs/cataloguelistmodel.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/imagemime.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

CatalogueSidebar::CatalogueSidebar(CatalogueRegistry &registry, QWidget *parent)
    : QWidget(parent)
    , m_registry(registry)
    , m_model(new CatalogueListModel(registry, this))
    , m_list(new QListView)
    , m_add(new QToolButton)
    , m_addCloud(new QToolButton)
{
    setObjectName(u"catalogueSidebar"_s);
    m_list->setObjectName(u"catalogueList"_s);
    m_list->setAccessibleName(tr("Catalogues"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CatalogueDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    // The sidebar is part of the frame, not of the sheet that the images lie on.
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    m_list->installEventFilter(this);
    m_list->setAcceptDrops(true);
    m_list->viewport()->setAcceptDrops(true);
    m_list->viewport()->installEventFilter(this);

    m_add->setObjectName(u"addCatalogueButton"_s);
    m_add->setText(tr("Add folder…"));
    m_add->setToolTip(tr("Adds a folder of images as another catalogue"));
    m_add->setIcon(themedIcon(u"add"_s));
    m_addCloud->setObjectName(u"addCloudButton"_s);
    m_addCloud->setText(tr("Add cloud…"));
    m_addCloud->setToolTip(tr("Adds the images of an OpenStack cloud"));
    m_addCloud->setIcon(themedIcon(u"cloud"_s));
    for (QToolButton *button : { m_add, m_addCloud }) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(m_list, 1);
    auto *bottom = new QVBoxLayout;
    bottom->setContentsMargins(4, 0, 4, 0);
    bottom->setSpacing(0);
    bottom->addWidget(m_add, 0, Qt::AlignLeft);
    bottom->addWidget(m_addCloud, 0, Qt::AlignLeft);
    column->addLayout(bottom);

    connect(m_list, &QListView::clicked, this, &CatalogueSidebar::open);
    connect(m_list, &QWidget::customContextMenuRequested, this, &CatalogueSidebar::showMenu);
    connect(m_add, &QToolButton::clicked, this, &CatalogueSidebar::addRequested);
    connect(m_addCloud, &QToolButton::clicked, this, [this] { m_registry.requestNewCloud(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &CatalogueSidebar::markCurrent);
    connect(&registry, &CatalogueRegistry::currentChanged, this, &CatalogueSidebar::markCurrent);
    markCurrent();
}

QString CatalogueSidebar::idAt(const QModelIndex &index) const
{
    return index.data(CatalogueListModel::IdRole).toString();
}

void CatalogueSidebar::open(const QModelIndex &index)
{
    const QString id = idAt(index);
    if (!id.isEmpty())
        m_registry.requestOpen(id);
}

void CatalogueSidebar::remove(const QString &id)
{
    const int position = m_registry.indexOf(id);
    if (isCloudId(id)) {
        m_registry.requestCloudRemoval(id);
        return;
    }
    if (position < 0 || m_registry.folderCount() < 2)
        return;
    Q_EMIT entryRemoved(id, position);
}

void CatalogueSidebar::markCurrent()
{
    m_list->setCurrentIndex(m_model->indexOf(m_registry.currentId()));
}

void CatalogueSidebar::showMenu(const QPoint &position)
{
    const QString id = idAt(m_list->indexAt(position));
    if (id.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, id);
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void CatalogueSidebar::fillMenu(QMenu &menu, const QString &id)
{
    const auto entry = m_registry.entry(id);
    if (!entry)
        return;
    const bool isBroken = entry->health == CatalogueHealth::Missing
        || entry->health == CatalogueHealth::Failed || entry->health == CatalogueHealth::Offline
        || entry->health == CatalogueHealth::Refused;
    //: Menu entry: show this catalogue
    QAction *open = menu.addAction(isBroken ? tr("&Try again") : tr("&Open"));
    open->setObjectName(u"openCatalogue"_s);
    connect(open, &QAction::triggered, this, [this, id] { m_registry.requestOpen(id); });
    QAction *rename = menu.addAction(themedIcon(u"edit"_s), tr("&Rename in this list"));
    rename->setObjectName(u"renameCatalogue"_s);
    connect(rename, &QAction::triggered, this, [this, id] { m_list->edit(m_model->indexOf(id)); });
    menu.addSeparator();
    menu.setToolTipsVisible(true);
    if (entry->isCloud())
        fillCloudMenu(menu, *entry);
    else
        fillFolderMenu(menu, *entry);
}

void CatalogueSidebar::fillFolderMenu(QMenu &menu, const CatalogueEntry &entry)
{
    QAction *reveal = menu.addAction(themedIcon(u"folder"_s), tr("Show in the &file manager"));
    connect(reveal, &QAction::triggered, this,
        [place = entry.place] { QDesktopServices::openUrl(QUrl::fromLocalFile(place)); });
    QAction *copy = menu.addAction(themedIcon(u"copy"_s), tr("&Copy path"));
    copy->setObjectName(u"copyCataloguePath"_s);
    connect(copy, &QAction::triggered, this,
        [place = entry.place] { QApplication::clipboard()->setText(place); });
    menu.addSeparator();
    QAction *removal = menu.addAction(themedIcon(u"close"_s), tr("Remove from this &list"));
    removal->setObjectName(u"removeCatalogue"_s);
    removal->setToolTip(m_registry.folderCount() < 2 ? tr("This is the only catalogue.")
                                                     : tr("The folder and its images stay where they are."));
    removal->setEnabled(m_registry.folderCount() > 1);
    connect(removal, &QAction::triggered, this, [this, id = entry.id] { remove(id); });
}

void CatalogueSidebar::fillCloudMenu(QMenu &menu, const CatalogueEntry &entry)
{
    const CloudFacts &cloud = entry.cloud;
    const QString id = entry.id;
    const auto choice = [&menu](const QString &name, const QString &title, const QString &none) {
        QMenu *made = menu.addMenu(title);
        made->setObjectName(name);
        made->menuAction()->setToolTip(none);
        return made;
    };
    QMenu *regions = choice(u"regionMenu"_s, tr("Re&gion"), tr("The cloud has one region only."));
    for (const QString &region : cloud.regions) {
        QAction *each = regions->addAction(QString(region).replace(u'&', u"&&"_s));
        each->setCheckable(true);
        each->setChecked(region == cloud.region);
        connect(each, &QAction::triggered, this, [this, id, region] { m_registry.chooseRegion(id, region); });
    }
    regions->setEnabled(cloud.regions.size() > 1);
    QMenu *projects
        = choice(u"projectMenu"_s, tr("&Project"), tr("Log in first, then the projects are known."));
    for (const CloudProject &project : cloud.projects) {
        QAction *each = projects->addAction(QString(project.name).replace(u'&', u"&&"_s));
        each->setCheckable(true);
        each->setChecked(project.name == cloud.project);
        connect(
            each, &QAction::triggered, this, [this, id, project] { m_registry.chooseProject(id, project); });
    }
    projects->setEnabled(!cloud.projects.isEmpty());
    menu.addSeparator();

    const QString elsewhere = cloud.source.isEmpty()
        ? tr("It comes from the environment (OS_AUTH_URL).")
        : tr("It is written in “%1”. Change it there.").arg(QDir::toNativeSeparators(cloud.source));
    QAction *edit = menu.addAction(themedIcon(u"settings"_s), tr("&Edit cloud…"));
    edit->setObjectName(u"editCloud"_s);
    edit->setEnabled(cloud.origin == CloudOrigin::Own);
    if (!edit->isEnabled())
        edit->setToolTip(elsewhere);
    connect(edit, &QAction::triggered, this, [this, id] { m_registry.requestCloudEdit(id); });
    QAction *copy = menu.addAction(themedIcon(u"copy"_s), tr("&Copy address"));
    connect(copy, &QAction::triggered, this,
        [place = entry.place] { QApplication::clipboard()->setText(place); });
    menu.addSeparator();
    QAction *removal = menu.addAction(themedIcon(u"close"_s), tr("Remove from this &list"));
    removal->setObjectName(u"removeCatalogue"_s);
    removal->setEnabled(cloud.origin != CloudOrigin::Found);
    removal->setToolTip(removal->isEnabled() ? tr("The images stay in the cloud.") : elsewhere);
    connect(removal, &QAction::triggered, this, [this, id] { remove(id); });
}

QString CatalogueSidebar::targetOf(const QDropEvent &event) const
{
    const QString id = idAt(m_list->indexAt(event.position().toPoint()));
    return id == m_registry.currentId() ? QString() : id;
}

bool CatalogueSidebar::handleDrag(QDropEvent &event)
{
    const QList<ImageId> images = imagesIn(*event.mimeData());
    // Files from elsewhere are the window's.
    if (images.isEmpty())
        return false;
    const QString target = targetOf(event);
    event.setDropAction(Qt::CopyAction);
    // A list that is only being entered must say yes, or it hears of no further move.
    event.setAccepted(!target.isEmpty() || event.type() == QEvent::DragEnter);
    // What the images would fall on is marked as current.
    m_list->setCurrentIndex(
        m_model->indexOf(target.isEmpty() || event.type() == QEvent::Drop ? m_registry.currentId() : target));
    if (event.type() == QEvent::Drop && !target.isEmpty())
        Q_EMIT imagesDropped(target, images);
    return true;
}

bool CatalogueSidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport()) {
        switch (event->type()) {
        case QEvent::DragEnter:
        case QEvent::DragMove:
        case QEvent::Drop:
            return handleDrag(*static_cast<QDropEvent *>(event));
        case QEvent::DragLeave:
            markCurrent();
            return true;
        default:
            return false;
        }
    }
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
        open(m_list->currentIndex());
        return true;
    }
    if (key == Qt::Key_Delete) {
        remove(idAt(m_list->currentIndex()));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vitrine
