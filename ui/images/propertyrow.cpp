#include "ui/images/propertyrow.h"

#include <cmath>
#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/image/imageattributes.h"
#include "ui/text/metadeftext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/wheelguard.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

using Type = PropertyDefinition::Type;

constexpr int widestKey = 120;

bool isTrue(const QString &value)
{
    return value.compare("true"_L1, Qt::CaseInsensitive) == 0;
}

int wholeOf(const std::optional<double> &number, int fallback)
{
    return number ? static_cast<int>(std::lround(*number)) : fallback;
}

QString differentText()
{
    //: Stands where several images have several values
    return PropertyRow::tr("(different)");
}

QLabel *makeLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QToolButton *makeRemoveButton(const QString &name)
{
    auto *button = new QToolButton;
    button->setObjectName(u"removePropertyButton"_s);
    button->setIcon(themedIcon(u"close"_s, Tone::Muted));
    button->setIconSize(QSize(12, 12));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(PropertyRow::tr("Remove the property “%1”").arg(name));
    button->setAccessibleName(button->toolTip());
    return button;
}

} // namespace

PropertyRow::PropertyRow(
    const PropertyDefinition &definition, Standing standing, const QString &value, QWidget *parent)
    : QWidget(parent)
    , m_definition(definition)
    , m_standing(standing)
    , m_value(value)
    , m_complaintLine(new QWidget)
    , m_complaint(makeLabel({}))
{
    const bool isReserved = attributeKindOf(definition.name) == AttributeKind::Reserved;
    const QString title = text::metadefText(definition.title);
    const QString explanation = text::metadefText(definition.description);
    setToolTip(explanation.isEmpty() ? definition.name : definition.name % u'\n' % explanation);

    auto *titleLine = new QHBoxLayout;
    titleLine->setSpacing(8);
    titleLine->addWidget(makeLabel(fontMetrics().elidedText(title, Qt::ElideMiddle, 2 * widestKey)));
    if (definition.title != definition.name) {
        auto *key = makeLabel(fontMetrics().elidedText(definition.name, Qt::ElideMiddle, widestKey));
        key->setForegroundRole(QPalette::PlaceholderText);
        titleLine->addWidget(key);
    }
    titleLine->addStretch(1);
    QToolButton *remove = makeRemoveButton(definition.name);
    remove->setVisible(!isReserved);
    connect(remove, &QToolButton::clicked, this, &PropertyRow::removeRequested);

    m_editor = makeEditor();
    m_editor->setObjectName(u"value:"_s % definition.name);
    m_editor->setAccessibleName(title == definition.name ? title : title % u", "_s % definition.name);
    m_editor->setAccessibleDescription(explanation);
    m_editor->setEnabled(!isReserved);

    auto *icon = new QLabel;
    icon->setPixmap(themedIcon(u"warning"_s, Tone::Warning).pixmap(QSize(16, 16)));
    m_complaint->setObjectName(u"complaint:"_s % definition.name);
    m_complaint->setWordWrap(true);
    auto *complaintLine = new QHBoxLayout(m_complaintLine);
    complaintLine->setContentsMargins(0, 0, 0, 0);
    complaintLine->setSpacing(8);
    complaintLine->addWidget(icon, 0, Qt::AlignTop);
    complaintLine->addWidget(m_complaint, 1);

    auto *editorLine = new QHBoxLayout;
    editorLine->setSpacing(4);
    editorLine->addWidget(m_editor, 1);
    editorLine->addWidget(remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(titleLine);
    column->addLayout(editorLine);
    column->addWidget(m_complaintLine);
    takeBack();
}

bool PropertyRow::isEditable(const PropertyDefinition &definition, const QString &value)
{
    if (!definition.choices.isEmpty() || definition.type == Type::String)
        return true;
    const auto fault = faultOf(definition, value);
    // A number out of range would be changed by its box, and another word by its switch.
    return !fault;
}

QWidget *PropertyRow::makeEditor()
{
    if (!m_definition.choices.isEmpty())
        return makeChoice();
    // A box would show a number or a word where there are several.
    if (m_standing == Standing::Different
        || (m_standing == Standing::Set && !isEditable(m_definition, m_value)))
        return makeText();
    switch (m_definition.type) {
    case Type::Integer:
        return makeWholeNumber();
    case Type::Number:
        return makeNumber();
    case Type::Boolean:
        return makeSwitch();
    case Type::String:
        break;
    }
    return makeText();
}

QWidget *PropertyRow::makeChoice()
{
    auto *box = new QComboBox;
    box->addItems(m_definition.choices);
    //: Stands in a list of values while none has been chosen
    box->setPlaceholderText(m_standing == Standing::Different ? differentText() : tr("Choose a value"));
    new WheelGuard(*box);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    connect(box, &QComboBox::activated, this, [this, box] { choose(box->currentText()); });
    m_show = [this, box](const QString &value) {
        // A value that is none of the choices is shown all the same, and can be gone back to.
        while (box->count() > m_definition.choices.size())
            box->removeItem(box->count() - 1);
        if (m_standing != Standing::Set) {
            box->setCurrentIndex(-1);
            return;
        }
        if (!m_definition.choices.contains(value))
            box->addItem(value);
        box->setCurrentIndex(box->findText(value));
    };
    return box;
}

QWidget *PropertyRow::makeWholeNumber()
{
    auto *box = new QSpinBox;
    box->setRange(wholeOf(m_definition.minimum, std::numeric_limits<int>::min()),
        wholeOf(m_definition.maximum, std::numeric_limits<int>::max()));
    box->setKeyboardTracking(false);
    new WheelGuard(*box);
    connect(box, &QSpinBox::editingFinished, this, [this, box] { choose(QString::number(box->value())); });
    m_show = [box](const QString &value) { box->setValue(value.toInt()); };
    return box;
}

QWidget *PropertyRow::makeNumber()
{
    auto *box = new QDoubleSpinBox;
    box->setRange(m_definition.minimum.value_or(std::numeric_limits<int>::min()),
        m_definition.maximum.value_or(std::numeric_limits<int>::max()));
    box->setKeyboardTracking(false);
    new WheelGuard(*box);
    connect(
        box, &QDoubleSpinBox::editingFinished, this, [this, box] { choose(QString::number(box->value())); });
    m_show = [box](const QString &value) { box->setValue(value.toDouble()); };
    return box;
}

QWidget *PropertyRow::makeSwitch()
{
    auto *box = new QCheckBox;
    const auto showWord = [box](bool checked) {
        //: Value of a property that is on or off
        box->setText(checked ? PropertyRow::tr("Yes") : PropertyRow::tr("No"));
    };
    connect(box, &QCheckBox::toggled, box, showWord);
    connect(
        box, &QCheckBox::clicked, this, [this](bool checked) { choose(checked ? u"true"_s : u"false"_s); });
    m_show = [box, showWord](const QString &value) {
        box->setChecked(isTrue(value));
        showWord(box->isChecked());
    };
    return box;
}

QWidget *PropertyRow::makeText()
{
    auto *field = new QLineEdit;
    if (m_standing == Standing::Different)
        field->setPlaceholderText(differentText());
    if (!m_definition.examples.isEmpty()) {
        auto *completer = new QCompleter(m_definition.examples, field);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        field->setCompleter(completer);
    }
    connect(field, &QLineEdit::editingFinished, this, [this, field] { choose(field->text()); });
    m_show = [field](const QString &value) {
        if (field->text() == value)
            return;
        field->setText(value);
        field->setCursorPosition(0);
    };
    return field;
}

void PropertyRow::setValue(const QString &value)
{
    if (m_standing == Standing::Set && m_value == value)
        return;
    const auto *field = qobject_cast<QLineEdit *>(m_editor);
    const bool isBeingWritten = field && field->hasFocus() && field->text() != m_value;
    m_standing = Standing::Set;
    m_value = value;
    if (isBeingWritten && field->text() != value)
        return;
    takeBack();
}

void PropertyRow::takeBack()
{
    {
        const QSignalBlocker quiet(m_editor);
        m_show(m_value);
    }
    judge(m_value);
}

void PropertyRow::showComplaint(const QString &sentence)
{
    m_complaint->setText(sentence);
    m_complaintLine->setVisible(!sentence.isEmpty());
}

void PropertyRow::startEditing()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

void PropertyRow::choose(const QString &value)
{
    // A field that people only pass through says nothing.
    if (value == m_value)
        return;
    judge(value);
    Q_EMIT valueChosen(value);
}

void PropertyRow::judge(const QString &value)
{
    const bool isGiven = m_standing == Standing::Set || !value.isEmpty();
    const auto fault = isGiven ? faultOf(m_definition, value) : std::nullopt;
    showComplaint(fault ? text::propertyFault(m_definition, *fault, value) : QString());
}

} // namespace vitrine
