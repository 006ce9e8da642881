#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

#include "core/image/filterexpression.h"
#include "core/image/imagequery.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageQuery)
};

using Checked = Result<void>;

tl::unexpected<Error> badRequest(const QString &message)
{
    return failure(ErrorCode::BadRequest, message);
}

tl::unexpected<Error> badValue(const QString &key, const QString &value)
{
    return badRequest(Text::tr("The value “%2” of the parameter %1 is not valid.").arg(key, value));
}

/// Reads one list of query parameters, in the way of glance/api/v2/images.py and glance/db/sqlalchemy/api.py.
class Parser final
{
public:
    Result<ImageQuery> parse(const QueryParameters &parameters);

private:
    Checked take(const QString &key, const QString &value);
    Checked takeLimit(const QString &value);
    Checked takeMemberStatus(const QString &value);
    Checked takeVisibility(const QString &value);
    Checked takeFlag(const QString &key, const QString &value);
    Checked takeWord(FilterField field, const QString &value);
    Checked takeNumber(FilterField field, FilterOperator op, const QString &key, const QString &value);
    Checked takeTime(FilterField field, const QString &key, const QString &value);
    Checked takeSort(const QString &value);
    Checked takeSortKey(const QString &name);
    Checked takeSortDirection(const QString &name);
    Checked pairSortKeys();
    Checked takeFilter(const QString &key, const QString &value);
    void addFilter(FilterField field, FilterOperator op, const QStringList &values);

    ImageQuery m_query;
    QList<SortField> m_sortFields;
    QList<Qt::SortOrder> m_sortOrders;
    bool m_hasNewSort = false;
    bool m_hasOldSort = false;
};

std::optional<FilterField> wordField(const QString &key)
{
    static const QMap<QString, FilterField> fields{ { u"id"_s, FilterField::Id },
        { u"name"_s, FilterField::Name }, { u"status"_s, FilterField::Status },
        { u"container_format"_s, FilterField::ContainerFormat },
        { u"disk_format"_s, FilterField::DiskFormat } };
    const auto it = fields.constFind(key);
    return it == fields.cend() ? std::nullopt : std::optional(*it);
}

std::optional<FilterField> textField(const QString &key)
{
    static const QMap<QString, FilterField> fields{ { u"owner"_s, FilterField::Owner },
        { u"checksum"_s, FilterField::Checksum }, { u"os_hash_value"_s, FilterField::OsHashValue } };
    const auto it = fields.constFind(key);
    return it == fields.cend() ? std::nullopt : std::optional(*it);
}

std::optional<FilterField> numberField(const QString &key)
{
    static const QMap<QString, FilterField> fields{ { u"size"_s, FilterField::Size },
        { u"virtual_size"_s, FilterField::VirtualSize }, { u"min_disk"_s, FilterField::MinDisk },
        { u"min_ram"_s, FilterField::MinRam } };
    const auto it = fields.constFind(key);
    return it == fields.cend() ? std::nullopt : std::optional(*it);
}

/// The number that a parameter such as size_min bounds.
std::optional<FilterField> boundedField(const QString &key)
{
    const bool isBound = key.endsWith(u"_min") || key.endsWith(u"_max");
    return isBound ? numberField(key.chopped(4)) : std::nullopt;
}

/// What may be given once only; of several, the last one counts, as in WebOb's dictionary.
bool isRepeatable(const QString &key)
{
    return key == u"tag" || key == u"sort_key" || key == u"sort_dir";
}

QueryParameters withoutOverridden(const QueryParameters &parameters)
{
    QueryParameters kept;
    for (const auto &parameter : parameters) {
        if (!isRepeatable(parameter.first))
            kept.removeIf([&parameter](const auto &earlier) { return earlier.first == parameter.first; });
        kept.append(parameter);
    }
    return kept;
}

void Parser::addFilter(FilterField field, FilterOperator op, const QStringList &values)
{
    m_query.filters.append({ field, op, values, {} });
}

Checked Parser::takeLimit(const QString &value)
{
    static const QRegularExpression digits(u"\\A\\s*\\+?[0-9]+\\s*\\z"_s);
    bool isNumber = false;
    const qint64 limit = value.trimmed().toLongLong(&isNumber);
    if (isNumber && limit < 0)
        return badRequest(Text::tr("The parameter limit must not be negative."));
    if (!isNumber && !digits.match(value).hasMatch())
        return badRequest(Text::tr("The parameter limit must be a whole number."));
    // A number that does not fit into 64 bits is larger than the cap as well.
    m_query.limit = isNumber ? static_cast<int>(std::min<qint64>(limit, ImageQuery::maxPageSize))
                             : ImageQuery::maxPageSize;
    return {};
}

Checked Parser::takeMemberStatus(const QString &value)
{
    if (value != u"accepted" && value != u"pending" && value != u"rejected" && value != u"all")
        return badValue(u"member_status"_s, value);
    m_query.memberStatus = value == u"accepted" ? QString() : value;
    return {};
}

Checked Parser::takeVisibility(const QString &value)
{
    if (value == u"all") {
        QStringList names;
        for (const Visibility visibility : allVisibilities())
            names.append(visibilityName(visibility));
        addFilter(FilterField::Visibility, FilterOperator::In, names);
        return {};
    }
    if (!visibilityFromName(value))
        return badValue(u"visibility"_s, value);
    addFilter(FilterField::Visibility, FilterOperator::Equal, { value });
    return {};
}

Checked Parser::takeFlag(const QString &key, const QString &value)
{
    const bool isHidden = key == u"os_hidden";
    const QString word = isHidden ? value.toLower() : value; // Glance wants `protected` in lower case
    if (word != u"true" && word != u"false")
        return badValue(key, value);
    if (isHidden)
        m_query.hidden = word == u"true" ? HiddenFilter::HiddenOnly : HiddenFilter::VisibleOnly;
    else
        addFilter(FilterField::Protected, FilterOperator::Equal, { word });
    return {};
}

Checked Parser::takeWord(FilterField field, const QString &value)
{
    const Result<FilterExpression> expression = splitFilterExpression(value);
    if (!expression)
        return failure(expression.error());
    if (expression->op == FilterOperator::Equal) {
        addFilter(field, FilterOperator::Equal, { expression->value });
        return {};
    }
    if (expression->op != FilterOperator::In)
        return badRequest(Text::tr("%1 cannot be filtered by the operator “%2”; only eq and in are possible.")
                              .arg(filterFieldName(field), filterOperatorName(expression->op)));
    const Result<QStringList> values = splitQuotedList(expression->value);
    if (!values)
        return failure(values.error());
    addFilter(field, FilterOperator::In, *values);
    return {};
}

Checked Parser::takeNumber(FilterField field, FilterOperator op, const QString &key, const QString &value)
{
    bool isNumber = false;
    const qint64 number = value.trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return badRequest(Text::tr("The parameter %1 needs a whole number, not “%2”.").arg(key, value));
    addFilter(field, op, { QString::number(number) });
    return {};
}

Checked Parser::takeTime(FilterField field, const QString &key, const QString &value)
{
    const Result<FilterExpression> expression = splitFilterExpression(value);
    if (!expression)
        return failure(expression.error());
    const std::optional<QDateTime> time = timeFromText(expression->value);
    if (!time || expression->op == FilterOperator::In)
        return badRequest(
            Text::tr("The parameter %1 needs a time in ISO 8601 form, not “%2”.").arg(key, value));
    addFilter(field, expression->op, { textFromTime(*time) });
    return {};
}

Checked Parser::takeSortKey(const QString &name)
{
    const std::optional<SortField> field = sortFieldFromName(name);
    if (!field || !isSortFieldOfGlance(*field))
        return badRequest(Text::tr("“%1” is not a key to sort by.").arg(name));
    m_sortFields.append(*field);
    return {};
}

Checked Parser::takeSortDirection(const QString &name)
{
    if (name != u"asc" && name != u"desc")
        return badRequest(Text::tr("“%1” is not a direction to sort in; use asc or desc.").arg(name));
    m_sortOrders.append(name == u"asc" ? Qt::AscendingOrder : Qt::DescendingOrder);
    return {};
}

Checked Parser::takeSort(const QString &value)
{
    const QStringList parts = value.trimmed().split(u',');
    for (const QString &part : parts) {
        const qsizetype colon = part.indexOf(u':');
        const QString name = colon < 0 ? part : part.left(colon);
        const QString direction = colon < 0 ? QString() : part.mid(colon + 1);
        if (const Checked taken = takeSortKey(name.trimmed()); !taken)
            return taken;
        if (const Checked taken = takeSortDirection(direction.isEmpty() ? u"desc"_s : direction.trimmed());
            !taken)
            return taken;
    }
    return {};
}

Checked Parser::pairSortKeys()
{
    if (m_hasNewSort && m_hasOldSort)
        return badRequest(Text::tr("The parameter sort cannot be combined with sort_key or sort_dir."));
    if (m_sortOrders.size() > 1 && m_sortOrders.size() != m_sortFields.size())
        return badRequest(Text::tr("There must be one sort_dir, or as many as there are sort_keys."));
    if (m_sortOrders.size() == 1 && m_sortFields.size() != 1) {
        // One direction for several keys also holds for the tie-breakers, so they are written out.
        for (const SortField tieBreaker : { SortField::CreatedAt, SortField::Id }) {
            if (!m_sortFields.contains(tieBreaker))
                m_sortFields.append(tieBreaker);
        }
    }
    for (qsizetype i = 0; i < m_sortFields.size(); ++i) {
        const Qt::SortOrder only = m_sortOrders.value(0, Qt::DescendingOrder);
        m_query.sort.append({ m_sortFields.at(i), m_sortOrders.size() > 1 ? m_sortOrders.at(i) : only });
    }
    return {};
}

Checked Parser::takeFilter(const QString &key, const QString &value)
{
    if (const auto field = wordField(key))
        return takeWord(*field, value);
    if (const auto field = numberField(key))
        return takeNumber(*field, FilterOperator::Equal, key, value);
    if (const auto field = boundedField(key)) {
        const bool isLeast = key.endsWith(u"_min");
        return takeNumber(
            *field, isLeast ? FilterOperator::GreaterOrEqual : FilterOperator::LessOrEqual, key, value);
    }
    if (key == u"created_at" || key == u"updated_at")
        return takeTime(key == u"created_at" ? FilterField::CreatedAt : FilterField::UpdatedAt, key, value);
    if (const auto field = textField(key)) {
        addFilter(*field, FilterOperator::Equal, { value });
        return {};
    }
    m_query.filters.append({ FilterField::Property, FilterOperator::Equal, { value }, key });
    return {};
}

Checked Parser::take(const QString &key, const QString &value)
{
    if (key == u"limit")
        return takeLimit(value);
    if (key == u"marker") {
        m_query.marker = value;
        return {};
    }
    if (key == u"sort") {
        m_hasNewSort = true;
        return takeSort(value);
    }
    if (key == u"sort_key") {
        m_hasOldSort = true;
        return takeSortKey(value.trimmed());
    }
    if (key == u"sort_dir") {
        m_hasOldSort = true;
        return takeSortDirection(value.trimmed());
    }
    if (key == u"changes-since")
        return badRequest(Text::tr("The filter changes-since is no longer available."));
    if (key == u"member_status")
        return takeMemberStatus(value);
    if (key == u"visibility")
        return takeVisibility(value);
    if (key == u"protected" || key == u"os_hidden")
        return takeFlag(key, value);
    if (key == u"tag") {
        addFilter(FilterField::Tag, FilterOperator::Equal, { value.trimmed() });
        return {};
    }
    return takeFilter(key, value);
}

Result<ImageQuery> Parser::parse(const QueryParameters &parameters)
{
    const QueryParameters kept = withoutOverridden(parameters);
    for (const auto &[key, value] : kept) {
        if (const Checked taken = take(key, value); !taken)
            return failure(taken.error());
    }
    if (const Checked paired = pairSortKeys(); !paired)
        return failure(paired.error());
    return m_query;
}

} // namespace

Result<ImageQuery> imageQueryFromParameters(const QueryParameters &parameters)
{
    return Parser().parse(parameters);
}

} // namespace vitrine
