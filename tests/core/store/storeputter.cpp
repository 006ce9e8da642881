#include <cstdio>

#include <unistd.h>

#include <QCoreApplication>

#include "core/store/filecopy.h"
#include "core/store/filestore.h"
#include "core/support/durablefile.h"
#include "tests/core/store/blobs.h"

// Runs the steps of a store that must survive a power cut, for a test that watches its system calls or limits
// it from outside. Says each on standard output as soon as it counts as done:
//
//     storeputter STORE BLOB SOURCE FOLDER STEP...
//
// The store is made first; then put, export (to FOLDER/disk.img), describe, lose, remove, save
// (FOLDER/settings).

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Request {
    QString root;
    BlobId blob;
    QString source;
    QString folder;
};

void say(const QByteArray &line)
{
    const QByteArray bytes = line + '\n';
    if (::write(STDOUT_FILENO, bytes.constData(), static_cast<std::size_t>(bytes.size())) != bytes.size())
        std::perror("standard output");
}

Result<void> put(Store &store, const Request &request)
{
    return test::import(store, systemFileOps(), request.source, request.blob).map([](const BlobDigest &) {});
}

Result<void> exportSource(const Request &request)
{
    const auto source = openFileSource(request.source);
    if (!source)
        return failure(source.error());
    return exportToFile(
        **source, { .destination = request.folder % u"/disk.img"_s, .expectedSha512 = {} }, {})
        .map([](const BlobDigest &) {});
}

Result<void> run(Store &store, const QString &step, const Request &request)
{
    if (step == u"put"_s)
        return put(store, request);
    if (step == u"export"_s)
        return exportSource(request);
    if (step == u"describe"_s)
        return store.writeSidecar(request.blob, R"({"name":"cirros"})");
    if (step == u"lose"_s)
        return store.moveToLostAndFound(request.blob).map([](const QString &) {});
    if (step == u"remove"_s)
        return store.remove(request.blob);
    if (step == u"save"_s)
        return writeFileDurably(request.folder % u"/settings"_s, "[window]\n");
    return failure(ErrorCode::BadRequest, u"no such step"_s);
}

bool isDone(const QString &step, const Result<void> &result)
{
    if (result)
        say("done " + step.toUtf8());
    else
        say("failed " + step.toUtf8() + ' ' + errorCodeName(result.error().code).toUtf8() + ' '
            + result.error().message.toUtf8());
    return result.has_value();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 6)
        return 2;
    const Request request{ arguments.at(1), arguments.at(2), arguments.at(3), arguments.at(4) };
    const auto store = openFileStore(u"fs"_s, request.root);
    const Result<void> made = store ? Result<void>() : failure(store.error());
    if (!isDone(u"make"_s, made))
        return 1;
    for (const QString &step : arguments.mid(5)) {
        if (!isDone(step, run(**store, step, request)))
            return 1;
    }
    return 0;
}
