#include "core/openstack/imageupload.h"

#include <condition_variable>
#include <mutex>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include "core/openstack/apierror.h"
#include "core/openstack/filesender.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageUpload)
};

constexpr int mostAttempts = 3;
/// How long a service may take to notice that nobody sends any more.
constexpr int settleLooks = 50;

void pauseABit(std::chrono::milliseconds pause)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::stop_token(), pause, [] { return false; });
}

/// For the few that know no sha512: the file is read once more.
QString md5OfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Md5);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? QString::fromLatin1(hash.result().toHex())
                                                                 : QString();
}

class Upload
{
public:
    Upload(ImageApi &api, const RemoteUpload &upload, const OperationControl &control)
        : m_api(api)
        , m_upload(upload)
        , m_control(control)
    {
    }

    Result<Image> run()
    {
        for (int attempt = 1;; ++attempt) {
            if (const auto ready = prepare(); !ready)
                return failure(ready.error());
            const HttpResult answer = send();
            const auto good = m_api.session().checked(answer, m_control);
            if (good)
                return stored();
            const Error error = good.error();
            const bool mayHaveWorked = answer ? answer->status >= 500 : isBroken(answer.error());
            const bool isConflict = answer && answer->status == 409;
            const bool isTokenOver = answer && answer->status == 401;
            const auto image = settled();
            if (!image)
                return failure(image.error());
            if ((mayHaveWorked || isConflict) && isOurs(*image))
                return image;
            const bool mayTryAgain = (mayHaveWorked || isTokenOver) && image->status == ImageStatus::Queued;
            if (!mayTryAgain || attempt == mostAttempts)
                return failure(error);
            if (isTokenOver && !m_api.session().renewToken(m_control))
                return failure(error);
        }
    }

private:
    static bool isBroken(const HttpFailure &failure) { return failure.kind == HttpFailure::Kind::Broken; }

    /// Everything that can be said before a byte goes out.
    Result<void> prepare()
    {
        m_control.progress->setPhase(OperationPhase::Preparing);
        auto sender = FileSender::open(m_upload.path, m_control);
        if (!sender)
            return failure(sender.error());
        const auto image = m_api.image(m_upload.id, m_control);
        if (!image)
            return failure(image.error());
        if (image->status != ImageStatus::Queued) {
            return failure(ErrorCode::Conflict,
                Text::tr("The image is “%1”, and data can only be sent while it is queued. Make a new image.")
                    .arg(imageStatusName(image->status)));
        }
        // Glance may need the token once more at the end.
        if (const auto fresh = m_api.session().freshenToken(m_control); !fresh)
            return fresh;
        if (!m_control.mayContinue())
            return failure(ErrorCode::Cancelled, Text::tr("Sending “%1” was stopped.").arg(m_upload.path));
        m_sender = std::move(*sender);
        m_digests.reset();
        m_control.progress->setTotal(m_sender->size());
        m_control.progress->setDone(0);
        m_control.progress->setPhase(OperationPhase::Copying);
        return {};
    }

    HttpResult send()
    {
        ApiCall call;
        call.method = "PUT";
        call.path = imagePath(m_upload.id, { m_upload.isStaged ? u"stage"_s : u"file"_s });
        call.contentType = "application/octet-stream";
        if (!m_upload.store.isEmpty())
            call.headers.emplaceBack("X-Image-Meta-Store", m_upload.store.toUtf8());
        call.sender = m_sender.get();
        HttpResult answer = m_api.session().exchange(call, m_control);
        m_control.progress->setPhase(OperationPhase::Verifying);
        return answer;
    }

    /// After the service said that it has everything.
    Result<Image> stored()
    {
        const auto image = m_api.image(m_upload.id);
        if (!image || m_upload.isStaged)
            return image;
        if (const auto read = readDigests(); !read)
            return failure(read.error());
        if (image->status == ImageStatus::Active && hasOurBytes(*image))
            return image;
        if (image->status != ImageStatus::Active && !image->size) {
            return failure(ErrorCode::Unavailable,
                Text::tr("The cloud “%1” said that it had “%2”, but its image has no data. Try again later.")
                    .arg(m_api.cloud().name, m_upload.path),
                u"status "_s + imageStatusName(image->status));
        }
        return failure(ErrorCode::HashMismatch,
            Text::tr("The cloud “%1” stored other bytes than those of “%2”. Delete the image there and send "
                     "the file again.")
                .arg(m_api.cloud().name, m_upload.path),
            u"size %1, %2 %3, md5 %4"_s.arg(QString::number(image->size.value_or(-1)), image->osHashAlgo,
                image->osHashValue, image->checksum));
    }

    /// An answer may be lost after all was stored.
    bool isOurs(const Image &image)
    {
        if (!m_sender->isComplete())
            return false;
        if (m_upload.isStaged)
            return image.status == ImageStatus::Uploading && image.size == m_sender->size();
        return image.status == ImageStatus::Active && readDigests() && hasOurBytes(image);
    }

    Result<void> readDigests()
    {
        auto digests = m_sender->finish();
        if (!digests)
            return failure(digests.error());
        m_digests = std::move(*digests);
        return {};
    }

    bool hasOurBytes(const Image &image) const
    {
        if (image.size.value_or(m_sender->size()) != m_sender->size())
            return false;
        if (image.osHashAlgo == u"sha512")
            return image.osHashValue == m_digests->sha512;
        return image.checksum.isNull() || image.checksum == md5OfFile(m_upload.path);
    }

    /// The image once the service has noticed that this upload is over. Also after a stop: it must not be
    /// left in doubt.
    Result<Image> settled()
    {
        m_control.progress->setPhase(OperationPhase::Finishing);
        auto image = m_api.image(m_upload.id);
        for (int look = 0; look < settleLooks && image && image->status == ImageStatus::Saving; ++look) {
            pauseABit(m_api.session().settings().firstPause / 2);
            image = m_api.image(m_upload.id);
        }
        if (!image && image.error().code == ErrorCode::NotFound) {
            return failure(ErrorCode::Gone,
                Text::tr("The image was deleted in the cloud “%1” while “%2” was sent.")
                    .arg(m_api.cloud().name, m_upload.path));
        }
        return image;
    }

    ImageApi &m_api;
    const RemoteUpload m_upload;
    const OperationControl m_control;
    std::unique_ptr<FileSender> m_sender;
    std::optional<Digests> m_digests;
};

} // namespace

Result<Image> uploadImage(ImageApi &api, const RemoteUpload &upload, const OperationControl &control)
{
    return Upload(api, upload, control).run();
}

} // namespace vitrine
