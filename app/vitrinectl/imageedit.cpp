#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Activation { Keep, Activate, Deactivate };

struct SetArguments {
    std::string image;
    std::optional<std::string> name;
    std::string containerFormat;
    std::string diskFormat;
    std::optional<std::string> project;
    std::optional<qint64> minDisk;
    std::optional<qint64> minRam;
    std::vector<std::string> properties;
    std::map<std::string, std::string> wellKnown; ///< properties that have an option of their own
    std::vector<std::string> tags;
    std::optional<Visibility> visibility;
    std::optional<bool> isProtected;
    std::optional<bool> isHidden;
    bool deactivate = false;
    bool activate = false;
    std::optional<MemberStatus> membership;
};

/// What a project answers to an image that is shared with it.
struct Answer {
    QString project;
    MemberStatus status = MemberStatus::Pending;
};

struct UnsetArguments {
    std::string image;
    std::vector<std::string> tags;
    std::vector<std::string> properties;
};

ImagePatch patchOf(const SetArguments &arguments)
{
    ImagePatch patch;
    if (arguments.name)
        patch.name = arguments.name->empty() ? u""_s : textOf(*arguments.name); // Glance keeps an empty name
    if (arguments.project && !arguments.membership)
        patch.owner = textOf(*arguments.project);
    patch.diskFormat = diskFormatOf(arguments.diskFormat);
    patch.containerFormat = containerFormatOf(arguments.containerFormat);
    patch.minDisk = arguments.minDisk;
    patch.minRam = arguments.minRam;
    patch.visibility = arguments.visibility;
    patch.isProtected = arguments.isProtected;
    patch.osHidden = arguments.isHidden;
    patch.addTags = textsOf(arguments.tags);
    patch.setProperties = propertiesOf(arguments.properties);
    for (const auto &[key, value] : arguments.wellKnown)
        patch.setProperties.insert(QString::fromStdString(key), textOf(value));
    return patch;
}

std::optional<Answer> answerOf(const SetArguments &arguments)
{
    if (!arguments.membership)
        return std::nullopt;
    // The openstack client takes the project that the user has logged in to. Here nobody has.
    if (!arguments.project)
        throw CLI::ValidationError(help(Words::tr("Say with --project which project answers.")));
    return Answer{ textOf(*arguments.project), *arguments.membership };
}

QCoro::Task<Result<void>> setImage(
    Context context, QString reference, ImagePatch patch, Activation activation, std::optional<Answer> answer)
{
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    const ImageId id = image->id;
    if (!patch.isEmpty()) {
        const Result<Image> updated = co_await context.service().updateImage(id, patch);
        if (!updated)
            co_return failure(updated.error());
    }
    if (answer) {
        const QString project = answer->project;
        const Result<Member> member = co_await context.service().setMemberStatus(id, project, answer->status);
        if (!member)
            co_return failure(member.error());
    }
    if (activation == Activation::Activate) {
        const Result<Image> active = co_await context.service().reactivateImage(id);
        co_return active ? Result<void>() : failure(active.error());
    }
    if (activation == Activation::Deactivate) {
        const Result<Image> inactive = co_await context.service().deactivateImage(id);
        co_return inactive ? Result<void>() : failure(inactive.error());
    }
    co_return Result<void>();
}

/// Everything that is to go must be there, or nothing goes.
Result<void> checkPresent(const Image &image, const ImagePatch &patch)
{
    for (const QString &tag : patch.removeTags) {
        if (!image.tags.contains(tag))
            return failure(ErrorCode::NotFound, Words::tr("The image has no tag %1.").arg(tag));
    }
    for (const QString &key : patch.removeProperties) {
        if (!image.properties.contains(key))
            return failure(ErrorCode::NotFound, Words::tr("The image has no property %1.").arg(key));
    }
    return {};
}

QCoro::Task<Result<void>> unsetImage(Context context, QString reference, ImagePatch patch)
{
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    if (const Result<void> present = checkPresent(*image, patch); !present)
        co_return present;
    const ImageId id = image->id;
    const Result<Image> updated = co_await context.service().updateImage(id, patch);
    co_return updated ? Result<void>() : failure(updated.error());
}

void addWellKnownProperties(CLI::App *set, SetArguments &arguments)
{
    const std::pair<const char *, const char *> options[] = {
        { "--architecture", "architecture" },
        { "--instance-id", "instance_uuid" },
        { "--kernel-id", "kernel_id" },
        { "--os-distro", "os_distro" },
        { "--os-version", "os_version" },
        { "--ramdisk-id", "ramdisk_id" },
    };
    for (const auto &[option, key] : options) {
        set->add_option_function<std::string>(
               option,
               [&arguments, key = key](const std::string &value) { arguments.wellKnown[key] = value; },
               help(Words::tr("set the property %1").arg(QString::fromLatin1(key))))
            ->type_name("VALUE");
    }
}

void addMembership(CLI::App *set, std::optional<MemberStatus> &membership)
{
    const std::tuple<const char *, MemberStatus, QString> options[] = {
        { "--accept", MemberStatus::Accepted, Words::tr("accept the image for the project") },
        { "--reject", MemberStatus::Rejected, Words::tr("reject the image for the project") },
        { "--pending", MemberStatus::Pending, Words::tr("take the answer of the project back") },
    };
    for (const auto &[option, status, description] : options) {
        const MemberStatus chosen = status;
        set->add_flag_callback(
            option,
            [chosen, &membership] {
                if (membership && *membership != chosen)
                    throw CLI::ValidationError(help(Words::tr("A project gives one answer only.")));
                membership = chosen;
            },
            help(description));
    }
}

void addSetOptions(CLI::App *set, SetArguments &arguments)
{
    set->add_option("--name", arguments.name, help(Words::tr("new name")))->type_name("NAME");
    addNumber(set, "--min-disk", arguments.minDisk, Words::tr("smallest disk to boot from, in GB"))
        ->type_name("GB");
    addNumber(set, "--min-ram", arguments.minRam, Words::tr("least memory to boot with, in MB"))
        ->type_name("MB");
    set->add_option("--container-format", arguments.containerFormat, help(Words::tr("container of the data")))
        ->type_name("FORMAT");
    set->add_option("--disk-format", arguments.diskFormat, help(Words::tr("format of the data")))
        ->type_name("FORMAT");
    set->add_option("--project", arguments.project,
           help(Words::tr("project that owns the image, or that accepts or rejects it")))
        ->type_name("PROJECT");
    addMembership(set, arguments.membership);
    addRepeatable(set, "--property", arguments.properties, Words::tr("set a property; may be repeated"))
        ->type_name("KEY=VALUE");
    addRepeatable(set, "--tag", arguments.tags, Words::tr("add a tag; may be repeated"))->type_name("TAG");
    addWellKnownProperties(set, arguments);
    addVisibility(set, arguments.visibility);
    addSwitch(set, "--protected", "--unprotected", arguments.isProtected,
        Words::tr("prevent the image from being deleted"), Words::tr("allow the image to be deleted"));
    addSwitch(set, "--hidden", "--unhidden", arguments.isHidden,
        Words::tr("leave the image out of ordinary lists"), Words::tr("show the image in lists"));
    auto *deactivate = set->add_flag("--deactivate", arguments.deactivate, help(Words::tr("lock the data")));
    set->add_flag("--activate", arguments.activate, help(Words::tr("unlock the data")))->excludes(deactivate);
}

} // namespace

void addImageEdit(CLI::App &image, Program &program)
{
    const auto setArguments = std::make_shared<SetArguments>();
    CLI::App *set = image.add_subcommand("set", help(Words::tr("Change what describes an image")));
    addImage(set, setArguments->image);
    addSetOptions(set, *setArguments);
    set->callback([setArguments, &program] {
        const Activation activation = setArguments->deactivate ? Activation::Deactivate
            : setArguments->activate                           ? Activation::Activate
                                                               : Activation::Keep;
        program.command = [reference = textOf(setArguments->image), patch = patchOf(*setArguments),
                              activation, answer = answerOf(*setArguments)](Context context) {
            return setImage(context, reference, patch, activation, answer);
        };
    });

    const auto unsetArguments = std::make_shared<UnsetArguments>();
    CLI::App *unset = image.add_subcommand("unset", help(Words::tr("Remove tags and properties")));
    addImage(unset, unsetArguments->image);
    addRepeatable(unset, "--tag", unsetArguments->tags, Words::tr("remove this tag; may be repeated"))
        ->type_name("TAG");
    addRepeatable(
        unset, "--property", unsetArguments->properties, Words::tr("remove this property; may be repeated"))
        ->type_name("KEY");
    unset->callback([unsetArguments, &program] {
        ImagePatch patch;
        patch.removeTags = textsOf(unsetArguments->tags);
        patch.removeProperties = textsOf(unsetArguments->properties);
        program.command = [reference = textOf(unsetArguments->image), patch](
                              Context context) { return unsetImage(context, reference, patch); };
    });
}

} // namespace vitrine::ctl
