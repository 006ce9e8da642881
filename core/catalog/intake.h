#pragma once

#include <memory>
#include <optional>

#include <QCoreApplication>

#include "core/catalog/cataloguelock.h"
#include "core/catalog/guardedsource.h"
#include "core/catalog/imagerepository.h"
#include "core/image/image.h"
#include "core/store/store.h"

namespace vitrine {

/// What a stream of data has to be before it may become an image's.
struct IntakeRules {
    qint64 reservedSpace = 0;
    std::optional<qint64> maximumSize = {};
    std::optional<qint64> expectedSize = {};
    QString expectedSha512 = {}; ///< null: nothing to compare with
    /// Compared with what the bytes turn out to be; none: taken as they are (copies, staging without
    /// formats).
    std::optional<DiskFormat> diskFormat = {};
    ContainerFormat containerFormat = ContainerFormat::Bare;
};

/// One stream on its way into one store: P1-P4 in copy(), P5-P7 in commit(). What is not committed is removed
/// when this object dies.
class Intake final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::Intake)

public:
    Intake(Store &store, BlobId blob, const CatalogueLock &lock);

    /// Rules that can be judged before a byte is read.
    static Result<void> checkBefore(const DataSource &source, const IntakeRules &rules, const Store &store);

    Result<DataFacts> copy(DataSource &source, const IntakeRules &rules, GuardedSource::Report report,
        const OperationControl &control);
    /// After the last moment at which cancelling has an effect.
    Result<void> commit(const QByteArray &sidecar, const OperationControl &control);

private:
    Result<void> create();
    Result<void> flushAndCommit(const QByteArray &sidecar);
    Result<std::optional<qint64>> judge(const IntakeRules &rules, const OperationControl &control) const;
    /// Of an appliance: its bytes are what it says itself.
    Result<void> compareWithManifest(const OperationControl &control) const;

    Store &m_store;
    const BlobId m_blob;
    const CatalogueLock &m_lock;
    std::unique_ptr<BlobWriter> m_writer;
};

} // namespace vitrine
