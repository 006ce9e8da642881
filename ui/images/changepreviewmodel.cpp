#include "ui/images/changepreviewmodel.h"

#include <QMetaEnum>

#include "ui/text/changetext.h"
#include "ui/text/imagetext.h"

namespace vitrine {

ChangePreviewModel::ChangePreviewModel(const QList<ImageEdit> &edits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_edits(edits)
{
    for (qsizetype edit = 0; edit < m_edits.size(); ++edit) {
        for (qsizetype change = 0; change < m_edits.at(edit).changes.size(); ++change)
            m_rows.append({ edit, change });
    }
}

int ChangePreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChangePreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : QMetaEnum::fromType<Column>().keyCount();
}

QVariant ChangePreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const auto [edit, change] = m_rows.at(index.row());
    const FieldChange &made = m_edits.at(edit).changes.at(change);
    switch (static_cast<Column>(index.column())) {
    case Column::Image: {
        Image image;
        image.name = m_edits.at(edit).name;
        return text::imageName(image);
    }
    case Column::Field:
        return text::fieldWord(made.field);
    case Column::Before:
        return text::fieldValue(made.field, made.before);
    case Column::After:
        return text::fieldValue(made.field, made.after);
    }
    Q_UNREACHABLE();
}

QVariant ChangePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Image:
        return tr("Image");
    case Column::Field:
        //: Column: which part of the image changes
        return tr("Field");
    case Column::Before:
        //: Column: the value before a change
        return tr("Before");
    case Column::After:
        //: Column: the value after a change
        return tr("After");
    }
    return {};
}

} // namespace vitrine
