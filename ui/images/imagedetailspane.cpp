#include "ui/images/imagedetailspane.h"

#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/image/imagelimits.h"
#include "core/service/imageservice.h"
#include "ui/images/allocationview.h"
#include "ui/images/changepreviewdialog.h"
#include "ui/images/checksview.h"
#include "ui/images/imageeditor.h"
#include "ui/images/imageform.h"
#include "ui/images/imageheading.h"
#include "ui/images/imagetableview.h"
#include "ui/images/jsonview.h"
#include "ui/images/membereditor.h"
#include "ui/images/propertieseditor.h"
#include "ui/images/severalimagesform.h"
#include "ui/images/sharingview.h"
#include "ui/images/storesview.h"
#include "ui/images/tagseditor.h"
#include "ui/life/historylist.h"
#include "ui/life/lifesection.h"
#include "ui/text/imagetext.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/foldablesection.h"
#include "ui/widgets/messagestrip.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

ImageDetailsPane::ImageDetailsPane(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_editor(new ImageEditor(service, this))
    , m_memberEditor(new MemberEditor(service, m_editor->history(), this))
    , m_empty(new EmptyView(this))
    , m_several(new SeveralImagesForm)
    , m_scrollArea(new QScrollArea(this))
    , m_strip(new MessageStrip(this))
    , m_heading(new ImageHeading(this))
    , m_life(new LifeSection(service))
    , m_history(new HistoryList)
    , m_form(new ImageForm)
    , m_tags(new TagsEditor)
    , m_properties(new PropertiesEditor)
    , m_sharing(new SharingView(service))
    , m_stores(new StoresView(service))
    , m_allocation(new AllocationView(service))
    , m_checks(new ChecksView(service))
    , m_json(new JsonView)
{
    setAccessibleName(tr("Details of the image"));
    layOut();
    connect(m_heading, &ImageHeading::renameRequested, this,
        [this](const QString &name) { change({ .name = name }); });
    connect(m_form, &ImageForm::changeRequested, this, &ImageDetailsPane::change);
    connect(m_properties, &PropertiesEditor::changeRequested, this, &ImageDetailsPane::change);
    connect(m_sharing, &SharingView::changeRequested, this, &ImageDetailsPane::change);
    connect(m_sharing, &SharingView::memberChangeRequested, m_memberEditor, &MemberEditor::apply);
    connect(m_memberEditor, &MemberEditor::refused, this, &ImageDetailsPane::showRefusal);
    connect(m_tags, &TagsEditor::tagAddRequested, this,
        [this](const QString &tag) { change({ .addTags = { tag } }); });
    connect(m_tags, &TagsEditor::tagRemoveRequested, this,
        [this](const QString &tag) { change({ .removeTags = { tag } }); });
    connect(m_tags, &TagsEditor::tagActivated, this, &ImageDetailsPane::tagActivated);
    connect(m_life, &LifeSection::lessonRequested, this, &ImageDetailsPane::lessonRequested);
    connect(m_life, &LifeSection::dataRequested, this, &ImageDetailsPane::dataRequested);
    connect(m_life, &LifeSection::importRequested, this, &ImageDetailsPane::importRequested);
    connect(m_editor, &ImageEditor::finished, this, &ImageDetailsPane::finishChange);
    connect(m_several, &SeveralImagesForm::previewRequested, this, &ImageDetailsPane::preview);
    connect(&service, &ImageService::imagesAdded, this, &ImageDetailsPane::handleImagesChanged);
    connect(&service, &ImageService::imagesChanged, this, &ImageDetailsPane::handleImagesChanged);
    connect(&service, &ImageService::imagesRemoved, this, &ImageDetailsPane::handleImagesRemoved);
    showNothing();
}

void ImageDetailsPane::layOut()
{
    auto *content = new QWidget(m_scrollArea);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(8);
    m_column->addWidget(m_strip);
    m_column->addWidget(m_heading);
    // The Tab key goes through the sections in this order: their bodies get their parent here.
    //: Section: the recorded states of the image
    addSection(u"life"_s, tr("Life"), m_life);
    addSection(u"overview"_s, tr("Overview"), m_form);
    addSection(u"tags"_s, tr("Tags"), m_tags);
    addSection(u"properties"_s, tr("Properties"), m_properties);
    //: Section: who may see and use the image
    addSection(u"sharing"_s, tr("Sharing"), m_sharing);
    addSection(u"stores"_s, tr("Stores"), m_stores);
    //: Section: which parts of the disk are stored
    addSection(u"allocation"_s, tr("Disk map"), m_allocation)->setFolded(true);
    //: Section: hashes of the data, and whether the data still have them
    addSection(u"checks"_s, tr("Checks"), m_checks)->addHeaderButton(m_checks->verifyButton());
    //: Section: the recorded steps in words
    addSection(u"history"_s, tr("History"), m_history)->setFolded(true);
    FoldableSection *json = addSection(u"json"_s, tr("JSON"), m_json);
    json->addHeaderButton(m_json->copyButton());
    json->setFolded(true);
    m_column->addStretch();

    m_scrollArea->setAccessibleName(tr("Details"));
    m_scrollArea->setFrameShape(QFrame::NoFrame);
    m_scrollArea->setWidgetResizable(true);
    m_scrollArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scrollArea->setWidget(content);
    m_pages = new QStackedLayout(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_scrollArea);
    m_pages->addWidget(m_several);
}

FoldableSection *ImageDetailsPane::addSection(const QString &name, const QString &title, QWidget *body)
{
    auto *section = new FoldableSection(title, body, this);
    section->setObjectName(name % u"Section"_s);
    m_column->addWidget(section);
    m_sections.insert(name, section);
    return section;
}

QStringList ImageDetailsPane::foldedSections() const
{
    QStringList folded;
    for (auto it = m_sections.cbegin(); it != m_sections.cend(); ++it) {
        if (it.value()->isFolded())
            folded.append(it.key());
    }
    return folded;
}

void ImageDetailsPane::setFoldedSections(const QStringList &names)
{
    for (auto it = m_sections.cbegin(); it != m_sections.cend(); ++it)
        it.value()->setFolded(names.contains(it.key()));
}

void ImageDetailsPane::showSelection(const ImageSelection &selection)
{
    m_selection = selection;
    if (selection.count == 1) {
        showImage(selection.images.constFirst());
        return;
    }
    if (selection.count == 0) {
        showNothing();
        return;
    }
    m_image.reset();
    m_several->setSelection(selection);
    m_pages->setCurrentWidget(m_several);
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
    m_sections[u"tags"_s]->setFolded(false);
    if (m_image)
        m_tags->startAdding();
    else if (m_selection.count > 1)
        m_several->startTagging();
}

void ImageDetailsPane::startAddingProperty()
{
    m_sections[u"properties"_s]->setFolded(false);
    if (m_image)
        m_properties->startAdding();
    else if (m_selection.count > 1)
        m_several->startAddingProperty();
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
    m_properties->setImage(image);
    m_sharing->setImage(image);
    m_stores->setStores(image.stores);
    m_allocation->setImage(image);
    m_checks->setImage(image);
    m_json->setImage(image);
    showSummaries(image);
    m_pages->setCurrentWidget(m_scrollArea);
    loadHistory();
}

void ImageDetailsPane::showSummaries(const Image &image)
{
    const auto number = [this](qsizetype count) { return count > 0 ? locale().toString(count) : QString(); };
    m_sections[u"tags"_s]->setSummary(number(image.tags.size()));
    m_sections[u"properties"_s]->setSummary(number(image.properties.size()));
    m_sections[u"sharing"_s]->setSummary(text::visibilityWord(image.visibility));
    m_sections[u"stores"_s]->setSummary(image.stores.join(u", "_s));
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
    m_sections[u"history"_s]->setSummary(history.isEmpty() ? QString() : locale().toString(history.size()));
}

void ImageDetailsPane::change(const ImagePatch &patch)
{
    if (!m_image)
        return;
    const Result<Image> changed = applyPatch(*m_image, patch, {});
    if (!changed) {
        refuse(changed.error());
        return;
    }
    const QList<FieldChange> changes = changesBetween(*m_image, *changed);
    if (!changes.isEmpty())
        m_runs.insert(m_editor->apply({ { m_image->id, m_image->name, changes } }));
}

void ImageDetailsPane::finishChange(const EditOutcome &outcome)
{
    if (!m_runs.remove(outcome.run) || !m_image)
        return;
    if (outcome.last.id == m_image->id) {
        m_strip->dismiss();
        showImage(outcome.last);
    } else if (!outcome.failed.isEmpty() && outcome.failed.constFirst().first.id == m_image->id) {
        refuse(outcome.failed.constFirst().second);
    }
}

void ImageDetailsPane::showRefusal(const Error &error)
{
    m_strip->showError(error);
    m_scrollArea->ensureWidgetVisible(m_strip);
}

void ImageDetailsPane::refuse(const Error &error)
{
    showRefusal(error);
    // Back to what the service holds.
    m_heading->setImage(*m_image);
    m_form->setImage(*m_image);
    m_sharing->setImage(*m_image);
    m_properties->takeBack();
}

void ImageDetailsPane::preview(const QList<FieldChange> &wishes)
{
    QList<ImageEdit> edits;
    const QList<Image> images = m_selectedImages ? m_selectedImages() : m_selection.images;
    for (const Image &image : images) {
        const QList<FieldChange> changes = changesTowards(image, wishes);
        if (!changes.isEmpty())
            edits.append({ image.id, image.name, changes });
    }
    auto *dialog = new ChangePreviewDialog(*m_editor, edits, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_several, &SeveralImagesForm::forgetWishes);
    dialog->open();
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
