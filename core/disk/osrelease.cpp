#include "core/disk/osrelease.h"

#include <array>

#include <QMap>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestValue = 255;

/// As a shell would read the value of an assignment: quoted or not, with escapes inside double quotes.
QByteArray unquoted(const QByteArray &value)
{
    const bool isQuoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'')
        && value.front() == value.back();
    if (!isQuoted)
        return value;
    const QByteArray inner = value.mid(1, value.size() - 2);
    if (value.front() == '\'')
        return inner;
    QByteArray plain;
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (inner[i] == '\\' && i + 1 < inner.size())
            ++i;
        plain.append(inner[i]);
    }
    return plain;
}

/// It comes from a stranger's disk: printable characters only, and not many.
QString cleaned(const QByteArray &value)
{
    QString text;
    for (const QChar character : QString::fromUtf8(value.left(longestValue))) {
        if (character.isPrint())
            text.append(character);
    }
    return text.isEmpty() ? QString() : text;
}

QMap<QByteArray, QString> assignmentsIn(const QByteArray &text)
{
    QMap<QByteArray, QString> values;
    for (const QByteArray &rawLine : text.split('\n')) {
        const QByteArray line = rawLine.trimmed();
        const qsizetype equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith('#'))
            values.insert(line.left(equals), cleaned(unquoted(line.mid(equals + 1))));
    }
    return values;
}

/// os_distro for an ID of os-release, where the two differ.
QString distroOf(const QString &id)
{
    if (id == u"alpine")
        return u"alpinelinux"_s;
    if (id.startsWith(u"opensuse"_s))
        return u"opensuse"_s;
    return id;
}

struct Machine {
    quint16 number; ///< e_machine
    const char *little; ///< Nova's word for the little-endian one
    const char *big;
};

constexpr std::array<Machine, 8> machines{ {
    { 3, "i686", nullptr },
    { 8, "mipsel", "mips" },
    { 21, "ppc64le", "ppc64" },
    { 22, nullptr, "s390x" },
    { 40, "armv7l", nullptr },
    { 62, "x86_64", nullptr },
    { 183, "aarch64", nullptr },
    { 243, "riscv64", nullptr },
} };

} // namespace

OsRelease parseOsRelease(const QByteArray &text)
{
    const QMap<QByteArray, QString> values = assignmentsIn(text);
    OsRelease release;
    release.os.distro = distroOf(values.value("ID").toLower());
    release.os.version = values.value("VERSION_ID");
    if (release.os.version.isNull() && values.value("ID") == u"opensuse-tumbleweed")
        release.os.version = u"tumbleweed"_s;
    release.prettyName = values.value("PRETTY_NAME");
    return release;
}

QString architectureOfElf(const QByteArray &head)
{
    if (head.size() < 20
        || !head.startsWith("\x7f"
                            "ELF"))
        return {};
    const bool isBig = head[5] == 2;
    const auto low = static_cast<quint8>(head[isBig ? 19 : 18]);
    const auto high = static_cast<quint8>(head[isBig ? 18 : 19]);
    const int number = high << 8 | low;
    for (const Machine &machine : machines) {
        if (machine.number == number)
            return QString::fromLatin1(isBig ? machine.big : machine.little);
    }
    return {};
}

} // namespace vitrine
