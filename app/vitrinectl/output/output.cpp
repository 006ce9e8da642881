#include "app/vitrinectl/output/output.h"

#include <algorithm>
#include <cstdio>

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/vitrinectl/output/formats.h"
#include "app/vitrinectl/output/text.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<void> write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const auto length = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, length, stdout) == length && std::fflush(stdout) == 0)
        return {};
    // Nobody reads any more, as with `| head`: nothing to tell, and nobody to tell it to.
    const QString message = errno == EPIPE
        ? QString()
        : Words::tr("The output could not be written: %1.").arg(qt_error_string(errno));
    return failure(ErrorCode::IoError, message);
}

/// The positions of the wanted columns, in the order of `all`, as the openstack client keeps them.
QList<qsizetype> keptColumns(const QStringList &all, const QStringList &wanted)
{
    QList<qsizetype> kept;
    for (qsizetype column = 0; column < all.size(); ++column) {
        if (wanted.isEmpty() || wanted.contains(all.at(column)))
            kept.append(column);
    }
    return kept;
}

/// No value comes last.
bool isLess(const Cell &left, const Cell &right)
{
    const bool leftIsNone = std::holds_alternative<None>(left);
    const bool rightIsNone = std::holds_alternative<None>(right);
    if (leftIsNone || rightIsNone)
        return !leftIsNone && rightIsNone;
    if (left.index() == right.index() && std::holds_alternative<qint64>(left))
        return std::get<qint64>(left) < std::get<qint64>(right);
    return humanText(left) < humanText(right);
}

void sortRows(Listing &listing, const OutputOptions &options)
{
    for (auto name = options.sortColumns.rbegin(); name != options.sortColumns.rend(); ++name) {
        const qsizetype column = listing.headers.indexOf(*name);
        if (column < 0)
            continue;
        std::stable_sort(listing.rows.begin(), listing.rows.end(),
            [column, descending = options.sortDescending](const QList<Cell> &a, const QList<Cell> &b) {
                return descending ? isLess(b.at(column), a.at(column)) : isLess(a.at(column), b.at(column));
            });
    }
}

QString formatted(const Listing &listing, const OutputOptions &options)
{
    switch (options.format) {
    case OutputFormat::Table:
        return tableListing(listing, options);
    case OutputFormat::Json:
        return jsonListing(listing, options);
    case OutputFormat::Csv:
        return csvListing(listing, options);
    case OutputFormat::Yaml:
        return yamlListing(listing);
    case OutputFormat::Value:
    case OutputFormat::Shell:
        return valueListing(listing, options);
    }
    Q_UNREACHABLE();
}

QString formatted(const Record &record, const OutputOptions &options)
{
    switch (options.format) {
    case OutputFormat::Table:
        return tableRecord(record, options);
    case OutputFormat::Json:
        return jsonRecord(record, options);
    case OutputFormat::Csv: {
        Listing listing;
        listing.rows.append(QList<Cell>());
        for (const auto &[name, cell] : record) {
            listing.headers.append(name);
            listing.rows.first().append(cell);
        }
        return csvListing(listing, options);
    }
    case OutputFormat::Yaml:
        return yamlRecord(record);
    case OutputFormat::Value:
        return valueRecord(record, options);
    case OutputFormat::Shell:
        return shellRecord(record, options);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> printListing(const Listing &listing, const OutputOptions &options)
{
    const QList<qsizetype> kept = keptColumns(listing.headers, options.columns);
    Listing sorted = listing;
    sortRows(sorted, options);

    Listing shown;
    for (const qsizetype column : kept)
        shown.headers.append(sorted.headers.at(column));
    for (const QList<Cell> &row : std::as_const(sorted.rows)) {
        QList<Cell> cells;
        for (const qsizetype column : kept)
            cells.append(row.at(column));
        shown.rows.append(cells);
    }
    return write(formatted(shown, options));
}

Result<void> printRecord(const Record &record, const OutputOptions &options)
{
    QStringList names;
    for (const auto &[name, cell] : record)
        names.append(name);
    const QList<qsizetype> kept = keptColumns(names, options.columns);
    Record shown;
    for (const qsizetype index : kept) {
        // What has no value is shown only to who asks for it.
        if (!options.columns.isEmpty() || !std::holds_alternative<None>(record.at(index).second))
            shown.append(record.at(index));
    }
    return write(formatted(shown, options));
}

int terminalWidth()
{
    constexpr int usual = 80;
    if (::isatty(STDOUT_FILENO) != 1)
        return 0;
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return usual;
    return size.ws_col;
}

void say(const QString &line)
{
    const QByteArray bytes = escapeControls(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

} // namespace vitrine::ctl
