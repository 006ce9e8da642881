#include <memory>

#include <QDir>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct StoreArguments {
    std::string id;
    std::string path;
    std::string description;
};

QStringList storeHeaders()
{
    return { u"ID"_s, u"Description"_s, u"Default"_s, u"Available"_s, u"Free"_s, u"Total"_s, u"Path"_s };
}

Record recordOf(const StoreInfo &store)
{
    return {
        { u"default"_s, store.isDefault },
        { u"description"_s, textCell(store.description) },
        { u"free"_s, store.freeBytes },
        { u"id"_s, store.id },
        { u"path"_s, store.path },
        { u"total"_s, store.totalBytes },
    };
}

QCoro::Task<Result<void>> listStores(Context context)
{
    const Result<QList<StoreInfo>> stores = co_await context.service().stores();
    if (!stores)
        co_return failure(stores.error());
    Listing listing;
    listing.headers = storeHeaders();
    for (const StoreInfo &store : *stores) {
        listing.rows.append({ store.id, textCell(store.description), store.isDefault, store.isAvailable,
            store.freeBytes, store.totalBytes, store.path });
    }
    co_return printListing(listing, context.output);
}

QCoro::Task<Result<void>> addOneStore(Context context, QString id, QString path, QString description)
{
    const Result<StoreInfo> added = context.session.catalogue().addStore(id, path, description);
    if (!added)
        co_return failure(added.error());
    co_return printRecord(recordOf(*added), context.output);
}

} // namespace

void addStore(CLI::App &parent, Program &program)
{
    CLI::App *store = parent.add_subcommand("store", help(Words::tr("Folders in which image data rest")));
    store->require_subcommand(1)->fallthrough();

    CLI::App *list = store->add_subcommand("list", help(Words::tr("List the stores")));
    list->fallthrough();
    addOutputOptions(list, program.output, OutputKind::List);
    list->callback([&program] {
        requireColumns(program.output, storeHeaders());
        program.worksOnClouds = true;
        program.command = listStores;
    });

    const auto arguments = std::make_shared<StoreArguments>();
    CLI::App *add = store->add_subcommand("add", help(Words::tr("Add a store, for example on another disk")));
    add->fallthrough();
    add->add_option("id", arguments->id, help(Words::tr("id of the new store")))->type_name("ID")->required();
    add->add_option("path", arguments->path, help(Words::tr("folder of the new store")))
        ->type_name("FOLDER")
        ->required();
    add->add_option("--description", arguments->description, help(Words::tr("what the store is for")))
        ->type_name("TEXT");
    addOutputOptions(add, program.output, OutputKind::Show);
    add->callback([arguments, &program] {
        requireColumns(program.output, columnsOf(recordOf({})));
        // The catalogue outlives the folder that this program was started in.
        const QString path = QDir::current().absoluteFilePath(textOf(arguments->path));
        program.command = [id = textOf(arguments->id), path, description = textOf(arguments->description)](
                              Context context) { return addOneStore(context, id, path, description); };
    });
}

} // namespace vitrine::ctl
