#include "core/disk/blockidentity.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <blkid/blkid.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/support/filedescriptor.h"

namespace vitrine {

namespace {

constexpr qint64 sector = 512;
/// The last thing that libblkid looks for from the start of a volume is UDF's anchor at 512 KiB.
constexpr qint64 headLength = 600 * 1024;
/// Backup tables of GPT, and the signatures that RAID members have at their end.
constexpr qint64 tailLength = 96 * 1024;
constexpr qsizetype mostPartitions = 128;
constexpr int mostLogical = 64;

/// The ends of a stretch of a disk as a sparse file in memory, since libblkid only reads files.
class MemoryCopy final
{
public:
    explicit MemoryCopy(DiskView &source)
        : m_source(source)
        , m_file(::memfd_create("vitrine-disk", MFD_CLOEXEC))
    {
        if (!m_file.isOpen() || ::ftruncate(m_file.get(), source.length()) != 0)
            return;
        const qint64 head = std::min(headLength, source.length());
        const qint64 tail = std::max(head, source.length() - tailLength);
        m_isGood = copy(0, head) && copy(tail, source.length() - tail);
    }

    bool isGood() const { return m_isGood; }
    int file() const { return m_file.get(); }
    qint64 length() const { return m_source.length(); }
    bool copy(qint64 offset, qint64 length)
    {
        std::vector<std::byte> bytes(static_cast<std::size_t>(length));
        return m_source.read(offset, bytes)
            && ::pwrite(m_file.get(), bytes.data(), bytes.size(), offset) == std::ssize(bytes);
    }
    /// A number of four bytes that was copied.
    quint32 little32(qint64 offset) const
    {
        std::array<quint8, 4> bytes = {};
        if (::pread(m_file.get(), bytes.data(), bytes.size(), offset) != std::ssize(bytes))
            return 0;
        return quint32(bytes[0]) | quint32(bytes[1]) << 8 | quint32(bytes[2]) << 16 | quint32(bytes[3]) << 24;
    }
    quint8 byte(qint64 offset) const { return static_cast<quint8>(little32(offset)); }

private:
    DiskView &m_source;
    const FileDescriptor m_file;
    bool m_isGood = false;
};

struct ProbeDeleter {
    void operator()(blkid_probe probe) const { blkid_free_probe(probe); }
};
using Probe = std::unique_ptr<blkid_struct_probe, ProbeDeleter>;

Probe probeOf(const MemoryCopy &copy)
{
    Probe probe(copy.isGood() && copy.length() > 0 ? blkid_new_probe() : nullptr);
    if (probe && blkid_probe_set_device(probe.get(), copy.file(), 0, copy.length()) != 0)
        probe.reset();
    return probe;
}

QString valueOf(blkid_probe probe, const char *name)
{
    const char *text = nullptr;
    if (blkid_probe_lookup_value(probe, name, &text, nullptr) != 0)
        return {};
    return QString::fromUtf8(text);
}

bool isExtended(quint8 type)
{
    return type == 0x05 || type == 0x0f || type == 0x85;
}

/// Logical partitions are a chain of tables that may lie anywhere: each must be there before libblkid looks.
void copyLogicalTables(MemoryCopy &copy)
{
    constexpr qint64 firstEntry = 446;
    constexpr qint64 entryLength = 16;
    qint64 extended = 0;
    for (qint64 entry = firstEntry; entry < firstEntry + 4 * entryLength; entry += entryLength) {
        if (isExtended(copy.byte(entry + 4)))
            extended = copy.little32(entry + 8) * sector;
    }
    qint64 table = extended;
    for (int i = 0; i < mostLogical && table > 0 && table <= copy.length() - sector; ++i) {
        if (!copy.copy(table, sector))
            return;
        const qint64 second = table + firstEntry + entryLength;
        const qint64 step = copy.little32(second + 8) * sector;
        table = isExtended(copy.byte(second + 4)) && step > 0 ? extended + step : 0;
    }
}

PartitionEntry entryOf(blkid_partition partition)
{
    PartitionEntry entry;
    entry.number = blkid_partition_get_partno(partition);
    entry.offset = static_cast<qint64>(blkid_partition_get_start(partition)) * sector;
    entry.length = static_cast<qint64>(blkid_partition_get_size(partition)) * sector;
    entry.name = QString::fromUtf8(blkid_partition_get_name(partition));
    entry.type = blkid_partition_get_type_string(partition);
    if (entry.type.isEmpty())
        entry.type
            = "0x" + QByteArray::number(blkid_partition_get_type(partition), 16).rightJustified(2, '0');
    return entry;
}

} // namespace

PartitionTable partitionTableOf(DiskView &disk)
{
    MemoryCopy copy(disk);
    if (!copy.isGood() || copy.length() < 2 * sector)
        return {};
    copyLogicalTables(copy);
    const Probe probe = probeOf(copy);
    if (!probe)
        return {};
    blkid_probe_enable_superblocks(probe.get(), 0);
    blkid_probe_enable_partitions(probe.get(), 1);
    const blkid_partlist list = blkid_probe_get_partitions(probe.get());
    const blkid_parttable kind = list == nullptr ? nullptr : blkid_partlist_get_table(list);
    if (kind == nullptr)
        return {};
    PartitionTable table{ QString::fromLatin1(blkid_parttable_get_type(kind)), {} };
    const int count = std::min<int>(blkid_partlist_numof_partitions(list), mostPartitions);
    for (int i = 0; i < count; ++i) {
        const blkid_partition partition = blkid_partlist_get_partition(list, i);
        if (partition != nullptr && blkid_partition_is_extended(partition) == 0)
            table.entries.append(entryOf(partition));
    }
    return table;
}

BlockIdentity blockIdentityOf(DiskView &part)
{
    const MemoryCopy copy(part);
    const Probe probe = probeOf(copy);
    if (!probe)
        return {};
    blkid_probe_enable_superblocks(probe.get(), 1);
    blkid_probe_set_superblocks_flags(probe.get(), BLKID_SUBLKS_LABEL | BLKID_SUBLKS_TYPE);
    if (blkid_do_safeprobe(probe.get()) != 0)
        return {};
    return { valueOf(probe.get(), "TYPE"), valueOf(probe.get(), "LABEL") };
}

} // namespace vitrine
