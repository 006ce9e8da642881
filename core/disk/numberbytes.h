#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

#include <QByteArrayView>
#include <QtEndian>

namespace vitrine {

/// A block of a new image's headers or tables, zero until it is filled in.
class NumberBytes final
{
public:
    explicit NumberBytes(std::size_t size, std::byte fill = std::byte{ 0 })
        : m_bytes(size, fill)
    {
    }

    template<typename T>
    void big(std::size_t offset, T value)
    {
        qToBigEndian<T>(value, m_bytes.data() + offset);
    }
    template<typename T>
    void little(std::size_t offset, T value)
    {
        qToLittleEndian<T>(value, m_bytes.data() + offset);
    }
    void text(std::size_t offset, QByteArrayView bytes)
    {
        std::memcpy(m_bytes.data() + offset, bytes.data(), static_cast<std::size_t>(bytes.size()));
    }
    void fill(std::byte value) { std::fill(m_bytes.begin(), m_bytes.end(), value); }

    std::size_t size() const { return m_bytes.size(); }
    std::span<const std::byte> bytes() const { return m_bytes; }
    QByteArrayView view() const
    {
        return QByteArrayView(reinterpret_cast<const char *>(m_bytes.data()), std::ssize(m_bytes));
    }

private:
    std::vector<std::byte> m_bytes;
};

} // namespace vitrine
