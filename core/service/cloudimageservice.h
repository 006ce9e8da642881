#pragma once

#include <memory>
#include <optional>

#include "core/image/action.h"
#include "core/service/cloudreach.h"
#include "core/service/imageservice.h"
#include "core/service/importprogress.h"
#include "core/support/webexchange.h"

namespace vitrine {

/// An image service that is not on this computer: what the window knows of a cloud beyond its images.
///
/// While it cannot be reached, listings and images are those that were seen last, and whatever would change
/// something is refused in a sentence.
class CloudImageService : public ImageService
{
    Q_OBJECT

public:
    using ImageService::ImageService;

    /// Whether somebody looks at it: then it is asked for news, often while an image is on its way, and now
    /// and then else. Off in the beginning.
    virtual void setWatched(bool isWatched) = 0;
    /// Asks for news now, also when it could not be reached and would be left alone for some time.
    virtual void lookNow() = 0;
    virtual CloudReach reach() const = 0;
    /// Why `action` would be refused, as far as that is known without asking: a sentence; none when it may
    /// work. `image` is not looked at for AddImage and ManageCatalogue.
    virtual std::optional<QString> refusal(Action action, const Image &image) const = 0;
    virtual QCoro::Task<Result<ImportProgress>> importProgress(ImageId id) = 0;
    /// Images of other projects that are shared with one's own, which has not answered yet. No listing has
    /// them. Known while it is watched.
    virtual QList<Image> offers() const = 0;
    /// Accepts or rejects one of them: an accepted one is listed from then on.
    virtual QCoro::Task<Result<void>> answerOffer(ImageId id, MemberStatus answer) = 0;
    /// The ways of importing that it has, by Glance's names.
    virtual QCoro::Task<Result<QStringList>> importMethods() = 0;
    /// Whether exchangeSeen() tells of every request. Off in the beginning.
    virtual void setExchangesSeen(bool areSeen) = 0;

Q_SIGNALS:
    void reachChanged();
    /// What refusal() says may have changed for any image.
    void rightsChanged();
    void offersChanged();
    void exchangeSeen(const vitrine::WebExchange &exchange);
};

} // namespace vitrine
