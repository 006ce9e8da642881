#include "core/service/linkinspection.h"

#include <algorithm>
#include <span>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "core/store/httpsource.h"
#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

/// Every header that is looked for lies in here; the ISO's is the furthest, at 32 KiB.
constexpr qint64 beginning = 1 << 20;

} // namespace

Result<ProbeReport> inspectLink(const QString &link, const OperationControl &control)
{
    const auto source = openHttpSource(link, control);
    if (!source)
        return failure(source.error());
    const QString name = (*source)->displayName();
    const FileDescriptor head(::memfd_create("head", MFD_CLOEXEC));
    if (!head.isOpen())
        return errnoFailure(FileAction::Create, name);
    std::vector<std::byte> buffer(static_cast<std::size_t>(beginning));
    qint64 length = 0;
    while (length < beginning) {
        const auto room = std::span(buffer).subspan(static_cast<std::size_t>(length));
        const auto chunk = (*source)->next(room);
        if (!chunk)
            return failure(chunk.error());
        if (chunk->kind == SourceChunk::Kind::End)
            break;
        length += chunk->length;
    }
    // A hole stands for what was not read, for a header that promises more than there is would be taken for a
    // broken one.
    const qint64 whole = std::max(length, (*source)->size().value_or(length));
    const auto read = std::span(buffer).first(static_cast<std::size_t>(length));
    if (const auto written = writeFully(systemFileOps(), head.get(), read, 0, name); !written)
        return failure(written.error());
    if (::ftruncate(head.get(), whole) != 0)
        return errnoFailure(FileAction::Write, name);
    return probeDisk(head.get());
}

} // namespace vitrine
