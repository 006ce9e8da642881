#include "core/disk/unwrap.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/disk/archiveerrors.h"
#include "core/disk/unpackstream.h"
#include "core/disk/ziparchive.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Shows the beginning of another stream, then gives it all. Between two wrappers.
class PeekedStream final : public ByteStream
{
public:
    PeekedStream(ByteStream &below, std::vector<std::byte> beginning)
        : m_below(below)
        , m_beginning(std::move(beginning))
    {
    }

    Result<std::size_t> read(std::span<std::byte> into) override
    {
        const std::size_t count = std::min(into.size(), m_beginning.size() - m_given);
        if (count == 0)
            return m_below.read(into);
        std::memcpy(into.data(), m_beginning.data() + m_given, count);
        m_given += count;
        return count;
    }

private:
    ByteStream &m_below;
    const std::vector<std::byte> m_beginning;
    std::size_t m_given = 0;
};

QByteArrayView viewOf(std::span<const std::byte> bytes)
{
    return QByteArrayView(reinterpret_cast<const char *>(bytes.data()), std::ssize(bytes));
}

Result<QByteArray> headOf(const ByteSource &file)
{
    std::array<std::byte, packMagicLength> head{};
    const auto bytes = std::span(head).first(std::min<quint64>(head.size(), file.size()));
    return file.read(0, bytes).map([&bytes] { return viewOf(bytes).toByteArray(); });
}

} // namespace

bool isWrapped(const ByteSource &file)
{
    const auto head = headOf(file);
    return head && (isZip(*head) || packKindOf(*head));
}

ByteStream &UnwrappedStream::innermost()
{
    if (m_layers.empty())
        return m_file;
    return *m_layers.back();
}

Result<std::unique_ptr<UnwrappedStream>> UnwrappedStream::open(const ByteSource &file, quint64 most)
{
    std::unique_ptr<UnwrappedStream> stream(new UnwrappedStream(file));
    if (const auto done = stream->takeOff(file, most); !done)
        return failure(done.error());
    return stream;
}

Result<void> UnwrappedStream::takeOff(const ByteSource &file, quint64 most)
{
    const UnpackLimits limits{ file.size(), most };
    const auto head = headOf(file);
    if (!head)
        return failure(head.error());
    if (isZip(*head)) {
        const auto member = readZip(file);
        auto stream = member ? openZipMember(file, *member, limits) : failure(member.error());
        if (!stream)
            return failure(stream.error());
        m_layers.push_back(*std::move(stream));
        m_wrappers.append(u"zip"_s);
    }
    for (;;) {
        const auto beginning = peek(packMagicLength);
        if (!beginning)
            return failure(beginning.error());
        const auto kind = packKindOf(viewOf(*beginning));
        if (!kind && !(isZip(viewOf(*beginning)) && !m_layers.empty()))
            return {};
        if (!kind || m_wrappers.size() >= mostWrappers) {
            return refusedArchive("nested",
                ArchiveText::tr(
                    "there are archives within archives in it (%1). Unpack the outer ones by hand")
                    .arg(m_wrappers.join(u", ")));
        }
        m_layers.push_back(std::make_unique<PeekedStream>(innermost(), std::exchange(m_peeked, {})));
        auto unpacked = UnpackStream::open(*kind, innermost(), limits);
        if (!unpacked)
            return failure(unpacked.error());
        m_layers.push_back(*std::move(unpacked));
        m_wrappers.append(packKindName(*kind));
    }
}

Result<std::span<const std::byte>> UnwrappedStream::peek(std::size_t length)
{
    const std::size_t before = m_peeked.size();
    if (before < length) {
        m_peeked.resize(length);
        const auto count = readFully(innermost(), std::span(m_peeked).subspan(before));
        m_peeked.resize(before + count.value_or(0));
        if (!count)
            return failure(count.error());
    }
    return std::span<const std::byte>(m_peeked);
}

Result<std::size_t> UnwrappedStream::read(std::span<std::byte> into)
{
    const std::size_t count = std::min(into.size(), m_peeked.size() - m_given);
    if (count == 0)
        return innermost().read(into);
    std::memcpy(into.data(), m_peeked.data() + m_given, count);
    m_given += count;
    return count;
}

int UnwrappedStream::runs() const
{
    const auto *const unpacked
        = m_layers.empty() ? nullptr : dynamic_cast<const UnpackStream *>(m_layers.back().get());
    return unpacked == nullptr ? 1 : unpacked->runs();
}

} // namespace vitrine
