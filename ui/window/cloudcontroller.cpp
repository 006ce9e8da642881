#include "ui/window/cloudcontroller.h"

#include <array>
#include <utility>

#include "core/service/cloudimageservice.h"
#include "ui/dialogs/offersdialog.h"
#include "ui/text/datetext.h"
#include "ui/text/errortext.h"
#include "ui/text/imagetext.h"
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
    connect(&service, &CloudImageService::offersChanged, this, &CloudController::tellOfOffers);
    showReach();
    tellOfOffers();
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
            m_catalogue.clearNotice(m_toldSentence);
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
    m_toldSentence = notice.sentence;
    m_catalogue.showNotice(notice);
}

void CloudController::tellOfOffers()
{
    QSet<ImageId> offered;
    const QList<Image> offers = m_service.offers();
    for (const Image &image : offers)
        offered.insert(image.id);
    // Each is told of once; whoever does not want to answer is left in peace.
    const bool isNew = !m_toldOffers.contains(offered);
    m_toldOffers = offered;
    if (!isNew || m_wasUnreachable)
        return;
    Notice notice;
    notice.sentence = offers.size() == 1
        ? tr("“%1” is offered to your project.").arg(text::imageName(offers.constFirst()))
        : tr("%n image(s) are offered to your project.", nullptr, static_cast<int>(offers.size()));
    //: Button: show the images that other projects share, to accept or reject them
    notice.actionLabel = tr("Answer…");
    notice.action = [this] { showOffers(); };
    m_catalogue.showNotice(notice);
}

void CloudController::showOffers()
{
    auto *dialog = new OffersDialog(m_service, &m_catalogue);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace vitrine
