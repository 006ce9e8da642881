#include "ui/catalogs/cataloguelistmodel.h"

#include <QDir>

#include "ui/catalogs/catalogueregistry.h"
#include "ui/text/errortext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString toolTipOf(const CatalogueEntry &entry)
{
    QStringList lines{ entry.label, entry.place,
        text::healthWord(entry.health, entry.kind) % u": "_s
            % text::healthExplanation(entry.health, entry.kind) };
    if (entry.error)
        lines.append(text::errorSentence(*entry.error));
    const QString disk = text::diskSentence(entry);
    if (!disk.isEmpty())
        lines.append(disk);
    if (entry.isCloud() && !entry.cloud.user.isEmpty())
        //: %1 is a user, %2 a project
        lines.append(CatalogueListModel::tr("As %1 in %2").arg(entry.cloud.user, entry.cloud.project));
    if (entry.isCloud() && !entry.cloud.source.isEmpty())
        //: %1 is a file
        lines.append(CatalogueListModel::tr("From %1").arg(QDir::toNativeSeparators(entry.cloud.source)));
    return lines.join(u'\n');
}

QString sentenceOf(const CatalogueEntry &entry)
{
    QStringList parts{ entry.label, text::healthWord(entry.health, entry.kind) };
    if (entry.unfinishedTransfers > 0)
        parts.append(text::catalogueSummary(entry));
    const QString disk = text::diskSentence(entry);
    if (!disk.isEmpty())
        parts.append(disk);
    return parts.join(u", "_s);
}

} // namespace

CatalogueListModel::CatalogueListModel(CatalogueRegistry &registry, QObject *parent)
    : QAbstractListModel(parent)
    , m_registry(registry)
{
    fill();
    connect(&registry, &CatalogueRegistry::listChanged, this, &CatalogueListModel::rebuild);
    connect(&registry, &CatalogueRegistry::entryChanged, this, [this](const QString &id) {
        const QModelIndex index = indexOf(id);
        if (index.isValid())
            Q_EMIT dataChanged(index, index);
    });
    connect(&registry, &CatalogueRegistry::currentChanged, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), { CurrentRole });
    });
}

void CatalogueListModel::fill()
{
    m_rows.clear();
    for (const CatalogueKind kind : { CatalogueKind::LocalFolder, CatalogueKind::Cloud }) {
        const bool isEmpty = std::none_of(m_registry.entries().cbegin(), m_registry.entries().cend(),
            [kind](const CatalogueEntry &entry) { return entry.kind == kind; });
        if (isEmpty && kind != CatalogueKind::LocalFolder)
            continue;
        m_rows.append(Row{ kind, {} });
        for (const CatalogueEntry &entry : m_registry.entries()) {
            if (entry.kind == kind)
                m_rows.append(Row{ kind, entry.id });
        }
    }
}

void CatalogueListModel::rebuild()
{
    beginResetModel();
    fill();
    endResetModel();
}

QModelIndex CatalogueListModel::indexOf(const QString &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!id.isEmpty() && m_rows.at(row).id == id)
            return index(row);
    }
    return {};
}

int CatalogueListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CatalogueListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto entry = m_registry.entry(row.id);
    if (!entry)
        return role == Qt::DisplayRole ? text::catalogueSection(row.kind) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return entry->label;
    case Qt::ToolTipRole:
        return toolTipOf(*entry);
    case Qt::AccessibleTextRole:
        return sentenceOf(*entry);
    case EntryRole:
        return QVariant::fromValue(*entry);
    case IdRole:
        return entry->id;
    case CurrentRole:
        return entry->id == m_registry.currentId();
    default:
        return {};
    }
}

Qt::ItemFlags CatalogueListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows.at(index.row()).id.isNull())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
}

bool CatalogueListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString label = value.toString().simplified();
    if (role != Qt::EditRole || !index.isValid() || m_rows.at(index.row()).id.isNull() || label.isEmpty())
        return false;
    m_registry.rename(m_rows.at(index.row()).id, label);
    return true;
}

} // namespace vitrine
