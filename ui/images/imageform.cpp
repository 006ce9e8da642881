#include "ui/images/imageform.h"

#include <limits>

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include "ui/text/datetext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/wheelguard.h"

namespace vitrine {

namespace {

constexpr int narrowField = 96;

void setText(QLabel *label, const QString &text, const QString &toolTip = {})
{
    label->setText(text);
    label->setToolTip(toolTip);
}

void setDate(QLabel *label, const QDateTime &time)
{
    setText(label, text::relativeDate(time), text::exactDate(time));
}

/// How much smaller the stored bytes are than the disk that a machine sees; empty when they are not.
QString savingText(const Image &image)
{
    if (!image.size || !image.virtualSize || *image.virtualSize <= *image.size)
        return {};
    const qint64 saved = *image.virtualSize - *image.size;
    const double share = static_cast<double>(saved) / static_cast<double>(*image.virtualSize);
    //: %1 is an amount of bytes, %2 a percentage
    return ImageForm::tr("%1 (%2)").arg(text::bytes(saved), text::percent(share));
}

} // namespace

ImageForm::ImageForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    makeEditors();
    // After the editors, as the Tab key finds them.
    m_owner = new CopyableValue(this);
    m_id = new CopyableValue(this);
    QFormLayout *form = m_form;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_format = addValue(form, tr("Disk format"));
    m_container = addValue(form, tr("Container"));
    m_size = addValue(form, tr("Size"));
    m_virtualSize = addValue(form, tr("Virtual size"));
    //: Bytes that are not stored because the disk is sparse or compressed
    m_saved = addValue(form, tr("Space saved"));
    m_saved->setToolTip(tr("The stored bytes are fewer than the disk that a machine sees: what is empty or "
                           "compressed takes no space."));
    form->addRow(m_protected);
    form->addRow(m_hidden);
    form->addRow(tr("Minimum disk"), m_minDisk);
    form->addRow(tr("Minimum memory"), m_minRam);
    m_created = addValue(form, tr("Created"));
    m_updated = addValue(form, tr("Changed"));
    m_purge = addValue(form, tr("In the trash until"));
    m_owner->setValue({}, tr("Owner"));
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("ID"), m_id);
}

QLabel *ImageForm::addValue(QFormLayout *form, const QString &label)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(label);
    value->setWordWrap(true);
    form->addRow(label, value);
    return value;
}

void ImageForm::makeEditors()
{
    m_protected = new QCheckBox(tr("Protected from being deleted"), this);
    m_protected->setObjectName(QStringLiteral("protectedCheckBox"));
    connect(m_protected, &QCheckBox::clicked, this,
        [this](bool checked) { Q_EMIT changeRequested({ .isProtected = checked }); });
    m_hidden = new QCheckBox(tr("Left out of lists"), this);
    m_hidden->setObjectName(QStringLiteral("hiddenCheckBox"));
    m_hidden->setToolTip(tr("Hidden images can still be used by those who know them."));
    connect(m_hidden, &QCheckBox::clicked, this,
        [this](bool checked) { Q_EMIT changeRequested({ .osHidden = checked }); });

    //: Gigabytes, after a number
    m_minDisk = makeMinimum(tr(" GB"), tr("Minimum disk"));
    m_minDisk->setObjectName(QStringLiteral("minDiskSpinBox"));
    connect(m_minDisk, &QSpinBox::editingFinished, this, [this] {
        if (m_minDisk->value() != m_image.minDisk)
            Q_EMIT changeRequested({ .minDisk = m_minDisk->value() });
    });
    //: Megabytes, after a number
    m_minRam = makeMinimum(tr(" MB"), tr("Minimum memory"));
    m_minRam->setObjectName(QStringLiteral("minRamSpinBox"));
    connect(m_minRam, &QSpinBox::editingFinished, this, [this] {
        if (m_minRam->value() != m_image.minRam)
            Q_EMIT changeRequested({ .minRam = m_minRam->value() });
    });
}

QSpinBox *ImageForm::makeMinimum(const QString &suffix, const QString &name)
{
    auto *box = new QSpinBox(this);
    box->setRange(0, std::numeric_limits<int>::max());
    box->setSpecialValueText(text::minimumDisk(0));
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    box->setAccessibleName(name);
    // It would have room for the largest number of all, which makes the pane wider than people made it.
    box->setMinimumWidth(narrowField);
    box->setKeyboardTracking(false);
    new WheelGuard(*box);
    return box;
}

void ImageForm::setImage(const Image &image)
{
    const bool isOther = image.id != m_image.id;
    m_image = image;
    if (isOther)
        m_id->setValue(image.id, tr("ID"));
    m_protected->setChecked(image.isProtected);
    m_hidden->setChecked(image.osHidden);
    if (isOther || !m_minDisk->hasFocus())
        showMinimum(m_minDisk, image.minDisk);
    if (isOther || !m_minRam->hasFocus())
        showMinimum(m_minRam, image.minRam);
    setText(m_format, text::diskFormatWord(image.diskFormat),
        image.diskFormat ? text::diskFormatExplanation(*image.diskFormat) : QString());
    setText(m_container, text::containerFormatWord(image.containerFormat));
    const QString saving = savingText(image);
    m_saved->setText(saving);
    showRow(m_saved, !saving.isEmpty());
    setText(m_size, text::bytes(image.size), text::exactBytes(image.size));
    setText(m_virtualSize, text::bytes(image.virtualSize), text::exactBytes(image.virtualSize));
    if (m_owner->value() != image.owner)
        m_owner->setValue(image.owner, tr("Owner"));
    setDate(m_created, image.createdAt);
    setDate(m_updated, image.updatedAt);
    showRow(m_purge, image.purgeAt.has_value());
    if (image.purgeAt)
        setText(m_purge, text::clockTime(*image.purgeAt), text::exactDate(*image.purgeAt));
}

void ImageForm::showRow(QWidget *field, bool visible)
{
    // Hiding what is hidden lays the form out anew all the same.
    if (m_form->isRowVisible(field) != visible)
        m_form->setRowVisible(field, visible);
}

void ImageForm::showMinimum(QSpinBox *box, qint64 value)
{
    const QSignalBlocker quiet(box);
    box->setValue(static_cast<int>(qMin<qint64>(value, std::numeric_limits<int>::max())));
}

} // namespace vitrine
