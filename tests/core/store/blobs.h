#pragma once

#include <QUuid>

#include "core/store/store.h"

namespace vitrine::test {

inline BlobId newBlobId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// All of an upload that a store sees.
inline Result<BlobDigest> import(
    Store &store, DataSource &source, const BlobId &blob, const QByteArray &sidecar = "{}")
{
    const auto writer = store.create(blob);
    if (!writer)
        return failure(writer.error());
    const auto digest = (*writer)->copyFrom(source, {}, {});
    if (!digest)
        return digest;
    return (*writer)->commit(sidecar).map([&] { return *digest; });
}

inline Result<BlobDigest> import(Store &store, FileOps &ops, const QString &path, const BlobId &blob)
{
    const auto source = openFileSource(path, ops);
    if (!source)
        return failure(source.error());
    return import(store, **source, blob);
}

/// Another source that announces a size of its own.
class AnnouncedSource final : public DataSource
{
public:
    AnnouncedSource(DataSource &source, std::optional<qint64> size)
        : m_source(source)
        , m_size(size)
    {
    }

    QString displayName() const override { return m_source.displayName(); }
    std::optional<qint64> size() const override { return m_size; }
    int fileDescriptor() const override { return m_source.fileDescriptor(); }
    Result<SourceChunk> next(std::span<std::byte> buffer) override { return m_source.next(buffer); }
    Result<void> confirmUnchanged() override { return m_source.confirmUnchanged(); }

private:
    DataSource &m_source;
    const std::optional<qint64> m_size;
};

} // namespace vitrine::test
