// What the cells of ImageListModel say.

#include <QMetaEnum>

#include "ui/images/imagelistmodel.h"
#include "ui/images/imagerows.h"
#include "ui/images/osbadge.h"
#include "ui/text/datetext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Enough to tell images apart by eye.
constexpr qsizetype shortHash = 12;

QString orDash(const QString &text)
{
    return text.isEmpty() ? text::dash() : text;
}

bool isNumeric(ImageListModel::Column column)
{
    using Column = ImageListModel::Column;
    return column == Column::Size || column == Column::VirtualSize || column == Column::MinDisk
        || column == Column::MinRam;
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
    case Column::Created:
        return image.createdAt;
    case Column::MinDisk:
        return image.minDisk;
    case Column::MinRam:
        return image.minRam;
    case Column::Container:
        return image.containerFormat ? containerFormatName(*image.containerFormat) : QString();
    case Column::Id:
        return image.id;
    case Column::System:
        return guestSystemWords(guestSystemOf(image));
    case Column::Tags:
        return image.tags;
    case Column::Owner:
        return image.owner;
    case Column::Hash:
        return image.osHashValue;
    case Column::Group:
        return {};
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
    case Column::Created:
        return text::relativeDate(image.createdAt);
    case Column::System:
        return orDash(guestSystemWords(guestSystemOf(image)));
    case Column::Tags:
        //: Separates tags in a cell
        return orDash(image.tags.join(tr(", ")));
    case Column::MinDisk:
        return text::minimumDisk(image.minDisk);
    case Column::MinRam:
        return text::minimumRam(image.minRam);
    case Column::Owner:
        return orDash(image.owner);
    case Column::Container:
        return text::containerFormatWord(image.containerFormat);
    case Column::Id:
        return image.id;
    case Column::Hash:
        return image.osHashValue.isEmpty() ? text::dash() : QString(image.osHashValue.left(shortHash) % u'…');
    case Column::Group:
        return groupTitle(image);
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
    case Column::Created:
        return text::exactDate(image.createdAt);
    case Column::Tags:
        return image.tags.join(u'\n');
    case Column::Hash:
        return image.osHashValue.isEmpty() ? QString() : QString(image.osHashAlgo % u' ' % image.osHashValue);
    case Column::System:
    case Column::MinDisk:
    case Column::MinRam:
    case Column::Owner:
    case Column::Container:
    case Column::Id:
    case Column::Group:
        return displayData(image, column);
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
    case Column::System:
        //: Column header: the operating system in an image
        return tr("System");
    case Column::Tags:
        //: Column header
        return tr("Tags");
    case Column::MinDisk:
        //: Column header: the smallest disk that the image may be used with
        return tr("Min. disk");
    case Column::MinRam:
        //: Column header: the least memory that the image may be used with
        return tr("Min. RAM");
    case Column::Owner:
        //: Column header: the project that owns an image
        return tr("Owner");
    case Column::Created:
        //: Column header: when the image was made
        return tr("Created");
    case Column::Container:
        //: Column header: the container format of an image
        return tr("Container");
    case Column::Id:
        //: Column header
        return tr("ID");
    case Column::Hash:
        //: Column header: the first characters of the hash of the data
        return tr("Hash");
    case Column::Group:
        //: Column header: what the images beside it have in common
        return tr("Group");
    }
    Q_UNREACHABLE();
}

std::optional<SortField> ImageListModel::sortFieldOf(Column column)
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
    case Column::Created:
        return SortField::CreatedAt;
    case Column::Container:
        return SortField::ContainerFormat;
    case Column::Id:
        return SortField::Id;
    case Column::System:
    case Column::Tags:
    case Column::MinDisk:
    case Column::MinRam:
    case Column::Owner:
    case Column::Hash:
    case Column::Group:
        return std::nullopt;
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
