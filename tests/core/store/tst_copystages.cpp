#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include <QTest>

#include "core/store/bytecopy.h"

using namespace vitrine;
using namespace std::chrono_literals;

namespace {

/// Bytes out of nothing, after a wait for each chunk.
class SlowSource final : public DataSource
{
public:
    SlowSource(qint64 size, std::chrono::milliseconds wait, bool isRemote)
        : m_left(size)
        , m_wait(wait)
        , m_isRemote(isRemote)
    {
    }

    QString displayName() const override { return QStringLiteral("source"); }
    std::optional<qint64> size() const override { return std::nullopt; }
    bool isRemote() const override { return m_isRemote; }
    Result<SourceChunk> next(std::span<std::byte> buffer) override
    {
        if (m_left == 0)
            return SourceChunk{};
        std::this_thread::sleep_for(m_wait);
        const qint64 length = std::min(m_left, static_cast<qint64>(buffer.size()));
        m_left -= length;
        return SourceChunk{ SourceChunk::Kind::Data, length };
    }
    Result<void> confirmUnchanged() override { return {}; }

private:
    qint64 m_left;
    const std::chrono::milliseconds m_wait;
    const bool m_isRemote;
};

} // namespace

class TestCopyStages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeGoesToTheSlowestStage_data();
    void timeGoesToTheSlowestStage();
};

void TestCopyStages::timeGoesToTheSlowestStage_data()
{
    QTest::addColumn<qint64>("mebibytes");
    QTest::addColumn<int>("waitMs");
    QTest::addColumn<bool>("isRemote");
    QTest::addColumn<OperationStage>("slowest");
    QTest::newRow("a slow disk") << qint64(20) << 20 << false << OperationStage::DiskRead;
    QTest::newRow("a slow network") << qint64(20) << 20 << true << OperationStage::Network;
    QTest::newRow("bytes that are there at once") << qint64(200) << 0 << false << OperationStage::Hashing;
}

void TestCopyStages::timeGoesToTheSlowestStage()
{
    QFETCH(qint64, mebibytes);
    QFETCH(int, waitMs);
    QFETCH(bool, isRemote);
    QFETCH(OperationStage, slowest);
    SlowSource source(mebibytes << 20, std::chrono::milliseconds(waitMs), isRemote);
    const OperationControl control;
    QVERIFY(copyBytes(source, nullptr, {}, control, "none").has_value());
    for (const OperationStage stage : { OperationStage::DiskRead, OperationStage::DiskWrite,
             OperationStage::Hashing, OperationStage::Network }) {
        if (stage != slowest)
            QVERIFY(control.progress->time(stage) < control.progress->time(slowest));
    }
    QVERIFY(control.progress->time(slowest) > 0ns);
}

QTEST_GUILESS_MAIN(TestCopyStages)
#include "tst_copystages.moc"
