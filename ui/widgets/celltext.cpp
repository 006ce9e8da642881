#include "ui/widgets/celltext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QtMath>

namespace vitrine {

namespace {

/// Some screens full of cells.
constexpr int capacity = 4096;
/// A cell shows no more of a text, however long somebody made it.
constexpr qsizetype longest = 1024;

QString oneLine(const QString &text)
{
    QString line = text.left(longest);
    line.replace(u'\n', u' ');
    line.replace(QChar(QChar::LineSeparator), u' ');
    line.replace(QChar(QChar::ParagraphSeparator), u' ');
    return line;
}

} // namespace

CellText::CellText()
    : m_shaped(capacity)
{
}

int CellText::paint(QPainter &painter, const QRect &place, const QString &text, Qt::Alignment alignment,
    Qt::TextElideMode elide)
{
    if (text.isEmpty() || place.width() <= 0)
        return 0;
    if (painter.font() != m_font) {
        m_shaped.clear();
        m_font = painter.font();
    }
    const QStaticText *words = &shaped({ text, 0, Qt::ElideNone });
    if (qCeil(words->size().width()) > place.width())
        words = &shaped({ text, place.width(), elide });
    const int width = qCeil(words->size().width());
    const int height = qRound(words->size().height());
    const int left = alignment.testFlag(Qt::AlignRight) ? place.right() + 1 - width : place.left();
    painter.drawStaticText(left, place.top() + (place.height() - height) / 2, *words);
    return width;
}

const QStaticText &CellText::shaped(const Key &key)
{
    if (const QStaticText *known = m_shaped.object(key))
        return *known;
    const QString line = oneLine(key.text);
    auto *made = new QStaticText(
        key.width == 0 ? line : QFontMetrics(m_font).elidedText(line, key.elide, key.width));
    made->setTextFormat(Qt::PlainText);
    made->prepare({}, m_font);
    m_shaped.insert(key, made);
    return *made;
}

} // namespace vitrine
