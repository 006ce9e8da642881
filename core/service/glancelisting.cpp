#include "core/service/glancelisting.h"

#include <algorithm>

#include "core/image/imagematch.h"

namespace vitrine {

namespace {

bool isOrderOfGlance(const ImageQuery &query)
{
    return std::all_of(query.sort.cbegin(), query.sort.cend(),
        [](const SortKey &key) { return isSortFieldOfGlance(key.field); });
}

/// Whether Glance's page is the page.
bool isUnderstoodByGlance(const ImageQuery &query)
{
    if (!query.text.isEmpty() || query.hidden == HiddenFilter::Both || !isOrderOfGlance(query))
        return false;
    ImageQuery heard;
    heard.limit = query.limit;
    // Every condition becomes a parameter, or it is one that Glance has no words for.
    const qsizetype own = imageQueryToParameters(heard).size();
    heard.filters = query.filters;
    return imageQueryToParameters(heard).size() - own == query.filters.size();
}

/// Visibility=all is for whoever may see the images of others; which of ours match is decided here as well.
bool belongs(const Image &image, const ImageQuery &query)
{
    ImageQuery conditions = query;
    conditions.trash = false;
    return matches(image, conditions);
}

} // namespace

ImagePage pageOfImages(const QList<Image> &sorted, const ImageQuery &query)
{
    const auto marker = std::find_if(
        sorted.cbegin(), sorted.cend(), [&query](const Image &image) { return image.id == query.marker; });
    const auto begin = query.marker.isNull() || marker == sorted.cend() ? sorted.cbegin() : marker + 1;
    const auto left = std::distance(begin, sorted.cend());
    ImagePage page{ QList<Image>(begin, begin + std::min<std::ptrdiff_t>(left, query.limit)), {} };
    if (!page.images.isEmpty() && page.images.constLast().id != sorted.constLast().id)
        page.nextMarker = page.images.constLast().id;
    return page;
}

Result<QList<Image>> listAllFromGlance(ImageApi &api, const ImageQuery &query)
{
    if (query.trash)
        return QList<Image>();
    ImageQuery asked = query;
    asked.marker.clear();
    QList<Image> all;
    QList<HiddenFilter> halves{ query.hidden };
    if (query.hidden == HiddenFilter::Both)
        halves = { HiddenFilter::VisibleOnly, HiddenFilter::HiddenOnly };
    for (const HiddenFilter half : halves) {
        asked.hidden = half;
        const auto images = api.listAll(asked);
        if (!images)
            return failure(images.error());
        std::copy_if(images->cbegin(), images->cend(), std::back_inserter(all),
            [&query](const Image &image) { return belongs(image, query); });
    }
    const QList<SortKey> keys = fullSortOf(query);
    std::stable_sort(all.begin(), all.end(),
        [&keys](const Image &left, const Image &right) { return comesBefore(left, right, keys); });
    if (query.isFuzzy)
        sortBySimilarity(all, query);
    return all;
}

Result<ImagePage> listFromGlance(ImageApi &api, const ImageQuery &query)
{
    if (query.trash)
        return ImagePage{};
    if (isUnderstoodByGlance(query))
        return api.list(query);
    const auto all = listAllFromGlance(api, query);
    if (!all)
        return failure(all.error());
    return pageOfImages(*all, query);
}

} // namespace vitrine
