#include "core/image/imageguess.h"

#include <algorithm>
#include <array>
#include <limits>

#include <QRegularExpression>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 gibibyte = 1LL << 30;
constexpr qsizetype maxNameLength = 255;

struct Word {
    const char *text;
    const char *meaning;
};

// The vocabulary of nova.objects.fields.Architecture.
constexpr std::array<Word, 18> architectures{ {
    { "x86_64", "x86_64" },
    { "x86-64", "x86_64" },
    { "amd64", "x86_64" },
    { "x64fre", "x86_64" },
    { "x64", "x86_64" },
    { "aarch64", "aarch64" },
    { "arm64", "aarch64" },
    { "armv7l", "armv7l" },
    { "armhf", "armv7l" },
    { "ppc64le", "ppc64le" },
    { "ppc64el", "ppc64le" },
    { "ppc64", "ppc64" },
    { "s390x", "s390x" },
    { "riscv64", "riscv64" },
    { "i686", "i686" },
    { "i386", "i686" },
    { "i586", "i686" },
    { "x86", "i686" },
} };

/// `pattern` is looked for in the lower-case name; its first group is the version.
struct NamePattern {
    const char *pattern;
    const char *distro;
};

// os_distro as libosinfo and the list of useful image properties write it.
constexpr std::array<NamePattern, 24> namePatterns{ {
    { R"(ubuntu.*?(?<!\d)(\d\d\.\d\d)(?!\d))", "ubuntu" },
    { R"(debian[-_ ]?(\d{1,2})(?!\d))", "debian" },
    { R"(fedora.*?[-_ ](\d\d)(?!\d))", "fedora" },
    { R"(centos.*?[-_ ](\d{1,2})(?!\d))", "centos" },
    { R"(rocky.*?[-_ ](\d{1,2}(?:\.\d{1,2})?)(?!\d))", "rocky" },
    { R"(alma(?:linux)?.*?[-_ ](\d{1,2}(?:\.\d{1,2})?)(?!\d))", "almalinux" },
    { R"(rhel.*?[-_ ](\d{1,2}(?:\.\d{1,2})?)(?!\d))", "rhel" },
    { R"((?<![a-z0-9])ol(\du\d{1,2})(?!\d))", "ol" },
    { R"(opensuse.*?(\d\d\.\d|tumbleweed))", "opensuse" },
    { R"((?<![a-z0-9])sles?[-_ ]?(\d\d(?:[-_ ]?sp\d)?)(?!\d))", "sles" },
    { R"(cirros[-_ ]?(\d+\.\d+(?:\.\d+)?)?)", "cirros" },
    { R"(alpine.*?[-_ ](\d+\.\d+(?:\.\d+)?))", "alpinelinux" },
    { R"((?<![a-z0-9])arch[-_ ]?linux()())", "arch" },
    { R"(gentoo())", "gentoo" },
    { R"(kali[-_ ]linux.*?(\d{4}\.\d))", "kali" },
    { R"(freebsd[-_ ]?(\d{1,2}\.\d))", "freebsd" },
    { R"(netbsd[-_ ]?(\d{1,2}\.\d))", "netbsd" },
    { R"(openbsd[-_ ]?(\d\.\d))", "openbsd" },
    { R"((?<![a-z0-9])win(?:dows)?[-_ ]*(?:server|srv)?[-_ ]*((?:20|2k)\d{1,2}(?:[-_ ]?r2)?)(?!\d))",
        "windows" },
    { R"((?<![a-z0-9])win(?:dows)?[-_ ]*(1[01]|8\.1|[78])(?!\d))", "windows" },
    // Without a version that can be told.
    { R"((?<![a-z0-9])windows())", "windows" },
    { R"(ubuntu())", "ubuntu" },
    { R"(debian())", "debian" },
    { R"(fedora())", "fedora" },
} };

struct Codename {
    const char *word;
    const char *distro;
    const char *version;
};

constexpr std::array<Codename, 16> codenames{ {
    { "buster", "debian", "10" },
    { "bullseye", "debian", "11" },
    { "bookworm", "debian", "12" },
    { "trixie", "debian", "13" },
    { "forky", "debian", "14" },
    { "sid", "debian", "sid" },
    { "trusty", "ubuntu", "14.04" },
    { "xenial", "ubuntu", "16.04" },
    { "bionic", "ubuntu", "18.04" },
    { "focal", "ubuntu", "20.04" },
    { "jammy", "ubuntu", "22.04" },
    { "lunar", "ubuntu", "23.04" },
    { "mantic", "ubuntu", "23.10" },
    { "noble", "ubuntu", "24.04" },
    { "oracular", "ubuntu", "24.10" },
    { "plucky", "ubuntu", "25.04" },
} };

struct Suffix {
    const char *text;
    DiskFormat format;
};

constexpr std::array<Suffix, 13> diskSuffixes{ {
    { ".qcow2", DiskFormat::Qcow2 },
    { ".qcow", DiskFormat::Qcow2 },
    { ".vmdk", DiskFormat::Vmdk },
    { ".ova", DiskFormat::Vmdk },
    { ".vdi", DiskFormat::Vdi },
    { ".vhdx", DiskFormat::Vhdx },
    { ".vhd", DiskFormat::Vhd },
    { ".vpc", DiskFormat::Vhd },
    { ".iso", DiskFormat::Iso },
    { ".hdd", DiskFormat::Ploop },
    { ".img", DiskFormat::Raw },
    { ".raw", DiskFormat::Raw },
    { ".bin", DiskFormat::Raw },
} };

constexpr std::array<const char *, 8> packedSuffixes{ ".xz", ".gz", ".bz2", ".zst", ".lz4", ".zip", ".tar",
    ".tgz" };

/// Position of `word` where no letter or digit touches it; -1 when there is none.
qsizetype standsAt(const QString &text, QLatin1String word)
{
    const auto isFree = [&text](qsizetype position) {
        return position < 0 || position >= text.size() || !text.at(position).isLetterOrNumber();
    };
    qsizetype at = text.indexOf(word);
    while (at >= 0 && !(isFree(at - 1) && isFree(at + word.size())))
        at = text.indexOf(word, at + 1);
    return at;
}

/// Takes the architecture out, so that the 64 of x86_64 is not taken for a version.
QString takeArchitecture(QString &text)
{
    for (const Word &word : architectures) {
        const QLatin1String spelling(word.text);
        const qsizetype at = standsAt(text, spelling);
        if (at < 0)
            continue;
        text.replace(at, spelling.size(), u"*"_s);
        return QString::fromLatin1(word.meaning);
    }
    return {};
}

QString tidyVersion(const QString &distro, QString version)
{
    if (distro == u"windows") {
        static const QRegularExpression shortYear(u"^2k(?=\\d\\d)"_s);
        static const QRegularExpression secondRelease(u"[-_ ]?r2$"_s);
        version.replace(shortYear, u"20"_s).replace(u"2k"_s, u"200"_s).replace(secondRelease, u" R2"_s);
    } else if (distro == u"ol") {
        version.replace(u'u', u'.');
    } else if (distro == u"sles") {
        static const QRegularExpression servicePack(u"[-_ ]?sp"_s);
        version.replace(servicePack, u"."_s);
    }
    return version.isEmpty() ? QString() : version;
}

bool isInstallerOfDrivers(const QString &text)
{
    return text.contains(u"virtio-win");
}

const std::array<QRegularExpression, namePatterns.size()> &expressions()
{
    static const auto compiled = [] {
        std::array<QRegularExpression, namePatterns.size()> all;
        std::transform(namePatterns.begin(), namePatterns.end(), all.begin(),
            [](const NamePattern &each) { return QRegularExpression(QString::fromLatin1(each.pattern)); });
        return all;
    }();
    return compiled;
}

void findCodename(const QString &text, OsDescription &os)
{
    for (const Codename &codename : codenames) {
        const bool mayBe = os.distro.isNull() || os.distro == QLatin1String(codename.distro);
        if (!mayBe || standsAt(text, QLatin1String(codename.word)) < 0)
            continue;
        os.distro = QString::fromLatin1(codename.distro);
        os.version = QString::fromLatin1(codename.version);
        return;
    }
}

bool isUnwanted(QChar character)
{
    const QChar::Category category = character.category();
    return category == QChar::Other_Control || category == QChar::Other_Format
        || category == QChar::Other_Surrogate || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph || character == u'/' || character == u'\\';
}

/// Halves of a pair are categorised as surrogates, so whole characters are looked at.
QString withoutUnwanted(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair
            = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair) {
            kept += text.at(i++);
            kept += text.at(i);
        } else {
            kept += isUnwanted(text.at(i)) ? u' ' : text.at(i);
        }
    }
    return kept.simplified();
}

bool takeSuffix(QString &name, QLatin1String suffix)
{
    if (name.size() <= suffix.size() || !name.endsWith(suffix, Qt::CaseInsensitive))
        return false;
    name.chop(suffix.size());
    return true;
}

QString withoutSuffixes(QString name)
{
    for (const char *const packed : packedSuffixes) {
        if (takeSuffix(name, QLatin1String(packed)))
            break;
    }
    for (const Suffix &suffix : diskSuffixes) {
        if (takeSuffix(name, QLatin1String(suffix.text)))
            break;
    }
    return name;
}

} // namespace

OsDescription guessOs(const QString &fileName)
{
    QString text = fileName.toLower();
    OsDescription os;
    os.architecture = takeArchitecture(text);
    if (isInstallerOfDrivers(text))
        return os;
    for (std::size_t i = 0; i < namePatterns.size() && os.distro.isNull(); ++i) {
        const QRegularExpressionMatch match = expressions().at(i).match(text);
        if (!match.hasMatch())
            continue;
        os.distro = QString::fromLatin1(namePatterns.at(i).distro);
        os.version = tidyVersion(os.distro, match.captured(1));
    }
    if (os.version.isNull())
        findCodename(text, os);
    return os;
}

OsDescription mergedOs(const OsDescription &better, const OsDescription &fallback)
{
    OsDescription merged = better;
    // The version of one system says nothing about another.
    const bool isSame = better.distro.isNull() || better.distro == fallback.distro;
    if (merged.distro.isNull())
        merged.distro = fallback.distro;
    if (merged.version.isNull() && isSame)
        merged.version = fallback.version;
    if (merged.architecture.isNull())
        merged.architecture = fallback.architecture;
    return merged;
}

QString osTypeOf(const QString &distro)
{
    constexpr std::array<const char *, 5> others{ "freebsd", "netbsd", "openbsd", "msdos", "opensolaris" };
    const bool isOther = std::any_of(
        others.begin(), others.end(), [&distro](const char *name) { return distro == QLatin1String(name); });
    if (distro.isEmpty() || isOther)
        return {};
    return distro == u"windows" ? u"windows"_s : u"linux"_s;
}

QString guessImageName(const QString &fileName)
{
    static const QRegularExpression secondDownload(u"\\s*\\(\\d+\\)$"_s);
    QString name = withoutSuffixes(withoutUnwanted(fileName));
    const QString once = QString(name).remove(secondDownload);
    if (!once.isEmpty())
        name = withoutSuffixes(once);
    if (name.size() > maxNameLength)
        name.truncate(name.at(maxNameLength - 1).isHighSurrogate() ? maxNameLength - 1 : maxNameLength);
    return name;
}

DiskFormat guessDiskFormat(const QString &fileName)
{
    const auto found
        = std::find_if(diskSuffixes.begin(), diskSuffixes.end(), [&fileName](const Suffix &each) {
              return fileName.endsWith(QLatin1String(each.text), Qt::CaseInsensitive);
          });
    return found == diskSuffixes.end() ? DiskFormat::Raw : found->format;
}

qint64 minDiskFor(qint64 virtualSize)
{
    if (virtualSize <= 0)
        return 0;
    const qint64 needed = virtualSize / gibibyte + (virtualSize % gibibyte > 0 ? 1 : 0);
    return std::min<qint64>(needed, std::numeric_limits<qint32>::max());
}

} // namespace vitrine
