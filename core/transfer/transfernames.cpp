#include <array>

#include <QFileInfo>
#include <QUrl>

#include "core/transfer/transfersteps.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Suffix {
    const char *text;
    DiskFormat format;
};

constexpr std::array<Suffix, 12> suffixes{ {
    { ".qcow2", DiskFormat::Qcow2 },
    { ".qcow", DiskFormat::Qcow2 },
    { ".vmdk", DiskFormat::Vmdk },
    { ".ova", DiskFormat::Vmdk },
    { ".vdi", DiskFormat::Vdi },
    { ".vhdx", DiskFormat::Vhdx },
    { ".vhd", DiskFormat::Vhd },
    { ".vpc", DiskFormat::Vhd },
    { ".iso", DiskFormat::Iso },
    { ".img", DiskFormat::Raw },
    { ".raw", DiskFormat::Raw },
    { ".bin", DiskFormat::Raw },
} };

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

const Suffix *suffixOf(const QString &name)
{
    for (const Suffix &suffix : suffixes) {
        if (name.endsWith(QLatin1String(suffix.text), Qt::CaseInsensitive))
            return &suffix;
    }
    return nullptr;
}

} // namespace

QString transferTitle(const TransferRequest &request)
{
    switch (request.kind) {
    case TransferKind::Import:
    case TransferKind::StageImport:
    case TransferKind::ImportLink:
    case TransferKind::Publish:
        return request.draft.name.isEmpty() ? lastPartOf(request.source) : request.draft.name;
    case TransferKind::Export:
        return request.draft.name.isEmpty() ? lastPartOf(request.destination) : request.draft.name;
    case TransferKind::CopyToStore:
        return request.draft.name.isEmpty() ? request.imageId : request.draft.name;
    }
    Q_UNREACHABLE();
}

QString imageNameOf(const QString &source)
{
    QString name = lastPartOf(source);
    const Suffix *const suffix = suffixOf(name);
    const qsizetype length = suffix == nullptr ? 0 : QLatin1String(suffix->text).size();
    if (length < name.size())
        name.chop(length);
    return name;
}

DiskFormat diskFormatOfLink(const QString &link)
{
    const Suffix *const suffix = suffixOf(lastPartOf(link));
    return suffix == nullptr ? DiskFormat::Raw : suffix->format;
}

} // namespace vitrine
