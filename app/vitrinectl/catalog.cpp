#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

Record recordOf(const CatalogueInfo &info, qsizetype faults)
{
    return {
        { u"faults"_s, static_cast<qint64>(faults) },
        { u"images"_s, info.usage.imageCount },
        { u"images_in_trash"_s, info.usage.trashCount },
        { u"journal_mode"_s, info.journalMode },
        { u"read_only"_s, info.isReadOnly },
        { u"root"_s, info.root },
        { u"schema_version"_s, static_cast<qint64>(info.schemaVersion) },
        { u"sqlite_version"_s, info.sqliteVersion },
        { u"stored_bytes"_s, info.usage.storedBytes },
        { u"trash_bytes"_s, info.usage.trashBytes },
        { u"uuid"_s, info.uuid },
    };
}

QCoro::Task<Result<void>> showInfo(Context context)
{
    const Result<CatalogueInfo> info = context.session.catalogue().info();
    if (!info)
        co_return failure(info.error());
    const QList<HealthIssue> issues = context.session.catalogue().recoveryReport().issues;
    for (const HealthIssue &issue : issues)
        say(issue.message);
    co_return printRecord(recordOf(*info, issues.size()), context.output);
}

QString kindName(HealthIssue::Kind kind)
{
    switch (kind) {
    case HealthIssue::Kind::MissingBlob:
        return u"missing-blob"_s;
    case HealthIssue::Kind::WrongSize:
        return u"wrong-size"_s;
    case HealthIssue::Kind::WrongHash:
        return u"wrong-hash"_s;
    case HealthIssue::Kind::Unreadable:
        return u"unreadable"_s;
    case HealthIssue::Kind::OrphanBlob:
        return u"orphan-blob"_s;
    case HealthIssue::Kind::InvalidSidecar:
        return u"invalid-sidecar"_s;
    }
    Q_UNREACHABLE();
}

QStringList issueHeaders()
{
    return { u"Image"_s, u"Store"_s, u"Issue"_s, u"Message"_s };
}

Result<void> printIssues(const QList<HealthIssue> &issues, const OutputOptions &output)
{
    Listing listing;
    listing.headers = issueHeaders();
    for (const HealthIssue &issue : issues) {
        listing.rows.append(
            { textCell(issue.imageId), textCell(issue.store), kindName(issue.kind), issue.message });
    }
    return printListing(listing, output);
}

QCoro::Task<Result<VerifyReport>> runVerify(Context context, QList<ImageId> ids)
{
    const Watch watch(Words::tr("Checking"));
    const OperationControl control = watch.control();
    co_return co_await context.service().verifyImages(ids, control);
}

QCoro::Task<Result<void>> verify(Context context, QStringList references)
{
    QList<ImageId> ids;
    for (const QString &reference : references) {
        const Result<Image> image = co_await findImage(context, reference, Where::Anywhere);
        if (!image)
            co_return failure(image.error());
        ids.append(image->id);
    }
    const Result<VerifyReport> report = co_await runVerify(context, ids);
    if (!report)
        co_return failure(report.error());
    const Result<void> printed = printIssues(report->issues, context.output);
    if (!printed)
        co_return printed;
    say(Words::tr("%n image(s) checked, %1 read.", nullptr, report->imagesChecked)
            .arg(sizeText(report->bytesChecked)));
    if (report->issues.isEmpty())
        co_return Result<void>();
    co_return failure(ErrorCode::Corrupt,
        Words::tr("%n fault(s) found.", nullptr, static_cast<int>(report->issues.size())));
}

Result<void> rebuild(const QString &folder, const OutputOptions &output)
{
    CatalogueOptions options;
    options.root = folder;
    const Result<RebuildReport> report = Catalogue::rebuild(options);
    if (!report)
        return failure(report.error());
    const Result<void> printed = printIssues(report->issues, output);
    if (!printed)
        return printed;
    say(Words::tr("%n image(s) rebuilt from the stores; the old database is kept in backup.", nullptr,
        report->imagesRebuilt));
    return {};
}

QCoro::Task<Result<void>> emptyTrash(Context context)
{
    const Result<int> purged = context.session.catalogue().emptyTrash();
    if (!purged)
        co_return failure(purged.error());
    say(Words::tr("%n image(s) removed for good.", nullptr, *purged));
    co_return Result<void>();
}

} // namespace

void addCatalog(CLI::App &parent, Program &program)
{
    CLI::App *catalog = parent.add_subcommand("catalog", help(Words::tr("The catalogue as a whole")));
    catalog->require_subcommand(1)->fallthrough();

    CLI::App *info
        = catalog->add_subcommand("info", help(Words::tr("Show where the catalogue is and what it holds")));
    info->fallthrough();
    addOutputOptions(info, program.output, OutputKind::Show);
    info->callback([&program] {
        requireColumns(program.output, columnsOf(recordOf({}, 0)));
        program.command = showInfo;
    });

    const auto images = std::make_shared<std::vector<std::string>>();
    CLI::App *check = catalog->add_subcommand(
        "verify", help(Words::tr("Read data again and compare them with their hashes")));
    check->fallthrough();
    check->add_option("image", *images, help(Words::tr("names or ids; every image if none is given")))
        ->type_name("IMAGE...");
    addOutputOptions(check, program.output, OutputKind::List);
    check->callback([images, &program] {
        requireColumns(program.output, issueHeaders());
        program.command
            = [references = textsOf(*images)](Context context) { return verify(context, references); };
    });

    CLI::App *renew = catalog->add_subcommand(
        "rebuild", help(Words::tr("Make a new database from what lies in the stores; the old one is kept")));
    renew->fallthrough();
    addOutputOptions(renew, program.output, OutputKind::List);
    renew->callback([&program] {
        requireColumns(program.output, issueHeaders());
        program.offlineCommand = rebuild;
    });

    CLI::App *empty
        = catalog->add_subcommand("empty-trash", help(Words::tr("Remove deleted images for good")));
    empty->fallthrough();
    empty->callback([&program] { program.command = emptyTrash; });
}

} // namespace vitrine::ctl
