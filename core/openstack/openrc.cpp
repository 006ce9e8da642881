#include "core/openstack/openrc.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

struct Word {
    QString text;
    bool isKnown = true; ///< false: it holds what only the shell could work out
};

/// The words of one line up to ';', '#' or '&'.
class Line
{
public:
    Line(const QString &text, const QMap<QString, QString> &variables)
        : m_text(text)
        , m_variables(variables)
    {
    }

    bool isAtEnd()
    {
        while (m_at < m_text.size() && (m_text.at(m_at).isSpace() || m_text.at(m_at) == u';'))
            ++m_at;
        return m_at >= m_text.size() || m_text.at(m_at) == u'#';
    }

    Word word()
    {
        Word word;
        while (m_at < m_text.size() && !m_text.at(m_at).isSpace() && m_text.at(m_at) != u';')
            takePiece(word);
        return word;
    }

private:
    void takePiece(Word &word)
    {
        const QChar c = m_text.at(m_at++);
        if (c == u'\'')
            takeSingleQuoted(word);
        else if (c == u'"')
            takeDoubleQuoted(word);
        else if (c == u'\\')
            takeEscaped(word);
        else if (c == u'$')
            takeVariable(word);
        else if (c == u'`')
            word.isKnown = false;
        else
            word.text += c;
    }

    void takeEscaped(Word &word)
    {
        if (m_at < m_text.size())
            word.text += m_text.at(m_at++);
    }

    void takeSingleQuoted(Word &word)
    {
        const qsizetype end = m_text.indexOf(u'\'', m_at);
        const qsizetype stop = end < 0 ? m_text.size() : end;
        word.text += QStringView(m_text).mid(m_at, stop - m_at);
        word.isKnown = word.isKnown && end >= 0;
        m_at = end < 0 ? stop : stop + 1;
    }

    void takeDoubleQuoted(Word &word)
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at++);
            if (c == u'"')
                return;
            if (c == u'\\' && m_at < m_text.size() && u"\\\"$`"_s.contains(m_text.at(m_at)))
                word.text += m_text.at(m_at++);
            else if (c == u'$')
                takeVariable(word);
            else if (c == u'`')
                word.isKnown = false;
            else
                word.text += c;
        }
        word.isKnown = false;
    }

    void takeVariable(Word &word)
    {
        const bool isBraced = m_at < m_text.size() && m_text.at(m_at) == u'{';
        qsizetype end = m_at + (isBraced ? 1 : 0);
        const qsizetype begin = end;
        while (end < m_text.size() && isNameCharacter(m_text.at(end)))
            ++end;
        const QString name = m_text.mid(begin, end - begin);
        if (isBraced && (end >= m_text.size() || m_text.at(end) != u'}')) {
            word.isKnown = false;
            return;
        }
        m_at = end + (isBraced ? 1 : 0);
        word.isKnown = word.isKnown && m_variables.contains(name);
        word.text += m_variables.value(name);
    }

    const QString m_text;
    const QMap<QString, QString> &m_variables;
    qsizetype m_at = 0;
};

class Script
{
public:
    void take(const QString &text)
    {
        Line line(text, m_variables);
        bool isUnset = false;
        bool isFirst = true;
        while (!line.isAtEnd()) {
            const Word word = line.word();
            if (isFirst && (word.text == u"unset" || word.text == u"export")) {
                isUnset = word.text == u"unset";
                continue;
            }
            isFirst = false;
            if (isUnset)
                forget(word.text);
            else if (!assign(word))
                return;
        }
    }

    OpenRc result() const
    {
        OpenRc result;
        for (auto entry = m_variables.cbegin(); entry != m_variables.cend(); ++entry) {
            if (entry.key().startsWith(u"OS_"))
                result.variables.insert(entry.key(), entry.value());
        }
        result.unknown = m_unknown;
        return result;
    }

private:
    /// False when the word is no assignment: then the line is a command that does not concern us.
    bool assign(const Word &word)
    {
        const qsizetype equals = word.text.indexOf(u'=');
        const QString name = word.text.left(equals);
        if (equals <= 0 || !std::all_of(name.cbegin(), name.cend(), isNameCharacter))
            return false;
        forget(name);
        if (word.isKnown)
            m_variables.insert(name, word.text.mid(equals + 1));
        else if (name.startsWith(u"OS_"))
            m_unknown.append(name);
        return word.isKnown;
    }

    void forget(const QString &name)
    {
        m_variables.remove(name);
        m_unknown.removeAll(name);
    }

    QMap<QString, QString> m_variables;
    QStringList m_unknown;
};

} // namespace

OpenRc openRcFromText(const QByteArray &text)
{
    Script script;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (const QString &line : lines)
        script.take(line.trimmed());
    return script.result();
}

} // namespace vitrine
