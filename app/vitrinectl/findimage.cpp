#include "app/vitrinectl/findimage.h"

#include <QUuid>

#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

/// So many are named in the message about an ambiguous name.
constexpr int mostListed = 20;

QString canonicalId(const QString &reference)
{
    const QUuid uuid = QUuid::fromString(reference);
    return uuid.isNull() ? QString() : uuid.toString(QUuid::WithoutBraces);
}

ImageQuery queryForName(const QString &name, bool trash)
{
    ImageQuery query;
    query.filters.append({ FilterField::Name, FilterOperator::Equal, { name }, {} });
    query.hidden = HiddenFilter::Both;
    query.trash = trash;
    query.limit = mostListed;
    return query;
}

tl::unexpected<Error> ambiguous(const QString &name, const QList<Image> &images)
{
    QStringList ids;
    for (const Image &image : images)
        ids.append(image.id);
    return failure(ErrorCode::Conflict,
        Words::tr("More than one image has the name %1. Use one of the ids: %2")
            .arg(name, ids.join(u", "_s)));
}

bool lies(const Image &image, Where where)
{
    const bool isInTrash = image.status == ImageStatus::PendingDelete;
    return where == Where::Anywhere || isInTrash == (where == Where::Trash);
}

} // namespace

QCoro::Task<Result<Image>> findImage(Context context, QString reference, Where where)
{
    const QString id = canonicalId(reference);
    if (!id.isNull()) {
        const Result<Image> byId = co_await context.service().image(id);
        if (byId && lies(*byId, where))
            co_return *byId;
        if (!byId && byId.error().code != ErrorCode::NotFound)
            co_return failure(byId.error());
    }
    for (const bool trash : { false, true }) {
        if ((trash && where == Where::Catalogue) || (!trash && where == Where::Trash))
            continue;
        const ImageQuery query = queryForName(reference, trash);
        const Result<ImagePage> named = co_await context.service().listImages(query);
        if (!named)
            co_return failure(named.error());
        if (named->images.size() > 1)
            co_return ambiguous(reference, named->images);
        if (!named->images.isEmpty()) {
            const Image image = named->images.first();
            co_return image;
        }
    }
    co_return failure(ErrorCode::NotFound,
        where == Where::Trash ? Words::tr("There is no image %1 in the trash.").arg(reference)
                              : Words::tr("There is no image %1.").arg(reference));
}

} // namespace vitrine::ctl
