#pragma once

#include <limits>
#include <optional>
#include <type_traits>

#include <QByteArrayView>
#include <QtEndian>

namespace vitrine {

/// Numbers out of bytes that need not be trusted. Reading outside gives zero; callers check size() where the
/// difference matters.
class Bytes final
{
public:
    Bytes() = default;
    explicit Bytes(QByteArrayView data)
        : m_data(data)
    {
    }

    qsizetype size() const { return m_data.size(); }
    bool holds(qsizetype offset, qsizetype length) const
    {
        return offset >= 0 && length >= 0 && offset <= size() && length <= size() - offset;
    }

    QByteArrayView view(qsizetype offset, qsizetype length) const
    {
        return holds(offset, length) ? m_data.sliced(offset, length) : QByteArrayView();
    }
    bool has(qsizetype offset, QByteArrayView expected) const
    {
        return holds(offset, expected.size()) && view(offset, expected.size()) == expected;
    }
    bool isZero(qsizetype offset, qsizetype length) const
    {
        const QByteArrayView bytes = view(offset, length);
        for (const char byte : bytes) {
            if (byte != 0)
                return false;
        }
        return bytes.size() == length;
    }

    quint8 u8(qsizetype offset) const { return little<quint8>(offset); }
    quint16 le16(qsizetype offset) const { return little<quint16>(offset); }
    quint32 le32(qsizetype offset) const { return little<quint32>(offset); }
    quint64 le64(qsizetype offset) const { return little<quint64>(offset); }
    quint16 be16(qsizetype offset) const { return big<quint16>(offset); }
    quint32 be32(qsizetype offset) const { return big<quint32>(offset); }
    quint64 be64(qsizetype offset) const { return big<quint64>(offset); }

private:
    template<typename T>
    T little(qsizetype offset) const
    {
        return holds(offset, sizeof(T)) ? qFromLittleEndian<T>(m_data.data() + offset) : T{};
    }
    template<typename T>
    T big(qsizetype offset) const
    {
        return holds(offset, sizeof(T)) ? qFromBigEndian<T>(m_data.data() + offset) : T{};
    }

    QByteArrayView m_data;
};

inline std::optional<quint64> checkedAdd(quint64 left, quint64 right)
{
    quint64 sum = 0;
    return __builtin_add_overflow(left, right, &sum) ? std::nullopt : std::optional(sum);
}

inline std::optional<quint64> checkedMultiply(quint64 left, quint64 right)
{
    quint64 product = 0;
    return __builtin_mul_overflow(left, right, &product) ? std::nullopt : std::optional(product);
}

/// A size that fits into the signed 64 bits of the catalogue.
inline std::optional<qint64> signedSize(std::optional<quint64> size)
{
    if (!size || *size > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return static_cast<qint64>(*size);
}

inline bool isPowerOfTwo(quint64 value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

} // namespace vitrine
