#include "ui/dialogs/dialogform.h"

#include <QFormLayout>

namespace vitrine {

QFormLayout *newDialogForm(QWidget *dialog)
{
    constexpr int margin = 16;
    constexpr int gap = 12;
    auto *form = new QFormLayout(dialog);
    form->setContentsMargins(margin, margin, margin, margin);
    form->setHorizontalSpacing(gap);
    form->setVerticalSpacing(gap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace vitrine
