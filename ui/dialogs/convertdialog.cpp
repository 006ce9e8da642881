#include "ui/dialogs/convertdialog.h"

#include <algorithm>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

#include "ui/dialogs/convertpurpose.h"
#include "ui/dialogs/dialogform.h"
#include "ui/text/errortext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/savename.h"
#include "ui/widgets/filechooser.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QLabel *sentence(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QComboBox *choice(const QString &name, const QString &accessibleName)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    return box;
}

/// `sum` and then `next`.
void add(ConversionForecast &sum, const ConversionForecast &next)
{
    sum.virtualSize += next.virtualSize;
    sum.storedBytes += next.storedBytes;
    sum.estimatedSize += next.estimatedSize;
    sum.freeBytes = next.freeBytes;
    sum.isPacked = sum.isPacked || next.isPacked;
    for (const QString &loss : next.losses) {
        if (!sum.losses.contains(loss))
            sum.losses.append(loss);
    }
}

} // namespace

ConvertDialog::ConvertDialog(
    const QList<Image> &images, ImageService &service, FileChooser &chooser, QWidget *parent)
    : QDialog(parent)
    , m_images(images)
    , m_service(service)
    , m_chooser(chooser)
{
    setObjectName(u"convertDialog"_s);
    setWindowTitle(tr("Convert"));
    makeFields();
    layOut();
    connect(m_purpose, &QComboBox::activated, this, &ConvertDialog::choosePurpose);
    connect(m_format, &QComboBox::activated, this, &ConvertDialog::chooseFormat);
    connect(m_packing, &QComboBox::activated, this, &ConvertDialog::choosePacking);
    connect(m_disk, &QComboBox::activated, this, &ConvertDialog::chooseDisk);
    connect(m_asFile, &QRadioButton::toggled, this, [this] {
        showTarget();
        forecast();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isNameWritten = true; });
    connect(m_file, &QLineEdit::textChanged, this, &ConvertDialog::updateButton);
    connect(m_choose, &QPushButton::clicked, this, &ConvertDialog::chooseFile);
    showTarget();
    choosePurpose(0);
    resize(560, sizeHint().height());
}

ConvertDialog::~ConvertDialog()
{
    m_stop.request_stop();
}

void ConvertDialog::makeFields()
{
    m_purpose = choice(u"convertPurpose"_s, tr("Purpose"));
    const QList<ConvertPurpose> purposes = convertPurposes();
    for (const ConvertPurpose &purpose : purposes)
        m_purpose->addItem(purpose.title, purpose.id);
    //: Stands where a format was chosen that serves none of the purposes in the list
    m_purpose->addItem(tr("Another choice"));
    m_explanation = sentence(u"convertExplanation"_s);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    m_format = choice(u"convertFormat"_s, tr("Format"));
    const QList<DiskFormat> formats = convertibleFormats();
    for (const DiskFormat format : formats)
        m_format->addItem(text::diskFormatWord(format), static_cast<int>(format));
    //: How the bytes of an image are laid out in its file
    m_packing = choice(u"convertPacking"_s, tr("Packing"));
    m_disk = choice(u"convertDisk"_s, tr("Disk"));
    m_disk->hide();
    m_asImage = new QRadioButton(tr("A new &image in this catalogue"));
    m_asImage->setObjectName(u"convertAsImage"_s);
    m_asImage->setChecked(true);
    m_asFile = new QRadioButton(tr("A &file"));
    m_asFile->setObjectName(u"convertAsFile"_s);
    m_name = new QLineEdit;
    m_name->setObjectName(u"convertName"_s);
    m_name->setMaxLength(255);
    m_file = new QLineEdit;
    m_file->setObjectName(u"convertFile"_s);
    m_file->setAccessibleName(tr("File"));
    //: Button: look for a file
    m_choose = new QPushButton(tr("&Choose…"));
    m_choose->setObjectName(u"convertChoose"_s);
    m_choose->setAutoDefault(false);
    m_size = sentence(u"convertSize"_s);
    m_losses = sentence(u"convertLosses"_s);
}

void ConvertDialog::layOut()
{
    QFormLayout *form = newDialogForm(this);
    QLabel *title = sentence(u"convertTitle"_s);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    const auto count = static_cast<int>(m_images.size());
    title->setText(count == 1 ? tr("Convert “%1”").arg(text::imageName(m_images.constFirst()))
                              : tr("Convert %n image(s)", nullptr, count));
    form->addRow(title);
    //: Label: which disk of an appliance is converted
    m_diskLabel = new QLabel(tr("&Disk"));
    m_diskLabel->setBuddy(m_disk);
    m_diskLabel->hide();
    form->addRow(m_diskLabel, m_disk);
    form->addRow(tr("&Purpose"), m_purpose);
    form->addRow(QString(), m_explanation);
    auto *layoutRow = new QHBoxLayout;
    layoutRow->setSpacing(8);
    layoutRow->addWidget(m_format);
    layoutRow->addWidget(m_packing, 1);
    auto *formatLabel = new QLabel(tr("F&ormat"));
    formatLabel->setBuddy(m_format);
    form->addRow(formatLabel, layoutRow);
    //: Label: what a conversion makes
    form->addRow(tr("Result"), m_asImage);
    form->addRow(QString(), m_asFile);
    m_nameLabel = new QLabel(tr("&Name"));
    m_nameLabel->setBuddy(m_name);
    auto *targetRow = new QHBoxLayout;
    targetRow->setSpacing(8);
    targetRow->addWidget(m_name, 1);
    targetRow->addWidget(m_file, 1);
    targetRow->addWidget(m_choose);
    form->addRow(m_nameLabel, targetRow);
    form->addRow(m_size);
    form->addRow(m_losses);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    //: Button: begin the conversion
    m_convert = buttons->addButton(tr("Con&vert"), QDialogButtonBox::AcceptRole);
    m_convert->setObjectName(u"convertAccept"_s);
    m_convert->setDefault(true);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QList<TransferRequest> requests;
        for (const Image &image : m_images)
            requests.append(transferOf(image));
        Q_EMIT convertRequested(requests);
        accept();
    });
}

// What is chosen

void ConvertDialog::choosePurpose(int row)
{
    const QList<ConvertPurpose> purposes = convertPurposes();
    if (row >= purposes.size()) {
        m_explanation->setText(tr("Choose the format and the packing yourself."));
        return;
    }
    m_explanation->setText(purposes[row].explanation);
    m_layout = purposes[row].layout;
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(m_layout.format)));
    showPackings();
    forecast();
}

void ConvertDialog::chooseFormat()
{
    m_layout = packingChoices(static_cast<DiskFormat>(m_format->currentData().toInt())).constFirst().layout;
    showPackings();
    choosePacking();
}

void ConvertDialog::choosePacking()
{
    const QList<PackingChoice> choices = packingChoices(m_layout.format);
    m_layout = choices[m_packing->currentIndex()].layout;
    const QList<ConvertPurpose> purposes = convertPurposes();
    const auto same = std::find_if(purposes.cbegin(), purposes.cend(),
        [this](const ConvertPurpose &purpose) { return purpose.layout == m_layout; });
    m_purpose->setCurrentIndex(static_cast<int>(std::distance(purposes.cbegin(), same)));
    m_explanation->setText(
        same == purposes.cend() ? text::diskFormatExplanation(m_layout.format) : same->explanation);
    forecast();
}

void ConvertDialog::showPackings()
{
    const QList<PackingChoice> choices = packingChoices(m_layout.format);
    m_packing->clear();
    for (const PackingChoice &packing : choices) {
        m_packing->addItem(packing.title);
        if (packing.layout == m_layout)
            m_packing->setCurrentIndex(m_packing->count() - 1);
    }
    m_packing->setEnabled(choices.size() > 1);
    if (!m_isNameWritten)
        m_name->setText(proposedName());
}

bool ConvertDialog::isFile() const
{
    return m_asFile->isChecked();
}

QString ConvertDialog::proposedName() const
{
    return m_images.size() == 1 ? draftOfConverted(m_images.constFirst(), m_layout).name : QString();
}

void ConvertDialog::showTarget()
{
    const bool isOne = m_images.size() == 1;
    m_asFile->setVisible(isOne);
    m_nameLabel->setVisible(isOne);
    m_name->setVisible(isOne && !isFile());
    m_file->setVisible(isFile());
    m_choose->setVisible(isFile());
    m_nameLabel->setText(isFile() ? tr("Pat&h") : tr("&Name"));
    m_nameLabel->setBuddy(isFile() ? m_file : m_name);
}

void ConvertDialog::chooseFile()
{
    FileChooser::Request request;
    request.title = tr("Convert into a file");
    Image converted = m_images.constFirst();
    converted.diskFormat = m_layout.format;
    request.fileName = suggestedFileName(converted);
    m_chooser.saveFile(this, request, [this](const QString &path) {
        m_agreedPath = path;
        m_file->setText(path);
        forecast();
    });
}

// What becomes of it

ConvertRequest ConvertDialog::conversionOf(const Image &image) const
{
    ConvertRequest request{ .sourceImage = image.id, .layout = m_layout };
    request.disk = m_disk->currentData().toString();
    if (isFile())
        request.destination = m_file->text().trimmed();
    return request;
}

TransferRequest ConvertDialog::transferOf(const Image &image) const
{
    TransferRequest request;
    request.kind = isFile() ? TransferKind::ConvertToFile : TransferKind::Convert;
    request.sourceImage = image.id;
    request.layout = m_layout;
    request.member = m_disk->currentData().toString();
    if (isFile()) {
        request.destination = m_file->text().trimmed();
        request.overwrite = request.destination == m_agreedPath;
        return request;
    }
    request.draft = draftOfConverted(image, m_layout);
    if (const QString name = m_name->text().trimmed(); m_images.size() == 1 && !name.isEmpty())
        request.draft.name = name;
    return request;
}

void ConvertDialog::forecast()
{
    m_stop.request_stop();
    m_stop = {};
    m_scope.cancel();
    m_isPossible = true;
    m_size->setText(tr("Looking how large it becomes…"));
    m_losses->clear();
    updateButton();
    m_scope.launch(lookAhead());
}

ScopedTask<> ConvertDialog::lookAhead()
{
    ConversionForecast sum;
    for (const Image &image : m_images) {
        const ConvertRequest request = conversionOf(image);
        const OperationControl control{ .stop = m_stop.get_token() };
        const Result<ConversionForecast> each = co_await m_service.forecastConversion(request, control);
        if (!each) {
            showFailure(each.error());
            co_return;
        }
        if (!each->disks.isEmpty()) {
            showDisks(each->disks);
            co_return;
        }
        add(sum, *each);
    }
    showForecast(sum);
}

void ConvertDialog::chooseDisk()
{
    // The line that only asked is gone with the first answer.
    if (const int row = m_disk->findData(QString()); row >= 0 && row != m_disk->currentIndex())
        m_disk->removeItem(row);
    forecast();
}

void ConvertDialog::showDisks(const QStringList &disks)
{
    m_isPossible = false;
    if (m_images.size() > 1) {
        m_size->setText(
            tr("One of the images holds several disks. Convert it alone, to choose one of them."));
    } else {
        m_size->setText(tr("The image holds several disks. Choose one of them."));
        if (m_disk->count() == 0) {
            //: Stands in a list of disks until one is chosen
            m_disk->addItem(tr("Choose a disk…"), QString());
            for (const QString &disk : disks)
                m_disk->addItem(disk, disk);
        }
        m_diskLabel->show();
        m_disk->show();
    }
    m_losses->clear();
    updateButton();
}

void ConvertDialog::showForecast(const ConversionForecast &forecast)
{
    m_isPossible = forecast.fits();
    const QString size = text::bytes(forecast.estimatedSize);
    if (forecast.isPacked)
        m_size->setText(tr("It is compressed and unpacked first; how much it takes is known then."));
    else if (!forecast.freeBytes)
        m_size->setText(tr("Takes about %1.").arg(size));
    else if (forecast.fits())
        m_size->setText(tr("Takes about %1; %2 are free.").arg(size, text::bytes(*forecast.freeBytes)));
    else
        m_size->setText(tr("There is too little room: it takes about %1, and %2 are free.")
                            .arg(size, text::bytes(*forecast.freeBytes)));
    QStringList lines;
    for (const QString &loss : forecast.losses)
        lines.append(u"• "_s % loss);
    m_losses->setText(lines.join(u'\n'));
    updateButton();
}

void ConvertDialog::showFailure(const Error &error)
{
    m_isPossible = false;
    m_size->setText(text::errorSentence(error));
    m_losses->clear();
    updateButton();
}

void ConvertDialog::updateButton()
{
    m_convert->setEnabled(m_isPossible && (!isFile() || !m_file->text().trimmed().isEmpty()));
}

} // namespace vitrine
