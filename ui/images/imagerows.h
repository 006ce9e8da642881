#pragma once

#include <array>
#include <memory>
#include <unordered_set>
#include <vector>

#include <QHash>

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
    bool contains(const ImageId &id) const { return entryOf(Wanted(id)) != nullptr; }

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
    /// False, and nothing done, when there is a row with the image's id already.
    bool tryAppend(Image &image);
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
        std::size_t hash = 0; ///< of the id
        Block *block = nullptr;
    };

    struct Block {
        std::vector<std::unique_ptr<Entry>> entries;
        qsizetype start = 0; ///< row of the first entry; right for blocks before m_firstStale
    };

    /// An id to look for, with its hash: ids are hashed once, which is most of what a look-up costs.
    struct Wanted {
        explicit Wanted(const ImageId &wantedId)
            : id(wantedId)
            , hash(qHash(wantedId))
        {
        }

        const ImageId &id;
        std::size_t hash;
    };

    struct HashOf {
        using is_transparent = void;
        std::size_t operator()(const Entry *entry) const { return entry->hash; }
        std::size_t operator()(const Wanted &wanted) const { return wanted.hash; }
    };

    struct HasSameId {
        using is_transparent = void;
        bool operator()(const Entry *left, const Entry *right) const { return left == right; }
        bool operator()(const Wanted &wanted, const Entry *entry) const
        {
            return wanted.hash == entry->hash && wanted.id == entry->image.id;
        }
        bool operator()(const Entry *entry, const Wanted &wanted) const { return (*this)(wanted, entry); }
    };

    /// The entries by id, spread over many small tables: one large table that grows would move all entries at
    /// once, which a hundred thousand make felt.
    using Shard = std::unordered_set<Entry *, HashOf, HasSameId>;
    static constexpr std::size_t shardCount = 256;

    Shard &shardOf(std::size_t hash) { return m_shards[hash % shardCount]; }
    Entry *entryOf(const Wanted &wanted) const;
    void insertEntry(qsizetype row, Image image, std::size_t hash);

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
