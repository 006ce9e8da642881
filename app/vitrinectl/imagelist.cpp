#include <memory>

#include <QSet>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"
#include "core/image/imagequery.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ListArguments {
    std::string name;
    std::string status;
    std::string project;
    std::string marker;
    std::string sort = "name:asc"; // the openstack client's order
    std::string search;
    std::vector<std::string> tags;
    std::vector<std::string> properties;
    std::vector<std::string> filters;
    std::optional<Visibility> visibility;
    std::optional<qint64> limit;
    std::optional<qint64> sizeMin;
    std::optional<qint64> sizeMax;
    bool all = false;
    bool hidden = false;
    bool trash = false;
    bool isLong = false;
};

struct ListOptions {
    ImageQuery query;
    QString marker; ///< name or id
    std::optional<qint64> limit;
    bool isLong = false;
};

/// "eq:" keeps a value with a colon from being read as an operator.
void addExact(QueryParameters &parameters, const QString &key, const std::string &value)
{
    if (!value.empty())
        parameters.append({ key, u"eq:"_s + textOf(value) });
}

QueryParameters parametersOf(const ListArguments &arguments)
{
    QueryParameters parameters;
    addExact(parameters, u"name"_s, arguments.name);
    addExact(parameters, u"status"_s, arguments.status);
    if (!arguments.project.empty())
        parameters.append({ u"owner"_s, textOf(arguments.project) });
    for (const QString &tag : textsOf(arguments.tags))
        parameters.append({ u"tag"_s, tag });
    const QMap<QString, QString> properties = propertiesOf(arguments.properties);
    for (auto entry = properties.begin(); entry != properties.end(); ++entry)
        parameters.append({ entry.key(), entry.value() });
    const QMap<QString, QString> filters = propertiesOf(arguments.filters);
    for (auto entry = filters.begin(); entry != filters.end(); ++entry)
        parameters.append({ entry.key(), entry.value() });
    if (arguments.sizeMin)
        parameters.append({ u"size_min"_s, QString::number(*arguments.sizeMin) });
    if (arguments.sizeMax)
        parameters.append({ u"size_max"_s, QString::number(*arguments.sizeMax) });
    if (arguments.visibility)
        parameters.append({ u"visibility"_s, visibilityName(*arguments.visibility) });
    else if (arguments.all)
        parameters.append({ u"visibility"_s, u"all"_s });
    if (arguments.hidden)
        parameters.append({ u"os_hidden"_s, u"true"_s });
    parameters.append({ u"sort"_s, textOf(arguments.sort) });
    return parameters;
}

/// Filters and order are wrong usage when Glance would not take them.
ImageQuery queryOf(const ListArguments &arguments)
{
    Result<ImageQuery> query = imageQueryFromParameters(parametersOf(arguments));
    if (!query)
        throw CLI::ValidationError(help(query.error().message));
    query->text = textOf(arguments.search);
    query->trash = arguments.trash;
    return *query;
}

ListOptions optionsOf(const ListArguments &arguments)
{
    ListOptions options;
    options.query = queryOf(arguments);
    options.marker = textOf(arguments.marker);
    options.limit = arguments.limit;
    options.isLong = arguments.isLong;
    return options;
}

QList<Cell> rowOf(const Image &image, bool isLong)
{
    if (!isLong)
        return { image.id, textCell(image.name), imageStatusName(image.status) };
    return {
        image.id,
        textCell(image.name),
        textCell(image.diskFormat ? diskFormatName(*image.diskFormat) : QString()),
        textCell(image.containerFormat ? containerFormatName(*image.containerFormat) : QString()),
        numberCell(image.size),
        textCell(image.checksum),
        imageStatusName(image.status),
        visibilityName(image.visibility),
        image.isProtected,
        textCell(image.owner),
        image.tags,
    };
}

Listing listingOf(const QList<Image> &images, bool isLong)
{
    Listing listing;
    listing.headers = { u"ID"_s, u"Name"_s, u"Status"_s };
    if (isLong) {
        listing.headers = { u"ID"_s, u"Name"_s, u"Disk Format"_s, u"Container Format"_s, u"Size"_s,
            u"Checksum"_s, u"Status"_s, u"Visibility"_s, u"Protected"_s, u"Project"_s, u"Tags"_s };
    }
    listing.rows.reserve(images.size());
    for (const Image &image : images)
        listing.rows.append(rowOf(image, isLong));
    return listing;
}

/// Every page, or as many images as `limit` says.
QCoro::Task<Result<QList<Image>>> fetchAll(Context context, ImageQuery query, std::optional<qint64> limit)
{
    QList<Image> images;
    QSet<ImageId> markers;
    while (!limit || images.size() < *limit) {
        const qint64 wanted = limit ? *limit - images.size() : ImageQuery::maxPageSize;
        query.limit = static_cast<int>(std::min<qint64>(wanted, ImageQuery::maxPageSize));
        const Result<ImagePage> page = co_await context.service().listImages(query);
        if (!page)
            co_return failure(page.error());
        images += page->images;
        if (page->nextMarker.isNull() || page->images.isEmpty())
            break;
        query.marker = page->nextMarker;
        if (markers.contains(query.marker))
            co_return failure(ErrorCode::Unavailable, Words::tr("The list of images has no end."));
        markers.insert(query.marker);
    }
    co_return images;
}

QCoro::Task<Result<void>> listImages(Context context, ListOptions options)
{
    ImageQuery query = options.query;
    if (!options.marker.isEmpty()) {
        const QString reference = options.marker;
        const Where where = query.trash ? Where::Trash : Where::Catalogue;
        const Result<Image> marker = co_await findImage(context, reference, where);
        if (!marker)
            co_return failure(marker.error());
        query.marker = marker->id;
    }
    const Result<QList<Image>> images = co_await fetchAll(context, query, options.limit);
    if (!images)
        co_return failure(images.error());
    co_return printListing(listingOf(*images, options.isLong), context.output);
}

void addFilters(CLI::App *list, ListArguments &arguments)
{
    addVisibility(list, arguments.visibility);
    list->add_flag("--all", arguments.all, help(Words::tr("images of every visibility")));
    addRepeatable(list, "--property", arguments.properties, Words::tr("with this property; may be repeated"))
        ->type_name("KEY=VALUE");
    list->add_option("--name", arguments.name, help(Words::tr("with this name")))->type_name("NAME");
    list->add_option("--status", arguments.status, help(Words::tr("in this status")))->type_name("STATUS");
    list->add_option("--project", arguments.project, help(Words::tr("owned by this project")))
        ->type_name("PROJECT");
    addRepeatable(list, "--tag", arguments.tags, Words::tr("with this tag; may be repeated"))
        ->type_name("TAG");
    list->add_flag("--hidden", arguments.hidden, help(Words::tr("hidden images only")));
    list->add_flag("--trash", arguments.trash, help(Words::tr("deleted images that can be restored")));
    list->add_option(
            "--search", arguments.search, help(Words::tr("with this text in name, id, tags or properties")))
        ->type_name("TEXT");
    addNumber(list, "--size-min", arguments.sizeMin, Words::tr("of at least this size, in bytes"))
        ->type_name("BYTES");
    addNumber(list, "--size-max", arguments.sizeMax, Words::tr("of at most this size, in bytes"))
        ->type_name("BYTES");
    addRepeatable(list, "--filter", arguments.filters,
        Words::tr("any filter of the Image API, such as disk_format=in:qcow2,raw; may be repeated"))
        ->type_name("KEY=[OP:]VALUE");
}

} // namespace

void addImageList(CLI::App &image, Program &program)
{
    CLI::App *list = image.add_subcommand("list", help(Words::tr("List images")));
    const auto arguments = std::make_shared<ListArguments>();
    addFilters(list, *arguments);
    list->add_flag("--long", arguments->isLong, help(Words::tr("more columns")));
    list->add_option("--sort", arguments->sort, help(Words::tr("order by these keys; name:asc if not given")))
        ->type_name("KEY[:DIRECTION],...");
    addNumber(list, "--limit", arguments->limit, Words::tr("at most so many images"))->type_name("COUNT");
    list->add_option("--marker", arguments->marker, help(Words::tr("begin behind this image")))
        ->type_name("IMAGE");
    addOutputOptions(list, program.output, OutputKind::List);
    list->callback([arguments, &program] {
        requireColumns(program.output, listingOf({}, arguments->isLong).headers);
        program.command
            = [options = optionsOf(*arguments)](Context context) { return listImages(context, options); };
    });
}

} // namespace vitrine::ctl
