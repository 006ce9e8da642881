#include <QRegularExpression>

#include "app/vitrinectl/output/formats.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether YAML 1.1 or 1.2 would read the plain text as something other than a string (PyYAML's patterns).
bool hasOtherMeaning(const QString &text)
{
    static const QStringList patterns{
        u"yes|no|true|false|on|off|null|~|=|<<"_s,
        uR"([-+]?[0-9][0-9_]*\.[0-9_]*(?:e[-+]?[0-9]+)?|\.[0-9][0-9_]*(?:e[-+][0-9]+)?)"_s,
        uR"([-+]?[0-9]+e[-+]?[0-9]+|[-+]?\.inf|\.nan)"_s,
        uR"([-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-f_]+|0o[0-7]+)"_s,
        uR"([-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)"_s,
        uR"(\d{4}-\d\d-\d\d)"_s,
        uR"(\d{4}-\d\d?-\d\d?(?:t|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:z|[-+]\d\d?(?::\d\d)?))?)"_s,
    };
    static const QRegularExpression pattern(
        u"\\A(?:"_s + patterns.join(u'|') + u")\\z"_s, QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

bool isPlainSafe(const QString &text)
{
    static const QString indicators = u"-?:,[]{}#&*!|>'\"%@` "_s;
    if (text.isEmpty() || text.endsWith(u' ') || text.endsWith(u':') || text.contains(u": "_s)
        || text.contains(u" #"_s))
        return false;
    const QChar first = text.at(0);
    const bool isIndicator = indicators.contains(first)
        && !((first == u'-' || first == u'?' || first == u':') && text.size() > 1 && text.at(1) != u' ');
    return !isIndicator && !hasOtherMeaning(text);
}

QString hexadecimal(char32_t number, int digits)
{
    return QString::number(static_cast<uint>(number), 16).toUpper().rightJustified(digits, u'0');
}

QString doubleQuoted(const QString &text)
{
    QString quoted(u'"');
    for (const char32_t c : text.toUcs4()) {
        if (c == U'"' || c == U'\\')
            quoted += u'\\' + QString::fromUcs4(&c, 1);
        else if (c == U'\n')
            quoted += u"\\n"_s;
        else if (c == U'\t')
            quoted += u"\\t"_s;
        else if (c >= U' ' && c <= U'~')
            quoted += QString::fromUcs4(&c, 1);
        else if (c < 0x100)
            quoted += u"\\x"_s + hexadecimal(c, 2);
        else if (c < 0x10000)
            quoted += u"\\u"_s + hexadecimal(c, 4);
        else
            quoted += u"\\U"_s + hexadecimal(c, 8);
    }
    return quoted + u'"';
}

QString yamlString(const QString &text)
{
    for (const QChar c : text) {
        if (c < u' ' || c > u'~')
            return doubleQuoted(text);
    }
    if (isPlainSafe(text))
        return text;
    return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'';
}

QString yamlScalar(const Scalar &scalar)
{
    if (const auto *text = std::get_if<QString>(&scalar))
        return yamlString(*text);
    if (const auto *flag = std::get_if<bool>(&scalar))
        return *flag ? u"true"_s : u"false"_s;
    if (const auto *number = std::get_if<qint64>(&scalar))
        return QString::number(*number);
    return u"null"_s;
}

Scalar scalarOf(const Cell &cell)
{
    if (const auto *text = std::get_if<QString>(&cell))
        return *text;
    if (const auto *flag = std::get_if<bool>(&cell))
        return *flag;
    if (const auto *number = std::get_if<qint64>(&cell))
        return *number;
    return None{};
}

/// "name: value" with its line end; what belongs to a list or map follows on lines of their own.
QString member(const QString &name, const Cell &cell, const QString &indent)
{
    const QString key = yamlString(name) + u':';
    if (const auto *list = std::get_if<QStringList>(&cell)) {
        QString text = key + (list->isEmpty() ? u" []\n"_s : u"\n"_s);
        for (const QString &entry : *list)
            text += indent + u"- "_s + yamlString(entry) + u'\n';
        return text;
    }
    if (const auto *map = std::get_if<ScalarMap>(&cell)) {
        QString text = key + (map->isEmpty() ? u" {}\n"_s : u"\n"_s);
        for (auto entry = map->begin(); entry != map->end(); ++entry)
            text += indent + u"  "_s + yamlString(entry.key()) + u": "_s + yamlScalar(entry.value()) + u'\n';
        return text;
    }
    return key + u' ' + yamlScalar(scalarOf(cell)) + u'\n';
}

} // namespace

QString yamlListing(const Listing &listing)
{
    if (listing.rows.isEmpty())
        return u"[]\n"_s;
    QString text;
    for (const QList<Cell> &row : listing.rows) {
        QMap<QString, Cell> sorted; // PyYAML sorts the keys
        for (qsizetype column = 0; column < listing.headers.size(); ++column)
            sorted.insert(listing.headers.at(column), row.at(column));
        QString lead = u"- "_s;
        for (auto entry = sorted.begin(); entry != sorted.end(); ++entry) {
            text += lead + member(entry.key(), entry.value(), u"  "_s);
            lead = u"  "_s;
        }
    }
    return text;
}

QString yamlRecord(const Record &record)
{
    QString text;
    for (const auto &[name, cell] : record)
        text += member(name, cell, QString());
    return text;
}

} // namespace vitrine::ctl
