#include "ui/dialogs/palettemodel.h"

#include <algorithm>
#include <climits>

#include <QAction>

#include "ui/text/actiontext.h"
#include "ui/text/fuzzymatch.h"
#include "ui/text/imagetext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

PaletteItem itemOf(QAction *action)
{
    PaletteItem item;
    item.action = action;
    item.title = plainActionText(action->text());
    item.detail = action->shortcut().toString(QKeySequence::NativeText);
    if (!action->isEnabled())
        item.reason = action->toolTip().section(u'\n', 1);
    return item;
}

PaletteItem itemOf(const Image &image)
{
    PaletteItem item;
    item.imageId = image.id;
    item.title = text::imageName(image);
    //: Status and disk format of an image
    item.detail = PaletteModel::tr("%1 · %2").arg(
        text::statusWord(image.status), text::diskFormatWord(image.diskFormat));
    item.iconName = text::statusIcon(image.status);
    return item;
}

} // namespace

PaletteModel::PaletteModel(const QList<QAction *> &actions, QObject *parent)
    : QAbstractListModel(parent)
{
    for (QAction *action : actions)
        m_actions.append(itemOf(action));
    rank();
}

void PaletteModel::setPattern(const QString &pattern)
{
    m_pattern = pattern.trimmed();
    if (m_pattern.isEmpty())
        m_images.clear();
    beginResetModel();
    rank();
    endResetModel();
}

void PaletteModel::setImages(const QList<Image> &images)
{
    beginResetModel();
    m_images.clear();
    for (const Image &image : images)
        m_images.append(itemOf(image));
    rank();
    endResetModel();
}

void PaletteModel::rank()
{
    QList<QPair<int, PaletteItem>> fitting;
    for (const PaletteItem &item : std::as_const(m_actions)) {
        if (const auto score = fuzzyScore(m_pattern, item.title))
            fitting.append({ *score, item });
    }
    for (const PaletteItem &item : std::as_const(m_images)) {
        // One found by a tag or a property comes last.
        fitting.append({ fuzzyScore(m_pattern, item.title).value_or(INT_MIN), item });
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const auto &left, const auto &right) {
        const bool isLeftUsable = left.second.reason.isEmpty();
        const bool isRightUsable = right.second.reason.isEmpty();
        return isLeftUsable != isRightUsable ? isLeftUsable : left.first > right.first;
    });
    m_items.clear();
    for (const auto &[score, item] : std::as_const(fitting))
        m_items.append(item);
}

int PaletteModel::firstUsable() const
{
    const auto found = std::find_if(
        m_items.cbegin(), m_items.cend(), [](const PaletteItem &item) { return item.reason.isEmpty(); });
    return found == m_items.cend() ? -1 : static_cast<int>(found - m_items.cbegin());
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PaletteItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::DecorationRole:
        return item.action ? item.action->icon() : themedIcon(item.iconName);
    case Qt::ToolTipRole:
        return item.action ? item.action->toolTip() : item.imageId;
    case Qt::AccessibleTextRole:
        return QStringList{ item.title, item.detail, item.reason }.join(u", "_s);
    case DetailRole:
        return item.detail;
    case ReasonRole:
        return item.reason;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    // What cannot be run can still be reached, so that its reason is read out.
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace vitrine
