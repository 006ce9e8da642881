#include "ui/window/selectioncommands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "ui/dialogs/datadialog.h"
#include "ui/images/imagedetailspane.h"
#include "ui/text/copytext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/savename.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/prompts.h"
#include "ui/window/catalogueview.h"
#include "ui/window/imagescontroller.h"
#include "ui/window/windowactions.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

SelectionCommands::SelectionCommands(CatalogueView &catalogue, ImagesController &images, FileChooser &chooser,
    Prompts &prompts, QWidget &window)
    : QObject(&catalogue)
    , m_catalogue(catalogue)
    , m_images(images)
    , m_chooser(chooser)
    , m_prompts(prompts)
    , m_window(window)
{
}

void SelectionCommands::connectTo(const WindowActions &actions)
{
    const auto onTrigger
        = [this](QAction *action, auto method) { connect(action, &QAction::triggered, this, method); };
    onTrigger(actions.remove, &SelectionCommands::remove);
    onTrigger(actions.exportImages, &SelectionCommands::exportData);
    onTrigger(actions.addData, &SelectionCommands::addData);
    connect(&m_catalogue.details(), &ImageDetailsPane::dataRequested, actions.addData, &QAction::trigger);
    onTrigger(actions.importStaged, [this] { m_images.importStaged(m_catalogue.selectedImages()); });
    connect(
        &m_catalogue.details(), &ImageDetailsPane::importRequested, actions.importStaged, &QAction::trigger);
    onTrigger(actions.copyId, &SelectionCommands::copyIds);
    connect(actions.copyAs, &QMenu::triggered, this, &SelectionCommands::copyAs);
    onTrigger(actions.deactivate, [this] { m_images.deactivate(m_catalogue.selectedImages()); });
    onTrigger(actions.reactivate, [this] { m_images.reactivate(m_catalogue.selectedImages()); });
    onTrigger(actions.restore, [this] { m_images.restore(m_catalogue.selectedImages()); });
    onTrigger(actions.rename, [this, details = actions.details] {
        details->setChecked(true);
        m_catalogue.details().startRenaming();
    });
    onTrigger(actions.addTag, [this, details = actions.details] {
        details->setChecked(true);
        m_catalogue.details().startTagging();
    });
    onTrigger(actions.addProperty, [this, details = actions.details] {
        details->setChecked(true);
        m_catalogue.details().startAddingProperty();
    });
}

void SelectionCommands::remove()
{
    const QList<Image> images = m_catalogue.selectedImages();
    if (!m_images.hasTrash()) {
        removeFromCloud(images);
        return;
    }
    QStringList lost;
    for (const Image &image : images) {
        if (!image.isProtected && !m_images.isRestorable(image))
            lost.append(text::imageName(image));
    }
    if (lost.isEmpty()) {
        m_images.remove(images);
        return;
    }
    Question question;
    question.title = tr("Delete images");
    question.sentence = lost.size() == 1
        ? tr("“%1” is not active and cannot be restored once it is deleted.").arg(lost.first())
        : tr("%n image(s) are not active and cannot be restored once they are deleted.", nullptr,
            static_cast<int>(lost.size()));
    question.detail = tr("Only active images go to the trash.");
    question.confirmLabel = tr("Delete for good");
    question.isDestructive = true;
    m_prompts.confirm(&m_window, question, [this, images] { m_images.remove(images); });
}

void SelectionCommands::removeFromCloud(const QList<Image> &selected)
{
    // What cannot be deleted stays out of the question.
    QList<Image> images = selected;
    images.removeIf(
        [](const Image &image) { return image.isProtected || image.status == ImageStatus::Deactivated; });
    if (images.isEmpty())
        return;
    qint64 bytes = 0;
    for (const Image &image : std::as_const(images))
        bytes += image.size.value_or(0);
    Question question;
    question.title = tr("Delete images");
    question.sentence = images.size() == 1
        ? tr("Delete “%1” from the cloud for good?").arg(text::imageName(images.constFirst()))
        : tr("Delete %n image(s) from the cloud for good?", nullptr, static_cast<int>(images.size()));
    const QString undone = tr("A cloud has no trash: this cannot be undone.");
    question.detail = bytes > 0
        //: %1 is a number of bytes
        ? tr("%1 of data are lost with it.").arg(text::bytes(bytes)) % u' ' % undone
        : undone;
    if (images.size() == 1 && images.constFirst().visibility != Visibility::Private)
        question.detail += u' ' % tr("Others who use the image lose it too.");
    question.confirmLabel = tr("Delete for good");
    question.isDestructive = true;
    m_prompts.confirm(&m_window, question, [this, images] { m_images.remove(images); });
}

void SelectionCommands::exportData()
{
    QList<Image> images = m_catalogue.selectedImages();
    images.removeIf([](const Image &image) { return image.status != ImageStatus::Active; });
    FileChooser::Request request;
    if (images.size() == 1) {
        const Image image = images.first();
        request.title = tr("Export “%1”").arg(text::imageName(image));
        request.fileName = suggestedFileName(image);
        m_chooser.saveFile(
            &m_window, request, [this, image](const QString &path) { m_images.exportTo(image, path, true); });
    } else if (!images.isEmpty()) {
        request.title = tr("Export %n image(s) into a folder", nullptr, static_cast<int>(images.size()));
        m_chooser.chooseFolder(&m_window, request,
            [this, images](const QString &folder) { m_images.exportInto(images, folder); });
    }
}

void SelectionCommands::addData()
{
    const QList<Image> images = m_catalogue.selectedImages();
    if (images.isEmpty())
        return;
    auto *dialog = new DataDialog(images.constFirst(), m_chooser, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DataDialog::dataRequested, &m_images, &ImagesController::addData);
    dialog->open();
}

void SelectionCommands::copyIds()
{
    QApplication::clipboard()->setText(m_catalogue.table().selectedImageIds().join(u'\n'));
}

void SelectionCommands::copyAs(const QAction *entry)
{
    const auto form = static_cast<text::CopyForm>(entry->data().toInt());
    QApplication::clipboard()->setText(text::copyText(form, m_catalogue.selectedImages()));
}

} // namespace vitrine
