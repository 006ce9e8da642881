#include "app/vitrinectl/session.h"

#include <QStandardPaths>

#include "core/service/glanceimageservice.h"
#include "core/service/localimageservice.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

// A run does one thing at a time.
constexpr int shortThreads = 1;
constexpr int longThreads = 1;

} // namespace

QString catalogueFolder(const QString &option)
{
    if (!option.isEmpty())
        return option;
    const QString fromEnvironment = qEnvironmentVariable("VITRINE_CATALOG");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/vitrine"_s;
}

Session::Session(std::unique_ptr<Catalogue> catalogue)
    : m_workers(shortThreads, longThreads)
    , m_catalogue(std::move(catalogue))
    , m_service(std::make_unique<LocalImageService>(m_catalogue, m_workers))
{
}

Session::Session(const CloudConfig &cloud)
    : m_workers(shortThreads, longThreads)
    , m_service(std::make_unique<GlanceImageService>(std::make_shared<ImageApi>(cloud), m_workers))
{
}

std::unique_ptr<Session> Session::openCloud(const CloudConfig &cloud)
{
    return std::unique_ptr<Session>(new Session(cloud));
}

Result<std::unique_ptr<Session>> Session::open(const QString &folder)
{
    CatalogueOptions options;
    options.root = folder;
    Result<std::unique_ptr<Catalogue>> catalogue = Catalogue::open(options);
    if (!catalogue)
        return failure(catalogue.error());
    return std::unique_ptr<Session>(new Session(std::move(*catalogue)));
}

} // namespace vitrine::ctl
