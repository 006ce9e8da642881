#pragma once

#include <QList>
#include <QSet>

#include "core/disk/bytestream.h"
#include "core/disk/tarheader.h"

namespace vitrine {

/// An ordinary file in a tar archive.
struct TarMember {
    QString path; ///< to be shown and compared; nothing is ever written under it
    quint64 size = 0;
    quint64 offset = 0; ///< of its bytes in the archive

    /// Without the folders.
    QString name() const { return path.section(u'/', -1); }
};

/// The members of a tar archive in their order. Only ordinary files and folders may be in it, under plain
/// names of which none comes twice; anything else is refused, in words. Keeps a few kilobytes and the names.
class TarReader final
{
public:
    static constexpr int mostMembers = 1000;

    /// `archive` must outlive the reader. `length` of the whole archive, when it is known.
    explicit TarReader(ByteStream &archive, std::optional<quint64> length = std::nullopt);

    /// The next file, past what is left of the one before; none after the last.
    Result<std::optional<TarMember>> next();
    /// Bytes of the file that next() gave; 0 at its end.
    Result<std::size_t> read(std::span<std::byte> into);

private:
    /// What extended headers say about the member that follows them.
    struct Extension {
        std::optional<QByteArray> longName;
        PaxRecords pax;
    };

    Result<std::optional<TarHeader>> nextHeader();
    Result<QByteArray> readExtension(const TarHeader &header);
    Result<void> takeExtension(const TarHeader &header, Extension &extension);
    Result<void> finishMember();
    Result<QByteArray> nameOf(const TarHeader &header, const Extension &extension) const;
    Result<quint64> sizeOf(const TarHeader &header, const Extension &extension) const;
    Result<std::optional<TarMember>> memberFrom(const TarHeader &header, const Extension &extension);
    Result<bool> beginMember(const TarHeader &header, const QString &path, quint64 size);

    ByteStream &m_archive;
    const std::optional<quint64> m_length;
    QByteArray m_block;
    QSet<QString> m_paths;
    quint64 m_position = 0;
    quint64 m_left = 0; ///< of the bytes of the present member
    quint64 m_padding = 0;
    int m_headers = 0;
};

/// All members.
Result<QList<TarMember>> listTar(ByteStream &archive, std::optional<quint64> length = std::nullopt);

} // namespace vitrine
