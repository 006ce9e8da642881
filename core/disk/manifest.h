#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <QByteArray>
#include <QCryptographicHash>
#include <QList>
#include <QString>

#include "core/support/result.h"

struct evp_md_ctx_st;

namespace vitrine {

/// One hash of a run of bytes, with the processor's instructions for it. For one thread.
class ByteDigest final
{
public:
    explicit ByteDigest(QCryptographicHash::Algorithm algorithm); ///< Sha1, Sha256 or Sha512
    ~ByteDigest();
    ByteDigest(const ByteDigest &) = delete;
    ByteDigest &operator=(const ByteDigest &) = delete;

    void add(std::span<const std::byte> bytes);
    /// Once, at the end. Hexadecimal; empty when the computer's policy forbids the hash.
    QByteArray finish();

private:
    evp_md_ctx_st *m_context = nullptr;
    bool m_works = false;
};

/// A line of an OVF manifest: what a file's hash must be.
struct ManifestEntry {
    QString name;
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;
    QByteArray digest; ///< hexadecimal, lower case
};

constexpr quint64 largestManifest = 256 * 1024;

/// Lines such as "SHA256(disk.vmdk)= 1f2e…"; SHA1, SHA256 and SHA512. Anything else is refused, and so are
/// two hashes of one kind for one file.
Result<QList<ManifestEntry>> manifestFrom(QByteArrayView text);

} // namespace vitrine
