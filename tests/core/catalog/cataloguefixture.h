#pragma once

#include <algorithm>
#include <cstring>
#include <semaphore>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/catalogue.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

/// Bytes in memory as a source; stops in the middle until it is let go when `isHeld`.
class BytesSource final : public DataSource
{
public:
    explicit BytesSource(QByteArray bytes, bool isHeld = false)
        : m_bytes(std::move(bytes))
        , m_isHeld(isHeld)
    {
    }

    QString displayName() const override { return QStringLiteral("the bytes of a test"); }
    std::optional<qint64> size() const override
    {
        return m_knowsSize ? std::optional(m_bytes.size()) : std::nullopt;
    }
    void hideSize() { m_knowsSize = false; }
    void failAtEnd(Error error) { m_error = std::move(error); }

    Result<SourceChunk> next(std::span<std::byte> buffer) override
    {
        const qint64 rest = m_bytes.size() - m_position;
        if (rest == 0 && m_error)
            return failure(*m_error);
        if (rest == 0)
            return SourceChunk{ SourceChunk::Kind::End, 0 };
        if (m_isHeld && m_position > 0) {
            m_reached.release();
            m_letGo.acquire();
            m_isHeld = false;
        }
        const qint64 most = m_isHeld ? std::max<qint64>(1, m_bytes.size() / 2) : rest;
        const qint64 length = std::min({ rest, most, static_cast<qint64>(buffer.size()) });
        std::memcpy(buffer.data(), m_bytes.constData() + m_position, static_cast<std::size_t>(length));
        m_position += length;
        return SourceChunk{ SourceChunk::Kind::Data, length };
    }

    Result<void> confirmUnchanged() override { return {}; }

    void waitUntilHeld() { m_reached.acquire(); }
    void letGo() { m_letGo.release(); }

private:
    const QByteArray m_bytes;
    bool m_isHeld;
    bool m_knowsSize = true;
    std::optional<Error> m_error;
    qint64 m_position = 0;
    std::binary_semaphore m_reached{ 0 };
    std::binary_semaphore m_letGo{ 0 };
};

/// A fresh folder with a catalogue in it.
class CatalogueFolder
{
public:
    QString root() const { return m_folder.filePath(QStringLiteral("catalogue")); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    CatalogueOptions options() const
    {
        CatalogueOptions options;
        options.root = root();
        options.reservedSpace = 0;
        return options;
    }

    std::unique_ptr<Catalogue> open() const { return open(options()); }
    static std::unique_ptr<Catalogue> open(const CatalogueOptions &options)
    {
        auto opened = Catalogue::open(options);
        if (!opened) {
            QTest::qFail(qPrintable(opened.error().message + opened.error().detail), __FILE__, __LINE__);
            return nullptr;
        }
        return *std::move(opened);
    }

    /// Files below blobs/ and staging/ of a store, without descriptions.
    static QStringList dataFiles(const QString &store)
    {
        QStringList files;
        for (const QString &folder : { QStringLiteral("/blobs"), QStringLiteral("/staging") }) {
            const QDir parent(store + folder);
            for (const QFileInfo &entry : parent.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
                if (!entry.isDir()) {
                    files.append(entry.filePath());
                    continue;
                }
                for (const QFileInfo &file : QDir(entry.filePath()).entryInfoList(QDir::Files)) {
                    if (file.suffix() != QStringLiteral("json"))
                        files.append(file.filePath());
                }
            }
        }
        return files;
    }
    QStringList dataFiles() const { return dataFiles(root()); }

private:
    QTemporaryDir m_folder;
};

inline ImageDraft rawDraft(const QString &name)
{
    ImageDraft draft;
    draft.name = name;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    return draft;
}

/// A queued image.
inline ImageId createRaw(Catalogue &catalogue, const QString &name = QStringLiteral("image"))
{
    const auto image = catalogue.create(rawDraft(name));
    if (!image)
        QTest::qFail(qPrintable(image.error().message), __FILE__, __LINE__);
    return image ? image->id : ImageId();
}

/// An active image that holds `bytes`.
inline ImageId createActive(
    Catalogue &catalogue, const QByteArray &bytes, const QString &name = QStringLiteral("image"))
{
    const ImageId id = createRaw(catalogue, name);
    BytesSource source(bytes);
    const auto active = catalogue.upload(id, source, {}, {});
    if (!active)
        QTest::qFail(qPrintable(active.error().message + active.error().detail), __FILE__, __LINE__);
    return id;
}

template<typename T>
ErrorCode codeOf(const Result<T> &result)
{
    if (!result)
        return result.error().code;
    QTest::qFail("it succeeded", __FILE__, __LINE__);
    return ErrorCode::Internal;
}

inline ImageStatus statusOf(const Catalogue &catalogue, const ImageId &id)
{
    const auto image = catalogue.image(id);
    return image ? image->status : ImageStatus::Deleted;
}

#define VERIFY_RESULT(result)                                                                                \
    do {                                                                                                     \
        const auto &checkedResult = (result);                                                                \
        QVERIFY2(checkedResult.has_value(),                                                                  \
            checkedResult.has_value()                                                                        \
                ? ""                                                                                         \
                : qPrintable(checkedResult.error().message + u' ' + checkedResult.error().detail));          \
    } while (false)

} // namespace vitrine::test
