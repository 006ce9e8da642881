#include <algorithm>

#include "core/catalog/catalogueprivate.h"

namespace vitrine {

namespace {

/// Glance lists what is shared with a project once it has accepted, unless it is asked for other answers.
bool isWanted(MemberStatus answer, const QString &wanted)
{
    if (wanted == QLatin1String("all"))
        return true;
    return answer == memberStatusFromName(wanted).value_or(MemberStatus::Accepted);
}

/// Calls `visit` with each image of the query that the actor may see, until it says stop.
template<typename Visit>
Result<void> visitVisible(
    const ImageRepository &repository, const Policy &policy, ImageQuery query, Visit visit)
{
    const auto shared = repository.sharedWith(policy.actor().project);
    if (!shared)
        return failure(shared.error());
    query.limit = ImageQuery::maxPageSize;
    for (;;) {
        const auto page = repository.list(query);
        if (!page)
            return failure(page.error());
        for (const Image &image : page->images) {
            const auto answer = shared->constFind(image.id);
            const bool isMember = answer != shared->cend() && isWanted(*answer, query.memberStatus);
            if (policy.isVisible(image, isMember) && !visit(image))
                return {};
        }
        if (page->nextMarker.isEmpty())
            return {};
        query.marker = page->nextMarker;
    }
}

} // namespace

Result<ImagePage> Catalogue::list(const ImageQuery &query) const
{
    if (d->policy.isAdmin() || query.limit <= 0)
        return d->repository.list(query);
    const qsizetype limit = std::min(query.limit, ImageQuery::maxPageSize);
    ImagePage page;
    bool isMore = false;
    const auto visited = visitVisible(d->repository, d->policy, query, [&](const Image &image) {
        isMore = page.images.size() == limit;
        if (!isMore)
            page.images.append(image);
        return !isMore;
    });
    if (!visited)
        return failure(visited.error());
    if (isMore)
        page.nextMarker = page.images.constLast().id;
    return page;
}

Result<qint64> Catalogue::count(const ImageQuery &query) const
{
    if (d->policy.isAdmin())
        return d->repository.count(query);
    qint64 count = 0;
    const auto visited = visitVisible(d->repository, d->policy, query, [&count](const Image &) {
        ++count;
        return true;
    });
    if (!visited)
        return failure(visited.error());
    return count;
}

} // namespace vitrine
