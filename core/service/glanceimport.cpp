#include "core/service/glanceimport.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <QCoreApplication>
#include <QSet>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(GlanceImport)
};

constexpr std::chrono::milliseconds firstLook = 200ms;
constexpr std::chrono::milliseconds rarestLook = 5s;
/// One that has not moved for so long will not.
constexpr std::chrono::hours longestImport(24);

QString methodName(ImportRequest::Method method)
{
    switch (method) {
    case ImportRequest::Method::GlanceDirect:
        return u"glance-direct"_s;
    case ImportRequest::Method::WebDownload:
        return u"web-download"_s;
    case ImportRequest::Method::CopyImage:
        return u"copy-image"_s;
    }
    Q_UNREACHABLE();
}

/// False when the operation was stopped.
bool pauseFor(std::chrono::milliseconds pause, const OperationControl &control)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, control.stop, pause, [] { return false; });
    return !control.stop.stop_requested();
}

tl::unexpected<Error> failed(const QString &message)
{
    return failure(ErrorCode::Conflict,
        message.isEmpty() ? Text::tr("The cloud could not import the data. Check them and try again.")
                          : Text::tr("The cloud could not import the data: %1").arg(message));
}

/// Watches the task that an import has begun.
class Watcher
{
public:
    Watcher(ImageApi &api, ImageId id, const OperationControl &control)
        : m_api(api)
        , m_id(std::move(id))
        , m_control(control)
    {
    }

    /// Which tasks there were before.
    Result<void> begin()
    {
        const auto tasks = m_api.tasks(m_id, m_control);
        if (!tasks)
            return failure(tasks.error());
        for (const Task &task : *tasks)
            m_known.insert(task.id);
        return {};
    }

    Result<Task> wait()
    {
        const auto deadline = std::chrono::steady_clock::now() + longestImport;
        auto pause = firstLook;
        while (std::chrono::steady_clock::now() < deadline) {
            if (!pauseFor(pause, m_control)) {
                return failure(ErrorCode::Cancelled,
                    Text::tr("Nobody waits for the import any more; the cloud goes on with it."));
            }
            pause = std::min(pause * 3 / 2, rarestLook);
            auto ended = look();
            if (!ended)
                return failure(ended.error());
            if (*ended)
                return **ended;
        }
        return failure(ErrorCode::Unavailable, Text::tr("The cloud is still importing. Look again later."));
    }

private:
    /// The task once it has ended.
    Result<std::optional<Task>> look()
    {
        const auto tasks = m_api.tasks(m_id, m_control);
        if (!tasks)
            return failure(tasks.error());
        const auto ours = std::find_if(
            tasks->cbegin(), tasks->cend(), [this](const Task &task) { return !m_known.contains(task.id); });
        if (ours == tasks->cend())
            return withoutTask();
        if (ours->status == TaskStatus::Failure)
            return failed(ours->message);
        return ours->status == TaskStatus::Success ? std::optional(*ours) : std::nullopt;
    }

    /// Tasks are forgotten some time after they have ended: then the image itself tells.
    Result<std::optional<Task>> withoutTask()
    {
        const auto image = m_api.image(m_id, m_control);
        if (!image)
            return failure(image.error());
        if (image->status == ImageStatus::Queued)
            return failed({});
        if (image->status != ImageStatus::Active)
            return std::nullopt;
        Task task;
        task.type = u"api_image_import"_s;
        task.status = TaskStatus::Success;
        task.imageId = m_id;
        return std::optional(task);
    }

    ImageApi &m_api;
    const ImageId m_id;
    const OperationControl m_control;
    QSet<QString> m_known;
};

} // namespace

Result<void> prepareForGlance(ImageApi &api, const ImageId &id, const DataDescription &data)
{
    const auto image = api.image(id);
    if (!image)
        return failure(image.error());
    const auto patch = describedBy(*image, data);
    if (!patch)
        return failure(patch.error());
    const ProbeReport &report = data.report;
    const auto format = image->diskFormat ? image->diskFormat : report.diskFormat;
    if (format) {
        const auto judged
            = judgeDeclaredFormat(report, *format, image->containerFormat.value_or(report.containerFormat));
        if (!judged)
            return failure(judged.error());
    }
    if (image->status != ImageStatus::Queued || patch->isEmpty())
        return {};
    const auto described = api.update(id, *patch);
    return described ? Result<void>() : failure(described.error());
}

Result<Task> importInGlance(
    ImageApi &api, const ImageId &id, const ImportRequest &request, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Preparing);
    Watcher watcher(api, id, control);
    if (const auto begun = watcher.begin(); !begun)
        return failure(begun.error());
    RemoteImport remote;
    remote.method = methodName(request.method);
    remote.uri = request.uri;
    remote.stores = request.stores;
    if (const auto begun = api.startImport(id, remote, control); !begun)
        return failure(begun.error());
    control.progress->setPhase(OperationPhase::Finishing);
    return watcher.wait();
}

} // namespace vitrine
