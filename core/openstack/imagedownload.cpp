#include "core/openstack/imagedownload.h"

#include <condition_variable>
#include <mutex>

#include <sys/xattr.h>

#include <QCoreApplication>
#include <QFile>

#include "core/openstack/apierror.h"
#include "core/openstack/datareceiver.h"
#include "core/support/log.h"
#include "core/support/partfile.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageDownload)
};

/// Tries in a row that bring nothing.
constexpr int mostIdleTries = 3;
/// On a part file: which data it is a part of.
constexpr auto belongingAttribute = "user.vitrine.image";

QByteArray belongingOf(const Image &image)
{
    return (image.id + u' ' + image.osHashAlgo + u' ' + image.osHashValue + u' ' + image.checksum).toUtf8();
}

/// How much of an earlier try can be used.
qint64 usableLength(int file, const Image &image)
{
    QByteArray belonging(1024, '\0');
    const ssize_t length
        = ::fgetxattr(file, belongingAttribute, belonging.data(), static_cast<std::size_t>(belonging.size()));
    struct stat status = {};
    if (length < 0 || belonging.left(length) != belongingOf(image)
        || systemFileOps().fstat(file, &status) != 0)
        return 0;
    return image.size && status.st_size <= *image.size ? status.st_size : 0;
}

void mark(int file, const Image &image)
{
    const QByteArray belonging = belongingOf(image);
    // Where a file system keeps no attributes, a part is not taken up by a later run, and that is all.
    (void)::fsetxattr(
        file, belongingAttribute, belonging.constData(), static_cast<std::size_t>(belonging.size()), 0);
}

bool hasSameData(const Image &one, const Image &other)
{
    return one.size == other.size && one.osHashValue == other.osHashValue && one.checksum == other.checksum;
}

Result<void> refuseUnreadable(const Image &image)
{
    if (image.status == ImageStatus::Active || image.status == ImageStatus::Deactivated)
        return {};
    return failure(ErrorCode::Conflict,
        Text::tr("The image is “%1”, so it has no data to read. Wait until it is active.")
            .arg(imageStatusName(image.status)));
}

/// What is known of the hash, and whether the data have it. None when nothing is known.
std::optional<bool> isRight(const Image &image, const Digests &digests, const QString &contentMd5)
{
    if (image.osHashAlgo == u"sha512" && !image.osHashValue.isEmpty())
        return image.osHashValue.compare(digests.sha512, Qt::CaseInsensitive) == 0;
    const QString md5 = image.checksum.isEmpty() ? contentMd5 : image.checksum;
    if (md5.isEmpty())
        return std::nullopt;
    return md5.compare(digests.md5, Qt::CaseInsensitive) == 0;
}

void pauseBefore(std::chrono::milliseconds pause, const OperationControl &control)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, control.stop, pause, [] { return false; });
}

/// Gets the data into a receiver, over as many answers as it takes.
class Fetch
{
public:
    Fetch(ImageApi &api, const Image &image, DataReceiver &receiver, const OperationControl &control)
        : m_api(api)
        , m_image(image)
        , m_receiver(receiver)
        , m_control(control)
    {
    }

    Result<void> run()
    {
        m_control.progress->setTotal(m_image.size.value_or(-1));
        m_control.progress->setPhase(OperationPhase::Copying);
        for (int idleTries = 0;;) {
            const qint64 before = m_receiver.offset();
            if (m_image.size && before == *m_image.size)
                return {};
            const auto outcome = ask();
            if (const auto flushed = m_receiver.flush(); !flushed)
                return flushed;
            if (!outcome && outcome.error().kind != HttpFailure::Kind::Broken)
                return failure(outcome.error().error);
            if (outcome && (!m_image.size || m_receiver.offset() == *m_image.size))
                return {};
            idleTries = m_receiver.offset() > before ? 0 : idleTries + 1;
            if (idleTries == mostIdleTries)
                return failure(outcome ? tooShort() : outcome.error().error);
            if (idleTries > 0)
                pauseBefore(m_api.session().settings().firstPause * idleTries, m_control);
            if (const auto same = confirmSame(); !same)
                return same;
        }
    }

private:
    tl::expected<void, HttpFailure> ask()
    {
        ApiCall call;
        call.path = imagePath(m_image.id, { u"file"_s });
        call.receiver = &m_receiver;
        if (m_receiver.offset() > 0)
            call.headers.emplaceBack("Range", "bytes=" + QByteArray::number(m_receiver.offset()) + '-');
        const HttpResult answer = m_api.session().exchange(call, m_control);
        if (!answer)
            return tl::unexpected(answer.error());
        if (answer->isSuccess())
            return {};
        const bool isPassing = answer->status >= 500;
        return tl::unexpected(HttpFailure{ isPassing ? HttpFailure::Kind::Broken : HttpFailure::Kind::Refused,
            imageErrorOf(m_api.cloud(), *answer) });
    }

    /// Whether what is there and what comes next belong together.
    Result<void> confirmSame()
    {
        const auto now = m_api.image(m_image.id, m_control);
        if (!now)
            return failure(now.error());
        if (hasSameData(*now, m_image))
            return {};
        return failure(ErrorCode::SourceChanged,
            Text::tr(
                "The data of the image were replaced in the cloud “%1” during the download. Start it anew.")
                .arg(m_api.cloud().name));
    }

    Error tooShort() const
    {
        return { ErrorCode::Unavailable,
            Text::tr("The cloud “%1” sends fewer data than the image has. Try again later.")
                .arg(m_api.cloud().name),
            u"%1 of %2 bytes"_s.arg(m_receiver.offset()).arg(m_image.size.value_or(-1)) };
    }

    ImageApi &m_api;
    const Image m_image;
    DataReceiver &m_receiver;
    const OperationControl m_control;
};

/// Also ErrorCode::HashMismatch when the data are not the image's.
Result<RemoteData> fetchAndCompare(
    ImageApi &api, const Image &image, DataReceiver &receiver, const OperationControl &control)
{
    if (const auto fetched = Fetch(api, image, receiver, control).run(); !fetched)
        return failure(fetched.error());
    control.progress->setPhase(OperationPhase::Verifying);
    const auto digests = receiver.finish();
    if (!digests)
        return failure(digests.error());
    const auto right = isRight(image, *digests, receiver.contentMd5());
    if (right.has_value() && !*right) {
        return failure(ErrorCode::HashMismatch,
            Text::tr("What the cloud “%1” sent are not the data of the image: their hash differs. Try again, "
                     "or ask "
                     "its administrator.")
                .arg(api.cloud().name),
            u"sha512 %1, md5 %2"_s.arg(digests->sha512, digests->md5));
    }
    if (!right)
        qCWarning(lcOpenstack) << "no known hash for image" << image.id << "; sha512 is" << digests->sha512;
    return RemoteData{ receiver.offset(), *digests, right.has_value() };
}

class Download
{
public:
    Download(ImageApi &api, const Image &image, QString destination, PartFile &part,
        const OperationControl &control)
        : m_api(api)
        , m_image(image)
        , m_destination(std::move(destination))
        , m_part(part)
        , m_control(control)
        , m_receiver(image, part.fd(), m_destination, control)
    {
    }

    Result<RemoteData> run()
    {
        const qint64 usable = usableLength(m_part.fd(), m_image);
        auto data = usable > 0 ? goOnFrom(usable) : fromTheBeginning();
        // The part may be to blame: it lay here for who knows how long.
        if (!data && data.error().code == ErrorCode::HashMismatch && usable > 0)
            data = fromTheBeginning();
        const bool mayGoOn = !data
            && (data.error().code == ErrorCode::Unavailable || data.error().code == ErrorCode::Cancelled);
        if (mayGoOn && m_receiver.setLength())
            m_part.keep();
        if (!data && data.error().code == ErrorCode::HashMismatch)
            setAside();
        return data;
    }

private:
    Result<RemoteData> fromTheBeginning()
    {
        if (const auto begun = m_receiver.startOver(); !begun)
            return failure(begun.error());
        mark(m_part.fd(), m_image);
        return fetchAndCompare(m_api, m_image, m_receiver, m_control);
    }

    Result<RemoteData> goOnFrom(qint64 length)
    {
        if (const auto taken = m_receiver.takeUp(length); !taken)
            return failure(taken.error());
        return fetchAndCompare(m_api, m_image, m_receiver, m_control);
    }

    void setAside()
    {
        QFile::remove(m_destination + u".corrupt");
        if (QFile::rename(partPathOf(m_destination), m_destination + u".corrupt"))
            qCWarning(lcOpenstack) << "kept what came for image" << m_image.id
                                   << "with .corrupt behind its name";
    }

    ImageApi &m_api;
    const Image m_image;
    const QString m_destination;
    PartFile &m_part;
    const OperationControl m_control;
    DataReceiver m_receiver;
};

Result<Image> readableImage(ImageApi &api, const ImageId &id, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Preparing);
    auto image = api.image(id, control);
    if (!image)
        return image;
    const auto readable = refuseUnreadable(*image);
    return readable ? image : failure(readable.error());
}

} // namespace

Result<RemoteData> downloadImage(ImageApi &api, const ImageId &id, const QString &destination, bool overwrite,
    const OperationControl &control)
{
    auto part = PartFile::find(systemFileOps(), destination);
    if (!part)
        return failure(part.error());
    if (const auto free = part->refuseTaken(-1, overwrite); !free)
        return failure(free.error());
    const auto image = readableImage(api, id, control);
    if (!image)
        return failure(image.error());
    if (const auto opened = part->openToGoOn(); !opened)
        return failure(opened.error());
    const auto data = Download(api, *image, destination, *part, control).run();
    if (!data)
        return data;
    control.progress->setPhase(OperationPhase::Flushing);
    (void)::fremovexattr(part->fd(), belongingAttribute);
    if (const auto synced = part->sync(); !synced)
        return failure(synced.error());
    if (const auto renamed = part->rename(overwrite); !renamed)
        return failure(renamed.error());
    if (const auto synced = part->syncName(); !synced)
        return failure(synced.error());
    return data;
}

Result<RemoteData> checkImageData(ImageApi &api, const ImageId &id, const OperationControl &control)
{
    const auto image = readableImage(api, id, control);
    if (!image)
        return failure(image.error());
    DataReceiver receiver(*image, -1, image->name, control);
    if (const auto begun = receiver.startOver(); !begun)
        return failure(begun.error());
    return fetchAndCompare(api, *image, receiver, control);
}

} // namespace vitrine
