#include "ui/images/propertydefinitionsmodel.h"

#include <algorithm>

#include "ui/text/metadeftext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

PropertyDefinitionsModel::PropertyDefinitionsModel(const MetadefCatalogue &metadefs, QObject *parent)
    : QAbstractListModel(parent)
{
    for (const MetadefNamespace &each : metadefs.namespaces())
        m_definitions.append(each.properties);
    std::sort(m_definitions.begin(), m_definitions.end(),
        [](const PropertyDefinition &left, const PropertyDefinition &right) {
            return left.name < right.name;
        });
}

int PropertyDefinitionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_definitions.size());
}

QVariant PropertyDefinitionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PropertyDefinition &definition = m_definitions.at(index.row());
    const QString title = text::metadefText(definition.title);
    switch (role) {
    case Qt::DisplayRole:
        return QString(definition.name % u" \u2013 "_s % title);
    case Qt::ToolTipRole:
        return text::metadefText(definition.description);
    case NameRole:
        return definition.name;
    case SearchRole:
        return QString(definition.name % u' ' % title);
    default:
        return {};
    }
}

} // namespace vitrine
