#include "core/support/digest.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <thread>

#include <openssl/evp.h>

#include <QByteArray>
#include <QCoreApplication>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FreeMemory {
    void operator()(std::byte *memory) const { std::free(memory); }
};
struct FreeContext {
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
struct FreeDigest {
    void operator()(EVP_MD *digest) const { EVP_MD_free(digest); }
};

// OpenSSL looks an algorithm up under a lock each time, so that is done once a program.
const EVP_MD *md5Algorithm()
{
    static const std::unique_ptr<EVP_MD, FreeDigest> digest(EVP_MD_fetch(nullptr, "MD5", nullptr));
    return digest.get();
}

const EVP_MD *sha512Algorithm()
{
    static const std::unique_ptr<EVP_MD, FreeDigest> digest(EVP_MD_fetch(nullptr, "SHA512", nullptr));
    return digest.get();
}

constexpr std::size_t directAlignment = 4096;
constexpr std::size_t hashCount = 2;
// sha512 comes first, so that it can be the only one.
constexpr std::size_t sha512Index = 0;
constexpr std::size_t md5Index = 1;
// Small enough to stay in the first-level cache while a long run of zeros is hashed.
constexpr std::array<std::byte, 16384> zeroBlock = {};

Error hashingFailed(const QString &detail)
{
    return { ErrorCode::Internal,
        QCoreApplication::translate("vitrine::Digest", "The checksums could not be computed. Try again."),
        detail };
}

class Hash final
{
public:
    explicit Hash(const EVP_MD *algorithm)
        : m_context(EVP_MD_CTX_new())
    {
        m_good = algorithm != nullptr && m_context
            && EVP_DigestInit_ex2(m_context.get(), algorithm, nullptr) == 1;
    }

    bool isGood() const { return m_good; }

    void add(const std::byte *data, std::size_t length)
    {
        m_good = m_good && EVP_DigestUpdate(m_context.get(), data, length) == 1;
    }

    void addZeros(std::size_t length)
    {
        while (length > 0) {
            const std::size_t step = std::min(length, zeroBlock.size());
            add(zeroBlock.data(), step);
            length -= step;
        }
    }

    QString finish()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> value = {};
        unsigned int length = 0;
        m_good = m_good && EVP_DigestFinal_ex(m_context.get(), value.data(), &length) == 1;
        return QString::fromLatin1(QByteArray::fromRawData(
            reinterpret_cast<const char *>(value.data()), static_cast<qsizetype>(length))
                                       .toHex());
    }

private:
    std::unique_ptr<EVP_MD_CTX, FreeContext> m_context;
    bool m_good = false;
};

} // namespace

class DigestPipeline::Private
{
public:
    explicit Private(Wanted wanted)
        : m_used(wanted == Wanted::Both ? hashCount : 1)
        , m_memory(static_cast<std::byte *>(std::aligned_alloc(directAlignment, bufferSize * bufferCount)))
    {
    }

    ~Private()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_abandoned = true;
        }
        m_changed.notify_all();
        join();
    }

    bool isGood() const { return m_memory && m_hashes[0].isGood() && m_hashes[1].isGood(); }

    void start()
    {
        for (std::size_t index = 0; index < m_used; ++index)
            m_threads[index] = std::thread([this, index] { work(index); });
    }

    std::span<std::byte> waitForBuffer()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_pushed - slowest() < bufferCount; });
        return { bufferAt(m_pushed), bufferSize };
    }

    void push(std::size_t length, bool zeros)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_pieces[m_pushed % bufferCount] = { length, zeros };
            ++m_pushed;
        }
        m_changed.notify_all();
    }

    Result<Digests> finish()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_complete = true;
        }
        m_changed.notify_all();
        join();
        Digests digests;
        digests.sha512 = m_hashes[sha512Index].finish();
        if (m_used == hashCount)
            digests.md5 = m_hashes[md5Index].finish();
        if (!isGood())
            return failure(hashingFailed(u"EVP_DigestUpdate or EVP_DigestFinal"_s));
        return digests;
    }

private:
    struct Piece {
        std::size_t length = 0;
        bool zeros = false;
    };

    std::byte *bufferAt(std::size_t position)
    {
        return m_memory.get() + (position % bufferCount) * bufferSize;
    }

    std::size_t slowest() const
    {
        return *std::min_element(m_hashed.cbegin(), m_hashed.cbegin() + static_cast<std::ptrdiff_t>(m_used));
    }

    void work(std::size_t index)
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [&] { return m_abandoned || m_complete || m_hashed[index] < m_pushed; });
            if (m_abandoned || m_hashed[index] == m_pushed)
                return;
            const std::size_t position = m_hashed[index];
            const Piece piece = m_pieces[position % bufferCount];
            lock.unlock();
            if (piece.zeros)
                m_hashes[index].addZeros(piece.length);
            else
                m_hashes[index].add(bufferAt(position), piece.length);
            lock.lock();
            ++m_hashed[index];
            m_changed.notify_all();
        }
    }

    void join()
    {
        for (std::thread &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
    }

    const std::size_t m_used;
    const std::unique_ptr<std::byte, FreeMemory> m_memory;
    std::array<Hash, hashCount> m_hashes{ Hash(sha512Algorithm()), Hash(md5Algorithm()) };
    std::array<std::thread, hashCount> m_threads;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex; a piece's buffer belongs to the hashes from push until all that are used have
    // counted it.
    std::array<Piece, bufferCount> m_pieces;
    std::array<std::size_t, hashCount> m_hashed = {};
    std::size_t m_pushed = 0;
    bool m_complete = false;
    bool m_abandoned = false;
};

DigestPipeline::DigestPipeline(std::unique_ptr<Private> d)
    : d(std::move(d))
{
}

DigestPipeline::~DigestPipeline() = default;

Result<std::unique_ptr<DigestPipeline>> DigestPipeline::create(Wanted wanted)
{
    auto d = std::make_unique<Private>(wanted);
    if (!d->isGood())
        return failure(hashingFailed(u"no memory, or OpenSSL has no MD5 or SHA512"_s));
    try {
        d->start();
    } catch (const std::system_error &error) {
        return failure(hashingFailed(QString::fromLocal8Bit(error.what())));
    }
    return std::unique_ptr<DigestPipeline>(new DigestPipeline(std::move(d)));
}

std::span<std::byte> DigestPipeline::buffer()
{
    return d->waitForBuffer();
}

void DigestPipeline::pushData(std::size_t length)
{
    d->push(length, false);
}

void DigestPipeline::pushZeros(qint64 length)
{
    // In pieces, so that stopping never waits for the hashing of a large hole.
    while (length > 0) {
        const qint64 piece = std::min(length, static_cast<qint64>(bufferSize));
        d->waitForBuffer();
        d->push(static_cast<std::size_t>(piece), true);
        length -= piece;
    }
}

Result<Digests> DigestPipeline::finish()
{
    return d->finish();
}

} // namespace vitrine
