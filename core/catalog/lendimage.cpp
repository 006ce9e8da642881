#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include "core/catalog/catalogueprivate.h"
#include "core/store/lendfile.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

/// Long enough for the slowest program to copy what it was given; shared bytes of an image that is deleted
/// meanwhile take up room until then.
constexpr int loanHours = 4;

/// One folder each, so that every file can bear the name it is called by.
Result<QString> makeFolder(const QString &outgoing)
{
    const QString folder = outgoing + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (QDir().mkpath(folder))
        return folder;
    return failure(ErrorCode::IoError,
        QCoreApplication::translate("vitrine::Catalogue", "The folder %1 cannot be made. Check who owns it.")
            .arg(outgoing));
}

bool isFileName(const QString &name)
{
    return !name.isEmpty() && name != u'.' && name != QLatin1String("..") && !name.contains(u'/');
}

} // namespace

Result<QString> Catalogue::lend(const ImageId &id, const QString &fileName)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    const auto image = d->exportable(id);
    if (!image)
        return failure(image.error());
    if (!isFileName(fileName))
        return failure(
            ErrorCode::BadRequest, Private::tr("“%1” cannot be the name of a file.").arg(fileName));
    const auto locations = d->repository.locations(id);
    if (!locations)
        return failure(locations.error());
    d->removeOldLoans();
    const auto folder = makeFolder(d->layout.outgoingPath());
    if (!folder)
        return failure(folder.error());
    const QString path = *folder + u'/' + fileName;
    // The copies may lie on several disks, of which one can.
    Error error{ ErrorCode::Corrupt, Private::tr("The image %1 has no data.").arg(id), {} };
    for (const ImageLocation &location : *locations) {
        const auto store = d->stores.store(location.store);
        const auto data = store ? (*store)->open(location.blob) : failure(store.error());
        const Result<void> lent = data ? lendFile(**data, path) : failure(data.error());
        if (lent)
            return path;
        error = lent.error();
    }
    QDir().rmdir(*folder);
    return failure(error);
}

void Catalogue::Private::removeOldLoans() const
{
    const QDir outgoing(layout.outgoingPath());
    if (!outgoing.exists())
        return;
    const QDateTime limit = QDateTime::currentDateTimeUtc().addSecs(-loanHours * 3600);
    for (const QFileInfo &loan : outgoing.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        // The folder is made with the file in it and not touched again.
        if (loan.lastModified() >= limit)
            continue;
        // Not removeRecursively(): it would make a read-only file writable, which may be the catalogue's own.
        for (const QFileInfo &file : QDir(loan.filePath()).entryInfoList(QDir::Files | QDir::Hidden))
            QFile::remove(file.filePath());
        if (!outgoing.rmdir(loan.fileName()))
            qCWarning(lcCatalog) << "cannot remove" << loan.filePath();
    }
}

} // namespace vitrine
