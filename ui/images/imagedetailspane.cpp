#include "ui/images/imagedetailspane.h"

#include <algorithm>

#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "core/service/imageservice.h"
#include "ui/images/imageform.h"
#include "ui/images/imageheading.h"
#include "ui/images/imagetableview.h"
#include "ui/images/tagseditor.h"
#include "ui/images/valuelist.h"
#include "ui/life/historylist.h"
#include "ui/life/lifesection.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagestrip.h"

namespace vitrine {

namespace {

QLabel *makeTitle(const QString &title, QWidget *parent)
{
    auto *label = new QLabel(title, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

ImageDetailsPane::ImageDetailsPane(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_empty(new EmptyView(this))
    , m_scrollArea(new QScrollArea(this))
    , m_strip(new MessageStrip(this))
    , m_heading(new ImageHeading(this))
    , m_life(new LifeSection(service, this))
    , m_history(new HistoryList(this))
    , m_form(new ImageForm(this))
    , m_tags(new TagsEditor(this))
    , m_data(new ValueList(this))
    , m_stores(new ValueList(this))
    , m_properties(new ValueList(this))
{
    setAccessibleName(tr("Details of the image"));
    layOut();
    connect(m_heading, &ImageHeading::renameRequested, this,
        [this](const QString &name) { change({ .name = name }); });
    connect(m_form, &ImageForm::changeRequested, this, &ImageDetailsPane::change);
    connect(m_tags, &TagsEditor::tagAddRequested, this,
        [this](const QString &tag) { change({ .addTags = { tag } }); });
    connect(m_tags, &TagsEditor::tagRemoveRequested, this,
        [this](const QString &tag) { change({ .removeTags = { tag } }); });
    connect(m_tags, &TagsEditor::tagActivated, this, &ImageDetailsPane::tagActivated);
    connect(m_life, &LifeSection::lessonRequested, this, &ImageDetailsPane::lessonRequested);
    connect(&service, &ImageService::imagesAdded, this, &ImageDetailsPane::handleImagesChanged);
    connect(&service, &ImageService::imagesChanged, this, &ImageDetailsPane::handleImagesChanged);
    connect(&service, &ImageService::imagesRemoved, this, &ImageDetailsPane::handleImagesRemoved);
    showNothing();
}

void ImageDetailsPane::layOut()
{
    auto *content = new QWidget(m_scrollArea);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    const auto addSection = [column, content](const QString &title, QWidget *body) {
        column->addSpacing(8);
        column->addWidget(makeTitle(title, content));
        column->addWidget(body);
    };
    column->addWidget(m_strip);
    column->addWidget(m_heading);
    //: Section: the recorded states of the image
    addSection(tr("Life"), m_life);
    column->addWidget(m_history);
    addSection(tr("Overview"), m_form);
    addSection(tr("Tags"), m_tags);
    //: Section: hashes of the bytes
    addSection(tr("Data"), m_data);
    addSection(tr("Stores"), m_stores);
    addSection(tr("Properties"), m_properties);
    column->addStretch();

    m_scrollArea->setAccessibleName(tr("Details"));
    m_scrollArea->setFrameShape(QFrame::NoFrame);
    m_scrollArea->setWidgetResizable(true);
    m_scrollArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scrollArea->setWidget(content);
    m_pages = new QStackedLayout(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_scrollArea);
}

void ImageDetailsPane::showSelection(const ImageSelection &selection)
{
    if (selection.count == 1) {
        showImage(selection.images.constFirst());
        return;
    }
    showNothing();
    if (selection.count > 1) {
        m_empty->setContent(QStringLiteral("box"),
            tr("%1 images selected").arg(locale().toString(selection.count)),
            //: The sum of the sizes of the selected images
            tr("%1 in total").arg(text::bytes(selection.totalSize)));
    }
}

void ImageDetailsPane::setProgress(const ImageId &id, std::optional<double> fraction)
{
    if (m_image && m_image->id == id)
        m_life->setProgress(fraction);
}

void ImageDetailsPane::startRenaming()
{
    if (m_image)
        m_heading->startRenaming();
}

void ImageDetailsPane::startTagging()
{
    if (m_image)
        m_tags->startAdding();
}

void ImageDetailsPane::showNothing()
{
    m_image.reset();
    m_empty->setContent(QStringLiteral("details"), tr("Select an image to see what it is"));
    m_pages->setCurrentWidget(m_empty);
}

void ImageDetailsPane::showImage(const Image &image)
{
    const bool isOther = !m_image || m_image->id != image.id;
    if (!isOther && *m_image == image)
        return;
    m_image = image;
    if (isOther) {
        m_strip->dismiss();
        m_scrollArea->ensureVisible(0, 0);
        // What was recorded arrives in a moment; another image's life must not stand here till then.
        m_life->setProgress(std::nullopt);
        showHistory({});
    }
    m_heading->setImage(image);
    m_life->setImage(image);
    m_form->setImage(image);
    m_tags->setTags(image.tags);
    showValues(image);
    m_pages->setCurrentWidget(m_scrollArea);
    loadHistory();
}

void ImageDetailsPane::showValues(const Image &image)
{
    QList<QPair<QString, QString>> hashes;
    if (!image.checksum.isEmpty())
        hashes.append({ QStringLiteral("MD5"), image.checksum });
    if (!image.osHashValue.isEmpty())
        hashes.append({ image.osHashAlgo.toUpper(), image.osHashValue });
    m_data->setValues(hashes, tr("The image has no data yet."));

    QList<QPair<QString, QString>> stores;
    for (const QString &store : image.stores)
        stores.append({ stores.isEmpty() ? tr("Lies in") : tr("And in"), store });
    m_stores->setValues(stores, tr("In no store"));

    QList<QPair<QString, QString>> properties;
    for (auto it = image.properties.cbegin(); it != image.properties.cend(); ++it)
        properties.append({ it.key(), it.value() });
    m_properties->setValues(properties, tr("None"));
}

void ImageDetailsPane::loadHistory()
{
    const ImageId id = m_image->id;
    QCoro::connect(m_service.history(id), this, [this, id](const Result<QList<Transition>> &history) {
        if (!m_image || m_image->id != id)
            return;
        if (history)
            showHistory(*history);
        else
            m_strip->showError(history.error());
    });
}

void ImageDetailsPane::showHistory(const QList<Transition> &history)
{
    m_life->setLife(history, m_image->status);
    m_history->setHistory(history);
}

void ImageDetailsPane::change(const ImagePatch &patch)
{
    if (!m_image)
        return;
    const ImageId id = m_image->id;
    QCoro::connect(m_service.updateImage(id, patch), this, [this, id](const Result<Image> &image) {
        if (!m_image || m_image->id != id)
            return;
        if (image) {
            m_strip->dismiss();
            showImage(*image);
            return;
        }
        m_strip->showError(image.error());
        m_scrollArea->ensureWidgetVisible(m_strip);
        // Back to what the service holds.
        m_heading->setImage(*m_image);
        m_form->setImage(*m_image);
    });
}

void ImageDetailsPane::handleImagesChanged(const QList<Image> &images)
{
    for (const Image &image : images) {
        if (m_image && image.id == m_image->id)
            showImage(image);
    }
}

void ImageDetailsPane::handleImagesRemoved(const QList<ImageId> &ids)
{
    if (!m_image || !ids.contains(m_image->id))
        return;
    // Into the trash or out of it, or gone for good.
    const ImageId id = m_image->id;
    QCoro::connect(m_service.image(id), this, [this, id](const Result<Image> &image) {
        if (!m_image || m_image->id != id)
            return;
        if (image)
            showImage(*image);
        else
            showNothing();
    });
}

} // namespace vitrine
