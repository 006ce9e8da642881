#pragma once

#include "core/store/storefolders.h"

namespace vitrine {

/// Copies one blob into staging and moves it to its shelf. Refers to the store's folders, which outlive it.
/// While it lives it holds a lock on its part file, which tells other processes that the part is wanted.
class FileBlobWriter final : public BlobWriter
{
public:
    static Result<std::unique_ptr<BlobWriter>> create(
        const std::shared_ptr<const StoreFolders> &folders, const BlobId &blob);
    ~FileBlobWriter() override;

    Result<BlobDigest> copyFrom(
        DataSource &source, const BlobLimits &limits, const OperationControl &control) override;
    int fileDescriptor() const override { return m_part.get(); }
    Result<void> flush() override;
    Result<void> commit(const QByteArray &sidecar) override;

private:
    FileBlobWriter(std::shared_ptr<const StoreFolders> folders, BlobId blob, FileDescriptor staging,
        FileDescriptor part);

    Result<void> makeBytesDurable();
    Result<void> placeOnShelf(int shelf, const QByteArray &sidecar);
    void discardPart();

    const std::shared_ptr<const StoreFolders> m_folders;
    const BlobId m_blob;
    const FileDescriptor m_staging;
    const FileDescriptor m_part;
    std::shared_ptr<OperationProgress> m_progress;
    bool m_isFlushed = false;
    bool m_staged = true;
};

} // namespace vitrine
