#include <algorithm>

#include <QFileInfo>
#include <QStorageInfo>

#include "core/catalog/catalogueprivate.h"
#include "core/disk/convertdisk.h"
#include "core/disk/convertsource.h"
#include "core/disk/forecastconversion.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

ConvertOptions optionsOf(const ConvertRequest &request)
{
    ConvertOptions options;
    options.layout = request.layout;
    options.size = request.size;
    options.disk = request.disk;
    options.verify = request.verify;
    options.overwrite = request.overwrite;
    options.threads = request.threads;
    return options;
}

/// A disk image in another format, made when a store asks for its bytes.
class ConversionSource final : public DataSource
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::ConversionSource)

public:
    /// `name` is of the new image; what is compressed is unpacked in `folder`.
    ConversionSource(const DataSource &source, QString name, QString folder, ConvertOptions options)
        : m_source(source)
        , m_name(std::move(name))
        , m_folder(std::move(folder))
        , m_options(std::move(options))
    {
    }

    QString displayName() const override { return m_name; }
    std::optional<qint64> size() const override { return std::nullopt; }
    Result<SourceChunk> next(std::span<std::byte>) override
    {
        return failure(ErrorCode::Internal, tr("The bytes of “%1” can only be had as a whole.").arg(m_name));
    }
    bool makesFile() const override { return true; }
    Result<void> makeFile(FileOps &ops, int fd, const OperationControl &control) override
    {
        const auto unpacked = readyToRead(ops, m_source.fileDescriptor(), m_folder, control);
        if (!unpacked)
            return failure(unpacked.error());
        const int file = *unpacked ? (*unpacked)->get() : m_source.fileDescriptor();
        return convertInto(fd, m_name, file, m_options, control, ops).map([](const ConvertReport &) {});
    }
    /// The conversion has looked.
    Result<void> confirmUnchanged() override { return {}; }

private:
    const DataSource &m_source;
    const QString m_name;
    const QString m_folder;
    const ConvertOptions m_options;
};

} // namespace

Result<std::unique_ptr<DataSource>> Catalogue::Private::openToConvert(const ConvertRequest &request) const
{
    if (request.sourceImage.isNull())
        return openFileSource(request.sourceFile);
    const auto image = exportable(request.sourceImage);
    if (!image)
        return failure(image.error());
    return openDataHere(*image);
}

Result<void> Catalogue::Private::convertToFile(
    const ConvertRequest &request, int sourceFile, const OperationControl &control)
{
    return writeOutside(request.sourceImage, request.destination, u"convert"_s, [&] {
        return convertDisk(sourceFile, request.destination, optionsOf(request), control)
            .map([&control](const ConvertReport &) { control.progress->setPhase(OperationPhase::Done); });
    });
}

QString Catalogue::Private::folderOf(const QString &store) const
{
    const QString id = store.isEmpty() ? StoreSet::defaultStoreId() : store;
    const QList<StoreInfo> known = stores.infos();
    const auto found
        = std::find_if(known.cbegin(), known.cend(), [&id](const StoreInfo &each) { return each.id == id; });
    return found == known.cend() ? layout.root() : found->path;
}

Result<void> Catalogue::Private::convertToImage(
    const ConvertRequest &request, const DataSource &source, const OperationControl &control)
{
    const auto image = imageFor(request.newImage, Action::UploadImage);
    if (!image)
        return failure(image.error());
    if (image->diskFormat != request.layout.format || image->containerFormat != ContainerFormat::Bare) {
        return failure(ErrorCode::BadRequest,
            tr("The image “%1” is not described as %2, which its data would be.")
                .arg(displayName(*image), diskFormatName(request.layout.format)));
    }
    ConversionSource made(source, displayName(*image), folderOf(request.store), optionsOf(request));
    const UploadOptions into{ .store = request.store };
    auto step = prepare(image->id, ImageStatus::Saving, made, into);
    if (!step)
        return failure(step.error());
    step->event = u"image.upload"_s;
    step->taskType = u"convert"_s;
    return run(*std::move(step), made, control).map([](const Image &) {});
}

Result<void> Catalogue::convert(const ConvertRequest &request, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Preparing);
    const auto source = d->openToConvert(request);
    if (!source)
        return failure(source.error());
    if (request.newImage.isNull())
        return d->convertToFile(request, (*source)->fileDescriptor(), control);
    return d->convertToImage(request, **source, control);
}

std::optional<qint64> Catalogue::Private::freeBytesFor(const ConvertRequest &request) const
{
    if (!request.destination.isEmpty()) {
        const QStorageInfo disk(QFileInfo(request.destination).absolutePath());
        return disk.isValid() ? std::optional(disk.bytesAvailable()) : std::nullopt;
    }
    const auto store = storeFor(request.store, ErrorCode::BadRequest);
    const auto space = store ? (*store)->space() : failure(store.error());
    return space ? std::optional(std::max<qint64>(0, space->free - options.reservedSpace)) : std::nullopt;
}

Result<ConversionForecast> Catalogue::forecast(
    const ConvertRequest &request, const OperationControl &control) const
{
    const auto source = d->openToConvert(request);
    if (!source)
        return failure(source.error());
    auto forecast = forecastConversion(
        (*source)->fileDescriptor(), request.layout, request.size, control, request.disk);
    if (forecast)
        forecast->freeBytes = d->freeBytesFor(request);
    return forecast;
}

} // namespace vitrine
