#include "core/image/imagepreset.h"

#include <algorithm>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

ImagePreset presetFrom(const QJsonObject &object)
{
    ImagePreset preset;
    preset.id = object.value("id"_L1).toString();
    preset.minDisk = object.value("min_disk"_L1).toInteger();
    preset.minRam = object.value("min_ram"_L1).toInteger();
    const QJsonArray formats = object.value("for"_L1).toArray();
    for (const QJsonValue &format : formats) {
        if (const auto known = diskFormatFromName(format.toString()))
            preset.formats.append(*known);
    }
    const QJsonObject properties = object.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        preset.properties.insert(it.key(), it.value().toString());
    return preset;
}

} // namespace

QList<ImagePreset> imagePresetsFromJson(const QByteArray &json)
{
    QList<ImagePreset> presets;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &each : list) {
        const ImagePreset preset = presetFrom(each.toObject());
        if (!preset.id.isEmpty() && !preset.formats.isEmpty())
            presets.append(preset);
    }
    return presets;
}

const QList<ImagePreset> &imagePresets()
{
    static const QList<ImagePreset> presets = [] {
        QFile file(u":/vitrine/presets/presets.json"_s);
        return file.open(QIODevice::ReadOnly) ? imagePresetsFromJson(file.readAll()) : QList<ImagePreset>();
    }();
    return presets;
}

const ImagePreset *findImagePreset(const QString &id)
{
    const QList<ImagePreset> &presets = imagePresets();
    const auto found = std::find_if(
        presets.cbegin(), presets.cend(), [&id](const ImagePreset &preset) { return preset.id == id; });
    return found == presets.cend() ? nullptr : &*found;
}

} // namespace vitrine
