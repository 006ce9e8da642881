#include "ui/images/osbadge.h"

#include <array>

#include <QPainter>
#include <QRegularExpression>

#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Known {
    const char *start; ///< of a word in a name
    const char *distro; ///< in libosinfo's vocabulary, which os_distro uses
    const char *words;
    int hue; ///< of the badge
};

constexpr std::array<Known, 22> knownSystems{ {
    { "debian", "debian", "Debian", 340 },
    { "ubuntu", "ubuntu", "Ubuntu", 18 },
    { "fedora", "fedora", "Fedora", 218 },
    { "centos", "centos", "CentOS", 285 },
    { "rhel", "rhel", "RHEL", 0 },
    { "redhat", "rhel", "RHEL", 0 },
    { "rocky", "rocky", "Rocky Linux", 155 },
    { "alma", "almalinux", "AlmaLinux", 200 },
    { "alpine", "alpine", "Alpine", 205 },
    { "arch", "arch", "Arch Linux", 198 },
    { "opensuse", "opensuse", "openSUSE", 95 },
    { "sles", "sles", "SLES", 110 },
    { "gentoo", "gentoo", "Gentoo", 255 },
    { "kali", "kali", "Kali", 220 },
    { "mint", "mint", "Mint", 130 },
    { "cirros", "cirros", "CirrOS", 180 },
    { "freebsd", "freebsd", "FreeBSD", 5 },
    { "openbsd", "openbsd", "OpenBSD", 48 },
    { "netbsd", "netbsd", "NetBSD", 28 },
    { "windows", "windows", "Windows", 208 },
    { "win", "windows", "Windows", 208 },
    { "solaris", "solaris", "Solaris", 35 },
} };

const Known *knownAs(const QString &distro)
{
    const auto it = std::find_if(knownSystems.cbegin(), knownSystems.cend(),
        [&distro](const Known &known) { return distro == QLatin1String(known.distro); });
    return it == knownSystems.cend() ? nullptr : &*it;
}

GuestSystem systemInName(const QString &name)
{
    // A letter before it would make another word of it: "darwin" is no Windows.
    static const QRegularExpression word(
        u"(?<![a-z])([a-z]+)[-_. ]?((?:\\d+(?:\\.\\d+)*)?)"_s, QRegularExpression::CaseInsensitiveOption);
    for (auto it = word.globalMatch(name); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString start = match.captured(1).toLower();
        for (const Known &known : knownSystems) {
            if (start == QLatin1String(known.start))
                return { QLatin1String(known.distro), match.captured(2) };
        }
    }
    return {};
}

int hueOf(const QString &distro)
{
    if (const Known *known = knownAs(distro))
        return known->hue;
    uint sum = 0;
    for (const QChar c : distro)
        sum = sum * 31 + c.unicode();
    return static_cast<int>(sum % 360);
}

} // namespace

GuestSystem guestSystemOf(const Image &image)
{
    const QString distro = image.properties.value(u"os_distro"_s).trimmed().toLower();
    if (distro.isEmpty())
        return systemInName(image.name);
    return { distro, image.properties.value(u"os_version"_s).trimmed() };
}

QString guestSystemWords(const GuestSystem &system)
{
    if (system.distro.isEmpty())
        return {};
    const Known *known = knownAs(system.distro);
    const QString word = known ? QString::fromLatin1(known->words)
                               : QString(system.distro.front().toUpper() % system.distro.sliced(1));
    return system.version.isEmpty() ? word : QString(word % u' ' % system.version);
}

void paintOsBadge(QPainter &painter, const QRect &place, const QPalette &palette, const Image &image)
{
    const QString distro = guestSystemOf(image).distro;
    const bool dark = isDark(palette);
    const ToneColours neutral = toneColours(Tone::Neutral, palette);
    QColor ground = neutral.background;
    QColor ink = neutral.text;
    if (!distro.isEmpty()) {
        const int hue = hueOf(distro);
        ground = dark ? QColor::fromHsl(hue, 90, 62) : QColor::fromHsl(hue, 140, 226);
        ink = dark ? QColor::fromHsl(hue, 190, 205) : QColor::fromHsl(hue, 190, 72);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(place), 8, 8);
    if (distro.isEmpty()) {
        const int side = place.width() * 5 / 9;
        QRect icon(0, 0, side, side);
        icon.moveCenter(place.center());
        themedIcon(image.diskFormat == DiskFormat::Iso ? u"disc"_s : u"disk"_s, Tone::Muted)
            .paint(&painter, icon);
    } else {
        QFont font = painter.font();
        font.setBold(true);
        font.setPixelSize(place.height() / 2);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter, distro.first(1).toUpper());
    }
    painter.restore();
}

} // namespace vitrine
