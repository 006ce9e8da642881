#pragma once

#include <QMap>
#include <QObject>
#include <QSet>

#include "core/image/action.h"
#include "core/image/image.h"

namespace vitrine {

class CatalogueView;
class CloudImageService;

/// What the window shows of a cloud beyond its images: whether it answers, and what one may not do there.
class CloudController final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    CloudController(CloudImageService &service, CatalogueView &catalogue, QObject *parent);

    /// Why each of these actions is refused for one of the images, or for adding any; those that may work are
    /// not among them.
    QMap<Action, QString> refusals(const QList<Image> &images) const;

    /// Lets people answer the images that are offered to their project.
    void showOffers();

Q_SIGNALS:
    /// Ask again for refusals().
    void rightsChanged();

private:
    void showReach();
    void tellOfOffers();

    CloudImageService &m_service;
    CatalogueView &m_catalogue;
    bool m_wasUnreachable = false;
    QString m_toldSentence; ///< when it was
    QSet<ImageId> m_toldOffers;
};

} // namespace vitrine
