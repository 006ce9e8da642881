#include "ui/window/cloudcontroller.h"

#include <array>
#include <utility>

#include "core/service/cloudimageservice.h"
#include "ui/text/datetext.h"
#include "ui/text/errortext.h"
#include "ui/window/catalogueview.h"
#include "ui/window/notice.h"

namespace vitrine {

namespace {

/// Of a larger selection only so many are asked about: the service answers for each when it comes to it.
constexpr qsizetype mostAskedImages = 200;

constexpr std::array askedActions{ Action::DownloadImage, Action::ModifyImage, Action::UploadImage,
    Action::DeleteImage, Action::DeactivateImage, Action::ReactivateImage };

} // namespace

CloudController::CloudController(CloudImageService &service, CatalogueView &catalogue, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_catalogue(catalogue)
{
    connect(&service, &CloudImageService::reachChanged, this, &CloudController::showReach);
    connect(&service, &CloudImageService::rightsChanged, this, &CloudController::rightsChanged);
    showReach();
}

QMap<Action, QString> CloudController::refusals(const QList<Image> &images) const
{
    QMap<Action, QString> found;
    if (const auto reason = m_service.refusal(Action::AddImage, {}))
        found.insert(Action::AddImage, *reason);
    for (const Image &image : images.first(qMin(images.size(), mostAskedImages))) {
        for (const Action action : askedActions) {
            if (found.contains(action))
                continue;
            if (const auto reason = m_service.refusal(action, image))
                found.insert(action, *reason);
        }
    }
    return found;
}

void CloudController::showReach()
{
    const CloudReach reach = m_service.reach();
    const bool isUnreachable = reach.state == CloudReach::State::Unreachable;
    m_catalogue.setStale(isUnreachable);
    Q_EMIT rightsChanged();
    if (!isUnreachable) {
        if (std::exchange(m_wasUnreachable, false))
            m_catalogue.clearNotice();
        return;
    }
    if (std::exchange(m_wasUnreachable, true))
        return;
    Notice notice;
    notice.kind = MessageStrip::Kind::Warning;
    const QString reason = reach.error ? text::errorSentence(*reach.error) : QString();
    notice.sentence = reach.lastSeen.isValid()
        //: %1 is a time, %2 the sentence that says why the cloud cannot be reached
        ? tr("Seen last: %1. %2").arg(text::clockTime(reach.lastSeen.toLocalTime()), reason)
        : reason;
    notice.details = reach.error ? text::errorReport(*reach.error) : QString();
    notice.actionLabel = tr("Try again");
    notice.action = [this] {
        m_wasUnreachable = false;
        m_service.lookNow();
    };
    m_catalogue.showNotice(notice);
}

} // namespace vitrine
