#include "ui/widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

QString resourcePath(const QString &name)
{
    return QStringLiteral(":/vitrine/icons/") + name + QStringLiteral(".svg");
}

/// Where the colour comes from at the time of painting.
struct Ink {
    std::optional<Tone> tone;
    std::optional<QColor> fixed;

    QColor colour(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::Active, QPalette::HighlightedText);
        if (fixed)
            return *fixed;
        return tone ? toneColours(*tone, palette).text
                    : palette.color(QPalette::Active, QPalette::WindowText);
    }
};

/// Draws a one-colour SVG in the colour of the moment.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Ink ink)
        : m_name(std::move(name))
        , m_ink(ink)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, render(rect.size() * ratio, mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap pixmap = render(size, mode);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(m_name, m_ink); }
    QString key() const override { return QStringLiteral("VitrineThemedIcon"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return !QFile::exists(resourcePath(m_name)); }

private:
    QPixmap render(const QSize &size, QIcon::Mode mode) const
    {
        const QColor colour = m_ink.colour(mode);
        const QString key = QStringLiteral("vitrine:%1:%2x%3:%4")
                                .arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(colour.name(QColor::HexArgb));
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = draw(size, colour);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QPixmap draw(const QSize &size, const QColor &colour) const
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(resourcePath(m_name));
        if (size.isEmpty() || !file.open(QIODevice::ReadOnly))
            return pixmap;
        QByteArray svg = file.readAll();
        svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        const int side = qMin(size.width(), size.height());
        const QPoint corner((size.width() - side) / 2, (size.height() - side) / 2);
        renderer.render(&painter, QRectF(corner, QSizeF(side, side)));
        return pixmap;
    }

    QString m_name;
    Ink m_ink;
};

} // namespace

QIcon themedIcon(const QString &name)
{
    return QIcon(new ThemedIconEngine(name, {}));
}

QIcon themedIcon(const QString &name, Tone tone)
{
    return QIcon(new ThemedIconEngine(name, { tone, std::nullopt }));
}

QIcon themedIcon(const QString &name, const QColor &colour)
{
    return QIcon(new ThemedIconEngine(name, { std::nullopt, colour }));
}

QIcon applicationIcon()
{
    return QIcon(resourcePath(QStringLiteral("io.github.vitrine.Vitrine")));
}

} // namespace vitrine
