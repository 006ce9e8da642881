#include "core/disk/manifest.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

#include "core/disk/archiveerrors.h"
#include "core/disk/memberpath.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct HashName {
    QByteArrayView name;
    QCryptographicHash::Algorithm algorithm;
};

constexpr std::array<HashName, 3> hashNames{ {
    { "SHA1", QCryptographicHash::Sha1 },
    { "SHA256", QCryptographicHash::Sha256 },
    { "SHA512", QCryptographicHash::Sha512 },
} };

const EVP_MD *kindOf(QCryptographicHash::Algorithm algorithm)
{
    switch (algorithm) {
    case QCryptographicHash::Sha1:
        return EVP_sha1();
    case QCryptographicHash::Sha512:
        return EVP_sha512();
    default:
        return EVP_sha256();
    }
}

bool isHex(const QByteArray &text)
{
    return std::all_of(
        text.cbegin(), text.cend(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

tl::unexpected<Error> badManifest(qsizetype line)
{
    return refusedArchive("manifest", ArchiveText::tr("line %1 of its manifest cannot be read").arg(line));
}

Result<ManifestEntry> entryFrom(const QByteArray &line, qsizetype number)
{
    const qsizetype open = line.indexOf('(');
    const qsizetype close = line.lastIndexOf(')');
    const qsizetype equals = close < 0 ? -1 : line.indexOf('=', close);
    if (open < 0 || close < open || equals < 0
        || !line.sliced(close + 1, equals - close - 1).trimmed().isEmpty())
        return badManifest(number);
    const QByteArray word = line.first(open).trimmed().toUpper();
    const auto known = std::find_if(
        hashNames.cbegin(), hashNames.cend(), [&word](const HashName &each) { return each.name == word; });
    const auto name = memberPathFrom(line.sliced(open + 1, close - open - 1));
    ManifestEntry entry;
    entry.digest = line.sliced(equals + 1).trimmed().toLower();
    if (known == hashNames.cend() || !name || !isHex(entry.digest)
        || entry.digest.size() != 2 * QCryptographicHash::hashLength(known->algorithm))
        return badManifest(number);
    entry.name = *name;
    entry.algorithm = known->algorithm;
    return entry;
}

} // namespace

ByteDigest::ByteDigest(QCryptographicHash::Algorithm algorithm)
    : m_context(EVP_MD_CTX_new())
{
    m_works = m_context != nullptr && EVP_DigestInit_ex(m_context, kindOf(algorithm), nullptr) == 1;
}

ByteDigest::~ByteDigest()
{
    EVP_MD_CTX_free(m_context);
}

void ByteDigest::add(std::span<const std::byte> bytes)
{
    m_works = m_works && EVP_DigestUpdate(m_context, bytes.data(), bytes.size()) == 1;
}

QByteArray ByteDigest::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (!m_works || EVP_DigestFinal_ex(m_context, digest.data(), &length) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(length)).toHex();
}

Result<QList<ManifestEntry>> manifestFrom(QByteArrayView text)
{
    QList<ManifestEntry> entries;
    const QList<QByteArray> lines = text.toByteArray().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).trimmed();
        if (line.isEmpty())
            continue;
        const auto entry = entryFrom(line, i + 1);
        if (!entry)
            return failure(entry.error());
        const bool isThere
            = std::any_of(entries.cbegin(), entries.cend(), [&entry](const ManifestEntry &each) {
                  return each.name == entry->name && each.algorithm == entry->algorithm;
              });
        if (isThere)
            return badManifest(i + 1);
        entries.append(*entry);
    }
    return entries;
}

} // namespace vitrine
