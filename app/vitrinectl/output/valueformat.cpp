#include "app/vitrinectl/output/formats.h"
#include "app/vitrinectl/output/text.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

QString plain(const Cell &cell, const OutputOptions &options)
{
    const QString text = pythonText(cell);
    return options.terminalWidth > 0 ? escapeControls(text) : text;
}

QString shellQuoted(const QString &text)
{
    QString quoted(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\' || c == u'$' || c == u'`')
            quoted += u'\\';
        quoted += c;
    }
    return quoted + u'"';
}

QString variableName(const QString &name)
{
    QString variable;
    for (const QChar c : name.toLower()) {
        const bool isAllowed = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        variable += isAllowed ? c : QChar(u'_');
    }
    return variable;
}

} // namespace

QString valueListing(const Listing &listing, const OutputOptions &options)
{
    QString text;
    for (const QList<Cell> &row : listing.rows) {
        QStringList values;
        for (const Cell &cell : row)
            values.append(plain(cell, options));
        text += values.join(u' ') + u'\n';
    }
    return text;
}

QString valueRecord(const Record &record, const OutputOptions &options)
{
    QString text;
    for (const auto &[name, cell] : record)
        text += plain(cell, options) + u'\n';
    return text;
}

QString shellRecord(const Record &record, const OutputOptions &options)
{
    QString text;
    for (const auto &[name, cell] : record)
        text += options.prefix + variableName(name) + u'=' + shellQuoted(plain(cell, options)) + u'\n';
    return text;
}

} // namespace vitrine::ctl
