#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ShowArguments {
    std::string image;
    bool isHumanReadable = false;
};

QCoro::Task<Result<void>> showImage(Context context, QString reference, bool isHumanReadable)
{
    const Result<Image> image = co_await findImage(context, reference, Where::Anywhere);
    if (!image)
        co_return failure(image.error());
    Record record = imageRecord(*image);
    for (auto &[name, cell] : record) {
        if (isHumanReadable && name == u"size" && image->size)
            cell = sizeText(*image->size);
    }
    co_return printRecord(record, context.output);
}

QList<Cell> rowOf(const Transition &step)
{
    return {
        step.time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s),
        textCell(step.from ? imageStatusName(*step.from) : QString()),
        imageStatusName(step.to),
        transitionCauseName(step.cause),
        numberCell(step.bytes),
        step.error.isEmpty() ? Cell(None{}) : Cell(step.error),
    };
}

QStringList historyHeaders()
{
    return { u"Time"_s, u"From"_s, u"To"_s, u"Cause"_s, u"Bytes"_s, u"Error"_s };
}

QCoro::Task<Result<void>> showHistory(Context context, QString reference)
{
    const Result<Image> image = co_await findImage(context, reference, Where::Anywhere);
    if (!image)
        co_return failure(image.error());
    const ImageId id = image->id;
    const Result<QList<Transition>> history = co_await context.service().history(id);
    if (!history)
        co_return failure(history.error());
    Listing listing;
    listing.headers = historyHeaders();
    for (const Transition &step : *history)
        listing.rows.append(rowOf(step));
    co_return printListing(listing, context.output);
}

} // namespace

void addImageShow(CLI::App &image, Program &program)
{
    const auto arguments = std::make_shared<ShowArguments>();
    CLI::App *show = image.add_subcommand("show", help(Words::tr("Show everything about an image")));
    addImage(show, arguments->image);
    show->add_flag(
        "--human-readable", arguments->isHumanReadable, help(Words::tr("print the size in units")));
    addOutputOptions(show, program.output, OutputKind::Show);
    show->callback([arguments, &program] {
        requireColumns(program.output, columnsOf(imageRecord({})));
        program.command = [reference = textOf(arguments->image), human = arguments->isHumanReadable](
                              Context context) { return showImage(context, reference, human); };
    });

    CLI::App *history
        = image.add_subcommand("history", help(Words::tr("Show the recorded life of an image")));
    addImage(history, arguments->image);
    addOutputOptions(history, program.output, OutputKind::List);
    history->callback([arguments, &program] {
        requireColumns(program.output, historyHeaders());
        program.command = [reference = textOf(arguments->image)](
                              Context context) { return showHistory(context, reference); };
    });
}

} // namespace vitrine::ctl
