#include "ui/dialogs/datadialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/dialogs/dialogform.h"
#include "ui/text/imagetext.h"
#include "ui/widgets/filechooser.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QLabel *sentence(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

DataDialog::DataDialog(const Image &image, FileChooser &chooser, QWidget *parent)
    : QDialog(parent)
    , m_image(image)
    , m_chooser(chooser)
    , m_source(new QLineEdit)
    , m_staged(new QCheckBox(tr("Stage the file &first, then import it")))
    , m_way(sentence())
{
    setObjectName(u"dataDialog"_s);
    setWindowTitle(tr("Add data"));
    m_source->setObjectName(u"dataSource"_s);
    m_source->setPlaceholderText(tr("Path of a disk image, or http(s) link"));
    m_staged->setObjectName(u"dataStaged"_s);
    m_way->setObjectName(u"dataWay"_s);
    m_way->setForegroundRole(QPalette::PlaceholderText);
    //: Button: look for a file
    auto *choose = new QPushButton(tr("&Choose…"));
    choose->setObjectName(u"dataChoose"_s);
    choose->setAutoDefault(false);
    auto *sourceRow = new QHBoxLayout;
    sourceRow->addWidget(m_source, 1);
    sourceRow->addWidget(choose);

    QFormLayout *form = newDialogForm(this);
    form->addRow(sentence(tr("“%1” is described but has no data yet. They can be sent once; the image then "
                             "becomes active.")
                              .arg(text::imageName(image))));
    auto *sourceLabel = new QLabel(tr("&File or link"));
    sourceLabel->setBuddy(m_source);
    form->addRow(sourceLabel, sourceRow);
    form->addRow(QString(), m_staged);
    form->addRow(QString(), m_way);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    //: Button: send data into an image that has none
    m_add = buttons->addButton(tr("&Add data"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(u"dataAccept"_s);
    form->addRow(buttons);

    connect(choose, &QPushButton::clicked, this, &DataDialog::chooseFile);
    connect(m_source, &QLineEdit::textChanged, this, &DataDialog::refresh);
    connect(m_staged, &QCheckBox::toggled, this, &DataDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT dataRequested(request());
        accept();
    });
    m_add->setDefault(true);
    refresh();
    resize(520, sizeHint().height());
}

bool DataDialog::isLink() const
{
    const QString source = m_source->text().trimmed();
    return source.startsWith("http://"_L1, Qt::CaseInsensitive)
        || source.startsWith("https://"_L1, Qt::CaseInsensitive);
}

TransferRequest DataDialog::request() const
{
    TransferRequest request;
    request.kind = isLink()     ? TransferKind::ImportLink
        : m_staged->isChecked() ? TransferKind::StageImport
                                : TransferKind::Import;
    request.source = m_source->text().trimmed();
    if (!isLink())
        request.source = QFileInfo(request.source).absoluteFilePath();
    request.imageId = m_image.id;
    request.draft.name = m_image.name;
    request.draft.diskFormat = m_image.diskFormat;
    request.draft.containerFormat = m_image.containerFormat;
    return request;
}

void DataDialog::chooseFile()
{
    FileChooser::Request request;
    request.title = tr("Choose the data of “%1”").arg(text::imageName(m_image));
    request.filters = { tr("All files (*)") };
    m_chooser.openFiles(
        this, request, [this](const QStringList &paths) { m_source->setText(paths.constFirst()); });
}

void DataDialog::refresh()
{
    const QString source = m_source->text().trimmed();
    m_staged->setEnabled(!isLink());
    const bool isFile = QFileInfo(source).isFile();
    m_add->setEnabled(isLink() || isFile);
    if (isLink())
        m_way->setText(tr("Downloaded by the catalogue: queued → importing → active."));
    else if (!source.isEmpty() && !isFile)
        m_way->setText(tr("There is no such file."));
    else if (m_staged->isChecked())
        m_way->setText(tr("In two steps: queued → uploading → importing → active."));
    else
        m_way->setText(tr("In one step: queued → saving → active."));
}

} // namespace vitrine
