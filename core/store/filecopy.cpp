#include "core/store/filecopy.h"

#include <QCoreApplication>

#include "core/store/bytecopy.h"
#include "core/support/crashpoint.h"
#include "core/support/partfile.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileCopy)
};

Result<void> compareHash(const BlobDigest &digest, const FileExport &request)
{
    if (request.expectedSha512.isEmpty()
        || digest.sha512.compare(request.expectedSha512, Qt::CaseInsensitive) == 0)
        return {};
    return failure(ErrorCode::HashMismatch,
        Text::tr("The data for “%1” are not those that were stored. Nothing was saved; verify the catalogue.")
            .arg(request.destination),
        u"sha512 is %1, expected %2"_s.arg(digest.sha512, request.expectedSha512));
}

Result<BlobDigest> fillPart(DataSource &source, PartFile &part, const FileExport &request,
    const OperationControl &control, FileOps &ops)
{
    const auto digest = part.open().and_then([&]() -> Result<BlobDigest> {
        crashPoint("D1");
        return copyToFile(source, ops, part.fd(), request.destination, {}, control, "D2");
    });
    if (!digest)
        return digest;
    control.progress->setPhase(OperationPhase::Verifying);
    return compareHash(*digest, request).map([&] { return *digest; });
}

Result<void> publishPart(PartFile &part, const FileExport &request, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Flushing);
    crashPoint("D3");
    return part.sync()
        .and_then([&] {
            crashPoint("D4");
            control.progress->setPhase(OperationPhase::Finishing);
            return part.rename(request.overwrite);
        })
        .and_then([&] {
            crashPoint("D5");
            return part.syncName();
        });
}

} // namespace

Result<BlobDigest> exportToFile(
    DataSource &source, const FileExport &request, const OperationControl &control, FileOps &ops)
{
    auto part = PartFile::find(ops, request.destination);
    if (!part)
        return failure(part.error());
    if (const auto free = part->refuseTaken(source.fileDescriptor(), request.overwrite); !free)
        return failure(free.error());
    const auto digest = fillPart(source, *part, request, control, ops);
    if (!digest)
        return digest;
    return publishPart(*part, request, control).map([&] { return *digest; });
}

Result<BlobDigest> digestOf(DataSource &source, const OperationControl &control)
{
    return copyBytes(source, nullptr, {}, control, "S1");
}

} // namespace vitrine
