// How long a page and a search take in a large catalogue, beside plain SQL on the same tables.
//
//   bench_catalogue [IMAGES]    100,000 unless told otherwise
//
// The peer sorts without index and searches with LIKE over the joined tables, on the same connection.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "core/catalog/sqlquery.h"
#include "core/image/imagelimits.h"
#include "tests/bench/cataloguefiller.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int repetitions = 7;

[[noreturn]] void fail(const Error &error)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(error.message), qPrintable(error.detail));
    std::exit(1);
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(const std::function<void()> &work, int times = repetitions)
{
    std::vector<double> results;
    for (int i = 0; i < times; ++i)
        results.push_back(milliseconds(work));
    std::sort(results.begin(), results.end());
    return results.at(results.size() / 2);
}

void report(const QString &what, double ours, double theirs, qsizetype found)
{
    std::printf("%-34s %9.2f ms   peer %9.2f ms   ratio %6.1f   (%lld rows)\n", qPrintable(what), ours,
        theirs, theirs / ours, static_cast<long long>(found));
    std::fflush(stdout);
}

void fill(Database &database, int images)
{
    const auto seconds = bench::fillCatalogue(database, images);
    if (!seconds)
        fail(seconds.error());
    std::printf("search index of %d images: %.1f s, database %.0f MB\n", images, *seconds,
        static_cast<double>(QFileInfo(database.path()).size()) / 1e6);
}

void runPeer(const Database &database, const QString &sql)
{
    const auto read = database.read([&sql](QSqlDatabase &connection) -> Result<void> {
        auto query = runQuery(connection, sql);
        if (!query)
            return failure(query.error());
        while (query->next()) { }
        return {};
    });
    if (!read)
        fail(read.error());
}

qsizetype listOnce(const ImageRepository &repository, const ImageQuery &query)
{
    const auto page = repository.list(query);
    if (!page)
        fail(page.error());
    return page->images.size();
}

void benchPages(const Database &database, const ImageRepository &repository)
{
    for (int i = 0; i <= static_cast<int>(SortField::Visibility); ++i) {
        for (const Qt::SortOrder order : { Qt::AscendingOrder, Qt::DescendingOrder }) {
            ImageQuery query;
            query.limit = ImageQuery::maxPageSize;
            query.sort = { { static_cast<SortField>(i), order } };
            const QString field = sortFieldName(query.sort.constFirst().field);
            const QString direction = order == Qt::AscendingOrder ? u"asc"_s : u"desc"_s;
            const double ours = median([&] { listOnce(repository, query); });
            const double theirs = median(
                [&] {
                    runPeer(database,
                        u"SELECT * FROM images NOT INDEXED WHERE status NOT IN ('deleted', 'killed', "
                        "'pending_delete') AND os_hidden = 0 ORDER BY %1 %2, created_at %2, id %2 LIMIT 1000"_s
                            .arg(field, direction));
                },
                1);
            report(
                u"page of 1000 by "_s + field + u' ' + direction, ours, theirs, listOnce(repository, query));
        }
    }
    ImageQuery query;
    query.limit = ImageQuery::maxPageSize;
    query.sort = { { SortField::Status, Qt::AscendingOrder }, { SortField::Name, Qt::DescendingOrder } };
    report(u"page of 1000 by status, name"_s, median([&] { listOnce(repository, query); }), 0,
        listOnce(repository, query));
    query.sort.clear();
    for (int i = 0; i < 20; ++i)
        query.marker = repository.list(query)->nextMarker;
    report(
        u"page 21 of 1000"_s, median([&] { listOnce(repository, query); }), 0, listOnce(repository, query));
}

void benchSearch(const Database &database, const ImageRepository &repository, const QString &what,
    const QString &text, int limit)
{
    ImageQuery query;
    query.text = text;
    query.limit = limit;
    const double ours = median([&] { listOnce(repository, query); });
    const double theirs = median(
        [&] {
            runPeer(database,
                u"SELECT * FROM images i WHERE status NOT IN ('deleted', 'killed', 'pending_delete') "
                "AND os_hidden = 0 AND (name LIKE '%%1%' OR id LIKE '%%1%' "
                "OR EXISTS (SELECT 1 FROM image_tags WHERE image = i.row AND tag LIKE '%%1%') "
                "OR EXISTS (SELECT 1 FROM image_properties WHERE image = i.row AND value LIKE '%%1%')) "
                "ORDER BY created_at DESC, id DESC LIMIT %2"_s.arg(text)
                    .arg(limit));
        },
        1);
    report(u"search %1 \"%2\", first %3"_s.arg(what, text).arg(limit), ours, theirs,
        listOnce(repository, query));
}

void benchSearches(const Database &database, const ImageRepository &repository)
{
    const auto any = repository.list({});
    const QString id = any->images.constFirst().id;
    for (const int limit : { ImageQuery::defaultPageSize, ImageQuery::maxPageSize }) {
        benchSearch(database, repository, u"rare"_s, u"specimen"_s, limit);
        benchSearch(database, repository, u"frequent"_s, u"debian"_s, limit);
        benchSearch(database, repository, u"one in 5000"_s, u"host4711"_s, limit);
        benchSearch(database, repository, u"one in 40"_s, u"team-3"_s, limit);
        benchSearch(database, repository, u"none"_s, u"no such thing"_s, limit);
        benchSearch(database, repository, u"none, common pairs"_s, u"serverdebian"_s, limit);
        benchSearch(database, repository, u"Chinese"_s, u"伺服"_s, limit);
        benchSearch(database, repository, u"Chinese, none"_s, u"影像"_s, limit);
        benchSearch(database, repository, u"id"_s, id.mid(2, 8), limit);
        benchSearch(database, repository, u"one letter"_s, u"q"_s, limit);
        benchSearch(database, repository, u"hexadecimal"_s, u"a7"_s, limit);
    }
}

void benchWrites(ImageRepository &repository)
{
    Image image;
    image.name = u"one more"_s;
    image.tags = { u"a"_s, u"b"_s };
    image.properties = { { u"os_distro"_s, u"debian"_s }, { u"os_version"_s, u"12"_s } };
    int number = 0;
    report(u"insert of one image, with fsync"_s, median([&] {
        image.id = u"00000000-0000-4000-8000-%1"_s.arg(++number, 12, 10, QLatin1Char('0'));
        if (const auto added = repository.insert(image, TransitionCause::Create); !added)
            fail(added.error());
    }),
        0, 1);
    report(u"rename of one image, with fsync"_s, median([&] {
        ImagePatch patch;
        patch.name = u"renamed %1"_s.arg(++number);
        if (const auto patched = repository.patch(image.id, patch, {}); !patched)
            fail(patched.error());
    }),
        0, 1);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int images = QCoreApplication::arguments().value(1, u"100000"_s).toInt();
    const QTemporaryDir folder;
    auto database = Database::open(folder.filePath(u"catalogue.db"_s));
    if (!database)
        fail(database.error());
    fill(**database, images);
    ImageRepository repository(**database);
    benchPages(**database, repository);
    benchSearches(**database, repository);
    benchWrites(repository);
    return 0;
}
