#include "ui/catalogs/cataloguesidebar.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
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

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

CatalogueSidebar::CatalogueSidebar(CatalogueRegistry &registry, QWidget *parent)
    : QWidget(parent)
    , m_registry(registry)
    , m_model(new CatalogueListModel(registry, this))
    , m_list(new QListView)
    , m_add(new QToolButton)
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

    m_add->setObjectName(u"addCatalogueButton"_s);
    m_add->setText(tr("Add folder…"));
    m_add->setToolTip(tr("Adds a folder of images as another catalogue"));
    m_add->setIcon(themedIcon(u"add"_s));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    m_add->setFocusPolicy(Qt::TabFocus);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(m_list, 1);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(4, 0, 4, 0);
    bottom->addWidget(m_add);
    bottom->addStretch();
    column->addLayout(bottom);

    connect(m_list, &QListView::clicked, this, &CatalogueSidebar::open);
    connect(m_list, &QWidget::customContextMenuRequested, this, &CatalogueSidebar::showMenu);
    connect(m_add, &QToolButton::clicked, this, &CatalogueSidebar::addRequested);
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
    if (position < 0 || m_registry.entries().size() < 2)
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
    const bool isBroken
        = entry->health == CatalogueHealth::Missing || entry->health == CatalogueHealth::Failed;
    //: Menu entry: show this catalogue
    QAction *open = menu.addAction(isBroken ? tr("&Try again") : tr("&Open"));
    open->setObjectName(u"openCatalogue"_s);
    connect(open, &QAction::triggered, this, [this, id] { m_registry.requestOpen(id); });
    QAction *rename = menu.addAction(themedIcon(u"edit"_s), tr("&Rename in this list"));
    rename->setObjectName(u"renameCatalogue"_s);
    connect(rename, &QAction::triggered, this, [this, id] { m_list->edit(m_model->indexOf(id)); });
    menu.addSeparator();
    QAction *reveal = menu.addAction(themedIcon(u"folder"_s), tr("Show in the &file manager"));
    connect(reveal, &QAction::triggered, this,
        [place = entry->place] { QDesktopServices::openUrl(QUrl::fromLocalFile(place)); });
    QAction *copy = menu.addAction(themedIcon(u"copy"_s), tr("&Copy path"));
    copy->setObjectName(u"copyCataloguePath"_s);
    connect(copy, &QAction::triggered, this,
        [place = entry->place] { QApplication::clipboard()->setText(place); });
    menu.addSeparator();
    QAction *removal = menu.addAction(themedIcon(u"close"_s), tr("Remove from this &list"));
    removal->setObjectName(u"removeCatalogue"_s);
    removal->setToolTip(m_registry.entries().size() < 2
            ? tr("This is the only catalogue.")
            : tr("The folder and its images stay where they are."));
    removal->setEnabled(m_registry.entries().size() > 1);
    menu.setToolTipsVisible(true);
    connect(removal, &QAction::triggered, this, [this, id] { remove(id); });
}

bool CatalogueSidebar::eventFilter(QObject *watched, QEvent *event)
{
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
