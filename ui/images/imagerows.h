#pragma once

#include <array>
#include <memory>
#include <vector>

#include <QHash>
#include <QList>

#include "core/image/image.h"

namespace vitrine {

/// The rows of the image list: found by row and by id, and grown or shrunk anywhere, at a cost that hardly
/// depends on how many there are. Rows lie in blocks of some hundred, so that an insertion in the middle
/// moves a block's worth of pointers and not the rest of the list.
class ImageRows
{
public:
    ImageRows();
    ~ImageRows();
    ImageRows(const ImageRows &) = delete;
    ImageRows &operator=(const ImageRows &) = delete;

    qsizetype size() const { return m_size; }
    bool contains(const ImageId &id) const { return entryOf(id) != nullptr; }

    /// So many rows from the top are announced. Those behind have come while others follow, since a view lays
    /// itself out anew for each announcement.
    qsizetype shown() const { return m_shown; }
    void showAll() { m_shown = size(); }

    /// `row` must be valid.
    const Image &at(qsizetype row) const;
    /// Null when there is none.
    const Image *find(const ImageId &id) const;
    /// -1 when there is none.
    qsizetype rowOf(const ImageId &id) const;

    /// No row may have the image's id yet.
    void insert(qsizetype row, Image image);
    void append(Image image) { insert(size(), std::move(image)); }
    /// Replaces the value of the row with the image's id, which must be there.
    void replace(const Image &image);
    void remove(qsizetype row, qsizetype count);

    /// The first row of which `isBefore(image)` does not hold, if the rows it holds for come first. Asks for
    /// about log2(size()) images.
    template<typename Predicate>
    qsizetype partitionPoint(Predicate isBefore) const
    {
        qsizetype low = 0;
        qsizetype high = size();
        while (low < high) {
            const qsizetype middle = low + (high - low) / 2;
            if (isBefore(at(middle)))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

private:
    struct Block;

    struct Entry {
        Image image;
        Block *block = nullptr;
    };

    struct Block {
        std::vector<std::unique_ptr<Entry>> entries;
        qsizetype start = 0; ///< row of the first entry; right for blocks before m_firstStale
    };

    /// The entries by id, spread over many small tables: one large table that grows would hash all ids anew
    /// at once, which a hundred thousand make felt.
    using Shard = QHash<ImageId, Entry *>;
    static constexpr std::size_t shardCount = 256;

    static std::size_t shardOf(const ImageId &id) { return qHash(id) % shardCount; }
    Entry *entryOf(const ImageId &id) const { return m_shards[shardOf(id)].value(id); }

    /// Index of the block that holds `row`, or into which a row inserted there belongs.
    std::size_t blockAt(qsizetype row) const;
    void refreshStarts() const;
    void split(std::size_t index);

    std::vector<std::unique_ptr<Block>> m_blocks;
    std::array<Shard, shardCount> m_shards;
    qsizetype m_size = 0;
    mutable std::size_t m_firstStale = 0;
    qsizetype m_shown = 0;
};

} // namespace vitrine
