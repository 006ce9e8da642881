#include "ui/images/imageform.h"

#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include "ui/text/datetext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/copyablevalue.h"

namespace vitrine {

namespace {

void setText(QLabel *label, const QString &text, const QString &toolTip = {})
{
    label->setText(text);
    label->setToolTip(toolTip);
}

void setDate(QLabel *label, const QDateTime &time)
{
    setText(label, text::relativeDate(time), text::exactDate(time));
}

QString formatText(const Image &image)
{
    if (!image.diskFormat && !image.containerFormat)
        return text::dash();
    if (!image.containerFormat || image.containerFormat == ContainerFormat::Bare)
        return text::diskFormatWord(image.diskFormat);
    //: Disk format and container format
    return ImageForm::tr("%1 in %2")
        .arg(text::diskFormatWord(image.diskFormat), text::containerFormatWord(image.containerFormat));
}

} // namespace

ImageForm::ImageForm(QWidget *parent)
    : QWidget(parent)
    , m_id(new CopyableValue(this))
{
    makeEditors();
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_format = addValue(form, tr("Format"));
    m_size = addValue(form, tr("Size"));
    m_virtualSize = addValue(form, tr("Virtual size"));
    form->addRow(tr("Visibility"), m_visibility);
    form->addRow(QString(), m_protected);
    form->addRow(QString(), m_hidden);
    form->addRow(tr("Minimum disk"), m_minDisk);
    form->addRow(tr("Minimum memory"), m_minRam);
    m_created = addValue(form, tr("Created"));
    m_updated = addValue(form, tr("Changed"));
    m_purgeTitle = new QLabel(tr("In the trash until"), this);
    m_purge = new QLabel(this);
    form->addRow(m_purgeTitle, m_purge);
    m_owner = addValue(form, tr("Owner"));
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
    m_visibility = new QComboBox(this);
    m_visibility->setObjectName(QStringLiteral("visibilityComboBox"));
    m_visibility->setAccessibleName(tr("Visibility"));
    for (const Visibility visibility : allVisibilities()) {
        m_visibility->addItem(text::visibilityWord(visibility), QVariant::fromValue(visibility));
        m_visibility->setItemData(
            m_visibility->count() - 1, text::visibilityExplanation(visibility), Qt::ToolTipRole);
    }
    connect(m_visibility, &QComboBox::activated, this, [this](int row) {
        const auto visibility = m_visibility->itemData(row).value<Visibility>();
        if (visibility != m_image.visibility)
            Q_EMIT changeRequested({ .visibility = visibility });
    });

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
    box->setKeyboardTracking(false);
    // The wheel scrolls the pane; a value must not change in passing.
    box->setFocusPolicy(Qt::StrongFocus);
    return box;
}

void ImageForm::setImage(const Image &image)
{
    const bool isOther = image.id != m_image.id;
    m_image = image;
    m_id->setValue(image.id, tr("ID"));
    const QSignalBlocker quiet(m_visibility);
    m_visibility->setCurrentIndex(m_visibility->findData(QVariant::fromValue(image.visibility)));
    m_visibility->setToolTip(text::visibilityExplanation(image.visibility));
    m_protected->setChecked(image.isProtected);
    m_hidden->setChecked(image.osHidden);
    if (isOther || !m_minDisk->hasFocus())
        showMinimum(m_minDisk, image.minDisk);
    if (isOther || !m_minRam->hasFocus())
        showMinimum(m_minRam, image.minRam);
    setText(m_format, formatText(image),
        image.diskFormat ? text::diskFormatExplanation(*image.diskFormat) : QString());
    setText(m_size, text::bytes(image.size), text::exactBytes(image.size));
    setText(m_virtualSize, text::bytes(image.virtualSize), text::exactBytes(image.virtualSize));
    setText(m_owner, image.owner.isEmpty() ? text::dash() : image.owner);
    setDate(m_created, image.createdAt);
    setDate(m_updated, image.updatedAt);
    m_purgeTitle->setVisible(image.purgeAt.has_value());
    m_purge->setVisible(image.purgeAt.has_value());
    if (image.purgeAt)
        setText(m_purge, text::clockTime(*image.purgeAt), text::exactDate(*image.purgeAt));
}

void ImageForm::showMinimum(QSpinBox *box, qint64 value)
{
    const QSignalBlocker quiet(box);
    box->setValue(static_cast<int>(qMin<qint64>(value, std::numeric_limits<int>::max())));
}

} // namespace vitrine
