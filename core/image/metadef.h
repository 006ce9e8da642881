#pragma once

#include <optional>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/support/result.h"

namespace vitrine {

/// What is known about a custom property, as Glance's metadata definitions tell it. Texts are English.
struct PropertyDefinition {
    enum class Type { String, Integer, Number, Boolean };

    QString name;
    QString title;
    QString description;
    Type type = Type::String;
    QStringList choices; ///< "enum": the only values there are; empty when any will do
    QStringList examples; ///< usual values; others will do as well
    std::optional<double> minimum;
    std::optional<double> maximum;
    QString pattern; ///< a regular expression for the whole value; empty for any

    bool operator==(const PropertyDefinition &) const = default;
};

/// Definitions that belong together.
struct MetadefNamespace {
    QString name; ///< such as "OS::OperatingSystem"
    QString displayName;
    QString description;
    QList<PropertyDefinition> properties; ///< by name
};

/// What keeps a value from being what its definition asks for.
enum class PropertyFault { NotAChoice, NotWhole, NotANumber, TooSmall, TooLarge, NotBoolean, WrongForm };

/// Reads a file of Glance's etc/metadefs.
Result<MetadefNamespace> metadefFromJson(const QByteArray &json);

/// None when the value fits. Glance stores every value as text, so that is what is judged.
std::optional<PropertyFault> faultOf(const PropertyDefinition &definition, const QString &value);

/// A set of namespaces in which properties are found by name.
class MetadefCatalogue
{
public:
    explicit MetadefCatalogue(const QList<MetadefNamespace> &namespaces);

    const QList<MetadefNamespace> &namespaces() const { return m_namespaces; }
    std::optional<PropertyDefinition> find(const QString &property) const;

private:
    QList<MetadefNamespace> m_namespaces;
    QHash<QString, PropertyDefinition> m_properties;
};

/// The definitions that come with Vitrine, read once. Safe to call from several threads.
const MetadefCatalogue &bundledMetadefs();

} // namespace vitrine
