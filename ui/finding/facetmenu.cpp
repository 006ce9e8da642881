#include "ui/finding/facetmenu.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QWidgetAction>

#include "ui/finding/facettext.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1LL << 20;
constexpr qint64 gibibyte = 1LL << 30;
constexpr qsizetype mostSuggested = 15;
constexpr int fieldWidth = 200;
/// Glance's limit for tags and property values.
constexpr int longestValue = 255;

QList<QStringList> sizePresets()
{
    const auto from = [](qint64 bytes) { return sizeValue({ FilterOperator::GreaterOrEqual, bytes }); };
    const auto to = [](qint64 bytes) { return sizeValue({ FilterOperator::LessOrEqual, bytes }); };
    return { { sizeValue({ FilterOperator::Less, 100 * mebibyte }) }, { from(100 * mebibyte), to(gibibyte) },
        { from(gibibyte), to(10 * gibibyte) }, { sizeValue({ FilterOperator::Greater, 10 * gibibyte }) } };
}

QList<QStringList> entriesOf(Facet facet, const QStringList &chosen, QStringList suggestions)
{
    QList<QStringList> entries;
    if (facet == Facet::Size) {
        entries = sizePresets();
        // One that was typed stands there too, so that it can be seen and taken away.
        if (!chosen.isEmpty() && !entries.contains(chosen))
            entries.append(chosen);
        return entries;
    }
    QStringList values = fixedValues(facet);
    if (values.isEmpty()) {
        suggestions.sort(Qt::CaseInsensitive);
        values = chosen + suggestions.first(qMin(mostSuggested, suggestions.size()));
        if (facet == Facet::Tag)
            values.prepend(QString());
        values.removeDuplicates();
    }
    for (const QString &value : values)
        entries.append({ value });
    return entries;
}

bool hasFreeValues(Facet facet)
{
    return facet == Facet::Tag || facet == Facet::Distribution;
}

} // namespace

FacetMenu::FacetMenu(Facet facet, const QStringList &chosen, const QStringList &suggestions, QWidget *parent)
    : QMenu(parent)
    , m_facet(facet)
    , m_chosen(chosen)
{
    setObjectName(u"facetMenu"_s);
    setTitle(text::facetName(facet));
    setAccessibleName(title());
    if (hasFreeValues(facet))
        addField();
    for (const QStringList &values : entriesOf(facet, chosen, suggestions))
        addEntry(
            facet == Facet::Size ? text::sizeWords(values) : text::facetValueWord(facet, values.constFirst()),
            values);
    if (m_field)
        m_field->setCompleter(new QCompleter(suggestions, m_field));
}

void FacetMenu::addField()
{
    auto *holder = new QWidget(this);
    auto *line = new QHBoxLayout(holder);
    line->setContentsMargins(8, 4, 8, 4);
    m_field = new QLineEdit(holder);
    m_field->setObjectName(u"facetValueEdit"_s);
    m_field->setMaxLength(longestValue);
    m_field->setMinimumWidth(fieldWidth);
    m_field->setPlaceholderText(
        m_facet == Facet::Tag ? tr("Type a tag") : tr("Type a distribution, such as debian"));
    m_field->setAccessibleName(m_field->placeholderText());
    line->addWidget(m_field);
    connect(m_field, &QLineEdit::returnPressed, this, &FacetMenu::takeTyped);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(holder);
    addAction(action);
}

void FacetMenu::addEntry(const QString &label, const QStringList &values)
{
    QString text = label;
    QAction *entry = addAction(text.replace(u'&', "&&"_L1));
    entry->setCheckable(true);
    entry->setChecked(isExclusive(m_facet) ? m_chosen == values : m_chosen.contains(values.constFirst()));
    connect(entry, &QAction::triggered, this, [this, values](bool isOn) { toggle(values, isOn); });
}

void FacetMenu::toggle(const QStringList &values, bool isOn)
{
    if (isExclusive(m_facet)) {
        m_chosen = isOn ? values : QStringList();
    } else if (isOn) {
        m_chosen.append(values);
    } else {
        m_chosen.removeAll(values.constFirst());
    }
    const QStringList fixed = fixedValues(m_facet);
    if (!fixed.isEmpty()) {
        std::sort(m_chosen.begin(), m_chosen.end(),
            [&fixed](const QString &a, const QString &b) { return fixed.indexOf(a) < fixed.indexOf(b); });
    }
    Q_EMIT valuesChosen(m_facet, m_chosen);
}

void FacetMenu::takeTyped()
{
    const QString value = m_field->text().trimmed();
    if (!value.isEmpty() && !m_chosen.contains(value)) {
        m_chosen.append(value);
        Q_EMIT valuesChosen(m_facet, m_chosen);
    }
    // The menu above closes too.
    for (QWidget *menu = this; qobject_cast<QMenu *>(menu); menu = menu->parentWidget())
        menu->close();
}

void FacetMenu::mouseReleaseEvent(QMouseEvent *event)
{
    QAction *entry = actionAt(event->position().toPoint());
    if (entry && entry == activeAction() && entry->isCheckable() && !isExclusive(m_facet)) {
        entry->trigger();
        return;
    }
    QMenu::mouseReleaseEvent(event);
}

void FacetMenu::keyPressEvent(QKeyEvent *event)
{
    QAction *entry = activeAction();
    if (event->key() == Qt::Key_Space && entry && entry->isCheckable() && !isExclusive(m_facet)) {
        entry->trigger();
        return;
    }
    QMenu::keyPressEvent(event);
}

void FacetMenu::showEvent(QShowEvent *event)
{
    QMenu::showEvent(event);
    if (m_field)
        m_field->setFocus();
}

} // namespace vitrine
