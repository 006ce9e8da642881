#include "ui/window/imagescontroller.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include "core/transfer/transferqueue.h"
#include "ui/images/undohistory.h"
#include "ui/life/stuckstrip.h"
#include "ui/text/errortext.h"
#include "ui/text/imagetext.h"
#include "ui/text/savename.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int undoTimeMs = 10'000;
constexpr int shortTimeMs = 5'000;
constexpr qsizetype mostFailuresShown = 20;

/// `name` in a folder, with a number before its suffix when something has that name already.
QString freePath(const QString &folder, const QString &name, QSet<QString> &taken)
{
    const QFileInfo parts(name);
    const QString suffix = parts.suffix().isEmpty() ? QString() : u'.' + parts.suffix();
    QString candidate = name;
    for (int number = 2; taken.contains(candidate) || QFileInfo::exists(QDir(folder).filePath(candidate));
         ++number)
        candidate = parts.completeBaseName() % u" (" % QString::number(number) % u')' % suffix;
    taken.insert(candidate);
    return QDir(folder).filePath(candidate);
}

} // namespace

ImagesController::ImagesController(
    ImageService &service, TransferQueue &queue, UndoHistory &history, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_queue(queue)
    , m_history(history)
{
}

bool ImagesController::isRestorable(const Image &image) const
{
    return m_hasTrash && image.status == ImageStatus::Active;
}

void ImagesController::remove(const QList<Image> &images)
{
    m_scope.launch(runRemove(images));
}

void ImagesController::restore(const QList<Image> &images)
{
    m_scope.launch(runRestore(images));
}

void ImagesController::deactivate(const QList<Image> &images)
{
    m_scope.launch(runDeactivate(images));
}

void ImagesController::reactivate(const QList<Image> &images)
{
    m_scope.launch(runReactivate(images));
}

void ImagesController::exportTo(const Image &image, const QString &path, bool overwrite)
{
    TransferRequest request;
    request.kind = TransferKind::Export;
    request.imageId = image.id;
    request.draft.name = image.name;
    request.destination = path;
    request.overwrite = overwrite;
    m_queue.enqueue(request);
}

void ImagesController::addData(const TransferRequest &request)
{
    m_queue.enqueue(request);
}

void ImagesController::importStaged(const QList<Image> &images)
{
    QList<TransferRequest> requests;
    for (const Image &image : images) {
        if (!hasStagedData(image))
            continue;
        TransferRequest request;
        request.kind = TransferKind::StageImport;
        request.imageId = image.id;
        request.draft.name = image.name;
        requests.append(request);
    }
    m_queue.enqueueAll(requests);
}

void ImagesController::exportInto(const QList<Image> &images, const QString &folder)
{
    QSet<QString> taken;
    for (const Image &image : images)
        exportTo(image, freePath(folder, suggestedFileName(image), taken), false);
}

template<typename T>
ScopedTask<ImagesController::Outcome> ImagesController::applyToEach(QList<Image> images, Verb<T> verb)
{
    Outcome outcome;
    for (const Image &image : std::as_const(images)) {
        const ImageId id = image.id;
        const Result<T> result = co_await (m_service.*verb)(id);
        if (result)
            outcome.done.append(image);
        else
            outcome.failed.append({ image, result.error() });
    }
    const Outcome complete = outcome;
    co_return complete;
}

ScopedTask<> ImagesController::runRemove(QList<Image> images)
{
    const Outcome outcome = co_await applyToEach<void>(images, &ImageService::deleteImage);
    QList<Image> inTrash;
    for (const Image &image : outcome.done) {
        if (isRestorable(image))
            inTrash.append(image);
    }
    rememberDeletion(inTrash);
    if (!outcome.failed.isEmpty()) {
        tellFailures(
            tr("%n image(s) could not be deleted.", nullptr, static_cast<int>(outcome.failed.size())),
            outcome);
        co_return;
    }
    Notice notice;
    notice.kind = MessageStrip::Kind::Success;
    notice.sentence = outcome.done.size() == 1
        ? tr("Deleted “%1”.").arg(text::imageName(outcome.done.first()))
        : tr("Deleted %n image(s).", nullptr, static_cast<int>(outcome.done.size()));
    notice.closeAfterMs = undoTimeMs;
    if (!inTrash.isEmpty()) {
        //: Button: take a deletion back
        notice.actionLabel = tr("Undo");
        notice.action = [this, inTrash] { restore(inTrash); };
    }
    Q_EMIT noticed(notice);
}

ScopedTask<> ImagesController::runRestore(QList<Image> images)
{
    const Outcome outcome = co_await applyToEach<Image>(images, &ImageService::restoreImage);
    forgetDeletion(outcome.done);
    tellRestored(outcome);
}

ScopedTask<> ImagesController::runTakeBack(Deletion deletion)
{
    const QList<Image> images = *deletion;
    const Outcome outcome = co_await applyToEach<Image>(images, &ImageService::restoreImage);
    m_history.finish(!outcome.done.isEmpty());
    tellRestored(outcome);
}

ScopedTask<> ImagesController::runDeleteAgain(Deletion deletion, QList<Image> images)
{
    const Outcome outcome = co_await applyToEach<void>(images, &ImageService::deleteImage);
    *deletion = outcome.done;
    m_history.finish(!outcome.done.isEmpty());
    if (!outcome.failed.isEmpty()) {
        tellFailures(
            tr("%n image(s) could not be deleted.", nullptr, static_cast<int>(outcome.failed.size())),
            outcome);
    }
}

void ImagesController::rememberDeletion(const QList<Image> &images)
{
    if (images.isEmpty())
        return;
    const auto deletion = std::make_shared<QList<Image>>(images);
    m_deletions.removeIf([](const auto &each) { return each.expired(); });
    m_deletions.append(deletion);
    m_history.push({ .text = images.size() == 1
            //: Follows "Undo"; %1 is an image
            ? tr("deletion of “%1”").arg(text::imageName(images.constFirst()))
            //: Follows "Undo"
            : tr("deletion of %n image(s)", nullptr, static_cast<int>(images.size())),
        .undo = [this, deletion] { m_scope.launch(runTakeBack(deletion)); },
        .redo = [this, deletion, images] { m_scope.launch(runDeleteAgain(deletion, images)); },
        .isSpent = [deletion] { return deletion->isEmpty(); } });
}

void ImagesController::tellRestored(const Outcome &outcome)
{
    QList<ImageId> ids;
    for (const Image &image : outcome.done)
        ids.append(image.id);
    if (!ids.isEmpty())
        Q_EMIT restored(ids);
    if (!outcome.failed.isEmpty()) {
        tellFailures(
            tr("%n image(s) could not be restored.", nullptr, static_cast<int>(outcome.failed.size())),
            outcome);
        return;
    }
    const QString sentence = outcome.done.size() == 1
        ? tr("Restored “%1”.").arg(text::imageName(outcome.done.first()))
        : tr("Restored %n image(s).", nullptr, static_cast<int>(outcome.done.size()));
    tell(MessageStrip::Kind::Success, sentence, shortTimeMs);
}

ScopedTask<> ImagesController::runDeactivate(QList<Image> images)
{
    const Outcome outcome = co_await applyToEach<Image>(images, &ImageService::deactivateImage);
    if (!outcome.failed.isEmpty()) {
        tellFailures(
            tr("%n image(s) could not be deactivated.", nullptr, static_cast<int>(outcome.failed.size())),
            outcome);
    }
}

ScopedTask<> ImagesController::runReactivate(QList<Image> images)
{
    const Outcome outcome = co_await applyToEach<Image>(images, &ImageService::reactivateImage);
    if (!outcome.failed.isEmpty()) {
        tellFailures(
            tr("%n image(s) could not be reactivated.", nullptr, static_cast<int>(outcome.failed.size())),
            outcome);
    }
}

void ImagesController::tell(MessageStrip::Kind kind, const QString &sentence, int closeAfterMs)
{
    Notice notice;
    notice.kind = kind;
    notice.sentence = sentence;
    notice.closeAfterMs = closeAfterMs;
    Q_EMIT noticed(notice);
}

void ImagesController::tellFailures(const QString &summary, const Outcome &outcome)
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Error;
    if (outcome.failed.size() == 1) {
        const Error &error = outcome.failed.first().second;
        notice.sentence = text::errorSentence(error);
        notice.details = text::errorReport(error);
    } else {
        notice.sentence = summary;
        QStringList lines;
        for (const auto &[image, error] :
            outcome.failed.first(std::min(mostFailuresShown, outcome.failed.size())))
            lines.append(text::imageName(image) % u": " % text::errorSentence(error));
        if (outcome.failed.size() > mostFailuresShown)
            lines.append(u"…"_s);
        notice.details = lines.join(u'\n');
    }
    Q_EMIT noticed(notice);
}

void ImagesController::forgetDeletion(const QList<Image> &images)
{
    QSet<ImageId> restored;
    for (const Image &image : images)
        restored.insert(image.id);
    for (const auto &each : std::as_const(m_deletions)) {
        if (const auto deletion = each.lock())
            deletion->removeIf([&restored](const Image &image) { return restored.contains(image.id); });
    }
    m_history.dropSpent();
}

} // namespace vitrine
