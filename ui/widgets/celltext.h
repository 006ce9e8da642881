#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>

class QPainter;

namespace vitrine {

/// Paints the words of the cells of one view. A list says the same few things again and again, and finding
/// the glyphs of a text costs more than painting them: what was painted last is kept ready.
class CellText
{
public:
    CellText();

    /// In the painter's font and pen on one line, cut by `elide` where `place` is too narrow, centred
    /// upwards. Returns the width of what was written.
    int paint(QPainter &painter, const QRect &place, const QString &text, Qt::Alignment alignment,
        Qt::TextElideMode elide);

private:
    struct Key {
        QString text;
        int width = 0; ///< 0 for the whole text
        Qt::TextElideMode elide = Qt::ElideNone;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.width, static_cast<int>(key.elide));
        }
    };

    const QStaticText &shaped(const Key &key);

    QCache<Key, QStaticText> m_shaped;
    QFont m_font;
};

} // namespace vitrine
