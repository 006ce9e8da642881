#include <QCoreApplication>

#include "core/catalog/catalogueprivate.h"
#include "core/catalog/healthcheck.h"
#include "core/store/filecopy.h"

namespace vitrine {

namespace {

constexpr int pageSize = 1000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::HealthCheck)
};

HealthIssue::Kind kindOf(ErrorCode code)
{
    return code == ErrorCode::NotFound ? HealthIssue::Kind::MissingBlob : HealthIssue::Kind::Unreadable;
}

/// The first thing that is wrong with the data themselves.
Result<void> damageOf(const VerifyReport &findings)
{
    for (const HealthIssue &issue : findings.issues) {
        if (issue.kind != HealthIssue::Kind::InvalidSidecar)
            return failure(ErrorCode::Corrupt, issue.message);
    }
    return {};
}

Result<BlobDigest> digestReporting(
    DataSource &source, const GuardedSource::Report &report, const OperationControl &control)
{
    GuardedSource guarded(source, report);
    return digestOf(guarded, control);
}

} // namespace

QString issueText(HealthIssue::Kind kind, const QString &imageName, const QString &store)
{
    const auto filled = [&](const QString &text) { return text.arg(imageName, store); };
    switch (kind) {
    case HealthIssue::Kind::MissingBlob:
        return filled(Text::tr("The data of “%1” are missing from the store “%2”."));
    case HealthIssue::Kind::WrongSize:
        return filled(Text::tr("The data of “%1” in the store “%2” do not have the size they should have."));
    case HealthIssue::Kind::WrongHash:
        return filled(Text::tr("The data of “%1” in the store “%2” are damaged: their hash is another."));
    case HealthIssue::Kind::Unreadable:
        return filled(Text::tr("The data of “%1” in the store “%2” cannot be read."));
    case HealthIssue::Kind::OrphanBlob:
        return filled(Text::tr("Data “%1” in the store “%2” belong to no image."));
    case HealthIssue::Kind::InvalidSidecar:
        return filled(Text::tr("The description of “%1” in the store “%2” is missing or damaged."));
    }
    Q_UNREACHABLE();
}

Result<QList<Image>> Catalogue::Private::imagesToVerify(const QList<ImageId> &ids) const
{
    QList<Image> images;
    for (const ImageId &id : ids) {
        const auto image = imageOrTrashFor(id, Action::GetImage);
        if (!image)
            return failure(image.error());
        images.append(*image);
    }
    ImageId marker;
    while (ids.isEmpty()) {
        const auto page = repository.imagesWithData(marker, pageSize);
        if (!page)
            return page;
        images.append(*page);
        if (page->size() < pageSize)
            break;
        marker = page->constLast().id;
    }
    return images;
}

Result<void> Catalogue::Private::verifyCopy(const Image &image, const ImageLocation &location,
    VerifyReport &findings, const GuardedSource::Report &report, const OperationControl &control)
{
    const auto add = [&](HealthIssue::Kind kind) {
        findings.issues.append(
            { kind, image.id, location.store, issueText(kind, displayName(image), location.store) });
    };
    const auto store = stores.store(location.store);
    const auto source = store ? (*store)->open(location.blob) : failure(store.error());
    const auto digest = source ? digestReporting(**source, report, control) : failure(source.error());
    if (!digest && digest.error().code == ErrorCode::Cancelled)
        return failure(digest.error());
    if (!digest) {
        add(kindOf(digest.error().code));
        return {};
    }
    findings.bytesChecked += digest->size;
    if (digest->size != image.size)
        add(HealthIssue::Kind::WrongSize);
    else if (digest->sha512 != image.osHashValue || digest->md5 != image.checksum)
        add(HealthIssue::Kind::WrongHash);
    const auto sidecar = sidecarOf(**store, location.blob);
    if (!sidecar || sidecar->image.id != image.id)
        add(HealthIssue::Kind::InvalidSidecar);
    return {};
}

Result<VerifyReport> Catalogue::Private::verifyAll(
    const QList<Image> &images, const QString &task, const OperationControl &control)
{
    VerifyReport findings;
    // A task that says nothing for long is taken for a dead one.
    const auto report = [&](qint64 bytesRead) -> Result<void> {
        if (!task.isEmpty()) {
            setTask(task, TaskStatus::Processing,
                tr("Checked %1 MiB").arg((findings.bytesChecked + bytesRead) >> 20));
        }
        return {};
    };
    for (const Image &image : images) {
        const auto locations = repository.locations(image.id);
        if (!locations)
            return failure(locations.error());
        for (const ImageLocation &location : *locations) {
            // Each copy counts from its own beginning; the operation as a whole counts on. An only copy is
            // the whole operation.
            OperationControl copyControl{ .stop = control.stop, .gate = control.gate };
            if (images.size() == 1 && locations->size() == 1)
                copyControl.progress = control.progress;
            if (const auto checked = verifyCopy(image, location, findings, report, copyControl); !checked)
                return failure(checked.error());
            control.progress->setDone(findings.bytesChecked);
        }
        findings.imagesChecked += locations->isEmpty() ? 0 : 1;
    }
    return findings;
}

Result<VerifyReport> Catalogue::verify(const QList<ImageId> &ids, const OperationControl &control)
{
    if (ids.isEmpty()) {
        if (const auto allowed = d->policy.require(Action::ManageCatalogue); !allowed)
            return failure(allowed.error());
    }
    const auto images = d->imagesToVerify(ids);
    if (!images)
        return failure(images.error());
    qint64 total = 0;
    for (const Image &image : *images)
        total += image.size.value_or(0) * image.stores.size();
    control.progress->setTotal(total);
    control.progress->setPhase(OperationPhase::Verifying);

    if (d->isReadOnly())
        return d->verifyAll(*images, {}, control);
    const auto task = d->beginTask(
        QStringLiteral("verify"), ids.size() == 1 ? ids.constFirst() : ImageId(), TaskStatus::Processing);
    if (!task)
        return failure(task.error());
    const auto findings = d->verifyAll(*images, task->id, control);
    d->endTask(task->id, findings ? damageOf(*findings) : failure(findings.error()));
    if (!findings)
        return findings;
    // What is missing or stale beside the data is known here, so it is written again.
    for (const HealthIssue &issue : findings->issues) {
        if (issue.kind == HealthIssue::Kind::InvalidSidecar)
            d->describe(issue.imageId);
    }
    control.progress->setPhase(OperationPhase::Done);
    return findings;
}

} // namespace vitrine
