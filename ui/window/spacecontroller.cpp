#include "ui/window/spacecontroller.h"

#include <QAction>
#include <QStackedWidget>

#include "ui/images/imagetableview.h"
#include "ui/space/treemap.h"
#include "ui/window/catalogueview.h"
#include "ui/window/windowactions.h"

namespace vitrine {

SpaceController::SpaceController(ImageService &service, QStackedWidget &pages, CatalogueView &catalogue,
    WindowActions &actions, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_pages(pages)
    , m_catalogue(catalogue)
    , m_actions(actions)
{
    connect(actions.diskUse, &QAction::toggled, this, &SpaceController::setShown);
}

SpaceController::~SpaceController()
{
    // It asks a service that goes with the list of images.
    delete m_page;
}

void SpaceController::makePage()
{
    m_page = new SpacePage(m_service);
    m_pages.addWidget(m_page);
    connect(
        m_page.data(), &SpacePage::closeRequested, this, [this] { m_actions.diskUse->setChecked(false); });
    connect(m_page.data(), &SpacePage::imageChosen, &m_catalogue.table(), &ImageTableView::setCurrentImage);
    connect(m_page.data(), &SpacePage::imagesRequested, this, &SpaceController::showImages);
    connect(m_page.data(), &SpacePage::trashRequested, this, [this] {
        m_actions.diskUse->setChecked(false);
        m_actions.trash->setChecked(true);
    });
}

void SpaceController::setShown(bool shown)
{
    if (!shown) {
        m_pages.setCurrentWidget(&m_catalogue);
        m_catalogue.table().setFocus();
        return;
    }
    if (!m_page)
        makePage();
    if (SpacePage *page = m_page) {
        m_pages.setCurrentWidget(page);
        page->treemap().setFocus();
    }
}

void SpaceController::showImages(const QList<ImageId> &ids)
{
    // What is searched for or filtered would hide some of them.
    m_actions.trash->setChecked(false);
    m_actions.clearSearch->trigger();
    m_actions.diskUse->setChecked(false);
    m_catalogue.table().selectImages(ids);
}

} // namespace vitrine
