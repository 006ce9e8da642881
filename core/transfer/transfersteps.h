#pragma once

#include <functional>
#include <memory>

#include <QCoreApplication>

#include "core/disk/diskprobe.h"
#include "core/service/imageservice.h"
#include "core/service/scopedtask.h"
#include "core/service/workerpool.h"
#include "core/transfer/transfer.h"

namespace vitrine {

/// One transfer while it is worked on; the queue and the steps share it, on one thread.
struct TransferWork {
    TransferRequest request;
    bool mayHaveImage = false; ///< an earlier attempt may have made the image with draft.id
    bool ownsImage = false; ///< the image record was made for this transfer
    OperationControl control;
    std::function<void()> onChanged; ///< called when request or ownsImage changed
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

    ScopedTask<Result<void>> run(std::shared_ptr<TransferWork> work);
    /// Deletes the image of an import that was given up. An image that is not there any more is a success.
    ScopedTask<Result<void>> discardImage(ImageId id);

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

    /// The draft with what the file's content tells; fails when the file must not become an image.
    ScopedTask<Result<ImageDraft>> describeFile(TransferRequest request);
    /// Data of no format are not taken: what the image's description leaves open is said by its data.
    ScopedTask<Result<Image>> completeFormats(Image image, ImageDraft draft);
    /// The image that the data go into, made or found again.
    ScopedTask<Result<Image>> ensureImage(std::shared_ptr<TransferWork> work, ImageDraft draft);

    ImageService &m_service;
    WorkerPool &m_workers;
};

/// What a transfer is called before anything is known about its image.
QString transferTitle(const TransferRequest &request);
/// The name for an image made from this file or link: its last part without a suffix that names a disk
/// format.
QString imageNameOf(const QString &source);
/// The disk format that the suffix of a link promises; raw when it promises none.
DiskFormat diskFormatOfLink(const QString &link);

} // namespace vitrine
