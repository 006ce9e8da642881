#include "ui/window/selectioncommands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "ui/dialogs/datadialog.h"
#include "ui/images/imagedetailspane.h"
#include "ui/text/copytext.h"
#include "ui/text/imagetext.h"
#include "ui/text/savename.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/prompts.h"
#include "ui/window/catalogueview.h"
#include "ui/window/imagescontroller.h"
#include "ui/window/windowactions.h"

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
}

void SelectionCommands::remove()
{
    const QList<Image> images = m_catalogue.selectedImages();
    QStringList lost;
    for (const Image &image : images) {
        if (!image.isProtected && !ImagesController::isRestorable(image))
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
