#pragma once

#include <QObject>
#include <QPointer>

#include "core/image/image.h"
#include "ui/space/spacepage.h"

class QStackedWidget;

namespace vitrine {

class CatalogueView;
class ImageService;
class WindowActions;

/// Shows the page on disk use in the place of the list of images, and leads from one to the other.
class SpaceController final : public QObject
{
    Q_OBJECT

public:
    SpaceController(ImageService &service, QStackedWidget &pages, CatalogueView &catalogue,
        WindowActions &actions, QObject *parent);
    ~SpaceController() override;

    /// Null until it was shown for the first time.
    SpacePage *page() const { return m_page; }

private:
    void setShown(bool shown);
    void makePage();
    void showImages(const QList<ImageId> &ids);

    ImageService &m_service;
    QStackedWidget &m_pages;
    CatalogueView &m_catalogue;
    WindowActions &m_actions;
    QPointer<SpacePage> m_page;
};

} // namespace vitrine
