#pragma once

#include <functional>

#include <QString>
#include <QStringList>

class QWidget;

namespace vitrine {

/// Asks for files. The seam that lets tests answer without a dialog.
class FileChooser
{
public:
    struct Request {
        QString title;
        QString folder; ///< where to begin; null for where people were last
        QString fileName; ///< saveFile: the name proposed
        QStringList filters; ///< "Disk images (*.qcow2 *.vmdk)"
    };

    virtual ~FileChooser() = default;

    /// Calls `chosen` later with at least one path, or never when people cancel or `parent` goes away.
    virtual void openFiles(
        QWidget *parent, const Request &request, std::function<void(const QStringList &)> chosen)
        = 0;
    /// The same for one path to write to. People have already agreed to replace a file that exists.
    virtual void saveFile(
        QWidget *parent, const Request &request, std::function<void(const QString &)> chosen)
        = 0;
    virtual void chooseFolder(
        QWidget *parent, const Request &request, std::function<void(const QString &)> chosen)
        = 0;
};

/// The desktop's own dialogs. Remembers the folder last used while it lives.
class DialogFileChooser final : public FileChooser
{
public:
    void openFiles(
        QWidget *parent, const Request &request, std::function<void(const QStringList &)> chosen) override;
    void saveFile(
        QWidget *parent, const Request &request, std::function<void(const QString &)> chosen) override;
    void chooseFolder(
        QWidget *parent, const Request &request, std::function<void(const QString &)> chosen) override;

private:
    QString m_lastFolder;
};

} // namespace vitrine
