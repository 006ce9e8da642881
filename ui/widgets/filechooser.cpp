#include "ui/widgets/filechooser.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include "ui/widgets/typedpath.h"

namespace vitrine {

namespace {

QFileDialog *makeDialog(QWidget *parent, const FileChooser::Request &request, const QString &lastFolder)
{
    auto *dialog = new QFileDialog(parent, request.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (const QString folder = request.folder.isEmpty() ? lastFolder : request.folder; !folder.isEmpty())
        dialog->setDirectory(folder);
    if (!request.filters.isEmpty())
        dialog->setNameFilters(request.filters);
    if (!request.fileName.isEmpty())
        dialog->selectFile(request.fileName);
    return dialog;
}

} // namespace

void DialogFileChooser::openFiles(
    QWidget *parent, const Request &request, std::function<void(const QStringList &)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, request, m_lastFolder);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    new TypedPath(*dialog);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog,
        [this, chosen = std::move(chosen)](const QStringList &files) {
            m_lastFolder = QFileInfo(files.value(0)).absolutePath();
            chosen(files);
        });
    dialog->open();
}

void DialogFileChooser::saveFile(
    QWidget *parent, const Request &request, std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, request, m_lastFolder);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    QObject::connect(
        dialog, &QFileDialog::fileSelected, dialog, [this, chosen = std::move(chosen)](const QString &file) {
            m_lastFolder = QFileInfo(file).absolutePath();
            chosen(file);
        });
    dialog->open();
}

void DialogFileChooser::chooseFolder(
    QWidget *parent, const Request &request, std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, request, m_lastFolder);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
        [this, chosen = std::move(chosen)](const QString &folder) {
            m_lastFolder = folder;
            chosen(folder);
        });
    dialog->open();
}

} // namespace vitrine
