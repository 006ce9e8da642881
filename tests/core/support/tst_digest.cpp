#include <algorithm>
#include <cstring>

#include <QTest>

#include "core/support/digest.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Hands `bytes` over in pieces of at most `piece`.
void push(DigestPipeline &pipeline, const QByteArray &bytes, qsizetype piece)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const std::span<std::byte> buffer = pipeline.buffer();
        const qsizetype length
            = std::min({ piece, bytes.size() - at, qsizetype{ DigestPipeline::bufferSize } });
        std::memcpy(buffer.data(), bytes.constData() + at, static_cast<std::size_t>(length));
        pipeline.pushData(static_cast<std::size_t>(length));
        at += length;
    }
}

Result<Digests> digestsOf(const QByteArray &bytes, qsizetype piece = DigestPipeline::bufferSize)
{
    const auto pipeline = DigestPipeline::create();
    if (!pipeline)
        return failure(pipeline.error());
    push(**pipeline, bytes, piece);
    return (*pipeline)->finish();
}

} // namespace

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownBytesHaveKnownHashes_data();
    void knownBytesHaveKnownHashes();
    void piecesOfAnyLengthMakeTheSameHashes_data();
    void piecesOfAnyLengthMakeTheSameHashes();
    void zerosThatAreInNoBufferCount_data();
    void zerosThatAreInNoBufferCount();
    void sha512AloneIsTheSame();
    void aBufferCanBeReadUntilTheNextIsAskedFor();
    void buffersAreAlignedForDirectWrites();
    void abandoningEndsAtOnce();
};

void TestDigest::knownBytesHaveKnownHashes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("md5");
    QTest::addColumn<QString>("sha512");
    // RFC 1321 A.5 and FIPS 180-2 C.
    QTest::newRow("nothing") << QByteArray() << u"d41d8cd98f00b204e9800998ecf8427e"_s
                             << u"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                                "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"_s;
    QTest::newRow("abc") << QByteArray("abc") << u"900150983cd24fb0d6963f7d28e17f72"_s
                         << u"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"_s;
    QTest::newRow("a million letters")
        << QByteArray(1'000'000, 'a') << u"7707d6ae4e027c70eea2a935c2296f21"_s
        << u"e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
           "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"_s;
}

void TestDigest::knownBytesHaveKnownHashes()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, md5);
    QFETCH(const QString, sha512);
    const auto digests = digestsOf(bytes);
    QVERIFY_OK(digests);
    QCOMPARE(digests->md5, md5);
    QCOMPARE(digests->sha512, sha512);
}

void TestDigest::piecesOfAnyLengthMakeTheSameHashes_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("piece");
    constexpr qsizetype buffer = DigestPipeline::bufferSize;
    QTest::newRow("single bytes") << qsizetype{ 1001 } << qsizetype{ 1 };
    QTest::newRow("odd pieces") << qsizetype{ 1'000'003 } << qsizetype{ 65'537 };
    QTest::newRow("one byte less than a buffer") << buffer - 1 << buffer;
    QTest::newRow("one byte more than a buffer") << buffer + 1 << buffer;
    QTest::newRow("twice round the ring and a rest") << 17 * buffer + 5 << buffer;
}

void TestDigest::piecesOfAnyLengthMakeTheSameHashes()
{
    QFETCH(const qsizetype, size);
    QFETCH(const qsizetype, piece);
    const QByteArray bytes = patternBytes(size);
    const auto digests = digestsOf(bytes, piece);
    QVERIFY_OK(digests);
    QCOMPARE(digests->md5, md5Of(bytes));
    QCOMPARE(digests->sha512, sha512Of(bytes));
}

void TestDigest::zerosThatAreInNoBufferCount_data()
{
    QTest::addColumn<qint64>("length");
    for (const qint64 length : { 0LL, 1LL, 16'383LL, 16'385LL, 1LL << 20, (9LL << 20) + 7 })
        QTest::addRow("%lld zeros", static_cast<long long>(length)) << length;
}

void TestDigest::zerosThatAreInNoBufferCount()
{
    QFETCH(const qint64, length);
    const auto pipeline = DigestPipeline::create();
    QVERIFY_OK(pipeline);
    (*pipeline)->pushZeros(length);
    push(**pipeline, "between", 3);
    (*pipeline)->pushZeros(length);
    const auto digests = (*pipeline)->finish();
    QVERIFY_OK(digests);
    const QByteArray bytes = QByteArray(length, '\0') + "between" + QByteArray(length, '\0');
    QCOMPARE(digests->md5, md5Of(bytes));
    QCOMPARE(digests->sha512, sha512Of(bytes));
}

void TestDigest::sha512AloneIsTheSame()
{
    const QByteArray bytes = QByteArray("vitrine ").repeated(1 << 20);
    const auto both = digestsOf(bytes);
    const auto pipeline = DigestPipeline::create(DigestPipeline::Wanted::Sha512);
    QVERIFY(both && pipeline);
    push(**pipeline, bytes, 12'345);
    const auto alone = (*pipeline)->finish();
    QVERIFY(alone);
    QCOMPARE(alone->sha512, both->sha512);
    QVERIFY(!both->md5.isEmpty() && alone->md5.isNull());
}

void TestDigest::aBufferCanBeReadUntilTheNextIsAskedFor()
{
    const auto pipeline = DigestPipeline::create();
    QVERIFY_OK(pipeline);
    for (int round = 0; round < 20; ++round) {
        const QByteArray bytes(1000, static_cast<char>('a' + round));
        const std::span<std::byte> buffer = (*pipeline)->buffer();
        std::memcpy(buffer.data(), bytes.constData(), 1000);
        (*pipeline)->pushData(1000);
        QVERIFY(std::memcmp(buffer.data(), bytes.constData(), 1000) == 0);
    }
    QVERIFY_OK((*pipeline)->finish());
}

void TestDigest::buffersAreAlignedForDirectWrites()
{
    const auto pipeline = DigestPipeline::create();
    QVERIFY_OK(pipeline);
    for (std::size_t round = 0; round < 2 * DigestPipeline::bufferCount; ++round) {
        const std::span<std::byte> buffer = (*pipeline)->buffer();
        QCOMPARE(buffer.size(), DigestPipeline::bufferSize);
        QCOMPARE(reinterpret_cast<std::uintptr_t>(buffer.data()) % 4096, std::uintptr_t{ 0 });
        (*pipeline)->pushData(0);
    }
}

void TestDigest::abandoningEndsAtOnce()
{
    // Neither what is in the ring nor the end is waited for; a hang is what this would find.
    for (int round = 0; round < 20; ++round) {
        auto pipeline = DigestPipeline::create();
        QVERIFY_OK(pipeline);
        for (std::size_t piece = 0; piece < DigestPipeline::bufferCount; ++piece) {
            (*pipeline)->buffer();
            (*pipeline)->pushData(DigestPipeline::bufferSize);
        }
        pipeline->reset();
    }
    const auto untouched = DigestPipeline::create();
    QVERIFY_OK(untouched);
}

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
