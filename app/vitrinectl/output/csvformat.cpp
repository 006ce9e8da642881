#include "app/vitrinectl/output/formats.h"
#include "app/vitrinectl/output/text.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isNumber(const Cell &cell)
{
    return std::holds_alternative<qint64>(cell) || std::holds_alternative<bool>(cell);
}

bool needsQuotes(const QString &text)
{
    return text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r')
        || text.contains(u'\\');
}

QString unquoted(const QString &text)
{
    QString field;
    for (const QChar c : text) {
        if (c == u',' || c == u'"' || c == u'\n' || c == u'\r' || c == u'\\')
            field += u'\\';
        field += c;
    }
    return field;
}

QString field(const Cell &cell, const OutputOptions &options)
{
    QString text = std::holds_alternative<None>(cell) ? QString() : pythonText(cell);
    if (options.terminalWidth > 0)
        text = escapeControls(text);
    const auto quoted = [&text]() -> QString { return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"'; };
    switch (options.quote) {
    case QuoteMode::All:
        return quoted();
    case QuoteMode::NonNumeric:
        return isNumber(cell) ? text : quoted();
    case QuoteMode::Minimal:
        return needsQuotes(text) ? quoted() : text;
    case QuoteMode::None:
        return unquoted(text);
    }
    Q_UNREACHABLE();
}

} // namespace

QString csvListing(const Listing &listing, const OutputOptions &options)
{
    QString text;
    QStringList fields;
    for (const QString &header : listing.headers)
        fields.append(field(header, options));
    text += fields.join(u',') + u'\n';
    for (const QList<Cell> &row : listing.rows) {
        fields.clear();
        for (const Cell &cell : row)
            fields.append(field(cell, options));
        text += fields.join(u',') + u'\n';
    }
    return text;
}

} // namespace vitrine::ctl
