#include <algorithm>

#include "core/catalog/catalogueprivate.h"

namespace vitrine {

namespace {

/// Calls `visit` with each image of the query that the actor may see, until it says stop.
template<typename Visit>
Result<void> visitVisible(
    const ImageRepository &repository, const Policy &policy, ImageQuery query, Visit visit)
{
    query.limit = ImageQuery::maxPageSize;
    for (;;) {
        const auto page = repository.list(query);
        if (!page)
            return failure(page.error());
        for (const Image &image : page->images) {
            if (policy.isVisible(image) && !visit(image))
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
