#include "ui/transfers/transferdetails.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/errortext.h"
#include "ui/text/transfertext.h"
#include "ui/transfers/transferlines.h"
#include "ui/widgets/copyablevalue.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// For copying into a question to somebody who knows: what the row says and the part for logs.
QString errorReport(const Error &error)
{
    const QString sentence = text::errorSentence(error);
    return error.detail.isEmpty() ? sentence : QString(sentence % u" ("_s % error.detail % u')');
}

} // namespace

TransferDetails::TransferDetails(QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel)
    , m_form(new QFormLayout)
    , m_advice(new QLabel)
{
    setObjectName(u"transferDetails"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_heading->setObjectName(u"transferDetailsHeading"_s);
    m_advice->setTextFormat(Qt::PlainText);
    m_advice->setWordWrap(true);
    m_advice->setForegroundRole(QPalette::PlaceholderText);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(4);
    m_form->setHorizontalSpacing(12);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    //: Label in the details of a transfer, before a path or a link
    m_source = addValue(tr("From"), u"transferSource"_s);
    //: Label in the details of a transfer, before a path or the name of a store
    m_destination = addValue(tr("To"), u"transferDestination"_s);
    m_image = addValue(tr("Image ID"), u"transferImage"_s);
    //: Label in the details of a transfer, before why it failed
    m_error = addValue(tr("Error"), u"transferError"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    column->addWidget(m_heading);
    column->addLayout(m_form);
    column->addWidget(m_advice);
    clear();
}

CopyableValue *TransferDetails::addValue(const QString &label, const QString &objectName)
{
    auto *value = new CopyableValue;
    value->setObjectName(objectName);
    auto *words = new QLabel(label);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setBuddy(value);
    m_form->addRow(words, value);
    return value;
}

void TransferDetails::showValue(CopyableValue *value, const QString &text, const QString &what)
{
    value->setValue(text, what);
    value->setVisible(!text.isEmpty());
    m_form->labelForField(value)->setVisible(!text.isEmpty());
}

void TransferDetails::showTransfer(const Transfer &transfer)
{
    const TransferRequest &request = transfer.request;
    m_heading->setText(transferSentence(transfer));
    const bool isOfImage = !request.sourceImage.isNull();
    showValue(m_source, isOfImage ? request.sourceImage : request.source,
        isOfImage ? tr("image ID") : tr("path or link"));
    const bool makesFile
        = request.kind == TransferKind::Export || request.kind == TransferKind::ConvertToFile;
    showValue(m_destination, makesFile ? request.destination : request.store, tr("destination"));
    showValue(m_image, request.imageId, tr("image ID"));
    showValue(m_error, transfer.error ? errorReport(*transfer.error) : QString(), tr("error"));
    m_advice->setText(transfer.error ? text::errorAdvice(transfer.error->code) : QString());
    m_advice->setVisible(!m_advice->text().isEmpty());
}

void TransferDetails::clear()
{
    m_heading->setText(tr("Choose a transfer in the list to see all about it."));
    for (CopyableValue *value : { m_source, m_destination, m_image, m_error })
        showValue(value, {}, {});
    m_advice->hide();
}

} // namespace vitrine
