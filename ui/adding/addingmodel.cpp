#include "ui/adding/addingmodel.h"

#include <algorithm>
#include <numeric>

#include "core/image/imagepreset.h"
#include "ui/adding/addingtext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

using Column = AddingModel::Column;

constexpr qsizetype maxTextLength = 255;
constexpr qint64 maxMinDisk = 2'147'483'647;

Column columnOf(const QModelIndex &index)
{
    return static_cast<Column>(index.column());
}

bool isNumber(Column column)
{
    return column == Column::VirtualSize || column == Column::Size || column == Column::MinDisk;
}

bool isFitting(const AddingRow &row, const QString &presetId)
{
    const ImagePreset *const preset = findImagePreset(presetId);
    return presetId.isEmpty() || !row.diskFormat || (preset && preset->formats.contains(*row.diskFormat));
}

bool mayDeclare(const AddingRow &row, DiskFormat format)
{
    return row.isLink || (!row.isUnpacked && row.inspection.declarable.contains(format));
}

} // namespace

QString AddingModel::columnTitle(Column column)
{
    switch (column) {
    case Column::File:
        //: Column: name of the file to be added
        return tr("File");
    case Column::State:
        //: Column: whether the file can be added
        return tr("State");
    case Column::Name:
        //: Column: name of the image to be made
        return tr("Image name");
    case Column::Format:
        //: Column: disk format to declare
        return tr("Format");
    case Column::Found:
        //: Column: what was found inside the file
        return tr("Found inside");
    case Column::VirtualSize:
        return tr("Virtual size");
    case Column::Size:
        return tr("Size");
    case Column::MinDisk:
        return tr("Min. disk");
    case Column::OsDistro:
        //: Column: operating system (os_distro)
        return tr("System");
    case Column::OsVersion:
        //: Column: version of the operating system
        return tr("Version");
    case Column::Architecture:
        return tr("Architecture");
    case Column::Preset:
        //: Column: named set of properties
        return tr("Preset");
    }
    Q_UNREACHABLE();
}

bool AddingModel::isEditable(Column column)
{
    return column == Column::Name || column == Column::Format || column >= Column::MinDisk;
}

QList<AddingRow> AddingModel::append(const QList<AddingRow> &rows)
{
    QList<AddingRow> fresh;
    for (const AddingRow &row : rows) {
        if (m_rowOfSource.contains(row.source))
            continue;
        m_rowOfSource.insert(row.source, static_cast<int>(m_rows.size() + fresh.size()));
        fresh.append(row);
    }
    if (fresh.isEmpty())
        return fresh;
    const auto first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_rows.append(fresh);
    endInsertRows();
    Q_EMIT summaryChanged();
    return fresh;
}

void AddingModel::setInspections(const QList<FileInspection> &inspections)
{
    QSet<int> changed;
    for (const FileInspection &inspection : inspections) {
        const int row = m_rowOfSource.value(inspection.path, -1);
        if (row < 0)
            continue;
        AddingRow &target = m_rows[row];
        applyInspection(target, inspection);
        if (!isFitting(target, target.presetId))
            applyPreset(target, {});
        changed.insert(row);
    }
    announce(changed);
}

void AddingModel::setTwins(const QList<FileComparison> &twins)
{
    QSet<int> changed;
    for (const FileComparison &twin : twins) {
        const int row = m_rowOfSource.value(twin.path, -1);
        if (row < 0 || twin.imageId.isEmpty())
            continue;
        applyTwin(m_rows[row], twin);
        changed.insert(row);
    }
    announce(changed);
}

void AddingModel::setCells(const QList<int> &rows, Column column, const QVariant &value)
{
    QSet<int> changed;
    for (const int row : rows) {
        if (setValue(m_rows[row], column, value))
            changed.insert(row);
    }
    announce(changed);
}

void AddingModel::setChecked(const QList<int> &rows, bool checked)
{
    QSet<int> changed;
    for (const int row : rows) {
        AddingRow &target = m_rows[row];
        if (target.state == AddingState::Refused || target.isChecked == checked)
            continue;
        target.isChecked = checked;
        changed.insert(row);
    }
    announce(changed);
}

void AddingModel::setUnpacking(int row, bool isUnpacked, const QString &member)
{
    applyUnpacking(m_rows[row], isUnpacked, member);
    announce({ row });
}

void AddingModel::setPreset(const QList<int> &rows, const QString &id)
{
    setCells(rows, Column::Preset, id);
}

bool AddingModel::setValue(AddingRow &row, Column column, const QVariant &value)
{
    // What is not looked into yet can have a preset already, since it holds for all of a bar.
    if (!row.isEditable() && !(column == Column::Preset && row.state == AddingState::Looking))
        return false;
    const QString text = value.toString().simplified().left(maxTextLength);
    switch (column) {
    case Column::Name:
        if (!text.isEmpty())
            row.name = text;
        return !text.isEmpty();
    case Column::Format: {
        const auto format = diskFormatFromName(value.toString());
        if (!format || !mayDeclare(row, *format))
            return false;
        row.diskFormat = format;
        return true;
    }
    case Column::MinDisk:
        row.minDisk = std::clamp<qint64>(value.toLongLong(), 0, maxMinDisk);
        return true;
    case Column::OsDistro:
        row.os.distro = text.toLower();
        return true;
    case Column::OsVersion:
        row.os.version = text;
        return true;
    case Column::Architecture:
        row.os.architecture = text;
        return true;
    case Column::Preset:
        if (!isFitting(row, value.toString()))
            return false;
        applyPreset(row, value.toString());
        return true;
    default:
        return false;
    }
}

AddingSummary AddingModel::summary() const
{
    AddingSummary sum;
    sum.total = static_cast<int>(m_rows.size());
    for (const AddingRow &row : m_rows) {
        sum.looking += row.state == AddingState::Looking ? 1 : 0;
        sum.ready += row.state == AddingState::Ready ? 1 : 0;
        sum.look += row.state == AddingState::Look ? 1 : 0;
        sum.refused += row.state == AddingState::Refused ? 1 : 0;
        sum.links += row.isLink ? 1 : 0;
        if (row.isChecked && row.state != AddingState::Refused) {
            sum.checked += row.imageCount();
            sum.checkedBytes += row.inspection.size;
        }
    }
    return sum;
}

QList<TransferRequest> AddingModel::takeChecked(const AddingChoices &choices)
{
    QList<TransferRequest> requests;
    QList<AddingRow> rest;
    for (const AddingRow &row : std::as_const(m_rows)) {
        if (row.isEditable() && row.isChecked)
            requests.append(requestsOf(row, choices));
        else
            rest.append(row);
    }
    keepRows(std::move(rest));
    return requests;
}

QList<TransferRequest> AddingModel::takeReady(const AddingChoices &choices)
{
    QList<TransferRequest> requests;
    QList<AddingRow> rest;
    for (const AddingRow &row : std::as_const(m_rows)) {
        if (row.state == AddingState::Ready)
            requests.append(requestsOf(row, choices));
        else if (row.isChecked || row.isTwin() || row.state == AddingState::Refused)
            rest.append(row);
    }
    keepRows(std::move(rest));
    return requests;
}

void AddingModel::keepRows(QList<AddingRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    indexRows();
    endResetModel();
    Q_EMIT summaryChanged();
}

void AddingModel::indexRows()
{
    m_rowOfSource.clear();
    for (int row = 0; row < m_rows.size(); ++row)
        m_rowOfSource.insert(m_rows.at(row).source, row);
}

void AddingModel::announce(const QSet<int> &rows)
{
    if (rows.isEmpty())
        return;
    const auto [first, last] = std::minmax_element(rows.cbegin(), rows.cend());
    Q_EMIT dataChanged(index(*first, 0), index(*last, columns - 1));
    Q_EMIT summaryChanged();
}

int AddingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AddingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString AddingModel::display(const AddingRow &row, Column column) const
{
    switch (column) {
    case Column::File:
        return row.fileName;
    case Column::State:
        return text::addingStateWord(row.state);
    case Column::Name:
        return row.name;
    case Column::Format:
        //: Format of an image that is unpacked on its way in
        return row.isUnpacked ? tr("Found later") : text::diskFormatWord(row.diskFormat);
    case Column::Found:
        //: Found inside: a link is not looked into
        return row.isLink ? tr("Link") : row.inspection.formatWord;
    case Column::VirtualSize:
        return row.isLink || row.isUnpacked ? text::dash() : text::bytes(row.inspection.virtualSize);
    case Column::Size:
        return row.isLink || row.inspection.path.isEmpty() ? text::dash() : text::bytes(row.inspection.size);
    case Column::MinDisk:
        return row.minDisk == 0 ? text::dash() : text::minimumDisk(row.minDisk);
    case Column::OsDistro:
        return row.os.distro;
    case Column::OsVersion:
        return row.os.version;
    case Column::Architecture:
        return row.os.architecture;
    case Column::Preset:
        return row.presetId.isEmpty() ? text::dash() : text::presetTitle(row.presetId);
    }
    Q_UNREACHABLE();
}

QVariant AddingModel::editValue(const AddingRow &row, Column column) const
{
    switch (column) {
    case Column::Format:
        return row.diskFormat ? diskFormatName(*row.diskFormat) : QString();
    case Column::MinDisk:
        return row.minDisk;
    case Column::Preset:
        return row.presetId;
    default:
        return display(row, column);
    }
}

QVariant AddingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AddingRow &row = m_rows.at(index.row());
    const Column column = columnOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::EditRole:
        return editValue(row, column);
    case Qt::CheckStateRole:
        if (column == Column::File)
            return static_cast<int>(row.isChecked ? Qt::Checked : Qt::Unchecked);
        return {};
    case Qt::ToolTipRole:
        return column == Column::File ? row.source
            : column == Column::State ? text::addingSentence(row)
                                      : display(row, column);
    case Qt::AccessibleTextRole:
        return column == Column::File ? text::addingSentence(row)
                                      : columnTitle(column) % u": "_s % display(row, column);
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    default:
        return {};
    }
}

bool AddingModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    if (role == Qt::CheckStateRole && columnOf(index) == Column::File) {
        const bool isChecked = m_rows.at(index.row()).isChecked;
        setChecked({ index.row() }, value.toInt() == Qt::Checked);
        return m_rows.at(index.row()).isChecked != isChecked;
    }
    if (role != Qt::EditRole || !setValue(m_rows[index.row()], columnOf(index), value))
        return false;
    announce({ index.row() });
    return true;
}

QVariant AddingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

Qt::ItemFlags AddingModel::flags(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return Qt::NoItemFlags;
    const AddingRow &row = m_rows.at(index.row());
    const Column column = columnOf(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (column == Column::File && row.state != AddingState::Refused)
        flags |= Qt::ItemIsUserCheckable;
    const bool isSettled = column == Column::Format && row.isUnpacked;
    if (isEditable(column) && row.isEditable() && !isSettled)
        flags |= Qt::ItemIsEditable;
    return flags;
}

void AddingModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columns)
        return;
    const auto key = static_cast<Column>(column);
    const auto numberOf = [key](const AddingRow &row) -> qint64 {
        switch (key) {
        case Column::State:
            // What needs somebody first.
            return -static_cast<qint64>(row.state);
        case Column::VirtualSize:
            return row.inspection.virtualSize.value_or(-1);
        case Column::Size:
            return row.inspection.size;
        default:
            return row.minDisk;
        }
    };
    const auto isLess = [&](int left, int right) {
        const AddingRow &a = m_rows.at(left);
        const AddingRow &b = m_rows.at(right);
        if (key == Column::State || isNumber(key))
            return numberOf(a) < numberOf(b);
        return QString::localeAwareCompare(display(a, key), display(b, key)) < 0;
    };
    QList<int> sorted(m_rows.size());
    std::iota(sorted.begin(), sorted.end(), 0);
    if (order == Qt::AscendingOrder)
        std::stable_sort(sorted.begin(), sorted.end(), isLess);
    else
        std::stable_sort(
            sorted.begin(), sorted.end(), [&isLess](int left, int right) { return isLess(right, left); });

    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QList<AddingRow> rows;
    QList<int> newRowOf(m_rows.size());
    for (const int old : std::as_const(sorted)) {
        newRowOf[old] = static_cast<int>(rows.size());
        rows.append(m_rows.at(old));
    }
    m_rows = std::move(rows);
    indexRows();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &each : before)
        after.append(index(newRowOf.at(each.row()), each.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace vitrine
