#include "app/vitrinectl/output/formats.h"
#include "app/vitrinectl/output/text.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Writes as Python's json.dump does: ", " and ": " without indent, two blanks a level with it.
class JsonWriter
{
public:
    explicit JsonWriter(bool indent)
        : m_indent(indent)
    {
    }

    QString list(const Listing &listing)
    {
        QStringList items;
        for (const QList<Cell> &row : listing.rows) {
            Record record;
            for (qsizetype column = 0; column < listing.headers.size(); ++column)
                record.append({ listing.headers.at(column), row.at(column) });
            items.append(object(record, 1));
        }
        return enclosed(u"[]"_s, items, 0);
    }

    QString object(const Record &record, int level)
    {
        QStringList members;
        for (const auto &[name, cell] : record)
            members.append(jsonString(name) + u": "_s + value(cell, level + 1));
        return enclosed(u"{}"_s, members, level);
    }

private:
    QString value(const Cell &cell, int level)
    {
        if (const auto *list = std::get_if<QStringList>(&cell)) {
            QStringList items;
            for (const QString &entry : *list)
                items.append(jsonString(entry));
            return enclosed(u"[]"_s, items, level);
        }
        if (const auto *map = std::get_if<ScalarMap>(&cell)) {
            QStringList members;
            for (auto entry = map->begin(); entry != map->end(); ++entry)
                members.append(jsonString(entry.key()) + u": "_s + scalar(entry.value()));
            return enclosed(u"{}"_s, members, level);
        }
        if (const auto *text = std::get_if<QString>(&cell))
            return jsonString(*text);
        if (const auto *flag = std::get_if<bool>(&cell))
            return scalar(*flag);
        if (const auto *number = std::get_if<qint64>(&cell))
            return scalar(*number);
        return scalar(None{});
    }

    static QString scalar(const Scalar &scalar)
    {
        if (const auto *text = std::get_if<QString>(&scalar))
            return jsonString(*text);
        if (const auto *flag = std::get_if<bool>(&scalar))
            return *flag ? u"true"_s : u"false"_s;
        if (const auto *number = std::get_if<qint64>(&scalar))
            return QString::number(*number);
        return u"null"_s;
    }

    QString enclosed(const QString &brackets, const QStringList &items, int level) const
    {
        if (items.isEmpty())
            return brackets;
        if (!m_indent)
            return brackets.at(0) + items.join(u", "_s) + brackets.at(1);
        const QString outer = u'\n' + QString(level * 2, u' ');
        const QString inner = outer + u"  "_s;
        return brackets.at(0) + inner + items.join(u',' + inner) + outer + brackets.at(1);
    }

    bool m_indent;
};

} // namespace

QString jsonListing(const Listing &listing, const OutputOptions &options)
{
    return JsonWriter(!options.noIndent).list(listing) + u'\n';
}

QString jsonRecord(const Record &record, const OutputOptions &options)
{
    return JsonWriter(!options.noIndent).object(record, 0) + u'\n';
}

} // namespace vitrine::ctl
