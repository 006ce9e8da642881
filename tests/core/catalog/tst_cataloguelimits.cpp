#include <atomic>
#include <thread>
#include <vector>

#include <sys/resource.h>

#include <QTest>

#include "tests/core/catalog/cataloguefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

/// Bytes of memory that the process has had at most.
qint64 peakMemory()
{
    struct rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024;
}

/// Leaves the process as many descriptors as it has open now, and `more`, for as long as it lives.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(rlim_t more)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const auto open = QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::AllEntries);
        struct rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(open.size()) + more;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    DescriptorLimit(const DescriptorLimit &) = delete;
    DescriptorLimit &operator=(const DescriptorLimit &) = delete;

private:
    struct rlimit m_before = {};
};

} // namespace

/// What the process may use.
class TestCatalogueLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void d26_sixtyFourExportsAtOnceStayWithinMemory();
    void d27_tooFewDescriptorsFailOneImportAndNoMore_data();
    void d27_tooFewDescriptorsFailOneImportAndNoMore();

private:
    std::unique_ptr<CatalogueFolder> m_folder;
    std::unique_ptr<Catalogue> m_catalogue;
};

void TestCatalogueLimits::init()
{
    m_folder = std::make_unique<CatalogueFolder>();
    m_catalogue = m_folder->open();
}

void TestCatalogueLimits::cleanup()
{
    m_catalogue.reset();
}

void TestCatalogueLimits::d26_sixtyFourExportsAtOnceStayWithinMemory()
{
    constexpr int exports = 64;
    const ImageId id = createActive(*m_catalogue, patternBytes(16 * MiB));
    const qint64 before = peakMemory();
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < exports; ++number) {
            threads.emplace_back([&, number] {
                const QString file = m_folder->path(u"export-%1"_s.arg(number));
                if (!m_catalogue->exportImage(id, { .destination = file }, {}))
                    ++failed;
                QFile::remove(file);
            });
        }
    }
    QCOMPARE(failed.load(), 0);
    const qint64 taken = peakMemory() - before;
    QVERIFY2(taken < 512 * MiB, qPrintable(u"%1 MiB"_s.arg(taken / MiB)));
}

void TestCatalogueLimits::d27_tooFewDescriptorsFailOneImportAndNoMore_data()
{
    QTest::addColumn<int>("more");
    for (int more = 0; more <= 6; ++more)
        QTest::addRow("d27 %d descriptors", more) << more;
}

void TestCatalogueLimits::d27_tooFewDescriptorsFailOneImportAndNoMore()
{
    QFETCH(const int, more);
    const ImageId id = createRaw(*m_catalogue);
    const QByteArray bytes = patternBytes(MiB);
    BytesSource source(bytes);
    const auto refused = [&] {
        const DescriptorLimit limit(static_cast<rlim_t>(more));
        return m_catalogue->upload(id, source, {}, {});
    }();
    if (refused) // these were enough
        return;

    QVERIFY(!refused.error().message.isEmpty());
    QCOMPARE(m_catalogue->image(id)->status, ImageStatus::Queued);
    QVERIFY(m_folder->dataFiles().isEmpty());
    BytesSource again(bytes);
    const auto image = m_catalogue->upload(id, again, {}, {});
    QVERIFY2(image.has_value(), image ? "" : qPrintable(image.error().message));
    QCOMPARE(image->osHashValue, sha512Of(bytes));
}

QTEST_GUILESS_MAIN(TestCatalogueLimits)
#include "tst_cataloguelimits.moc"
