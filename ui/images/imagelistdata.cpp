// What the cells of ImageListModel say.

#include <QMetaEnum>

#include "ui/images/imagelistmodel.h"
#include "ui/images/imagerows.h"
#include "ui/text/datetext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"

namespace vitrine {

namespace {

bool isNumeric(ImageListModel::Column column)
{
    return column == ImageListModel::Column::Size || column == ImageListModel::Column::VirtualSize;
}

QVariant alignmentOf(ImageListModel::Column column)
{
    return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant sortValue(const Image &image, ImageListModel::Column column)
{
    using Column = ImageListModel::Column;
    switch (column) {
    case Column::Name:
        return image.name;
    case Column::Status:
        return imageStatusName(image.status);
    case Column::Format:
        return image.diskFormat ? diskFormatName(*image.diskFormat) : QString();
    case Column::Size:
        return image.size.value_or(0);
    case Column::VirtualSize:
        return image.virtualSize.value_or(0);
    case Column::Visibility:
        return visibilityName(image.visibility);
    case Column::Changed:
        return image.updatedAt;
    }
    Q_UNREACHABLE();
}

QIcon nameIcon(const Image &image)
{
    // Made once: the list asks for every row that it paints.
    static const QIcon disk = themedIcon(QStringLiteral("disk"));
    static const QIcon disc = themedIcon(QStringLiteral("disc"));
    return image.diskFormat == DiskFormat::Iso ? disc : disk;
}

} // namespace

QVariant ImageListModel::data(const QModelIndex &index, int role) const
{
    const Image *image = index.isValid() ? imageAt(index.row()) : nullptr;
    if (!image)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return displayData(*image, column);
    case Qt::DecorationRole:
        return column == Column::Name ? QVariant(nameIcon(*image)) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(*image, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::AccessibleTextRole:
        return column == Column::Name ? QVariant(text::imageSentence(*image)) : displayData(*image, column);
    case Qt::AccessibleDescriptionRole:
        return column == Column::Status ? QVariant(text::statusExplanation(image->status)) : QVariant();
    case ImageRole:
        return QVariant::fromValue(*image);
    case SortRole:
        return sortValue(*image, column);
    case ProgressRole: {
        const auto it = m_progress.constFind(image->id);
        return it == m_progress.cend() ? QVariant() : QVariant(*it);
    }
    default:
        return {};
    }
}

QVariant ImageListModel::displayData(const Image &image, Column column) const
{
    switch (column) {
    case Column::Name:
        return text::imageName(image);
    case Column::Status:
        return text::statusWord(image.status);
    case Column::Format:
        return text::diskFormatWord(image.diskFormat);
    case Column::Size:
        return text::bytes(image.size);
    case Column::VirtualSize:
        return text::bytes(image.virtualSize);
    case Column::Visibility:
        return text::visibilityWord(image.visibility);
    case Column::Changed:
        return text::relativeDate(image.updatedAt);
    }
    Q_UNREACHABLE();
}

QVariant ImageListModel::toolTip(const Image &image, Column column) const
{
    switch (column) {
    case Column::Name:
        return text::imageName(image);
    case Column::Status: {
        const QString explanation = text::statusExplanation(image.status);
        const auto progress = m_progress.constFind(image.id);
        return progress == m_progress.cend() ? explanation
                                             : tr("%1 done. %2").arg(text::percent(*progress), explanation);
    }
    case Column::Format:
        return image.diskFormat ? text::diskFormatExplanation(*image.diskFormat) : QString();
    case Column::Size:
        return image.size ? text::exactBytes(*image.size) : tr("The image has no data yet.");
    case Column::VirtualSize:
        return image.virtualSize ? text::exactBytes(*image.virtualSize) : QString();
    case Column::Visibility:
        return text::visibilityExplanation(image.visibility);
    case Column::Changed:
        return text::exactDate(image.updatedAt);
    }
    Q_UNREACHABLE();
}

QVariant ImageListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Name:
        //: Column header: the name of an image
        return tr("Name");
    case Column::Status:
        //: Column header: where the image is in its life
        return tr("Status");
    case Column::Format:
        //: Column header: the disk format of an image
        return tr("Format");
    case Column::Size:
        //: Column header: how many bytes are stored
        return tr("Size");
    case Column::VirtualSize:
        //: Column header: how large the disk looks to a virtual machine
        return tr("Virtual size");
    case Column::Visibility:
        //: Column header: who may see the image
        return tr("Visibility");
    case Column::Changed:
        //: Column header: when the image was last changed
        return tr("Changed");
    }
    Q_UNREACHABLE();
}

SortField ImageListModel::sortFieldOf(Column column)
{
    switch (column) {
    case Column::Name:
        return SortField::Name;
    case Column::Status:
        return SortField::Status;
    case Column::Format:
        return SortField::DiskFormat;
    case Column::Size:
        return SortField::Size;
    case Column::VirtualSize:
        return SortField::VirtualSize;
    case Column::Visibility:
        return SortField::Visibility;
    case Column::Changed:
        return SortField::UpdatedAt;
    }
    Q_UNREACHABLE();
}

std::optional<ImageListModel::Column> ImageListModel::columnOf(SortField field)
{
    for (int column = 0; column < QMetaEnum::fromType<Column>().keyCount(); ++column) {
        if (sortFieldOf(static_cast<Column>(column)) == field)
            return static_cast<Column>(column);
    }
    return std::nullopt;
}

} // namespace vitrine
