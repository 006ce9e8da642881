#include "core/catalog/searchindex.h"

#include <algorithm>
#include <array>
#include <vector>

#include <QSqlQuery>

#include "core/catalog/rowmapping.h"
#include "core/catalog/sqlquery.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The first stands between fields, the second for the first where a field holds it.
constexpr QChar separator(0x1f);
constexpr QChar substitute(0x1e);

/// One UTF-16 unit as SQLite gives it back: what it replaces must be replaced before it is indexed, too.
QChar storable(QChar unit)
{
    const bool isLost = unit.isNull() || unit.isSurrogate() || unit.unicode() >= 0xfffe;
    return isLost ? QChar(QChar::ReplacementCharacter) : unit;
}

void appendHex(QString &out, char16_t unit)
{
    constexpr std::array<char16_t, 16> digits{ u'0', u'1', u'2', u'3', u'4', u'5', u'6', u'7', u'8', u'9',
        u'a', u'b', u'c', u'd', u'e', u'f' };
    for (int shift = 12; shift >= 0; shift -= 4)
        out.append(QChar(digits.at((unit >> shift) & 0xf)));
}

/// A character alone is its code; a pair is the first's code above the second's.
quint32 pairOf(QChar first, QChar second)
{
    return (static_cast<quint32>(first.unicode()) << 16) | second.unicode();
}

QString termOf(quint32 code)
{
    QString term;
    if (code > 0xffff)
        appendHex(term, static_cast<char16_t>(code >> 16));
    appendHex(term, static_cast<char16_t>(code & 0xffff));
    return term;
}

/// The id stands first in the text and is not indexed: its parts occur everywhere and tell little.
QStringView withoutId(const QString &folded)
{
    return QStringView(folded).mid(folded.indexOf(separator) + 1);
}

/// The two statements that add an entry, prepared once for many.
class EntryWriter final
{
public:
    explicit EntryWriter(QSqlDatabase &database)
        : m_text(database)
        , m_terms(database)
    {
    }

    Result<void> prepare()
    {
        if (!m_text.prepare(u"INSERT INTO image_text (image, folded) VALUES (?, ?)"_s))
            return failure(databaseError(m_text.lastError()));
        if (!m_terms.prepare(u"INSERT INTO image_grams (rowid, grams) VALUES (?, ?)"_s))
            return failure(databaseError(m_terms.lastError()));
        return {};
    }

    Result<void> write(qint64 row, const QString &folded)
    {
        if (auto done = run(m_text, row, folded); !done)
            return done;
        return run(m_terms, row, searchTermsOf(folded));
    }

private:
    static Result<void> run(QSqlQuery &query, qint64 row, const QString &text)
    {
        query.bindValue(0, row);
        query.bindValue(1, text);
        if (!query.exec())
            return failure(databaseError(query.lastError()));
        return {};
    }

    QSqlQuery m_text;
    QSqlQuery m_terms;
};

} // namespace

QString foldForSearch(const QString &text)
{
    QString folded;
    folded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        if (unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            const char32_t whole = QChar::toCaseFolded(QChar::surrogateToUcs4(unit, text.at(++i)));
            folded.append(QChar(QChar::highSurrogate(whole)));
            folded.append(QChar(QChar::lowSurrogate(whole)));
            continue;
        }
        folded.append(unit == separator ? substitute : storable(unit).toCaseFolded());
    }
    return folded;
}

QString searchTextOf(const Image &image)
{
    QString text = foldForSearch(image.id) + separator + foldForSearch(image.name);
    for (const QString &tag : image.tags)
        text += separator + foldForSearch(tag);
    for (const QString &value : image.properties)
        text += separator + foldForSearch(value);
    return text;
}

QString searchTermsOf(const QString &folded)
{
    const QStringView text = withoutId(folded);
    std::vector<quint32> codes;
    codes.reserve(static_cast<std::size_t>(text.size()) * 2);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == separator)
            continue;
        codes.push_back(text[i].unicode());
        if (i + 1 < text.size() && text[i + 1] != separator)
            codes.push_back(pairOf(text[i], text[i + 1]));
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    QString terms;
    terms.reserve(static_cast<qsizetype>(codes.size()) * 9);
    for (const quint32 code : codes) {
        terms += termOf(code);
        terms += u' ';
    }
    return terms;
}

QString searchMatchOf(const QString &foldedNeedle)
{
    if (foldedNeedle.size() == 1)
        return termOf(foldedNeedle.front().unicode());
    QStringList terms;
    for (qsizetype i = 0; i + 1 < foldedNeedle.size(); ++i)
        terms.append(termOf(pairOf(foldedNeedle.at(i), foldedNeedle.at(i + 1))));
    terms.removeDuplicates();
    return terms.join(u" AND "_s);
}

bool mayBePartOfId(const QString &foldedNeedle)
{
    constexpr qsizetype idLength = 36;
    return foldedNeedle.size() <= idLength
        && std::all_of(foldedNeedle.cbegin(), foldedNeedle.cend(),
            [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || c == u'-'; });
}

Result<void> addToSearchIndex(QSqlDatabase &database, qint64 row, const Image &image)
{
    EntryWriter writer(database);
    if (auto prepared = writer.prepare(); !prepared)
        return prepared;
    return writer.write(row, searchTextOf(image));
}

Result<void> removeFromSearchIndex(QSqlDatabase &database, qint64 row)
{
    const auto folded = runScalar(database, u"SELECT folded FROM image_text WHERE image = ?"_s, { row });
    if (!folded)
        return failure(folded.error());
    if (!*folded)
        return {};
    // The index keeps no texts: what is deleted from it must be named term by term.
    auto removed = runStatement(database,
        u"INSERT INTO image_grams (image_grams, rowid, grams) VALUES ('delete', ?, ?)"_s,
        { row, searchTermsOf((*folded)->toString()) });
    if (removed)
        removed = runStatement(database, u"DELETE FROM image_text WHERE image = ?"_s, { row });
    if (!removed)
        return failure(removed.error());
    return {};
}

Result<void> replaceInSearchIndex(QSqlDatabase &database, qint64 row, const Image &image)
{
    if (auto removed = removeFromSearchIndex(database, row); !removed)
        return removed;
    return addToSearchIndex(database, row, image);
}

Result<void> fillSearchIndex(QSqlDatabase &database)
{
    constexpr int batch = 500;
    EntryWriter writer(database);
    if (auto prepared = writer.prepare(); !prepared)
        return prepared;
    qint64 last = 0;
    for (;;) {
        const auto rows = readImageRows(database,
            imageSelect() + u" WHERE i.shelf < 2 AND i.row > ? ORDER BY i.row LIMIT ?"_s, { last, batch });
        if (!rows)
            return failure(rows.error());
        for (const ImageRow &entry : *rows) {
            if (auto added = writer.write(entry.row, searchTextOf(entry.image)); !added)
                return added;
            last = entry.row;
        }
        if (rows->size() < batch)
            return {};
    }
}

} // namespace vitrine
