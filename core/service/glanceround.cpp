#include "core/service/glanceround.h"

#include "core/support/log.h"

namespace vitrine {

namespace {

using Outcome = CloudWatcher::Outcome;

/// Imports whose tasks are asked for in one round.
constexpr qsizetype mostImports = 8;
/// While only visible images are on their way.
constexpr qint64 roundsPerHidden = 15;
/// More are shown once these are answered.
constexpr int mostOffers = 200;

ImageQuery everything(HiddenFilter hidden)
{
    ImageQuery query;
    query.hidden = hidden;
    // New images come last, so that none is missed while the pages are read.
    query.sort = { { SortField::CreatedAt, Qt::AscendingOrder } };
    return query;
}

Outcome failed(CloudState &state, const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return Outcome::Quiet;
    qCInfo(lcOpenstack) << "no news:" << error.message << error.detail;
    // The image that a page was to begin behind has gone meanwhile: the next round is better.
    if (error.code == ErrorCode::BadRequest)
        return Outcome::Quiet;
    state.noteUnreachable(error);
    return Outcome::Unreachable;
}

void lookAtImports(ImageApi &api, CloudState &state, const OperationControl &control)
{
    const QList<ImageId> ids = state.importing(mostImports);
    for (const ImageId &id : ids) {
        const auto tasks = api.tasks(id, control);
        if (tasks && !tasks->isEmpty())
            state.noteTask(tasks->constFirst());
    }
}

/// Shares that wait for an answer. Whoever administers the cloud sees every image without being asked.
void lookAtOffers(ImageApi &api, CloudState &state, const OperationControl &control)
{
    const auto token = api.session().token(control);
    if (!token || token->projectId.isEmpty() || token->roles.contains(u"admin", Qt::CaseInsensitive))
        return;
    ImageQuery query;
    query.filters
        = { { FilterField::Visibility, FilterOperator::Equal, { visibilityName(Visibility::Shared) }, {} } };
    query.memberStatus = QStringLiteral("pending");
    query.limit = mostOffers;
    if (const auto page = api.list(query, control))
        state.setOffers(page->images);
}

/// Who one is, which may have changed since.
void lookAtRights(ImageApi &api, CloudState &state, const OperationControl &control)
{
    const auto token = api.session().token(control);
    if (token)
        state.setIdentity(token->projectId, token->roles);
}

} // namespace

bool isUnreachable(const Error &error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Unauthorized;
}

CloudWatcher::Outcome lookAtCloud(ImageApi &api, CloudState &state, const OperationControl &control)
{
    const qint64 round = state.beginRound();
    const auto visible = api.listAll(everything(HiddenFilter::VisibleOnly), control);
    if (!visible)
        return failed(state, visible.error());
    QList<Image> images = *visible;
    const bool isTurn = !state.isAnyTransitional() || round % roundsPerHidden == 0;
    const bool isWithHidden = isTurn || state.isAnyHiddenTransitional() || state.isAnyMissing(images);
    if (isWithHidden) {
        const auto hidden = api.listAll(everything(HiddenFilter::HiddenOnly), control);
        if (!hidden)
            return failed(state, hidden.error());
        images += *hidden;
    }
    lookAtRights(api, state, control);
    state.endRound(round, images, isWithHidden);
    if (isTurn)
        lookAtOffers(api, state, control);
    lookAtImports(api, state, control);
    return state.isAnyTransitional() ? Outcome::Busy : Outcome::Quiet;
}

} // namespace vitrine
