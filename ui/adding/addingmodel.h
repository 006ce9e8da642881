#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include "ui/adding/addingrow.h"

namespace vitrine {

/// How many rows are in which state.
struct AddingSummary {
    int total = 0;
    int looking = 0;
    int ready = 0;
    int look = 0;
    int refused = 0;
    int checked = 0; ///< will be added
    int links = 0;
    qint64 checkedBytes = 0;
};

/// The files and links that are to become images, one row each.
class AddingModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        File,
        State,
        Name,
        Format,
        Found,
        VirtualSize,
        Size,
        MinDisk,
        OsDistro,
        OsVersion,
        Architecture,
        Preset,
    };
    static constexpr int columns = 12;
    static QString columnTitle(Column column);
    /// What people can change.
    static bool isEditable(Column column);

    using QAbstractTableModel::QAbstractTableModel;

    /// Leaves out what is there already; gives what was added.
    QList<AddingRow> append(const QList<AddingRow> &rows);
    void setInspections(const QList<FileInspection> &inspections);
    void setTwins(const QList<FileComparison> &twins);
    /// Sets one cell for many rows; rows that do not take the value stay as they are.
    void setCells(const QList<int> &rows, Column column, const QVariant &value);
    void setChecked(const QList<int> &rows, bool checked);
    /// See applyUnpacking().
    void setUnpacking(int row, bool isUnpacked, const QString &member);
    /// A preset only goes to rows whose format it is for.
    void setPreset(const QList<int> &rows, const QString &id);

    const AddingRow &rowAt(int row) const { return m_rows.at(row); }
    AddingSummary summary() const;
    /// Takes those that are checked and can be added out of the list.
    QList<TransferRequest> takeChecked(const AddingChoices &choices);
    /// The same for those that nobody needs to look at; what is not even checked then goes as well.
    QList<TransferRequest> takeReady(const AddingChoices &choices);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// States, checks or rows have changed.
    void summaryChanged();

private:
    QString display(const AddingRow &row, Column column) const;
    QVariant editValue(const AddingRow &row, Column column) const;
    bool setValue(AddingRow &row, Column column, const QVariant &value);
    void indexRows();
    void announce(const QSet<int> &rows);
    void keepRows(QList<AddingRow> rows);

    QList<AddingRow> m_rows;
    QHash<QString, int> m_rowOfSource;
};

} // namespace vitrine
