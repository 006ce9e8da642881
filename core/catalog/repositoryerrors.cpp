#include "core/catalog/repositoryerrors.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/image/displayname.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

class RepositoryText final
{
    Q_DECLARE_TR_FUNCTIONS(ImageRepository)
};

} // namespace

tl::unexpected<Error> imageNotFound(const ImageId &id)
{
    return failure(ErrorCode::NotFound, RepositoryText::tr("There is no image “%1”.").arg(id), id);
}

tl::unexpected<Error> imageGone(const ImageId &id)
{
    return failure(ErrorCode::Gone, RepositoryText::tr("The image “%1” was deleted meanwhile.").arg(id), id);
}

tl::unexpected<Error> imageInTrash(const ImageId &id)
{
    return failure(ErrorCode::Conflict,
        RepositoryText::tr("The image “%1” lies in the trash. Restore it first.").arg(id), id);
}

tl::unexpected<Error> imageProtected(const Image &image)
{
    return failure(ErrorCode::Forbidden,
        RepositoryText::tr("The image “%1” is protected. Take the protection away to delete it.")
            .arg(displayName(image)),
        image.id);
}

tl::unexpected<Error> catalogueFull(qint64 totalBytes)
{
    return failure(ErrorCode::LimitExceeded,
        RepositoryText::tr("The catalogue may hold %1 in all, and others have used that up meanwhile. Delete "
                           "some images and "
                           "empty the trash.")
            .arg(QLocale().formattedDataSize(totalBytes)));
}

tl::unexpected<Error> statusConflict(const ImageId &id, ImageStatus current, ImageStatus from, ImageStatus to)
{
    return failure(ErrorCode::Conflict,
        RepositoryText::tr("The image “%1” is %2 by now, so this cannot be done.")
            .arg(id, imageStatusName(current)),
        u"cannot transition from %1 to %2 in update (wanted from_state=%3)"_s.arg(
            imageStatusName(current), imageStatusName(to), imageStatusName(from)));
}

tl::unexpected<Error> claimLost(const ImageId &id)
{
    return failure(ErrorCode::Conflict,
        RepositoryText::tr("Another program has taken over the work on the image “%1”.").arg(id), id);
}

tl::unexpected<Error> idUsed(const ImageId &id)
{
    return failure(ErrorCode::Conflict,
        RepositoryText::tr("The image id “%1” is or was in use. Choose another one.").arg(id), id);
}

tl::unexpected<Error> imageNotShared(const ImageId &id)
{
    return failure(ErrorCode::Forbidden,
        RepositoryText::tr("Only shared images have members. Make the image “%1” shared first.").arg(id), id);
}

tl::unexpected<Error> memberNotFound(const ImageId &id, const QString &project)
{
    return failure(ErrorCode::NotFound,
        RepositoryText::tr("The image “%1” is not shared with the project “%2”.").arg(id, project), project);
}

tl::unexpected<Error> memberExists(const ImageId &id, const QString &project)
{
    return failure(ErrorCode::Conflict,
        RepositoryText::tr("The image “%1” is shared with the project “%2” already.").arg(id, project),
        project);
}

tl::unexpected<Error> taskNotFound(const QString &id)
{
    return failure(ErrorCode::NotFound, RepositoryText::tr("There is no task “%1”.").arg(id), id);
}

} // namespace vitrine
