#include "core/catalog/intake.h"

#include <QLocale>

#include "core/disk/diskprobe.h"
#include "core/disk/ovaarchive.h"
#include "core/support/crashpoint.h"

namespace vitrine {

namespace {

/// A recovery is over long before; one that hangs must not keep others from their work.
constexpr int lockTimeoutMs = 10'000;

} // namespace

Intake::Intake(Store &store, BlobId blob, const CatalogueLock &lock)
    : m_store(store)
    , m_blob(std::move(blob))
    , m_lock(lock)
{
}

Result<void> Intake::checkBefore(const DataSource &source, const IntakeRules &rules, const Store &store)
{
    const auto size = source.size();
    if (size == 0) {
        return failure(ErrorCode::BadRequest,
            tr("%1 is empty. An image needs at least one byte.").arg(source.displayName()));
    }
    if (size && rules.expectedSize && *size != *rules.expectedSize) {
        return failure(ErrorCode::BadRequest,
            tr("%1 has %2 bytes, but %3 were announced.")
                .arg(source.displayName(), QString::number(*size), QString::number(*rules.expectedSize)));
    }
    const auto space = store.space();
    if (!space)
        return failure(space.error());
    if (space->free - rules.reservedSpace > source.dataSize().value_or(0))
        return {};
    return failure(ErrorCode::StorageFull,
        tr("The disk of the store “%1” has only %2 left, which is not enough for %3.")
            .arg(store.id(), QLocale().formattedDataSize(space->free), source.displayName()));
}

Result<void> Intake::create()
{
    // Recovery must not take a part that is just being made for a dead one.
    const auto noRecovery = m_lock.shared(CatalogueLock::Purpose::Recovery, lockTimeoutMs);
    if (!noRecovery)
        return failure(noRecovery.error());
    auto writer = m_store.create(m_blob);
    if (!writer)
        return failure(writer.error());
    m_writer = *std::move(writer);
    return {};
}

Result<DataFacts> Intake::copy(DataSource &source, const IntakeRules &rules, GuardedSource::Report report,
    const OperationControl &control)
{
    if (const auto created = create(); !created)
        return failure(created.error());
    control.progress->setTotal(source.size().value_or(-1));
    GuardedSource guarded(source, std::move(report));
    const auto digest = m_writer->copyFrom(guarded,
        { .maximumSize = rules.maximumSize,
            .expectedSize = rules.expectedSize,
            .reservedSpace = rules.reservedSpace },
        control);
    if (!digest)
        return failure(digest.error());

    crashPoint("P4");
    if (digest->size == 0) {
        return failure(ErrorCode::BadRequest,
            tr("%1 is empty. An image needs at least one byte.").arg(source.displayName()));
    }
    if (!rules.expectedSha512.isEmpty() && digest->sha512 != rules.expectedSha512.toLower()) {
        return failure(ErrorCode::HashMismatch,
            tr("%1 does not have the sha512 that was announced: it is damaged or another file.")
                .arg(source.displayName()),
            digest->sha512);
    }
    const auto virtualSize = judge(rules, control);
    if (!virtualSize)
        return failure(virtualSize.error());
    return DataFacts{ .size = digest->size,
        .virtualSize = *virtualSize,
        .checksum = digest->md5,
        .osHashAlgo = QStringLiteral("sha512"),
        .osHashValue = digest->sha512 };
}

Result<void> Intake::compareWithManifest(const OperationControl &control) const
{
    const auto file = wholeFile(m_writer->fileDescriptor());
    const auto ova = file ? readOva(*file) : failure(file.error());
    return ova ? verifyManifest(*file, *ova, control) : failure(ova.error());
}

Result<std::optional<qint64>> Intake::judge(const IntakeRules &rules, const OperationControl &control) const
{
    if (!rules.diskFormat)
        return std::optional<qint64>();
    const auto report = probeDisk(m_writer->fileDescriptor());
    if (!report)
        return failure(report.error());
    if (!report->isSafe()) {
        const ProbeFinding &finding = report->violations.constFirst();
        return failure(ErrorCode::UnsupportedFormat, finding.reason, finding.check);
    }
    if (report->detected == DetectedFormat::Ova) {
        if (const auto compared = compareWithManifest(control); !compared)
            return failure(compared.error());
    }
    return judgeDeclaredFormat(*report, *rules.diskFormat, rules.containerFormat);
}

Result<void> Intake::flushAndCommit(const QByteArray &sidecar)
{
    // Not under the lock: a whole image may take minutes, and programs that start wait for their turn.
    if (const auto flushed = m_writer->flush(); !flushed)
        return flushed;
    const auto noRecovery = m_lock.shared(CatalogueLock::Purpose::Recovery, lockTimeoutMs);
    if (!noRecovery)
        return failure(noRecovery.error());
    return m_writer->commit(sidecar);
}

Result<void> Intake::commit(const QByteArray &sidecar, const OperationControl &control)
{
    if (!control.mayContinue())
        return failure(ErrorCode::Cancelled, tr("The operation was cancelled."));
    const auto committed = flushAndCommit(sidecar);
    m_writer.reset();
    return committed;
}

} // namespace vitrine
