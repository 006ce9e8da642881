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

struct TaskListArguments {
    std::string image;
    bool isLong = false;
};

/// The openstack client's four, and what tells one task from the next.
QStringList taskHeaders(bool isLong)
{
    QStringList headers{ u"ID"_s, u"Type"_s, u"Status"_s, u"Owner"_s, u"Image"_s, u"Updated At"_s };
    if (isLong)
        headers += QStringList{ u"Created At"_s, u"Message"_s };
    return headers;
}

QList<Cell> rowOf(const Task &task, bool isLong)
{
    QList<Cell> row{ task.id, task.type, taskStatusName(task.status), textCell(task.owner),
        textCell(task.imageId), timeCell(task.updatedAt) };
    if (isLong)
        row += QList<Cell>{ timeCell(task.createdAt), task.message };
    return row;
}

Record recordOf(const Task &task)
{
    return {
        { u"created_at"_s, timeCell(task.createdAt) },
        { u"expires_at"_s, task.expiresAt ? timeCell(*task.expiresAt) : Cell(None{}) },
        { u"id"_s, task.id },
        { u"image_id"_s, textCell(task.imageId) },
        { u"message"_s, task.message },
        { u"owner"_s, textCell(task.owner) },
        { u"status"_s, taskStatusName(task.status) },
        { u"type"_s, task.type },
        { u"updated_at"_s, timeCell(task.updatedAt) },
    };
}

QCoro::Task<Result<void>> listTasks(Context context, QString reference, bool isLong)
{
    ImageId id;
    if (!reference.isEmpty()) {
        const Result<Image> image = co_await findImage(context, reference, Where::Anywhere);
        if (!image)
            co_return failure(image.error());
        id = image->id;
    }
    const Result<QList<Task>> tasks = co_await context.service().tasks(id);
    if (!tasks)
        co_return failure(tasks.error());
    Listing listing;
    listing.headers = taskHeaders(isLong);
    for (const Task &task : *tasks)
        listing.rows.append(rowOf(task, isLong));
    co_return printListing(listing, context.output);
}

QCoro::Task<Result<void>> showTask(Context context, QString id)
{
    const Result<Task> task = context.session.catalogue().task(id);
    if (!task)
        co_return failure(task.error());
    co_return printRecord(recordOf(*task), context.output);
}

} // namespace

void addTask(CLI::App &parent, Program &program)
{
    CLI::App *task = parent.add_subcommand("task", help(Words::tr("Long work on images")));
    task->require_subcommand(1)->fallthrough();

    const auto arguments = std::make_shared<TaskListArguments>();
    CLI::App *list = task->add_subcommand("list", help(Words::tr("List tasks, newest first")));
    list->fallthrough();
    list->add_option("--image", arguments->image, help(Words::tr("of this image only")))->type_name("IMAGE");
    list->add_flag("--long", arguments->isLong, help(Words::tr("more columns")));
    addOutputOptions(list, program.output, OutputKind::List);
    list->callback([arguments, &program] {
        requireColumns(program.output, taskHeaders(arguments->isLong));
        program.worksOnClouds = true;
        program.command = [image = textOf(arguments->image), isLong = arguments->isLong](
                              Context context) { return listTasks(context, image, isLong); };
    });

    const auto id = std::make_shared<std::string>();
    CLI::App *show = task->add_subcommand("show", help(Words::tr("Show everything about a task")));
    show->fallthrough();
    show->add_option("task", *id, help(Words::tr("id of a task")))->type_name("TASK")->required();
    addOutputOptions(show, program.output, OutputKind::Show);
    show->callback([id, &program] {
        requireColumns(program.output, columnsOf(recordOf({})));
        program.command = [taskId = textOf(*id)](Context context) { return showTask(context, taskId); };
    });
}

} // namespace vitrine::ctl
