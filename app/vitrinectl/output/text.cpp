#include "app/vitrinectl/output/text.h"

#include <algorithm>

#include <wchar.h>

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

template<typename... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/// Characters that reorder or hide what stands around them.
bool isBidiControl(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

QString escaped(char32_t c)
{
    switch (c) {
    case '\n':
        return u"\\n"_s;
    case '\r':
        return u"\\r"_s;
    case '\t':
        return u"\\t"_s;
    default:
        break;
    }
    const bool isShort = c < 0x100;
    return (isShort ? u"\\x"_s : u"\\u"_s)
        + QString::number(static_cast<uint>(c), 16).rightJustified(isShort ? 2 : 4, u'0');
}

QString pythonQuoted(const QString &text)
{
    const QChar quote = text.contains(u'\'') && !text.contains(u'"') ? u'"' : u'\'';
    QString quoted(quote);
    for (const char32_t c : text.toUcs4()) {
        if (c == U'\\' || c == quote.unicode())
            quoted += u'\\' + QString::fromUcs4(&c, 1);
        else if (isControl(c) || isBidiControl(c))
            quoted += escaped(c);
        else
            quoted += QString::fromUcs4(&c, 1);
    }
    return quoted + quote;
}

QString pythonScalar(const Scalar &scalar)
{
    return std::visit(Overloaded{
                          [](None) { return u"None"_s; },
                          [](bool value) { return value ? u"True"_s : u"False"_s; },
                          [](qint64 value) { return QString::number(value); },
                          [](const QString &value) { return pythonQuoted(value); },
                      },
        scalar);
}

QString pythonList(const QStringList &list)
{
    QStringList quoted;
    for (const QString &entry : list)
        quoted.append(pythonQuoted(entry));
    return u'[' + quoted.join(u", "_s) + u']';
}

QString pythonMap(const ScalarMap &map)
{
    QStringList entries;
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        entries.append(pythonQuoted(entry.key()) + u": "_s + pythonScalar(entry.value()));
    return u'{' + entries.join(u", "_s) + u'}';
}

QString humanMap(const ScalarMap &map)
{
    QStringList entries;
    for (auto entry = map.begin(); entry != map.end(); ++entry) {
        const QString *text = std::get_if<QString>(&entry.value());
        entries.append(entry.key() + u"='"_s + (text ? *text : pythonScalar(entry.value())) + u'\'');
    }
    return entries.join(u", "_s);
}

} // namespace

int displayWidth(const QString &text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4())
        width += std::max(0, ::wcwidth(static_cast<wchar_t>(c)));
    return width;
}

QString escapeControls(const QString &text, bool keepNewlines)
{
    const auto isUnsafe = [keepNewlines](char32_t c) {
        return (isControl(c) && !(keepNewlines && c == U'\n')) || isBidiControl(c);
    };
    const QList<uint> characters = text.toUcs4();
    if (std::none_of(characters.begin(), characters.end(), isUnsafe))
        return text;
    QString safe;
    for (const char32_t c : characters)
        safe += isUnsafe(c) ? escaped(c) : QString::fromUcs4(&c, 1);
    return safe;
}

QString jsonString(const QString &text)
{
    QString quoted(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += QString(u'\\') + c;
        else if (c == u'\n')
            quoted += u"\\n"_s;
        else if (c == u'\r')
            quoted += u"\\r"_s;
        else if (c == u'\t')
            quoted += u"\\t"_s;
        else if (c < u' ' || c > u'~')
            quoted += u"\\u"_s + QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            quoted += c;
    }
    return quoted + u'"';
}

QString pythonText(const Cell &cell)
{
    return std::visit(Overloaded{
                          [](const QString &value) { return value; },
                          [](const QStringList &value) { return pythonList(value); },
                          [](const ScalarMap &value) { return pythonMap(value); },
                          [](const auto &value) { return pythonScalar(value); },
                      },
        cell);
}

QString humanText(const Cell &cell)
{
    return std::visit(Overloaded{
                          [](const QString &value) { return value; },
                          [](const QStringList &value) { return value.join(u", "_s); },
                          [](const ScalarMap &value) { return humanMap(value); },
                          [](const auto &value) { return pythonScalar(value); },
                      },
        cell);
}

} // namespace vitrine::ctl
