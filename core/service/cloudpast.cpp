#include "core/service/cloudpast.h"

#include <algorithm>

#include <QCborArray>
#include <QCborMap>
#include <QCborStreamWriter>
#include <QCborValue>
#include <QCoreApplication>
#include <QtEndian>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int listVersion = 1;
constexpr int historyVersion = 1;
/// What an image has in a list, in this order.
constexpr qsizetype imageFields = 21;
constexpr qsizetype transitionFields = 8;
constexpr quint32 longestFile = 512U << 20;
/// Fast rather than small.
constexpr int packing = 1;

tl::unexpected<Error> corrupt()
{
    return failure(ErrorCode::Corrupt,
        QCoreApplication::translate("CloudMemory", "What was kept of the cloud cannot be read."));
}

void appendText(QCborStreamWriter &writer, const QString &text)
{
    if (text.isNull())
        writer.appendNull();
    else
        writer.append(text);
}

template<typename T>
void appendNumber(QCborStreamWriter &writer, const std::optional<T> &number)
{
    if (number)
        writer.append(*number);
    else
        writer.appendNull();
}

void appendTexts(QCborStreamWriter &writer, const QStringList &texts)
{
    writer.startArray(static_cast<quint64>(texts.size()));
    for (const QString &text : texts)
        writer.append(text);
    writer.endArray();
}

void appendImage(QCborStreamWriter &writer, const Image &image)
{
    writer.startArray(imageFields);
    writer.append(image.id);
    appendText(writer, image.name);
    writer.append(imageStatusName(image.status));
    writer.append(visibilityName(image.visibility));
    writer.append(image.isProtected);
    writer.append(image.osHidden);
    appendText(writer, image.checksum);
    appendText(writer, image.osHashAlgo);
    appendText(writer, image.osHashValue);
    appendText(writer, image.owner);
    appendNumber(writer, image.size);
    appendNumber(writer, image.virtualSize);
    appendText(writer, image.diskFormat ? diskFormatName(*image.diskFormat) : QString());
    appendText(writer, image.containerFormat ? containerFormatName(*image.containerFormat) : QString());
    writer.append(image.minDisk);
    writer.append(image.minRam);
    appendTexts(writer, image.tags);
    writer.startMap(static_cast<quint64>(image.properties.size()));
    for (auto entry = image.properties.cbegin(); entry != image.properties.cend(); ++entry) {
        writer.append(entry.key());
        writer.append(entry.value());
    }
    writer.endMap();
    writer.append(image.createdAt.toMSecsSinceEpoch());
    writer.append(image.updatedAt.toMSecsSinceEpoch());
    appendTexts(writer, image.stores);
    writer.endArray();
}

QString textOf(const QCborValue &value)
{
    return value.isNull() ? QString() : value.toString();
}

std::optional<qint64> numberOf(const QCborValue &value)
{
    return value.isInteger() ? std::optional(value.toInteger()) : std::nullopt;
}

QDateTime timeOf(const QCborValue &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC);
}

QStringList textsOf(const QCborValue &value)
{
    QStringList texts;
    const QCborArray array = value.toArray();
    for (const QCborValue &text : array)
        texts.append(text.toString());
    return texts;
}

std::optional<Image> imageOf(const QCborArray &fields)
{
    if (fields.size() != imageFields)
        return std::nullopt;
    Image image;
    image.id = fields[0].toString();
    image.name = textOf(fields[1]);
    const auto status = imageStatusFromName(fields[2].toString());
    const auto visibility = visibilityFromName(fields[3].toString());
    if (image.id.isEmpty() || !status || !visibility)
        return std::nullopt;
    image.status = *status;
    image.visibility = *visibility;
    image.isProtected = fields[4].toBool();
    image.osHidden = fields[5].toBool();
    image.checksum = textOf(fields[6]);
    image.osHashAlgo = textOf(fields[7]);
    image.osHashValue = textOf(fields[8]);
    image.owner = textOf(fields[9]);
    image.size = numberOf(fields[10]);
    image.virtualSize = numberOf(fields[11]);
    image.diskFormat = diskFormatFromName(fields[12].toString());
    image.containerFormat = containerFormatFromName(fields[13].toString());
    image.minDisk = fields[14].toInteger();
    image.minRam = fields[15].toInteger();
    image.tags = textsOf(fields[16]);
    const QCborMap properties = fields[17].toMap();
    for (auto entry = properties.cbegin(); entry != properties.cend(); ++entry)
        image.properties.insert(entry.key().toString(), entry.value().toString());
    image.createdAt = timeOf(fields[18]);
    image.updatedAt = timeOf(fields[19]);
    image.stores = textsOf(fields[20]);
    return image;
}

QList<const Image *> newestOf(const ImageMap &images)
{
    QList<const Image *> newest;
    newest.reserve(images.size());
    for (const Image &image : images)
        newest.append(&image);
    if (newest.size() > CloudList::mostImages) {
        std::nth_element(newest.begin(), newest.begin() + CloudList::mostImages, newest.end(),
            [](const Image *left, const Image *right) { return left->updatedAt > right->updatedAt; });
        newest.resize(CloudList::mostImages);
    }
    return newest;
}

Result<QCborArray> unpack(const QByteArray &bytes, int version)
{
    // The length before packing comes first: a damaged one must not ask for all the memory.
    if (bytes.size() < 5 || qFromBigEndian<quint32>(bytes.constData()) > longestFile)
        return corrupt();
    const QCborValue value = QCborValue::fromCbor(qUncompress(bytes));
    const QCborArray array = value.toArray();
    if (array.size() != 3 || array[0].toInteger() != version)
        return corrupt();
    return array;
}

void appendTransition(QCborStreamWriter &writer, const Transition &step)
{
    writer.startArray(transitionFields);
    writer.append(step.imageId);
    writer.append(step.sequence);
    writer.append(step.time.toMSecsSinceEpoch());
    appendText(writer, step.from ? imageStatusName(*step.from) : QString());
    writer.append(imageStatusName(step.to));
    writer.append(transitionCauseName(step.cause));
    appendNumber(writer, step.bytes);
    appendText(writer, step.error);
    writer.endArray();
}

std::optional<Transition> transitionOf(const QCborArray &fields)
{
    if (fields.size() != transitionFields)
        return std::nullopt;
    Transition step;
    step.imageId = fields[0].toString();
    step.sequence = fields[1].toInteger();
    step.time = timeOf(fields[2]);
    step.from = imageStatusFromName(fields[3].toString());
    const auto to = imageStatusFromName(fields[4].toString());
    const auto cause = transitionCauseFromName(fields[5].toString());
    if (step.imageId.isEmpty() || !to || !cause)
        return std::nullopt;
    step.to = *to;
    step.cause = *cause;
    step.bytes = numberOf(fields[6]);
    step.error = textOf(fields[7]);
    return step;
}

} // namespace

QByteArray cloudListToBytes(const CloudList &list)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    const QList<const Image *> images = newestOf(list.images);
    writer.startArray(3);
    writer.append(listVersion);
    writer.append(list.seenAt.toMSecsSinceEpoch());
    writer.startArray(static_cast<quint64>(images.size()));
    for (const Image *image : images)
        appendImage(writer, *image);
    writer.endArray();
    writer.endArray();
    return qCompress(bytes, packing);
}

Result<CloudList> cloudListFromBytes(const QByteArray &bytes)
{
    const auto array = unpack(bytes, listVersion);
    if (!array)
        return failure(array.error());
    CloudList list;
    list.seenAt = timeOf((*array)[1]);
    const QCborArray images = (*array)[2].toArray();
    list.images.reserve(images.size());
    for (const QCborValue &value : images) {
        const auto image = imageOf(value.toArray());
        if (!image)
            return corrupt();
        list.images.insert(image->id, *image);
    }
    return list;
}

QByteArray historyToBytes(const HistoryMap &history)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startArray(3);
    writer.append(historyVersion);
    writer.append(history.size());
    writer.startArray();
    for (const QList<Transition> &steps : history) {
        for (const Transition &step : steps)
            appendTransition(writer, step);
    }
    writer.endArray();
    writer.endArray();
    return qCompress(bytes, packing);
}

Result<HistoryMap> historyFromBytes(const QByteArray &bytes)
{
    const auto array = unpack(bytes, historyVersion);
    if (!array)
        return failure(array.error());
    HistoryMap history;
    const QCborArray steps = (*array)[2].toArray();
    for (const QCborValue &value : steps) {
        const auto step = transitionOf(value.toArray());
        if (!step)
            return corrupt();
        history[step->imageId].append(*step);
    }
    return history;
}

} // namespace vitrine
