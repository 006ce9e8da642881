#include "core/transfer/journalentry.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/image/enumnames.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int journalVersion = 1;

constexpr EnumNames<TransferKind, 9> kindNames{ {
    { TransferKind::Import, "import" },
    { TransferKind::StageImport, "stage_import" },
    { TransferKind::ImportLink, "import_link" },
    { TransferKind::Publish, "publish" },
    { TransferKind::Export, "export" },
    { TransferKind::CopyToStore, "copy_to_store" },
    { TransferKind::Convert, "convert" },
    { TransferKind::ConvertToFile, "convert_to_file" },
    { TransferKind::Copy, "copy" },
} };

constexpr EnumNames<Compression, 3> compressionNames{ {
    { Compression::None, "none" },
    { Compression::Deflate, "deflate" },
    { Compression::Zstd, "zstd" },
} };

constexpr EnumNames<TransferState, 6> stateNames{ {
    { TransferState::Waiting, "waiting" },
    { TransferState::Running, "running" },
    { TransferState::Paused, "paused" },
    { TransferState::Finished, "finished" },
    { TransferState::Failed, "failed" },
    { TransferState::Cancelled, "cancelled" },
} };

constexpr EnumNames<ErrorCode, 18> errorNames{ {
    { ErrorCode::BadRequest, "bad-request" },
    { ErrorCode::Unauthorized, "unauthorized" },
    { ErrorCode::Forbidden, "forbidden" },
    { ErrorCode::NotFound, "not-found" },
    { ErrorCode::Conflict, "conflict" },
    { ErrorCode::Gone, "gone" },
    { ErrorCode::LimitExceeded, "limit-exceeded" },
    { ErrorCode::UnsupportedFormat, "unsupported-format" },
    { ErrorCode::RangeNotSatisfiable, "range-not-satisfiable" },
    { ErrorCode::StorageFull, "storage-full" },
    { ErrorCode::ReadOnly, "read-only" },
    { ErrorCode::Unavailable, "unavailable" },
    { ErrorCode::Cancelled, "cancelled" },
    { ErrorCode::SourceChanged, "source-changed" },
    { ErrorCode::HashMismatch, "hash-mismatch" },
    { ErrorCode::Corrupt, "corrupt" },
    { ErrorCode::IoError, "io-error" },
    { ErrorCode::Internal, "internal" },
} };

/// A null string stays null, which an empty one is not.
QJsonValue textOrNull(const QString &text)
{
    return text.isNull() ? QJsonValue() : QJsonValue(text);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonObject draftToJson(const ImageDraft &draft)
{
    QJsonObject properties;
    for (auto entry = draft.properties.cbegin(); entry != draft.properties.cend(); ++entry)
        properties.insert(entry.key(), entry.value());
    QJsonObject json{ { u"id"_s, textOrNull(draft.id) }, { u"name"_s, textOrNull(draft.name) },
        { u"visibility"_s, visibilityName(draft.visibility) }, { u"protected"_s, draft.isProtected },
        { u"os_hidden"_s, draft.osHidden }, { u"owner"_s, textOrNull(draft.owner) },
        { u"min_disk"_s, draft.minDisk }, { u"min_ram"_s, draft.minRam },
        { u"tags"_s, QJsonArray::fromStringList(draft.tags) }, { u"properties"_s, properties } };
    if (draft.diskFormat)
        json.insert(u"disk_format"_s, diskFormatName(*draft.diskFormat));
    if (draft.containerFormat)
        json.insert(u"container_format"_s, containerFormatName(*draft.containerFormat));
    return json;
}

ImageDraft draftFromJson(const QJsonObject &json)
{
    ImageDraft draft;
    draft.id = json.value(u"id"_s).toString();
    draft.name = json.value(u"name"_s).toString();
    draft.visibility
        = visibilityFromName(json.value(u"visibility"_s).toString()).value_or(Visibility::Shared);
    draft.isProtected = json.value(u"protected"_s).toBool();
    draft.osHidden = json.value(u"os_hidden"_s).toBool();
    draft.owner = json.value(u"owner"_s).toString();
    draft.minDisk = json.value(u"min_disk"_s).toInteger();
    draft.minRam = json.value(u"min_ram"_s).toInteger();
    for (const QJsonValue &tag : json.value(u"tags"_s).toArray())
        draft.tags.append(tag.toString());
    const QJsonObject properties = json.value(u"properties"_s).toObject();
    for (auto entry = properties.begin(); entry != properties.end(); ++entry)
        draft.properties.insert(entry.key(), entry.value().toString());
    draft.diskFormat = diskFormatFromName(json.value(u"disk_format"_s).toString());
    draft.containerFormat = containerFormatFromName(json.value(u"container_format"_s).toString());
    return draft;
}

QJsonObject replacementToJson(const Replacement &replacement)
{
    return { { u"image_id"_s, replacement.imageId }, { u"new_name"_s, textOrNull(replacement.newName) },
        { u"retired"_s, QJsonArray::fromStringList(replacement.retired) },
        { u"has_data"_s, replacement.hasData } };
}

Replacement replacementFromJson(const QJsonObject &json)
{
    Replacement replacement;
    replacement.imageId = json.value(u"image_id"_s).toString();
    replacement.newName = json.value(u"new_name"_s).toString();
    for (const QJsonValue &id : json.value(u"retired"_s).toArray())
        replacement.retired.append(id.toString());
    replacement.hasData = json.value(u"has_data"_s).toBool();
    return replacement;
}

QJsonObject layoutToJson(const DiskLayout &layout)
{
    QJsonObject json{ { u"format"_s, diskFormatName(layout.format) },
        { u"subformat"_s, textOrNull(layout.subformat) },
        { u"compression"_s, nameOf(compressionNames, layout.compression) },
        { u"cluster_size"_s, layout.clusterSize } };
    if (layout.level)
        json.insert(u"level"_s, *layout.level);
    return json;
}

DiskLayout layoutFromJson(const QJsonObject &json)
{
    DiskLayout layout;
    layout.format = diskFormatFromName(json.value(u"format"_s).toString()).value_or(DiskFormat::Qcow2);
    layout.subformat = json.value(u"subformat"_s).toString();
    layout.compression
        = valueOf(compressionNames, json.value(u"compression"_s).toString()).value_or(Compression::None);
    layout.clusterSize = json.value(u"cluster_size"_s).toInteger();
    if (json.contains(u"level"_s))
        layout.level = json.value(u"level"_s).toInt();
    return layout;
}

void insertCopy(QJsonObject &json, const TransferRequest &request)
{
    json.insert(u"source_service"_s, textOrNull(request.sourceService));
    json.insert(u"source_image"_s, textOrNull(request.sourceImage));
    json.insert(u"allows_twin"_s, request.allowsTwin);
    if (request.isConverted)
        json.insert(u"layout"_s, layoutToJson(request.layout));
}

void readCopy(TransferRequest &request, const QJsonObject &json)
{
    request.sourceService = json.value(u"source_service"_s).toString();
    request.sourceImage = json.value(u"source_image"_s).toString();
    request.allowsTwin = json.value(u"allows_twin"_s).toBool();
    request.isConverted = json.contains(u"layout"_s);
    if (request.isConverted)
        request.layout = layoutFromJson(json.value(u"layout"_s).toObject());
}

QJsonObject requestToJson(const TransferRequest &request)
{
    QJsonObject json{ { u"kind"_s, nameOf(kindNames, request.kind) },
        { u"source"_s, textOrNull(request.source) }, { u"draft"_s, draftToJson(request.draft) },
        { u"image_id"_s, textOrNull(request.imageId) }, { u"destination"_s, textOrNull(request.destination) },
        { u"overwrite"_s, request.overwrite }, { u"store"_s, textOrNull(request.store) } };
    if (request.replacement)
        json.insert(u"replacement"_s, replacementToJson(*request.replacement));
    if (request.isUnpacked)
        json.insert(u"is_unpacked"_s, true);
    if (!request.member.isNull())
        json.insert(u"member"_s, request.member);
    if (isConversion(request.kind)) {
        json.insert(u"source_image"_s, textOrNull(request.sourceImage));
        json.insert(u"layout"_s, layoutToJson(request.layout));
    }
    if (request.kind == TransferKind::Copy)
        insertCopy(json, request);
    return json;
}

TransferRequest requestFromJson(const QJsonObject &json, TransferKind kind)
{
    TransferRequest request;
    request.kind = kind;
    request.source = json.value(u"source"_s).toString();
    request.draft = draftFromJson(json.value(u"draft"_s).toObject());
    request.imageId = json.value(u"image_id"_s).toString();
    request.destination = json.value(u"destination"_s).toString();
    request.overwrite = json.value(u"overwrite"_s).toBool();
    request.store = json.value(u"store"_s).toString();
    request.isUnpacked = json.value(u"is_unpacked"_s).toBool();
    request.member = json.value(u"member"_s).toString();
    if (const QJsonValue replacement = json.value(u"replacement"_s); replacement.isObject())
        request.replacement = replacementFromJson(replacement.toObject());
    if (isConversion(kind)) {
        request.sourceImage = json.value(u"source_image"_s).toString();
        request.layout = layoutFromJson(json.value(u"layout"_s).toObject());
    }
    if (kind == TransferKind::Copy)
        readCopy(request, json);
    return request;
}

QJsonObject errorToJson(const Error &error)
{
    return { { u"code"_s, nameOf(errorNames, error.code) }, { u"message"_s, error.message },
        { u"detail"_s, error.detail } };
}

Error errorFromJson(const QJsonObject &json)
{
    return Error{ valueOf(errorNames, json.value(u"code"_s).toString()).value_or(ErrorCode::Internal),
        json.value(u"message"_s).toString(), json.value(u"detail"_s).toString() };
}

} // namespace

QByteArray journalEntryToJson(const JournalEntry &entry)
{
    QJsonObject json{ { u"version"_s, journalVersion }, { u"id"_s, entry.id },
        { u"request"_s, requestToJson(entry.request) }, { u"state"_s, nameOf(stateNames, entry.state) },
        { u"rank"_s, entry.rank }, { u"has_begun"_s, entry.hasBegun },
        { u"owns_image_id"_s, entry.ownsImageId }, { u"owns_image"_s, entry.ownsImage },
        { u"queued_at"_s, timeText(entry.queuedAt) }, { u"ended_at"_s, timeText(entry.endedAt) } };
    if (entry.error)
        json.insert(u"error"_s, errorToJson(*entry.error));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<JournalEntry> journalEntryFromJson(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const QJsonObject request = json.value(u"request"_s).toObject();
    const auto kind = valueOf(kindNames, request.value(u"kind"_s).toString());
    const auto state = valueOf(stateNames, json.value(u"state"_s).toString());
    const QString id = json.value(u"id"_s).toString();
    if (json.value(u"version"_s).toInt() != journalVersion || !kind || !state || id.isEmpty()) {
        return failure(ErrorCode::Corrupt,
            QCoreApplication::translate("TransferJournal", "A file of the transfer journal cannot be read."));
    }
    JournalEntry entry;
    entry.id = id;
    entry.request = requestFromJson(request, *kind);
    entry.state = *state;
    entry.rank = json.value(u"rank"_s).toDouble();
    entry.hasBegun = json.value(u"has_begun"_s).toBool();
    entry.ownsImageId = json.value(u"owns_image_id"_s).toBool();
    entry.ownsImage = json.value(u"owns_image"_s).toBool();
    entry.queuedAt = timeOf(json.value(u"queued_at"_s));
    entry.endedAt = timeOf(json.value(u"ended_at"_s));
    if (json.contains(u"error"_s))
        entry.error = errorFromJson(json.value(u"error"_s).toObject());
    return entry;
}

} // namespace vitrine
