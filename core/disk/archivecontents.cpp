#include "core/disk/archivecontents.h"

#include <sys/mman.h>
#include <unistd.h>

#include "core/disk/diskinarchive.h"
#include "core/disk/unwrap.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

/// Every header that is looked for lies in here.
constexpr std::size_t beginning = 1 << 20;

/// Of the beginning of a disk: a hole stands for the rest.
std::optional<DetectedFormat> formatOf(std::span<const std::byte> head)
{
    constexpr off_t length = off_t(1) << 40;
    const FileDescriptor file(::memfd_create("head", MFD_CLOEXEC));
    const off_t whole = head.size() < beginning ? static_cast<off_t>(head.size()) : length;
    if (!file.isOpen() || !writeFully(systemFileOps(), file.get(), head, 0, QString())
        || ::ftruncate(file.get(), whole) != 0)
        return std::nullopt;
    const auto report = probeDisk(file.get());
    return report ? std::optional(report->detected) : std::nullopt;
}

Result<ArchiveContents> lookUnder(const ByteSource &file)
{
    const auto stream = UnwrappedStream::open(file);
    if (!stream)
        return failure(stream.error());
    ArchiveContents contents;
    contents.wrappers = (*stream)->wrappers();
    const auto head = (*stream)->peek(beginning);
    if (!head)
        return failure(head.error());
    contents.isTar
        = isTarHeader(Bytes(QByteArrayView(reinterpret_cast<const char *>(head->data()), std::ssize(*head))
                                .first(std::min<qsizetype>(std::ssize(*head), tarBlockLength))));
    if (!contents.isTar) {
        contents.content = formatOf(*head);
        return contents;
    }
    auto members = listTar(**stream);
    if (!members)
        return failure(members.error());
    contents.members = *std::move(members);
    return contents;
}

} // namespace

Result<ArchiveContents> lookIntoArchive(const ByteSource &file)
{
    if (isWrapped(file))
        return lookUnder(file);
    ArchiveContents contents;
    contents.isTar = isTar(file);
    if (!contents.isTar)
        return contents;
    SourceStream stream(file);
    auto members = listTar(stream, file.size());
    if (!members)
        return failure(members.error());
    contents.members = *std::move(members);
    return contents;
}

} // namespace vitrine
