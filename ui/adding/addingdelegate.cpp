#include "ui/adding/addingdelegate.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QTimer>

#include "core/image/imagepreset.h"
#include "ui/adding/addingmodel.h"
#include "ui/adding/addingtext.h"
#include "ui/text/imagetext.h"
#include "ui/widgets/chip.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

using Column = AddingModel::Column;

constexpr int cellMargin = 4;
constexpr int maxTextLength = 255;

const AddingRow *rowOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const AddingModel *>(index.model());
    return model ? &model->rowAt(index.row()) : nullptr;
}

Column columnOf(const QModelIndex &index)
{
    return static_cast<Column>(index.column());
}

QStringList knownDistros()
{
    return { u"almalinux"_s, u"alpinelinux"_s, u"arch"_s, u"centos"_s, u"cirros"_s, u"debian"_s, u"fedora"_s,
        u"freebsd"_s, u"gentoo"_s, u"netbsd"_s, u"openbsd"_s, u"opensuse"_s, u"rhel"_s, u"rocky"_s, u"sled"_s,
        u"sles"_s, u"ubuntu"_s, u"windows"_s };
}

QStringList knownArchitectures()
{
    return { u"x86_64"_s, u"aarch64"_s, u"i686"_s, u"armv7l"_s, u"ppc64le"_s, u"s390x"_s, u"riscv64"_s };
}

QComboBox *choiceBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setFrame(false);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

/// Opens at once, and is done with when something is chosen.
void letChoose(QComboBox *box, AddingDelegate *delegate)
{
    QObject::connect(box, &QComboBox::activated, delegate, [delegate, box] {
        Q_EMIT delegate->commitData(box);
        Q_EMIT delegate->closeEditor(box);
    });
    QTimer::singleShot(0, box, &QComboBox::showPopup);
}

QComboBox *formatBox(QWidget *parent, const AddingRow &row)
{
    QComboBox *box = choiceBox(parent);
    const QList<DiskFormat> formats = row.isLink ? allDiskFormats() : row.inspection.declarable;
    for (const DiskFormat format : formats)
        box->addItem(text::diskFormatWord(format), diskFormatName(format));
    return box;
}

QComboBox *presetBox(QWidget *parent, const AddingRow &row)
{
    QComboBox *box = choiceBox(parent);
    box->addItem(text::presetTitle({}), QString());
    for (const ImagePreset &preset : imagePresets()) {
        if (row.diskFormat && preset.formats.contains(*row.diskFormat))
            box->addItem(text::presetTitle(preset.id), preset.id);
    }
    return box;
}

QComboBox *proposalBox(QWidget *parent, const QStringList &proposals)
{
    QComboBox *box = choiceBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(proposals);
    box->lineEdit()->setMaxLength(maxTextLength);
    return box;
}

QSpinBox *diskBox(QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setFrame(false);
    box->setRange(0, std::numeric_limits<int>::max());
    //: min_disk, in the spin box: "20 GB"
    box->setSuffix(AddingDelegate::tr(" GB"));
    box->setAlignment(Qt::AlignRight);
    return box;
}

} // namespace

void AddingDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const AddingRow *row = rowOf(index);
    QStyleOptionViewItem full = option;
    initStyleOption(&full, index);
    // What is left out steps back.
    if (row && !row->isChecked)
        full.palette.setColor(QPalette::Text, full.palette.color(QPalette::PlaceholderText));
    if (columnOf(index) == Column::File)
        full.textElideMode = Qt::ElideMiddle;
    const bool isState = row && columnOf(index) == Column::State;
    if (isState)
        full.text.clear();
    const QStyle *style = full.widget ? full.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &full, painter, full.widget);
    if (!isState)
        return;
    const Chip chip{ .text = text::addingStateWord(row->state),
        .iconName = text::addingStateIcon(row->state),
        .tone = text::addingStateTone(row->state) };
    QRect place = full.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    place.setWidth(qMin(place.width(), chipSize(full.fontMetrics, chip.text).width()));
    paintChip(*painter, place, full.fontMetrics, full.palette, chip);
}

QSize AddingDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = qMax(28, (option.fontMetrics.height() + 12 + 3) / 4 * 4);
    return { QStyledItemDelegate::sizeHint(option, index).width(), height };
}

int AddingDelegate::stateWidth(const QFontMetrics &metrics)
{
    int width = 0;
    for (const AddingState state :
        { AddingState::Looking, AddingState::Ready, AddingState::Look, AddingState::Refused })
        width = qMax(width, chipSize(metrics, text::addingStateWord(state)).width());
    return width + 2 * cellMargin;
}

QWidget *AddingDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const AddingRow *row = rowOf(index);
    if (!row)
        return nullptr;
    QWidget *editor = nullptr;
    auto *const self = const_cast<AddingDelegate *>(this);
    switch (columnOf(index)) {
    case Column::Format:
    case Column::Preset: {
        QComboBox *box
            = columnOf(index) == Column::Format ? formatBox(parent, *row) : presetBox(parent, *row);
        letChoose(box, self);
        editor = box;
        break;
    }
    case Column::OsDistro:
        editor = proposalBox(parent, knownDistros());
        break;
    case Column::Architecture:
        editor = proposalBox(parent, knownArchitectures());
        break;
    case Column::MinDisk:
        editor = diskBox(parent);
        break;
    default: {
        auto *field = new QLineEdit(parent);
        field->setFrame(false);
        field->setMaxLength(maxTextLength);
        editor = field;
    }
    }
    editor->setAutoFillBackground(true);
    //: A cell that is edited: "Image name of debian-12.qcow2"
    editor->setAccessibleName(tr("%1 of %2").arg(AddingModel::columnTitle(columnOf(index)), row->fileName));
    return editor;
}

void AddingDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QVariant value = index.data(Qt::EditRole);
    if (auto *number = qobject_cast<QSpinBox *>(editor)) {
        number->setValue(value.toInt());
        number->selectAll();
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        if (box->isEditable())
            box->setEditText(value.toString());
        else
            box->setCurrentIndex(qMax(0, box->findData(value)));
    } else if (auto *field = qobject_cast<QLineEdit *>(editor)) {
        field->setText(value.toString());
    }
}

void AddingDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (auto *number = qobject_cast<QSpinBox *>(editor)) {
        number->interpretText();
        model->setData(index, number->value(), Qt::EditRole);
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        model->setData(index, box->isEditable() ? box->currentText() : box->currentData(), Qt::EditRole);
    } else if (auto *field = qobject_cast<QLineEdit *>(editor)) {
        model->setData(index, field->text(), Qt::EditRole);
    }
}

} // namespace vitrine
