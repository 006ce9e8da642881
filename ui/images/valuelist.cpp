#include "ui/images/valuelist.h"

#include <QFormLayout>
#include <QLabel>

#include "ui/widgets/copyablevalue.h"

namespace vitrine {

namespace {

constexpr int widestName = 128;

} // namespace

ValueList::ValueList(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(4);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void ValueList::setValues(const QList<QPair<QString, QString>> &values, const QString &empty)
{
    // Live updates come often and rarely change anything here.
    if (values == m_values && m_form->rowCount() > 0)
        return;
    m_values = values;
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const auto &[name, value] : values) {
        auto *label = new QLabel(fontMetrics().elidedText(name, Qt::ElideMiddle, widestName), this);
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(name);
        auto *field = new CopyableValue(this);
        field->setValue(value, name);
        m_form->addRow(label, field);
    }
    if (values.isEmpty()) {
        auto *label = new QLabel(empty, this);
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
        m_form->addRow(label);
    }
}

} // namespace vitrine
