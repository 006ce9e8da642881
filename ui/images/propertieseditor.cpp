#include "ui/images/propertieseditor.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/image/imagelimits.h"
#include "core/image/metadef.h"
#include "ui/images/propertydefinitionsmodel.h"
#include "ui/text/errortext.h"
#include "ui/text/metadeftext.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int longestName = 255;

/// What is not known is free text under its own name.
PropertyDefinition definitionOf(const QString &name)
{
    PropertyDefinition free;
    free.name = name;
    free.title = name;
    return bundledMetadefs().find(name).value_or(free);
}

/// Finds by name and title, and completes to the name.
class PropertyCompleter final : public QCompleter
{
public:
    using QCompleter::QCompleter;

    QString pathFromIndex(const QModelIndex &index) const override
    {
        return index.data(PropertyDefinitionsModel::NameRole).toString();
    }
};

} // namespace

PropertiesEditor::PropertiesEditor(QWidget *parent)
    : QWidget(parent)
    , m_rowsColumn(new QVBoxLayout)
    , m_none(new QLabel(tr("None yet."), this))
    , m_nameField(new QLineEdit)
    , m_browseButton(new QToolButton)
    , m_browser(new QMenu(this))
    , m_complaint(new QLabel)
{
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_rowsColumn->setSpacing(8);
    makeAdder();
    auto *adder = new QHBoxLayout;
    adder->setSpacing(4);
    adder->addWidget(m_nameField, 1);
    adder->addWidget(m_browseButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_none);
    column->addLayout(m_rowsColumn);
    column->addLayout(adder);
    column->addWidget(m_complaint);
    m_complaint->hide();
}

void PropertiesEditor::makeAdder()
{
    m_nameField->setObjectName(u"newPropertyEdit"_s);
    m_nameField->setPlaceholderText(tr("Add a property"));
    m_nameField->setAccessibleName(m_nameField->placeholderText());
    m_nameField->setToolTip(tr("Write its name, or what it is about, such as “disk”"));
    m_nameField->setMaxLength(longestName);
    auto *completer = new PropertyCompleter(m_nameField);
    completer->setModel(new PropertyDefinitionsModel(bundledMetadefs(), completer));
    completer->setCompletionRole(PropertyDefinitionsModel::SearchRole);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(10);
    m_nameField->setCompleter(completer);
    connect(m_nameField, &QLineEdit::returnPressed, this, [this] { add(m_nameField->text().trimmed()); });
    connect(m_nameField, &QLineEdit::textEdited, this, [this] { complain({}); });
    // The field writes the name into itself after this signal.
    connect(
        completer, qOverload<const QString &>(&QCompleter::activated), this,
        [this](const QString &name) { add(name); }, Qt::QueuedConnection);

    m_browseButton->setObjectName(u"browsePropertiesButton"_s);
    m_browseButton->setIcon(themedIcon(u"menu"_s, Tone::Muted));
    m_browseButton->setIconSize(QSize(16, 16));
    m_browseButton->setAutoRaise(true);
    m_browseButton->setFocusPolicy(Qt::StrongFocus);
    m_browseButton->setPopupMode(QToolButton::InstantPopup);
    m_browseButton->setToolTip(tr("Show the known properties"));
    m_browseButton->setAccessibleName(m_browseButton->toolTip());
    m_browseButton->setMenu(m_browser);
    m_browser->setToolTipsVisible(true);
    connect(m_browser, &QMenu::aboutToShow, this, &PropertiesEditor::fillBrowser);

    m_complaint->setObjectName(u"propertyComplaintLabel"_s);
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setWordWrap(true);
}

void PropertiesEditor::fillBrowser()
{
    if (m_browser->isEmpty()) {
        for (const MetadefNamespace &each : bundledMetadefs().namespaces()) {
            QMenu *menu = m_browser->addMenu(text::metadefText(each.displayName));
            menu->setToolTipsVisible(true);
            menu->menuAction()->setToolTip(text::metadefText(each.description));
            for (const PropertyDefinition &property : each.properties) {
                QAction *entry = menu->addAction(text::metadefText(property.title));
                entry->setData(property.name);
                entry->setToolTip(property.name % u'\n' % text::metadefText(property.description));
                connect(entry, &QAction::triggered, this, [this, name = property.name] { add(name); });
            }
        }
    }
    const QList<QMenu *> menus = m_browser->findChildren<QMenu *>();
    for (const QMenu *menu : menus) {
        const QList<QAction *> entries = menu->actions();
        for (QAction *entry : entries)
            entry->setEnabled(!m_rows.contains(entry->data().toString()));
    }
}

void PropertiesEditor::setImage(const Image &image, const QStringList &different)
{
    const bool isOther = image.id != m_image.id;
    m_image = image;
    if (isOther) {
        m_nameField->clear();
        complain({});
    }
    const QStringList shown = m_rows.keys();
    for (const QString &name : shown) {
        if (isOther || isStale(*m_rows[name], different))
            dropRow(name);
        else if (image.properties.contains(name))
            m_rows[name]->setValue(image.properties[name]);
    }
    for (auto it = image.properties.cbegin(); it != image.properties.cend(); ++it) {
        if (!m_rows.contains(it.key()))
            makeRow(it.key(), PropertyRow::Standing::Set, it.value());
    }
    for (const QString &name : different) {
        if (!m_rows.contains(name))
            makeRow(name, PropertyRow::Standing::Different);
    }
    m_none->setVisible(m_rows.isEmpty());
}

bool PropertiesEditor::isStale(const PropertyRow &row, const QStringList &different) const
{
    const auto value = m_image.properties.constFind(row.name());
    if (value != m_image.properties.cend())
        return !PropertyRow::isEditable(definitionOf(row.name()), *value);
    // One that people are about to give a value stays.
    return row.standing() == PropertyRow::Standing::Set
        || (row.standing() == PropertyRow::Standing::Different && !different.contains(row.name()));
}

void PropertiesEditor::takeBack()
{
    for (PropertyRow *row : std::as_const(m_rows))
        row->takeBack();
}

void PropertiesEditor::startAdding()
{
    m_nameField->setFocus(Qt::ShortcutFocusReason);
}

PropertyRow *PropertiesEditor::makeRow(
    const QString &name, PropertyRow::Standing standing, const QString &value)
{
    auto *row = new PropertyRow(definitionOf(name), standing, value, this);
    connect(row, &PropertyRow::valueChosen, this, [this, name](const QString &chosen) { set(name, chosen); });
    connect(row, &PropertyRow::removeRequested, this, [this, row] { removeValue(row); });
    const auto place = m_rows.insert(name, row);
    const int index = static_cast<int>(std::distance(m_rows.begin(), place));
    m_rowsColumn->insertWidget(index, row);
    row->show();
    return row;
}

void PropertiesEditor::removeValue(PropertyRow *row)
{
    const QString name = row->name();
    if (row->standing() != PropertyRow::Standing::New) {
        Q_EMIT changeRequested({ .removeProperties = { name } });
        return;
    }
    dropRow(name);
    m_none->setVisible(m_rows.isEmpty());
    m_nameField->setFocus();
}

void PropertiesEditor::dropRow(const QString &name)
{
    // The row may be answering to its own button.
    PropertyRow *row = m_rows.take(name);
    m_rowsColumn->removeWidget(row);
    row->hide();
    row->deleteLater();
}

void PropertiesEditor::add(const QString &name)
{
    m_nameField->completer()->popup()->hide();
    if (name.isEmpty())
        return;
    if (!m_rows.contains(name)) {
        const QString refused = refusal({ .setProperties = { { name, u""_s } } });
        complain(refused);
        if (!refused.isEmpty())
            return;
        makeRow(name, PropertyRow::Standing::New);
        m_none->hide();
        // There is nothing else that adding a switch could mean.
        if (definitionOf(name).type == PropertyDefinition::Type::Boolean)
            set(name, u"true"_s);
    }
    m_nameField->clear();
    m_rows[name]->startEditing();
}

void PropertiesEditor::set(const QString &name, const QString &value)
{
    const ImagePatch patch{ .setProperties = { { name, value } } };
    const QString refused = refusal(patch);
    if (refused.isEmpty())
        Q_EMIT changeRequested(patch);
    else
        m_rows[name]->showComplaint(refused);
}

QString PropertiesEditor::refusal(const ImagePatch &patch) const
{
    const Result<Image> changed = applyPatch(m_image, patch, {});
    return changed ? QString() : text::errorSentence(changed.error());
}

void PropertiesEditor::complain(const QString &sentence)
{
    m_complaint->setText(sentence);
    m_complaint->setVisible(!sentence.isEmpty());
}

} // namespace vitrine
