#pragma once

#include <memory>

#include <QString>

#include "core/catalog/catalogue.h"
#include "core/openstack/cloudconfig.h"
#include "core/service/imageservice.h"
#include "core/service/workerpool.h"

namespace vitrine::ctl {

/// The catalogue folder that `option` (--catalog), the environment or XDG's data folder names.
QString catalogueFolder(const QString &option);

/// The one catalogue or cloud that a run of the program works on.
class Session
{
public:
    /// Opens the catalogue, or makes it.
    static Result<std::unique_ptr<Session>> open(const QString &folder);
    /// Nobody is asked anything yet.
    static std::unique_ptr<Session> openCloud(const CloudConfig &cloud);

    ImageService &service() { return *m_service; }
    bool isCloud() const { return m_catalogue == nullptr; }
    /// For what no service offers: the upkeep of a local catalogue. Blocking. Not of a cloud.
    Catalogue &catalogue() { return *m_catalogue; }

private:
    explicit Session(std::unique_ptr<Catalogue> catalogue);
    explicit Session(const CloudConfig &cloud);

    WorkerPool m_workers;
    std::shared_ptr<Catalogue> m_catalogue;
    std::unique_ptr<ImageService> m_service;
};

} // namespace vitrine::ctl
