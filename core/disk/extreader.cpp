#include "core/disk/extreader.h"

#include <algorithm>
#include <array>

#include <ext2fs/ext2fs.h>

namespace vitrine {

namespace {

/// The library opens by name; this is what the name stands for, on the thread that opens.
thread_local DiskView *opening = nullptr;

errcode_t closeChannel(io_channel channel);
errcode_t openChannel(const char *name, int flags, io_channel *channel);

errcode_t setBlockSize(io_channel channel, int size)
{
    channel->block_size = size;
    return 0;
}

/// A negative count is of bytes.
errcode_t readBlocks(io_channel channel, unsigned long long block, int count, void *data)
{
    auto *view = static_cast<DiskView *>(channel->private_data);
    const qint64 size = channel->block_size;
    const qint64 length = count < 0 ? -static_cast<qint64>(count) : count * size;
    if (block > static_cast<unsigned long long>(view->length() / size))
        return EXT2_ET_SHORT_READ;
    const std::span<std::byte> into(static_cast<std::byte *>(data), static_cast<std::size_t>(length));
    return view->read(static_cast<qint64>(block) * size, into) ? 0 : EXT2_ET_SHORT_READ;
}

errcode_t readBlocks32(io_channel channel, unsigned long block, int count, void *data)
{
    return readBlocks(channel, block, count, data);
}

errcode_t refuseWrite(io_channel, unsigned long, int, const void *)
{
    return EXT2_ET_RO_FILSYS;
}

errcode_t refuseWrite64(io_channel, unsigned long long, int, const void *)
{
    return EXT2_ET_RO_FILSYS;
}

errcode_t flushNothing(io_channel)
{
    return 0;
}

struct_io_manager makeManager()
{
    struct_io_manager manager = {};
    manager.magic = EXT2_ET_MAGIC_IO_MANAGER;
    manager.name = "vitrine";
    manager.open = openChannel;
    manager.close = closeChannel;
    manager.set_blksize = setBlockSize;
    manager.read_blk = readBlocks32;
    manager.write_blk = refuseWrite;
    manager.flush = flushNothing;
    manager.read_blk64 = readBlocks;
    manager.write_blk64 = refuseWrite64;
    return manager;
}

io_manager manager()
{
    static struct_io_manager theManager = makeManager();
    return &theManager;
}

/// The library frees neither; it counts references and calls closeChannel().
errcode_t openChannel(const char *, int, io_channel *channel)
{
    static char name[] = "disk";
    auto made = std::make_unique<struct_io_channel>();
    made->magic = EXT2_ET_MAGIC_IO_CHANNEL;
    made->manager = manager();
    made->name = name;
    made->block_size = 1024;
    made->refcount = 1;
    made->private_data = opening;
    *channel = made.release();
    return 0;
}

errcode_t closeChannel(io_channel channel)
{
    if (--channel->refcount == 0)
        delete channel;
    return 0;
}

} // namespace

class ExtReader::Private
{
public:
    explicit Private(ext2_filsys fileSystem)
        : fileSystem(fileSystem)
    {
    }
    ~Private() { ext2fs_free(fileSystem); }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    const ext2_filsys fileSystem;
};

ExtReader::ExtReader(std::unique_ptr<Private> givenPrivate)
    : d(std::move(givenPrivate))
{
}

ExtReader::~ExtReader() = default;

std::unique_ptr<ExtReader> ExtReader::open(DiskView &part)
{
    ext2_filsys fileSystem = nullptr;
    opening = &part;
    const errcode_t error = ext2fs_open("disk", EXT2_FLAG_64BITS, 0, 0, manager(), &fileSystem);
    opening = nullptr;
    if (error != 0)
        return nullptr;
    return std::unique_ptr<ExtReader>(new ExtReader(std::make_unique<Private>(fileSystem)));
}

qint64 ExtReader::usedBytes() const
{
    const quint64 all = ext2fs_blocks_count(d->fileSystem->super);
    const quint64 free = std::min<quint64>(all, ext2fs_free_blocks_count(d->fileSystem->super));
    return static_cast<qint64>((all - free) * d->fileSystem->blocksize);
}

QByteArray ExtReader::read(const char *path, qsizetype most) const
{
    ext2_ino_t inode = 0;
    ext2_file_t file = nullptr;
    if (ext2fs_namei_follow(d->fileSystem, EXT2_ROOT_INO, EXT2_ROOT_INO, path, &inode) != 0
        || ext2fs_check_directory(d->fileSystem, inode) == 0
        || ext2fs_file_open(d->fileSystem, inode, 0, &file) != 0)
        return {};
    QByteArray bytes(most, Qt::Uninitialized);
    unsigned int got = 0;
    const errcode_t error = ext2fs_file_read(file, bytes.data(), static_cast<unsigned int>(most), &got);
    ext2fs_file_close(file);
    bytes.truncate(error == 0 ? static_cast<qsizetype>(got) : 0);
    return bytes.isEmpty() ? QByteArray() : bytes;
}

} // namespace vitrine
