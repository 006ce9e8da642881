#include "ui/widgets/tones.h"

#include <algorithm>
#include <cmath>

namespace vitrine {

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(static_cast<double>(colour.redF()))
        + 0.7152 * linear(static_cast<double>(colour.greenF()))
        + 0.0722 * linear(static_cast<double>(colour.blueF()));
}

QColor mixed(const QColor &under, const QColor &over, float share)
{
    return QColor::fromRgbF(under.redF() + (over.redF() - under.redF()) * share,
        under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share);
}

QColor accentOf(Tone tone, const QPalette &palette, bool dark)
{
    switch (tone) {
    case Tone::Neutral:
        return palette.color(QPalette::Active, QPalette::Text);
    case Tone::Muted:
        return mixed(palette.color(QPalette::Active, QPalette::Base),
            palette.color(QPalette::Active, QPalette::Text), 0.62F);
    case Tone::Info:
        return dark ? QColor(0x6c, 0xb4, 0xf0) : QColor(0x1b, 0x66, 0xab);
    case Tone::Success:
        return dark ? QColor(0x69, 0xc9, 0x84) : QColor(0x1f, 0x7a, 0x3d);
    case Tone::Warning:
        return dark ? QColor(0xea, 0xb3, 0x4f) : QColor(0x8f, 0x5a, 0x00);
    case Tone::Danger:
        return dark ? QColor(0xf5, 0x8a, 0x84) : QColor(0xb8, 0x28, 0x28);
    }
    Q_UNREACHABLE();
}

/// Moves `colour` towards `towards` until it can be read on `background`.
QColor readable(QColor colour, const QColor &background, const QColor &towards)
{
    for (int step = 0; step < 20 && contrastRatio(colour, background) < 4.5; ++step)
        colour = mixed(colour, towards, 0.1F);
    return colour;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Base)) < 0.2;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({ luminance(a), luminance(b) });
    return (light + 0.05) / (dark + 0.05);
}

ToneColours toneColours(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor accent = accentOf(tone, palette, dark);
    const QColor background = mixed(base, accent, dark ? 0.16F : 0.1F);
    const QColor text = readable(accent, background, palette.color(QPalette::Active, QPalette::Text));
    return { text, background, mixed(base, accent, dark ? 0.4F : 0.35F) };
}

} // namespace vitrine
