#include "ui/widgets/prompts.h"

#include <QMessageBox>
#include <QPushButton>

namespace vitrine {

void DialogPrompts::confirm(QWidget *parent, const Question &question, std::function<void()> agreed)
{
    auto *box = new QMessageBox(question.isDestructive ? QMessageBox::Warning : QMessageBox::Question,
        question.title, question.sentence, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.detail);
    QPushButton *confirmButton = box->addButton(question.confirmLabel,
        question.isDestructive ? QMessageBox::DestructiveRole : QMessageBox::AcceptRole);
    QPushButton *cancelButton = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(question.isDestructive ? cancelButton : confirmButton);
    box->setEscapeButton(cancelButton);
    QObject::connect(confirmButton, &QPushButton::clicked, box, std::move(agreed));
    box->open();
}

} // namespace vitrine
