// Works on a database from a process of its own, for tst_database.
//
//   cataloguehammer hammer PATH IMAGE WORKER MILLISECONDS   random writes; prints what was acknowledged
//   cataloguehammer rename PATH IMAGE NAME                  one change
//   cataloguehammer readonly PATH IMAGE                     as a user who may not write

#include <cstdio>

#include <grp.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUuid>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "core/image/imagelimits.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

int complain(const Error &error)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(errorCodeName(error.code)), qPrintable(error.detail));
    return 1;
}

int hammer(ImageRepository &repository, const ImageId &shared, const QString &worker, qint64 milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    qint64 slowest = 0;
    int rounds = 0;
    int inserted = 0;
    while (timer.elapsed() < milliseconds) {
        const qint64 before = timer.elapsed();
        ImagePatch patch;
        patch.setProperties = { { worker, QString::number(rounds + 1) } };
        if (const auto patched = repository.patch(shared, patch, {}); !patched)
            return complain(patched.error());
        ++rounds;
        if (rounds % 3 == 0) {
            Image image;
            image.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
            image.name = worker;
            if (const auto added = repository.insert(image, TransitionCause::Create); !added)
                return complain(added.error());
            ++inserted;
        }
        if (const auto page = repository.list({}); !page)
            return complain(page.error());
        slowest = qMax(slowest, timer.elapsed() - before);
    }
    std::printf("%d %d %lld\n", rounds, inserted, static_cast<long long>(slowest));
    return 0;
}

int rename(ImageRepository &repository, const ImageId &id, const QString &name)
{
    ImagePatch patch;
    patch.name = name;
    const auto patched = repository.patch(id, patch, {});
    return patched ? 0 : complain(patched.error());
}

int readOnly(const Database &database, ImageRepository &repository, const ImageId &id)
{
    const auto found = repository.find(id);
    if (!found)
        return complain(found.error());
    const auto refused = repository.patch(id, {}, {});
    const QString word = refused ? u"written"_s : errorCodeName(refused.error().code);
    std::printf("%s %s %s\n", database.isReadOnly() ? "read-only" : "writable", qPrintable(found->name),
        qPrintable(word));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString mode = arguments.value(1);
    if (mode == u"readonly"_s && ::geteuid() == 0) {
        constexpr uid_t nobody = 65534;
        if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0)
            return 2;
    }
    const auto database = Database::open(arguments.value(2));
    if (!database)
        return complain(database.error());
    ImageRepository repository(**database);
    const ImageId id = arguments.value(3);
    if (mode == u"hammer"_s)
        return hammer(repository, id, arguments.value(4), arguments.value(5).toLongLong());
    if (mode == u"rename"_s)
        return rename(repository, id, arguments.value(4));
    return readOnly(**database, repository, id);
}
