#include <QFileInfo>
#include <QUrl>

#include "core/image/imageguess.h"
#include "core/transfer/transfersteps.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isLink(const QString &source)
{
    return source.startsWith(u"http://"_s, Qt::CaseInsensitive)
        || source.startsWith(u"https://"_s, Qt::CaseInsensitive);
}

QString lastPartOf(const QString &source)
{
    if (!isLink(source))
        return QFileInfo(source).fileName();
    const QUrl url(source);
    const QString fileName = url.fileName();
    return fileName.isEmpty() ? url.host() : fileName;
}

QString sourceTitle(const TransferRequest &request)
{
    return request.source.isEmpty() ? request.sourceImage : lastPartOf(request.source);
}

} // namespace

QString transferTitle(const TransferRequest &request)
{
    switch (request.kind) {
    case TransferKind::Import:
    case TransferKind::StageImport:
    case TransferKind::ImportLink:
    case TransferKind::Publish:
        if (!request.draft.name.isEmpty())
            return request.draft.name;
        return request.source.isEmpty() ? request.imageId : lastPartOf(request.source);
    case TransferKind::Convert:
    case TransferKind::Copy:
        return request.draft.name.isEmpty() ? sourceTitle(request) : request.draft.name;
    case TransferKind::Export:
    case TransferKind::ConvertToFile:
        return request.draft.name.isEmpty() ? lastPartOf(request.destination) : request.draft.name;
    case TransferKind::CopyToStore:
        return request.draft.name.isEmpty() ? request.imageId : request.draft.name;
    }
    Q_UNREACHABLE();
}

QString imageNameOf(const QString &source)
{
    return guessImageName(lastPartOf(source));
}

DiskFormat diskFormatOfLink(const QString &link)
{
    return guessDiskFormat(lastPartOf(link));
}

} // namespace vitrine
