#pragma once

#include <QDebug>
#include <QString>

namespace vitrine {

/// A password or token: goes nowhere by accident. Whoever needs it says reveal().
class Secret
{
public:
    Secret() = default;
    explicit Secret(QString text)
        : m_text(std::move(text))
    {
    }

    bool isEmpty() const { return m_text.isEmpty(); }
    const QString &reveal() const { return m_text; }
    bool operator==(const Secret &) const = default;

private:
    QString m_text;
};

inline QDebug operator<<(QDebug debug, const Secret &secret)
{
    return debug << (secret.isEmpty() ? "(no secret)" : "(secret)");
}

} // namespace vitrine
