#include "ui/images/imagerows.h"

#include <algorithm>

namespace vitrine {

namespace {

constexpr std::size_t blockCapacity = 1024;
/// A block that is appended to stops here, so that later insertions find room.
constexpr std::size_t blockFilling = 512;

std::ptrdiff_t offset(qsizetype value)
{
    return static_cast<std::ptrdiff_t>(value);
}

} // namespace

ImageRows::ImageRows() = default;
ImageRows::~ImageRows() = default;

const Image &ImageRows::at(qsizetype row) const
{
    const Block &block = *m_blocks[blockAt(row)];
    return block.entries[static_cast<std::size_t>(row - block.start)]->image;
}

const Image *ImageRows::find(const ImageId &id) const
{
    const Entry *entry = entryOf(Wanted(id));
    return entry ? &entry->image : nullptr;
}

qsizetype ImageRows::rowOf(const ImageId &id) const
{
    const Entry *entry = entryOf(Wanted(id));
    if (!entry)
        return -1;
    refreshStarts();
    const auto &entries = entry->block->entries;
    const auto it = std::find_if(entries.cbegin(), entries.cend(),
        [entry](const auto &candidate) { return candidate.get() == entry; });
    return entry->block->start + static_cast<qsizetype>(it - entries.cbegin());
}

ImageRows::Entry *ImageRows::entryOf(const Wanted &wanted) const
{
    const Shard &shard = m_shards[wanted.hash % shardCount];
    const auto it = shard.find(wanted);
    return it == shard.cend() ? nullptr : *it;
}

void ImageRows::insert(qsizetype row, Image image)
{
    Q_ASSERT(!contains(image.id));
    const std::size_t hash = qHash(image.id);
    insertEntry(row, std::move(image), hash);
}

bool ImageRows::tryAppend(Image &image)
{
    const Wanted wanted(image.id);
    if (entryOf(wanted))
        return false;
    insertEntry(size(), std::move(image), wanted.hash);
    return true;
}

void ImageRows::insertEntry(qsizetype row, Image image, std::size_t hash)
{
    Q_ASSERT(row >= 0 && row <= size());
    if (row == size() && (m_blocks.empty() || m_blocks.back()->entries.size() >= blockFilling)) {
        refreshStarts();
        auto block = std::make_unique<Block>();
        block->start = row;
        block->entries.reserve(blockFilling);
        m_blocks.push_back(std::move(block));
        m_firstStale = m_blocks.size();
    }
    const std::size_t index = blockAt(row);
    Block &block = *m_blocks[index];
    auto entry = std::make_unique<Entry>(Entry{ std::move(image), hash, &block });
    shardOf(hash).insert(entry.get());
    ++m_size;
    block.entries.insert(block.entries.begin() + offset(row - block.start), std::move(entry));
    m_firstStale = std::min(m_firstStale, index + 1);
    if (block.entries.size() > blockCapacity)
        split(index);
}

void ImageRows::replace(const Image &image)
{
    Entry *entry = entryOf(Wanted(image.id));
    Q_ASSERT(entry);
    entry->image = image;
}

void ImageRows::remove(qsizetype row, qsizetype count)
{
    Q_ASSERT(row >= 0 && count >= 0 && row + count <= size());
    while (count > 0) {
        const std::size_t index = blockAt(row);
        Block &block = *m_blocks[index];
        const qsizetype first = row - block.start;
        const qsizetype here = std::min(count, static_cast<qsizetype>(block.entries.size()) - first);
        const auto begin = block.entries.begin() + offset(first);
        const auto end = begin + offset(here);
        for (auto it = begin; it != end; ++it)
            shardOf((*it)->hash).erase(it->get());
        m_size -= here;
        block.entries.erase(begin, end);
        m_firstStale = std::min(m_firstStale, index + 1);
        if (block.entries.empty()) {
            m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(index));
            m_firstStale = std::min(m_firstStale, index);
        }
        count -= here;
    }
}

std::size_t ImageRows::blockAt(qsizetype row) const
{
    refreshStarts();
    const auto next = std::upper_bound(m_blocks.cbegin(), m_blocks.cend(), row,
        [](qsizetype value, const auto &block) { return value < block->start; });
    return static_cast<std::size_t>(next - m_blocks.cbegin()) - 1;
}

void ImageRows::refreshStarts() const
{
    for (; m_firstStale < m_blocks.size(); ++m_firstStale) {
        if (m_firstStale == 0) {
            m_blocks.front()->start = 0;
            continue;
        }
        const Block &before = *m_blocks[m_firstStale - 1];
        m_blocks[m_firstStale]->start = before.start + static_cast<qsizetype>(before.entries.size());
    }
}

void ImageRows::split(std::size_t index)
{
    Block &block = *m_blocks[index];
    auto upper = std::make_unique<Block>();
    const auto middle = block.entries.begin() + static_cast<std::ptrdiff_t>(block.entries.size() / 2);
    upper->entries.assign(std::make_move_iterator(middle), std::make_move_iterator(block.entries.end()));
    block.entries.erase(middle, block.entries.end());
    for (const auto &entry : upper->entries)
        entry->block = upper.get();
    m_blocks.insert(m_blocks.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(upper));
    m_firstStale = std::min(m_firstStale, index + 1);
}

} // namespace vitrine
