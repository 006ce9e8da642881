#include "core/catalog/sidecar.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/image/imagejson.h"

namespace vitrine {

namespace {

constexpr int sidecarLayout = 1;

QJsonValue optionalNumber(std::optional<qint64> number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

std::optional<qint64> numberIn(const QJsonObject &json, const QString &key)
{
    const QJsonValue value = json.value(key);
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

QJsonArray membersToJson(const QList<Member> &members)
{
    QJsonArray json;
    for (const Member &member : members)
        json.append(memberToJson(member));
    return json;
}

/// A member that cannot be read is no reason to lose the image.
QList<Member> membersIn(const QJsonObject &json)
{
    QList<Member> members;
    const QJsonArray array = json.value(QStringLiteral("members")).toArray();
    for (const QJsonValue &value : array) {
        if (const auto member = memberFromJson(value.toObject()))
            members.append(*member);
    }
    return members;
}

tl::unexpected<Error> corrupt(const QString &detail)
{
    return failure(ErrorCode::Corrupt,
        QCoreApplication::translate(
            "vitrine::Sidecar", "The description stored beside an image's data is damaged."),
        detail);
}

} // namespace

QByteArray writeSidecar(const Sidecar &sidecar)
{
    const QJsonObject blob{
        { QStringLiteral("id"), sidecar.location.blob },
        { QStringLiteral("store"), sidecar.location.store },
        { QStringLiteral("size"), sidecar.facts.size },
        { QStringLiteral("virtual_size"), optionalNumber(sidecar.facts.virtualSize) },
        { QStringLiteral("checksum"), sidecar.facts.checksum },
        { QStringLiteral("os_hash_algo"), sidecar.facts.osHashAlgo },
        { QStringLiteral("os_hash_value"), sidecar.facts.osHashValue },
    };
    QJsonObject json{
        { QStringLiteral("vitrine_sidecar"), sidecarLayout },
        { QStringLiteral("catalogue"), sidecar.catalogue },
        { QStringLiteral("blob"), blob },
        { QStringLiteral("image"), imageToJson(sidecar.image) },
    };
    if (sidecar.image.purgeAt) {
        json.insert(QStringLiteral("purge_at"), sidecar.image.purgeAt->toUTC().toString(Qt::ISODateWithMs));
    }
    if (!sidecar.members.isEmpty())
        json.insert(QStringLiteral("members"), membersToJson(sidecar.members));
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

Result<Sidecar> readSidecar(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(bytes, &error).object();
    if (error.error != QJsonParseError::NoError)
        return corrupt(error.errorString());
    if (json.value(QStringLiteral("vitrine_sidecar")).toInt() != sidecarLayout)
        return corrupt(QStringLiteral("unknown layout"));

    auto image = imageFromJson(json.value(QStringLiteral("image")).toObject());
    if (!image)
        return corrupt(image.error().message);
    const QString purgeAt = json.value(QStringLiteral("purge_at")).toString();
    if (!purgeAt.isEmpty())
        image->purgeAt = QDateTime::fromString(purgeAt, Qt::ISODateWithMs);

    const QJsonObject blob = json.value(QStringLiteral("blob")).toObject();
    const auto size = numberIn(blob, QStringLiteral("size"));
    if (!size)
        return corrupt(QStringLiteral("no blob size"));
    return Sidecar{
        .catalogue = json.value(QStringLiteral("catalogue")).toString(),
        .location = { .store = blob.value(QStringLiteral("store")).toString(),
            .blob = blob.value(QStringLiteral("id")).toString() },
        .facts = { .size = *size,
            .virtualSize = numberIn(blob, QStringLiteral("virtual_size")),
            .checksum = blob.value(QStringLiteral("checksum")).toString(),
            .osHashAlgo = blob.value(QStringLiteral("os_hash_algo")).toString(),
            .osHashValue = blob.value(QStringLiteral("os_hash_value")).toString() },
        .image = *std::move(image),
        .members = membersIn(json),
    };
}

Image withFacts(Image image, ImageStatus status, const DataFacts &facts, const QString &store)
{
    image.status = status;
    image.size = facts.size;
    image.virtualSize = facts.virtualSize;
    image.checksum = facts.checksum;
    image.osHashAlgo = facts.osHashAlgo;
    image.osHashValue = facts.osHashValue;
    image.stores = QStringList{ store };
    return image;
}

} // namespace vitrine
