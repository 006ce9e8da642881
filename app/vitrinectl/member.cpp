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

struct MemberArguments {
    std::string image;
    std::string project;
};

Record recordOf(const Member &member)
{
    return {
        { u"created_at"_s, timeCell(member.createdAt) },
        { u"image_id"_s, member.imageId },
        { u"member_id"_s, member.memberId },
        { u"schema"_s, u"/v2/schemas/member"_s },
        { u"status"_s, memberStatusName(member.status) },
        { u"updated_at"_s, timeCell(member.updatedAt) },
    };
}

QStringList memberHeaders()
{
    return { u"Image ID"_s, u"Member ID"_s, u"Status"_s };
}

QCoro::Task<Result<void>> addProject(Context context, QString reference, QString project)
{
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    const ImageId id = image->id;
    const Result<Member> added = co_await context.service().addMember(id, project);
    if (!added)
        co_return failure(added.error());
    co_return printRecord(recordOf(*added), context.output);
}

QCoro::Task<Result<void>> removeProject(Context context, QString reference, QString project)
{
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    const ImageId id = image->id;
    co_return co_await context.service().removeMember(id, project);
}

QCoro::Task<Result<void>> listMembers(Context context, QString reference)
{
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    const ImageId id = image->id;
    const Result<QList<Member>> members = co_await context.service().listMembers(id);
    if (!members)
        co_return failure(members.error());
    Listing listing;
    listing.headers = memberHeaders();
    for (const Member &member : *members)
        listing.rows.append({ member.imageId, member.memberId, memberStatusName(member.status) });
    co_return printListing(listing, context.output);
}

void addProjectArguments(CLI::App *command, MemberArguments &arguments)
{
    addImage(command, arguments.image);
    command->add_option("project", arguments.project, help(Words::tr("id of a project")))
        ->type_name("PROJECT")
        ->required();
}

/// A word that only others follow, such as "member" in "image member list".
CLI::App *addWord(CLI::App &parent, const std::string &word, const QString &description)
{
    CLI::App *command = parent.add_subcommand(word, help(description));
    command->require_subcommand(1);
    return command;
}

} // namespace

void addImageMember(CLI::App &image, Program &program)
{
    const auto added = std::make_shared<MemberArguments>();
    CLI::App *add = addWord(image, "add", Words::tr("Share an image with others"))
                        ->add_subcommand("project", help(Words::tr("Share an image with a project")));
    add->fallthrough();
    addProjectArguments(add, *added);
    addOutputOptions(add, program.output, OutputKind::Show);
    add->callback([added, &program] {
        requireColumns(program.output, columnsOf(recordOf({})));
        program.command = [reference = textOf(added->image), project = textOf(added->project)](
                              Context context) { return addProject(context, reference, project); };
    });

    const auto removed = std::make_shared<MemberArguments>();
    CLI::App *remove
        = addWord(image, "remove", Words::tr("Share an image no more"))
              ->add_subcommand("project", help(Words::tr("Share an image with a project no more")));
    remove->fallthrough();
    addProjectArguments(remove, *removed);
    remove->callback([removed, &program] {
        program.command = [reference = textOf(removed->image), project = textOf(removed->project)](
                              Context context) { return removeProject(context, reference, project); };
    });

    const auto listed = std::make_shared<MemberArguments>();
    CLI::App *list
        = addWord(image, "member", Words::tr("With whom an image is shared"))
              ->add_subcommand("list", help(Words::tr("List the projects an image is shared with")));
    list->fallthrough();
    addImage(list, listed->image);
    addOutputOptions(list, program.output, OutputKind::List);
    list->callback([listed, &program] {
        requireColumns(program.output, memberHeaders());
        program.command = [reference = textOf(listed->image)](
                              Context context) { return listMembers(context, reference); };
    });
}

} // namespace vitrine::ctl
