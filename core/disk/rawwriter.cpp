#include <algorithm>

#include "core/disk/imagewriters.h"

namespace vitrine {

namespace {

class RawWriter final : public DiskWriter
{
public:
    explicit RawWriter(OutputFile &file)
        : m_file(file)
    {
    }

    qint64 unit() const override { return 32 * 1024; }
    Result<void> begin(qint64 virtualSize) override
    {
        m_size = virtualSize;
        return {};
    }
    Result<void> write(qint64 offset, std::span<const std::byte> bytes) override
    {
        const auto inside = std::min<qint64>(std::ssize(bytes), m_size - offset);
        return m_file.write(static_cast<quint64>(offset), bytes.first(static_cast<std::size_t>(inside)));
    }
    Result<void> finish() override { return m_file.finish(static_cast<quint64>(m_size)); }

private:
    OutputFile &m_file;
    qint64 m_size = 0;
};

} // namespace

std::unique_ptr<DiskWriter> makeRawWriter(OutputFile &file)
{
    return std::make_unique<RawWriter>(file);
}

} // namespace vitrine
