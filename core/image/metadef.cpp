#include "core/image/metadef.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        strings.append(each.toString());
    return strings;
}

std::optional<double> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<PropertyDefinition::Type> typeOf(const QString &name)
{
    using Type = PropertyDefinition::Type;
    if (name == "string"_L1)
        return Type::String;
    if (name == "integer"_L1)
        return Type::Integer;
    if (name == "number"_L1)
        return Type::Number;
    if (name == "boolean"_L1)
        return Type::Boolean;
    return std::nullopt;
}

/// None for the array and object types, which no image property has: their values are always text.
std::optional<PropertyDefinition> definitionOf(const QString &name, const QJsonObject &json)
{
    const auto type = typeOf(json.value("type"_L1).toString());
    if (!type)
        return std::nullopt;
    PropertyDefinition definition;
    definition.name = name;
    definition.title = json.value("title"_L1).toString(name);
    definition.description = json.value("description"_L1).toString();
    definition.type = *type;
    definition.choices = stringsOf(json.value("enum"_L1));
    definition.examples = stringsOf(json.value("examples"_L1));
    definition.minimum = numberOf(json.value("minimum"_L1));
    definition.maximum = numberOf(json.value("maximum"_L1));
    definition.pattern = json.value("pattern"_L1).toString();
    return definition;
}

std::optional<PropertyFault> numberFault(const PropertyDefinition &definition, const QString &value)
{
    bool isNumber = false;
    const double number = definition.type == PropertyDefinition::Type::Integer
        ? static_cast<double>(value.toLongLong(&isNumber))
        : value.toDouble(&isNumber);
    if (!isNumber) {
        return definition.type == PropertyDefinition::Type::Integer ? PropertyFault::NotWhole
                                                                    : PropertyFault::NotANumber;
    }
    if (definition.minimum && number < *definition.minimum)
        return PropertyFault::TooSmall;
    if (definition.maximum && number > *definition.maximum)
        return PropertyFault::TooLarge;
    return std::nullopt;
}

QList<MetadefNamespace> readBundled()
{
    QList<MetadefNamespace> namespaces;
    const QDir folder(u":/vitrine/metadefs"_s);
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const auto read = metadefFromJson(file.readAll()))
            namespaces.append(*read);
    }
    return namespaces;
}

} // namespace

Result<MetadefNamespace> metadefFromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return failure(ErrorCode::BadRequest, {}, problem.errorString());
    const QJsonObject object = document.object();
    MetadefNamespace read;
    read.name = object.value("namespace"_L1).toString();
    if (read.name.isEmpty())
        return failure(ErrorCode::BadRequest, {}, u"no namespace"_s);
    read.displayName = object.value("display_name"_L1).toString(read.name);
    read.description = object.value("description"_L1).toString();
    const QJsonObject properties = object.value("properties"_L1).toObject();
    for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
        if (const auto definition = definitionOf(it.key(), it->toObject()))
            read.properties.append(*definition);
    }
    return read;
}

std::optional<PropertyFault> faultOf(const PropertyDefinition &definition, const QString &value)
{
    if (!definition.choices.isEmpty() && !definition.choices.contains(value))
        return PropertyFault::NotAChoice;
    switch (definition.type) {
    case PropertyDefinition::Type::Integer:
    case PropertyDefinition::Type::Number:
        return numberFault(definition, value);
    case PropertyDefinition::Type::Boolean: {
        const bool isBoolean = value.compare("true"_L1, Qt::CaseInsensitive) == 0
            || value.compare("false"_L1, Qt::CaseInsensitive) == 0;
        return isBoolean ? std::nullopt : std::optional(PropertyFault::NotBoolean);
    }
    case PropertyDefinition::Type::String:
        break;
    }
    if (definition.pattern.isEmpty())
        return std::nullopt;
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(definition.pattern));
    return pattern.match(value).hasMatch() ? std::nullopt : std::optional(PropertyFault::WrongForm);
}

MetadefCatalogue::MetadefCatalogue(const QList<MetadefNamespace> &namespaces)
    : m_namespaces(namespaces)
{
    for (const MetadefNamespace &each : namespaces) {
        for (const PropertyDefinition &property : each.properties)
            m_properties.insert(property.name, property);
    }
}

std::optional<PropertyDefinition> MetadefCatalogue::find(const QString &property) const
{
    const auto found = m_properties.constFind(property);
    return found == m_properties.cend() ? std::nullopt : std::optional(*found);
}

const MetadefCatalogue &bundledMetadefs()
{
    static const MetadefCatalogue catalogue(readBundled());
    return catalogue;
}

} // namespace vitrine
