#include "ui/window/windowactions.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include "ui/life/stuckstrip.h"
#include "ui/text/actiontext.h"
#include "ui/text/copytext.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr auto explanationProperty = "vitrineExplanation";

/// Names may hold what a menu would take for a mnemonic.
void setStepText(QAction &action, const QString &bare, const QString &full, QString what)
{
    action.setText(what.isEmpty() ? bare : full.arg(what.replace(u'&', u"&&"_s)));
}

} // namespace

ActionSituation situationOf(const QList<Image> &images)
{
    ActionSituation situation;
    situation.selected = images.size();
    for (const Image &image : images) {
        situation.anyDeletable |= !image.isProtected && image.status != ImageStatus::Deactivated;
        situation.anyUnprotected |= !image.isProtected;
        situation.anyActive |= image.status == ImageStatus::Active;
        situation.anyDeactivated |= image.status == ImageStatus::Deactivated;
        situation.anyExportable |= image.status == ImageStatus::Active;
        situation.anyQueued |= image.status == ImageStatus::Queued;
        situation.anyStaged |= hasStagedData(image);
    }
    return situation;
}

WindowActions::WindowActions(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    add = make(u"add"_s, u"add"_s, tr("&Add images…"), tr("Copies disk images from files into the catalogue"),
        { QKeySequence::Open });
    paste = make(u"paste"_s, u"import"_s, tr("&Paste files or links"),
        tr("Adds the copied files, or downloads the copied link"), { QKeySequence::Paste });
    addData = make(u"addData"_s, u"import"_s, tr("Add &data…"),
        tr("Sends a file or a link into an image that has no data yet"));
    importStaged = make(u"importStaged"_s, u"import"_s, tr("I&mport staged data"),
        tr("Makes the staged data the data of the image, which is then active"));
    exportImages = make(u"export"_s, u"export"_s, tr("&Export…"),
        tr("Writes the image to a file and checks it"), { Qt::CTRL | Qt::Key_D });
    convert = make(u"convert"_s, u"convert"_s, tr("&Convert…"),
        tr("Makes an image or a file of another format"), { Qt::CTRL | Qt::SHIFT | Qt::Key_C });
    publish = make(u"publish"_s, u"import"_s, tr("Publish &new version…"),
        tr("Lets a file take the place of the image; the image itself is hidden and kept"));
    rename = make(u"rename"_s, u"edit"_s, tr("&Rename"), tr("Changes the name of the image"), { Qt::Key_F2 });
    addTag = make(u"addTag"_s, u"tag"_s, tr("Add &tag"), tr("Adds a tag to the selected images"),
        { Qt::CTRL | Qt::Key_T });
    addProperty = make(u"addProperty"_s, u"edit"_s, tr("Add &property"),
        tr("Gives the selected images a property, such as os_distro"), { Qt::CTRL | Qt::Key_P });
    deactivate = make(u"deactivate"_s, u"deactivate"_s, tr("Deac&tivate"),
        tr("Keeps the data from being exported or copied until the image is reactivated"));
    reactivate = make(u"reactivate"_s, u"reactivate"_s, tr("Re&activate"), tr("Lets the data be used again"));
    remove = make(u"delete"_s, u"delete"_s, tr("&Delete"), tr("Moves the image to the trash"),
        { QKeySequence::Delete });
    restore = make(u"restore"_s, u"restore"_s, tr("&Restore"), tr("Brings the image back from the trash"));
    quit
        = make(u"quit"_s, {}, tr("&Quit"), tr("Closes Vitrine; unfinished transfers go on at the next start"),
            { QKeySequence(Qt::CTRL | Qt::Key_Q) });
    undo = make(
        u"undo"_s, u"undo"_s, tr("&Undo"), tr("Takes back what was done last"), { QKeySequence::Undo });
    redo = make(u"redo"_s, u"redo"_s, tr("&Redo"), tr("Does again what was taken back last"),
        { Qt::CTRL | Qt::SHIFT | Qt::Key_Z });
    copyId = make(u"copyId"_s, u"copy"_s, tr("&Copy ID"), tr("Copies the ID of the selected images"),
        { QKeySequence::Copy });
    selectAll = make(u"selectAll"_s, {}, tr("Select &all"), tr("Selects every image in the list"),
        { QKeySequence::SelectAll });
    find = make(u"find"_s, u"search"_s, tr("&Find"), tr("Looks in names, IDs, tags and properties"),
        { QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::Key_F3) });
    clearSearch
        = make(u"clearSearch"_s, u"close"_s, tr("Clear search and filters"), tr("Shows every image again"));
    addFilter = make(u"addFilter"_s, u"filter"_s, tr("Add f&ilter"),
        tr("Narrows the list by status, format, size, tag and so on"), { Qt::CTRL | Qt::SHIFT | Qt::Key_F });
    trash = make(u"trash"_s, u"trash"_s, tr("&Trash"), tr("Shows what was deleted and can still be restored"),
        { Qt::CTRL | Qt::SHIFT | Qt::Key_T });
    trash->setCheckable(true);
    viewTable = make(u"viewTable"_s, u"table"_s, tr("Ta&ble"), tr("Shows the images as rows with columns"),
        { Qt::CTRL | Qt::SHIFT | Qt::Key_1 });
    viewCards = make(u"viewCards"_s, u"cards"_s, tr("Car&ds"), tr("Shows the images as cards"),
        { Qt::CTRL | Qt::SHIFT | Qt::Key_2 });
    auto *views = new QActionGroup(this);
    for (QAction *view : { viewTable, viewCards }) {
        view->setCheckable(true);
        views->addAction(view);
    }
    viewTable->setChecked(true);
    details = make(u"details"_s, u"details"_s, tr("&Details"),
        tr("Shows everything about the selected image beside the list"), { Qt::Key_F9 });
    details->setCheckable(true);
    transfers = make(u"transfers"_s, u"transfers"_s, tr("T&ransfers"), tr("Unfolds the list of transfers"),
        { Qt::CTRL | Qt::Key_J });
    transfers->setCheckable(true);
    diskUse = make(u"diskUse"_s, u"disk"_s, tr("Disk &use"),
        tr("Shows which images take up the space, and which are there twice"),
        { Qt::CTRL | Qt::SHIFT | Qt::Key_D });
    diskUse->setCheckable(true);
    refresh = make(
        u"refresh"_s, u"refresh"_s, tr("Re&fresh"), tr("Reads the list anew"), { QKeySequence::Refresh });
    sidebar = make(u"sidebar"_s, u"store"_s, tr("&Sidebar"), tr("Shows the list of catalogues"),
        { Qt::CTRL | Qt::Key_B });
    sidebar->setCheckable(true);
    requests = make(u"requests"_s, u"cloud"_s, tr("Re&quests"),
        tr("Shows each request to a cloud, its answer, and the openstack command that asks the same"),
        { Qt::CTRL | Qt::SHIFT | Qt::Key_R });
    requests->setCheckable(true);
    palette = make(u"palette"_s, u"search"_s, tr("&Command palette…"),
        tr("Finds commands, catalogues and images by a few letters"), { Qt::CTRL | Qt::Key_K });
    settings = make(u"settings"_s, u"settings"_s, tr("&Settings…"), tr("Colours, language and transfers"),
        { Qt::CTRL | Qt::Key_Comma });
    addCatalogue = make(u"addCatalogue"_s, u"folder"_s, tr("Add &folder…"),
        tr("Adds a folder of images as another catalogue"), { Qt::CTRL | Qt::SHIFT | Qt::Key_O });
    addCloud
        = make(u"addCloud"_s, u"cloud"_s, tr("Add &cloud…"), tr("Adds the images of an OpenStack cloud"));
    offers = make(u"offers"_s, u"import"_s, tr("Images &offered to you…"),
        tr("Accepts or rejects the images that other projects share with yours"));
    emptyTrash = make(
        u"emptyTrash"_s, u"trash"_s, tr("&Empty trash…"), tr("Removes everything in the trash for good"));
    checkIntegrity = make(u"checkIntegrity"_s, u"success"_s, tr("Check &integrity…"),
        tr("Reads every image again and compares it with its hashes"));
    lifeLesson = make(u"lifeLesson"_s, u"history"_s, tr("How an image &lives"),
        tr("Explains every state on a practice image"), { QKeySequence::HelpContents });
    shortcuts = make(
        u"shortcuts"_s, {}, tr("&Keyboard shortcuts"), tr("Lists every key"), { Qt::CTRL | Qt::Key_Slash });
    about = make(u"about"_s, u"info"_s, tr("&About Vitrine"), tr("Version and licence"));
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    makeCopyMenu();
    copyTo = new QMenu(tr("Copy t&o"), &m_window);
    copyTo->setObjectName(u"copyToMenu"_s);
    copyTo->setIcon(themedIcon(u"transfers"_s));
    copyTo->setToolTipsVisible(true);
    settings->setMenuRole(QAction::PreferencesRole);
    update({});
}

QAction *WindowActions::make(const QString &name, const QString &icon, const QString &text,
    const QString &explanation, const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(text, this);
    // Tool buttons have no mnemonics, and the dots say nothing there that their tooltips do not.
    action->setIconText(plainActionText(text));
    action->setObjectName(u"action_"_s + name);
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    action->setShortcuts(shortcuts);
    action->setProperty(explanationProperty, explanation);
    m_window.addAction(action);
    m_all.append(action);
    allow(action, {});
    return action;
}

void WindowActions::allow(QAction *action, const QString &reasonAgainst)
{
    action->setEnabled(reasonAgainst.isEmpty());
    const QString explanation
        = reasonAgainst.isEmpty() ? action->property(explanationProperty).toString() : reasonAgainst;
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString label = plainActionText(action->text());
    const QString title = keys.isEmpty() ? label : label % u" ("_s % keys % u')';
    action->setToolTip(title % u'\n' % explanation);
    action->setStatusTip(QString());
}

void WindowActions::update(const ActionSituation &situation)
{
    const QString closed = situation.isOpen ? QString() : tr("The catalogue is not open.");
    const auto first = [](std::initializer_list<QString> reasons) {
        const auto found = std::find_if(
            reasons.begin(), reasons.end(), [](const QString &reason) { return !reason.isEmpty(); });
        return found == reasons.end() ? QString() : *found;
    };
    const auto unless = [](bool condition, const QString &reason) { return condition ? QString() : reason; };

    const QString none = unless(situation.selected > 0, tr("Select an image first."));
    const QString notOne = unless(situation.selected <= 1, tr("Select a single image."));
    const QString inTrash = unless(!situation.isTrash, tr("Restore the image from the trash first."));
    for (QAction *action :
        { add, paste, selectAll, find, clearSearch, addFilter, viewTable, viewCards, refresh })
        allow(action, closed);
    const QString noTrash
        = unless(!situation.isCloud, tr("A cloud has no trash: what is deleted there is gone."));
    allow(trash, first({ closed, noTrash }));
    allow(emptyTrash, first({ closed, noTrash }));
    allow(offers,
        first({ closed,
            unless(situation.isCloud, tr("Only projects of a cloud offer images to each other.")) }));
    allow(diskUse,
        first({ closed,
            unless(!situation.isCloud, tr("How full the disks of a cloud are cannot be seen from here.")) }));
    allow(checkIntegrity,
        first({ closed,
            unless(!situation.isCloud,
                tr("The cloud looks after its data; an export compares them with their hash.")) }));
    const QString notHere = unless(
        !situation.isCloud, tr("The data are in a cloud: copy the image to a catalogue on this PC first."));
    allow(exportImages,
        first({ closed, none, inTrash,
            unless(situation.anyExportable || !situation.anyDeactivated,
                tr("The image is deactivated: reactivate it to export its data.")),
            unless(situation.anyExportable, tr("The image has no data to export yet.")) }));
    allow(addData,
        first({ closed, none, notOne, inTrash,
            unless(situation.anyQueued, tr("Only a queued image takes data; they can be sent once.")) }));
    allow(importStaged,
        first({ closed, none, inTrash,
            unless(situation.anyStaged, tr("Only an image whose data are staged can be imported.")) }));
    allow(convert,
        first({ closed, none, inTrash, notHere,
            unless(situation.anyActive, tr("Only active images can be converted.")) }));
    allow(publish,
        first({ closed, none, notOne, inTrash, notHere,
            unless(situation.anyActive, tr("Only an active image can have a new version.")) }));
    allow(rename, first({ closed, none, notOne, inTrash }));
    allow(addTag, first({ closed, none, inTrash }));
    allow(addProperty, first({ closed, none, inTrash }));
    allow(deactivate,
        first({ closed, none, inTrash,
            unless(situation.anyActive, tr("Only active images can be deactivated.")) }));
    allow(reactivate,
        first({ closed, none, inTrash,
            unless(situation.anyDeactivated, tr("Only deactivated images can be reactivated.")) }));
    remove->setProperty(explanationProperty,
        situation.isCloud ? tr("Deletes the image from the cloud for good")
                          : tr("Moves the image to the trash"));
    allow(remove,
        first({ closed, none,
            unless(!situation.isTrash,
                tr("The image is in the trash already; it is removed when its time is up.")),
            unless(situation.anyUnprotected,
                tr("The image is protected: take the protection away in its details first.")),
            unless(situation.anyDeletable, tr("The image is deactivated: reactivate it to delete it.")) }));
    allow(restore,
        first({ closed, noTrash, none,
            unless(situation.isTrash, tr("Only images in the trash can be restored.")) }));
    //: %1 is what would be undone, such as "rename"
    setStepText(*undo, tr("&Undo"), tr("&Undo %1"), situation.undoText);
    allow(undo, first({ closed, unless(situation.canUndo, tr("Nothing was done that could be undone.")) }));
    //: %1 is what would be done again, such as "rename"
    setStepText(*redo, tr("&Redo"), tr("&Redo %1"), situation.redoText);
    allow(redo, first({ closed, unless(situation.canRedo, tr("Nothing was undone.")) }));
    allow(copyId, first({ closed, none }));
    copyAs->setEnabled(situation.isOpen && situation.selected > 0);
    updateCopyTo(situation);
    refuse(situation.refusals);
}

void WindowActions::refuse(const QMap<Action, QString> &reasons)
{
    const std::initializer_list<std::pair<QAction *, Action>> needs{ { add, Action::AddImage },
        { paste, Action::AddImage }, { addData, Action::UploadImage }, { importStaged, Action::UploadImage },
        { exportImages, Action::DownloadImage }, { rename, Action::ModifyImage },
        { addTag, Action::ModifyImage }, { addProperty, Action::ModifyImage },
        { deactivate, Action::DeactivateImage }, { reactivate, Action::ReactivateImage },
        { remove, Action::DeleteImage } };
    for (const auto &[action, needed] : needs) {
        if (action->isEnabled() && reasons.contains(needed))
            allow(action, reasons.value(needed));
    }
}

void WindowActions::updateCopyTo(const ActionSituation &situation)
{
    const bool isPossible
        = situation.isOpen && !situation.isTrash && situation.anyExportable && !copyTo->isEmpty();
    copyTo->setEnabled(isPossible);
    copyTo->menuAction()->setToolTip(isPossible ? tr("Copies the image into another catalogue or cloud")
            : copyTo->isEmpty()                 ? tr("There is no other catalogue or cloud to copy to.")
                                                : tr("Select an active image first."));
}

void WindowActions::makeCopyMenu()
{
    copyAs = new QMenu(tr("Copy &as"), &m_window);
    copyAs->setObjectName(u"copyAsMenu"_s);
    copyAs->setIcon(themedIcon(u"copy"_s));
    for (const text::CopyForm form : text::allCopyForms()) {
        QAction *entry = copyAs->addAction(text::copyFormWord(form));
        entry->setData(static_cast<int>(form));
        if (form == text::CopyForm::Sha512 || form == text::CopyForm::Tsv)
            copyAs->addSeparator();
    }
}

QMenu *WindowActions::fillMenuBar(QMenuBar &bar, QMenu *columns) const
{
    const auto menu = [&bar](const QString &title, const QList<QAction *> &entries) {
        QMenu *made = bar.addMenu(title);
        made->setToolTipsVisible(true);
        for (QAction *entry : entries) {
            if (entry)
                made->addAction(entry);
            else
                made->addSeparator();
        }
        return made;
    };
    QMenu *image = menu(tr("&Image"),
        { add, addData, importStaged, nullptr, exportImages, convert, publish, rename, addTag, addProperty,
            nullptr, deactivate, reactivate, nullptr, remove, restore, nullptr, quit });
    image->insertMenu(deactivate, copyTo);
    image->insertMenu(deactivate, copyAs);
    image->insertSeparator(deactivate);
    menu(tr("&Edit"),
        { undo, redo, nullptr, copyId, paste, nullptr, selectAll, find, addFilter, clearSearch, nullptr,
            palette, settings });
    QMenu *view = menu(tr("&View"),
        { viewTable, viewCards, nullptr, sidebar, details, transfers, requests, nullptr, trash, diskUse,
            nullptr, refresh });
    view->insertMenu(trash, columns);
    view->insertSeparator(trash);
    QMenu *catalogues = menu(
        tr("&Catalogue"), { nullptr, addCatalogue, addCloud, nullptr, offers, checkIntegrity, emptyTrash });
    menu(tr("&Help"), { lifeLesson, shortcuts, nullptr, about });
    return catalogues;
}

void WindowActions::fillContextMenu(QMenu &menu, bool isTrash) const
{
    menu.setToolTipsVisible(true);
    if (isTrash) {
        menu.addActions({ restore });
        menu.addSeparator();
        menu.addAction(copyId);
        menu.addMenu(copyAs);
        return;
    }
    menu.addActions({ addData, importStaged, exportImages, convert, publish, rename, addTag, addProperty });
    menu.addMenu(copyTo);
    menu.addSeparator();
    menu.addActions({ deactivate, reactivate });
    menu.addSeparator();
    menu.addAction(copyId);
    menu.addMenu(copyAs);
    menu.addSeparator();
    menu.addAction(remove);
}

} // namespace vitrine
