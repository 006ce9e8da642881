#pragma once

#include <functional>
#include <memory>

#include <QCoreApplication>

#include "core/disk/diskprobe.h"
#include "core/service/imageservice.h"
#include "core/service/scopedtask.h"
#include "core/service/workerpool.h"
#include "core/transfer/servicefinder.h"
#include "core/transfer/transfer.h"

namespace vitrine {

/// One transfer while it is worked on; the queue and the steps share it, on one thread.
struct TransferWork {
    QString id; ///< of the transfer
    TransferRequest request;
    bool mayHaveImage = false; ///< an earlier attempt may have made the image with draft.id
    bool ownsImage = false; ///< the image record was made for this transfer
    bool wasThere = false; ///< Copy: the data were there already
    OperationControl control;
    std::function<void()> onChanged; ///< called when something above changed
};

/// What is done for each kind of transfer, from the first look at the file to the last answer of the service.
///
/// A stop is answered with ErrorCode::Cancelled. An import that fails leaves its image queued, so that the
/// next attempt goes on with the same id.
class TransferSteps
{
    Q_DECLARE_TR_FUNCTIONS(TransferSteps)

public:
    TransferSteps(ImageService &service, WorkerPool &workers)
        : m_service(service)
        , m_workers(workers)
    {
    }

    void setServices(ServiceFinder services) { m_services = std::move(services); }
    void setScratchFolder(const QString &folder) { m_scratchFolder = folder; }

    ScopedTask<Result<void>> run(std::shared_ptr<TransferWork> work);
    /// Deletes the image of an import that was given up. An image that is not there any more is a success.
    ScopedTask<Result<void>> discardImage(ImageId id);
    /// Removes the files in which a transfer that was given up had gathered data.
    ScopedTask<> discardFiles(QString id, TransferRequest request);
    /// The image that a copy is made of.
    ScopedTask<Result<Image>> copiedImage(TransferRequest request);

private:
    ScopedTask<Result<void>> importFile(std::shared_ptr<TransferWork> work);
    ScopedTask<Result<void>> importStaged(ImageId id, std::shared_ptr<TransferWork> work, bool isStaged);
    ScopedTask<Result<void>> importLink(std::shared_ptr<TransferWork> work);
    // Publishing (publishsteps.cpp)
    ScopedTask<Result<void>> publish(std::shared_ptr<TransferWork> work);
    ScopedTask<Result<void>> takeOver(TransferRequest request);
    /// Does nothing to an image that is like that already, or gone.
    ScopedTask<Result<void>> change(ImageId id, QString name, bool isHidden);
    ScopedTask<Result<void>> retire(ImageId id);
    ScopedTask<Result<void>> exportImage(std::shared_ptr<TransferWork> work);
    ScopedTask<Result<void>> copyToStore(std::shared_ptr<TransferWork> work);
    // Conversions (convertsteps.cpp)
    ScopedTask<Result<void>> convert(std::shared_ptr<TransferWork> work);
    ScopedTask<Result<void>> convertToFile(std::shared_ptr<TransferWork> work);
    /// The draft of the request, or where that has no name one made from what is converted.
    ScopedTask<Result<ImageDraft>> describeConverted(TransferRequest request);

    // Copies between services (copysteps.cpp)
    ScopedTask<Result<void>> copy(std::shared_ptr<TransferWork> work);
    /// An image here that has the same data; none when there is none that is known to.
    ScopedTask<Result<std::optional<Image>>> findTwin(Image image, ImageId except);
    /// A file with the data: lent by the source, or gathered in the scratch folder.
    ScopedTask<Result<QString>> fetchData(std::shared_ptr<TransferWork> work, Image image);
    ScopedTask<Result<QString>> convertFetched(std::shared_ptr<TransferWork> work, QString path);
    ScopedTask<Result<void>> makeScratchFolder();
    /// Null without an error when it cannot be found.
    ImageService *find(const QString &id) const { return m_services ? m_services(id) : nullptr; }
    QString scratchPath(const QString &id, const QString &suffix) const;

    /// The draft with what the file's content tells; fails when the file must not become an image.
    ScopedTask<Result<ImageDraft>> describeFile(TransferRequest request);
    /// Data of no format are not taken: what the image's description leaves open is said by its data.
    ScopedTask<Result<Image>> completeFormats(Image image, ImageDraft draft);
    /// The image that the data go into, made or found again.
    ScopedTask<Result<Image>> ensureImage(std::shared_ptr<TransferWork> work, ImageDraft draft);

    ImageService &m_service;
    WorkerPool &m_workers;
    ServiceFinder m_services;
    QString m_scratchFolder;
};

/// What a transfer is called before anything is known about its image.
QString transferTitle(const TransferRequest &request);
/// The name for an image made from this file or link: its last part without a suffix that names a disk
/// format.
QString imageNameOf(const QString &source);
/// The disk format that the suffix of a link promises; raw when it promises none.
DiskFormat diskFormatOfLink(const QString &link);

} // namespace vitrine
