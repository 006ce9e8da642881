#include <algorithm>

#include "app/vitrinectl/output/formats.h"
#include "app/vitrinectl/output/text.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

// Narrower columns overflow the terminal rather than become unreadable; the openstack client's figures.
constexpr int narrowestListColumn = 8;
constexpr int narrowestRecordColumn = 16;

struct Grid {
    QList<QStringList> rows; ///< the first is the header
    QList<bool> alignRight;
    QList<int> maxWidths; ///< 0: as wide as the text
};

/// The longest piece of `text` that fits into `width` columns, cut behind a blank or hyphen if there is one.
qsizetype pieceLength(const QString &text, int width)
{
    qsizetype fits = 0;
    int used = 0;
    while (fits < text.size()) {
        const qsizetype step = text.at(fits).isHighSurrogate() && fits + 1 < text.size() ? 2 : 1;
        used += displayWidth(text.mid(fits, step));
        if (used > width && fits > 0)
            break;
        fits += step;
    }
    if (fits == text.size() || text.at(fits) == u' ')
        return fits;
    for (qsizetype cut = fits; cut > 0; --cut) {
        if (text.at(cut - 1) == u' ' || text.at(cut - 1) == u'-')
            return cut;
    }
    return fits;
}

QStringList wrapped(const QString &text, int width)
{
    if (width <= 0 || displayWidth(text) <= width)
        return { text };
    QStringList lines;
    QString rest = text;
    while (!rest.isEmpty()) {
        const qsizetype length = pieceLength(rest, width);
        QString line = rest.left(length);
        while (line.endsWith(u' '))
            line.chop(1);
        lines.append(line);
        rest.remove(0, length);
        while (rest.startsWith(u' '))
            rest.remove(0, 1);
    }
    return lines;
}

QList<int> columnWidths(const Grid &grid)
{
    QList<int> widths(grid.rows.first().size(), 0);
    for (const QStringList &row : grid.rows) {
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths.at(column), displayWidth(row.at(column)));
    }
    for (qsizetype column = 0; column < widths.size(); ++column) {
        if (grid.maxWidths.at(column) > 0)
            widths[column] = std::min(widths.at(column), grid.maxWidths.at(column));
    }
    return widths;
}

QString ruler(const QList<int> &widths)
{
    QString line(u'+');
    for (const int width : widths)
        line += QString(width + 2, u'-') + u'+';
    return line + u'\n';
}

QString drawnRow(const Grid &grid, const QStringList &row, const QList<int> &widths)
{
    QList<QStringList> cells;
    qsizetype height = 1;
    for (qsizetype column = 0; column < row.size(); ++column) {
        cells.append(wrapped(row.at(column), grid.maxWidths.at(column)));
        height = std::max(height, cells.last().size());
    }
    QString text;
    for (qsizetype line = 0; line < height; ++line) {
        text += u'|';
        for (qsizetype column = 0; column < row.size(); ++column) {
            const QString content = cells.at(column).value(line);
            const QString padding(std::max(0, widths.at(column) - displayWidth(content)), u' ');
            text += u' ' + (grid.alignRight.at(column) ? padding + content : content + padding) + u" |"_s;
        }
        text += u'\n';
    }
    return text;
}

QString drawn(const Grid &grid)
{
    const QList<int> widths = columnWidths(grid);
    QString text = ruler(widths);
    text += drawnRow(grid, grid.rows.first(), widths);
    text += ruler(widths);
    for (qsizetype row = 1; row < grid.rows.size(); ++row)
        text += drawnRow(grid, grid.rows.at(row), widths);
    return text + ruler(widths);
}

/// Narrows the wide columns until the table fits, as cliff does.
void fitWidths(Grid &grid, const OutputOptions &options, int narrowest)
{
    const int limit = options.maxWidth > 0 ? options.maxWidth : options.fitWidth ? options.terminalWidth : 0;
    if (limit <= 0)
        return;
    const QList<int> widths = columnWidths(grid);
    const int count = static_cast<int>(widths.size());
    int total = 1;
    for (const int width : widths)
        total += width + 3;
    if (total <= limit)
        return;

    int remaining = std::max(0, limit - 1 - 3 * count);
    const int fairShare = remaining / count;
    QList<qsizetype> wide;
    for (qsizetype column = 0; column < count; ++column) {
        if (widths.at(column) <= fairShare)
            remaining -= widths.at(column);
        else
            wide.append(column);
    }
    const int share = remaining / static_cast<int>(wide.size());
    for (qsizetype index = 0; index + 1 < wide.size(); ++index) {
        grid.maxWidths[wide.at(index)] = std::max(narrowest, share);
        remaining -= share;
    }
    grid.maxWidths[wide.last()] = std::max(narrowest, remaining);
}

} // namespace

QString tableListing(const Listing &listing, const OutputOptions &options)
{
    if (listing.rows.isEmpty() && !options.printEmpty)
        return u"\n"_s;
    Grid grid;
    grid.rows.append(listing.headers);
    grid.maxWidths.fill(0, listing.headers.size());
    grid.alignRight.fill(false, listing.headers.size());
    for (const QList<Cell> &row : listing.rows) {
        QStringList texts;
        for (const Cell &cell : row)
            texts.append(escapeControls(humanText(cell)));
        grid.rows.append(texts);
    }
    for (qsizetype column = 0; column < listing.headers.size() && !listing.rows.isEmpty(); ++column)
        grid.alignRight[column] = std::holds_alternative<qint64>(listing.rows.first().at(column));
    fitWidths(grid, options, narrowestListColumn);
    return drawn(grid);
}

QString tableRecord(const Record &record, const OutputOptions &options)
{
    Grid grid;
    grid.rows.append({ u"Field"_s, u"Value"_s });
    grid.maxWidths = { 0, 0 };
    grid.alignRight = { false, false };
    for (const auto &[name, cell] : record)
        grid.rows.append({ name, escapeControls(humanText(cell)) });
    fitWidths(grid, options, narrowestRecordColumn);
    return drawn(grid);
}

} // namespace vitrine::ctl
