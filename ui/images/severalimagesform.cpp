#include "ui/images/severalimagesform.h"

#include <algorithm>
#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/images/propertieseditor.h"
#include "ui/images/tagseditor.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/foldablesection.h"
#include "ui/widgets/wheelguard.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int narrowField = 96;

using Kind = ImageField::Kind;

QString differentText()
{
    //: Stands where several images have several values
    return SeveralImagesForm::tr("(different)");
}

QList<ImageId> idsOf(const ImageSelection &selection)
{
    QList<ImageId> ids;
    for (const Image &image : selection.images)
        ids.append(image.id);
    return ids;
}

/// The tags, or the names of the properties, of all images, each once.
QStringList keysOf(const QList<Image> &images, Kind kind)
{
    QStringList keys;
    for (const Image &image : images)
        keys.append(kind == Kind::Tag ? image.tags : image.properties.keys());
    keys.sort();
    keys.removeDuplicates();
    return keys;
}

} // namespace

SeveralImagesForm::SeveralImagesForm(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_summary(new QLabel)
{
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("What the selected images have in common"));
    auto *content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(8);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setObjectName(u"severalTitle"_s);
    m_title->setFont(large);
    m_title->setWordWrap(true);
    m_summary->setObjectName(u"severalSummary"_s);
    m_summary->setWordWrap(true);
    m_column->addWidget(m_title);
    m_column->addWidget(m_summary);
    makeEditors();
    m_column->addStretch();
    area->setWidget(content);

    auto *pane = new QVBoxLayout(this);
    pane->setContentsMargins(0, 0, 0, 0);
    pane->setSpacing(0);
    pane->addWidget(area, 1);
    pane->addWidget(makeFooter());
}

void SeveralImagesForm::makeEditors()
{
    auto *overview = new QWidget;
    auto *form = new QFormLayout(overview);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_visibility = new QComboBox;
    m_visibility->setObjectName(u"severalVisibility"_s);
    m_visibility->setAccessibleName(tr("Visibility"));
    m_visibility->setPlaceholderText(differentText());
    m_visibility->setMinimumWidth(narrowField);
    for (const Visibility visibility : allVisibilities())
        m_visibility->addItem(text::visibilityWord(visibility), visibilityName(visibility));
    new WheelGuard(*m_visibility);
    connect(m_visibility, &QComboBox::activated, this,
        [this](int row) { wish({ Kind::Visibility }, m_visibility->itemData(row).toString()); });
    form->addRow(tr("Visibility"), m_visibility);
    m_protected = makeSwitch(*form, tr("Protected from being deleted"), Kind::Protected);
    m_protected->setObjectName(u"severalProtected"_s);
    m_hidden = makeSwitch(*form, tr("Left out of lists"), Kind::Hidden);
    m_hidden->setObjectName(u"severalHidden"_s);
    //: Gigabytes, after a number
    m_minDisk = makeMinimum(tr("Minimum disk"), tr(" GB"), Kind::MinDisk);
    m_minDisk->setObjectName(u"severalMinDisk"_s);
    form->addRow(tr("Minimum disk"), m_minDisk);
    //: Megabytes, after a number
    m_minRam = makeMinimum(tr("Minimum memory"), tr(" MB"), Kind::MinRam);
    m_minRam->setObjectName(u"severalMinRam"_s);
    form->addRow(tr("Minimum memory"), m_minRam);
    m_column->addWidget(new FoldableSection(tr("Overview"), overview));

    auto *tags = new QWidget;
    auto *tagsColumn = new QVBoxLayout(tags);
    tagsColumn->setContentsMargins(0, 0, 0, 0);
    m_tags = new TagsEditor;
    m_otherTags = new QLabel;
    m_otherTags->setTextFormat(Qt::PlainText);
    m_otherTags->setWordWrap(true);
    m_otherTags->setForegroundRole(QPalette::PlaceholderText);
    tagsColumn->addWidget(m_tags);
    tagsColumn->addWidget(m_otherTags);
    m_column->addWidget(new FoldableSection(tr("Tags"), tags));
    connect(m_tags, &TagsEditor::tagAddRequested, this, [this](const QString &tag) {
        wish({ Kind::Tag, tag }, tag);
    });
    connect(m_tags, &TagsEditor::tagRemoveRequested, this, [this](const QString &tag) {
        wish({ Kind::Tag, tag }, std::nullopt);
    });

    m_properties = new PropertiesEditor;
    m_column->addWidget(new FoldableSection(tr("Properties"), m_properties));
    connect(m_properties, &PropertiesEditor::changeRequested, this, &SeveralImagesForm::wishPatch);
}

QCheckBox *SeveralImagesForm::makeSwitch(QFormLayout &form, const QString &text, Kind kind)
{
    auto *box = new QCheckBox(text);
    form.addRow(box);
    connect(box, &QCheckBox::clicked, this, [this, box, kind] {
        // People choose yes or no; only images can differ.
        wish({ kind }, box->checkState() == Qt::Unchecked ? u"false"_s : u"true"_s);
    });
    return box;
}

QSpinBox *SeveralImagesForm::makeMinimum(const QString &name, const QString &suffix, Kind kind)
{
    auto *box = new QSpinBox;
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    box->setAccessibleName(name);
    box->setKeyboardTracking(false);
    // It would have room for the largest number of all, which makes the pane wider than people made it.
    box->setMinimumWidth(narrowField);
    new WheelGuard(*box);
    connect(box, &QSpinBox::editingFinished, this, [this, box, kind] {
        if (box->value() >= 0)
            wish({ kind }, QString::number(box->value()));
    });
    return box;
}

QWidget *SeveralImagesForm::makeFooter()
{
    auto *footer = new QWidget(this);
    m_wishCount = new QLabel(footer);
    m_wishCount->setObjectName(u"wishCountLabel"_s);
    m_wishCount->setWordWrap(true);
    m_preview = new QPushButton(tr("&Preview changes…"), footer);
    m_preview->setObjectName(u"previewButton"_s);
    m_preview->setToolTip(tr("Shows what will change before anything does"));
    //: Button: forget changes that were not applied
    m_discard = new QPushButton(tr("Discard"), footer);
    m_discard->setObjectName(u"discardButton"_s);
    connect(m_preview, &QPushButton::clicked, this, [this] { Q_EMIT previewRequested(m_wishes); });
    connect(m_discard, &QPushButton::clicked, this, &SeveralImagesForm::forgetWishes);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_preview);
    auto *column = new QVBoxLayout(footer);
    column->setContentsMargins(16, 8, 16, 16);
    column->setSpacing(8);
    column->addWidget(m_wishCount);
    column->addLayout(buttons);
    return footer;
}

void SeveralImagesForm::setSelection(const ImageSelection &selection)
{
    const bool isOther = selection.count != m_selection.count || idsOf(selection) != idsOf(m_selection);
    m_selection = selection;
    if (isOther) {
        m_wishes.clear();
        ++m_round;
    }
    showAll();
}

void SeveralImagesForm::forgetWishes()
{
    m_wishes.clear();
    ++m_round;
    showAll();
}

void SeveralImagesForm::startTagging()
{
    m_tags->startAdding();
}

void SeveralImagesForm::startAddingProperty()
{
    m_properties->startAdding();
}

SeveralImagesForm::Shown SeveralImagesForm::shown(const ImageField &field) const
{
    for (const FieldChange &wish : m_wishes) {
        if (wish.field == field)
            return { false, wish.after };
    }
    const std::optional<QString> first = valueOf(m_selection.images.constFirst(), field);
    const bool isSame = std::all_of(m_selection.images.cbegin(), m_selection.images.cend(),
        [&](const Image &image) { return valueOf(image, field) == first; });
    return isSame ? Shown{ false, first } : Shown{ true, {} };
}

void SeveralImagesForm::wish(const ImageField &field, const std::optional<QString> &value)
{
    m_wishes.removeIf([&field](const FieldChange &each) { return each.field == field; });
    const Shown common = shown(field);
    // Beyond the images that are known here there may be others with other values.
    const bool knowsAll = m_selection.images.size() == m_selection.count;
    if (common.isDifferent || common.value != value || !knowsAll)
        m_wishes.append({ field, common.value, value });
    showAll();
}

void SeveralImagesForm::wishPatch(const ImagePatch &patch)
{
    for (auto it = patch.setProperties.cbegin(); it != patch.setProperties.cend(); ++it)
        wish({ Kind::Property, it.key() }, it.value());
    for (const QString &name : patch.removeProperties)
        wish({ Kind::Property, name }, std::nullopt);
}

void SeveralImagesForm::showAll()
{
    if (m_selection.images.isEmpty())
        return;
    m_title->setText(tr("%1 images selected").arg(locale().toString(m_selection.count)));
    //: The sum of the sizes of the selected images
    QString summary = tr("%1 in total").arg(text::bytes(m_selection.totalSize));
    if (m_selection.images.size() < m_selection.count) {
        summary += u'\n'
            % tr("What is shown is that of the first %1; changes apply to all.")
                  .arg(locale().toString(m_selection.images.size()));
    }
    m_summary->setText(summary);
    const Shown visibility = shown({ Kind::Visibility });
    m_visibility->setCurrentIndex(
        visibility.isDifferent ? -1 : m_visibility->findData(visibility.value.value_or(QString())));
    showSwitch(m_protected, Kind::Protected);
    showSwitch(m_hidden, Kind::Hidden);
    showMinimum(m_minDisk, Kind::MinDisk);
    showMinimum(m_minRam, Kind::MinRam);
    showTags();
    showProperties();
    const int wishes = static_cast<int>(m_wishes.size());
    m_wishCount->setText(wishes == 0 ? tr("Nothing changes until you have looked through it.")
                                     : tr("%n change(s) to look through", nullptr, wishes));
    m_preview->setEnabled(wishes > 0);
    m_discard->setEnabled(wishes > 0);
}

void SeveralImagesForm::showSwitch(QCheckBox *box, Kind kind)
{
    const Shown state = shown({ kind });
    const QSignalBlocker quiet(box);
    box->setTristate(state.isDifferent);
    box->setCheckState(state.isDifferent ? Qt::PartiallyChecked
            : state.value == u"true"_s   ? Qt::Checked
                                         : Qt::Unchecked);
    box->setToolTip(state.isDifferent ? tr("The images differ in this") : QString());
}

void SeveralImagesForm::showMinimum(QSpinBox *box, Kind kind)
{
    const Shown state = shown({ kind });
    if (box->hasFocus() && !m_wishes.isEmpty() && box->value() >= 0)
        return;
    const QSignalBlocker quiet(box);
    box->setRange(state.isDifferent ? -1 : 0, std::numeric_limits<int>::max());
    box->setSpecialValueText(state.isDifferent ? differentText() : text::minimumDisk(0));
    box->setValue(state.isDifferent ? -1 : state.value.value_or(u"0"_s).toInt());
}

void SeveralImagesForm::showTags()
{
    QStringList everywhere;
    QStringList somewhere;
    QStringList tags = keysOf(m_selection.images, Kind::Tag);
    for (const FieldChange &wish : std::as_const(m_wishes)) {
        if (wish.field.kind == Kind::Tag && wish.after && !tags.contains(wish.field.key))
            tags.append(wish.field.key);
    }
    for (const QString &tag : std::as_const(tags)) {
        const Shown state = shown({ Kind::Tag, tag });
        if (state.isDifferent)
            somewhere.append(tag);
        else if (state.value)
            everywhere.append(tag);
    }
    m_tags->setTags(everywhere);
    //: %1 is a list of tags
    m_otherTags->setText(tr("Some also have: %1").arg(somewhere.join(u", "_s)));
    m_otherTags->setVisible(!somewhere.isEmpty());
}

void SeveralImagesForm::showProperties()
{
    Image common;
    common.id = QString::number(m_round);
    QStringList different;
    QStringList names = keysOf(m_selection.images, Kind::Property);
    for (const FieldChange &wish : std::as_const(m_wishes)) {
        if (wish.field.kind == Kind::Property && wish.after && !names.contains(wish.field.key))
            names.append(wish.field.key);
    }
    for (const QString &name : std::as_const(names)) {
        const Shown state = shown({ Kind::Property, name });
        if (state.isDifferent)
            different.append(name);
        else if (state.value)
            common.properties.insert(name, *state.value);
    }
    m_properties->setImage(common, different);
}

} // namespace vitrine
