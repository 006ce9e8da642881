#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QList>
#include <QString>

#include "core/store/datasource.h"
#include "core/support/operation.h"
#include "core/support/result.h"

namespace vitrine {

/// Names one run of bytes in one store: a UUID that is never used again.
using BlobId = QString;

/// What copying a source into a store found out on the way.
struct BlobDigest {
    qint64 size = 0;
    QString md5; ///< hexadecimal
    QString sha512; ///< hexadecimal

    bool operator==(const BlobDigest &) const = default;
};

struct StoreSpace {
    qint64 total = 0;
    qint64 free = 0; ///< for this user, now
};

/// Limits of one copy, checked before and while bytes arrive.
struct BlobLimits {
    std::optional<qint64> maximumSize = {}; ///< the smallest of image_size_cap and what the quota leaves
    std::optional<qint64> expectedSize
        = {}; ///< the source must have exactly this many bytes, else HashMismatch
    qint64 reservedSpace = 0; ///< bytes to leave free on the disk
};

/// One blob on its way into a store. Nothing of it is visible under its name before commit().
/// Destroying it before that removes what was written. Used by one thread at a time.
class BlobWriter
{
public:
    BlobWriter() = default;
    BlobWriter(const BlobWriter &) = delete;
    BlobWriter &operator=(const BlobWriter &) = delete;
    virtual ~BlobWriter() = default;

    /// P2-P3: copies the whole source, hashing beside it, keeping zeros sparse, reporting to `control`.
    virtual Result<BlobDigest> copyFrom(
        DataSource &source, const BlobLimits &limits, const OperationControl &control)
        = 0;
    /// The written bytes, for the inspection before commit (P4). Owned by the writer.
    virtual int fileDescriptor() const = 0;
    /// P5: makes the bytes durable, which may take long. May be called once.
    virtual Result<void> flush() = 0;
    /// P6-P7, after flush() when nobody called it: makes the bytes and `sidecar` (JSON) durable under the
    /// blob's name. After success they survive a power cut. May be called once.
    virtual Result<void> commit(const QByteArray &sidecar) = 0;
};

/// A committed blob, as listed by Store::blobs().
struct BlobEntry {
    BlobId id;
    qint64 size = 0; ///< length in bytes
    qint64 diskUsage = 0; ///< bytes allocated, fewer when sparse
    bool hasSidecar = false;
};

/// A place where image bytes rest. Blocking; every method may be called from several threads at once.
/// Failures are translated for people; a missing blob is ErrorCode::NotFound.
class Store
{
public:
    Store() = default;
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;
    virtual ~Store() = default;

    virtual QString id() const = 0;
    virtual Result<StoreSpace> space() const = 0;

    /// P1: a fresh staged blob. ErrorCode::Conflict when the name was ever used.
    virtual Result<std::unique_ptr<BlobWriter>> create(const BlobId &blob) = 0;
    virtual Result<std::unique_ptr<DataSource>> open(const BlobId &blob) const = 0;
    virtual Result<BlobEntry> stat(const BlobId &blob) const = 0;
    /// Unlinks blob and sidecar and makes that durable. A blob that is not there counts as removed.
    virtual Result<void> remove(const BlobId &blob) = 0;

    virtual Result<QByteArray> readSidecar(const BlobId &blob) const = 0;
    /// Replaces the sidecar durably and atomically, so that rebuild knows the latest description.
    virtual Result<void> writeSidecar(const BlobId &blob, const QByteArray &sidecar) = 0;

    /// Every committed blob, in no order.
    virtual Result<QList<BlobEntry>> blobs() const = 0;
    /// Removes staged parts that no live writer of any process owns, and sidecars whose blob never arrived:
    /// gives their blob ids. `claimed` names blobs to leave alone; of blobs in `known` the sidecar stays too,
    /// for it may be all that is left of their description.
    virtual Result<QList<BlobId>> removeStaleParts(const QList<BlobId> &claimed, const QList<BlobId> &known)
        = 0;
    /// Moves a blob that no image refers to into lost+found. Gives the path it lies at now.
    virtual Result<QString> moveToLostAndFound(const BlobId &blob) = 0;
};

} // namespace vitrine
