#pragma once

#include <QPointer>
#include <QWidget>

#include "app/vitrine/clouddirectory.h"
#include "app/vitrine/cloudtester.h"
#include "ui/window/notice.h"

namespace vitrine {

class CatalogueRegistry;
class CloudHost;
class FileChooser;
class Keyring;
class Prompts;

/// How people add, edit and remove clouds, and give their passwords: dialogs over the window.
class CloudSetup final : public QObject
{
    Q_OBJECT

public:
    CloudSetup(CatalogueRegistry &registry, CloudDirectory &clouds, CloudHost &host, Keyring &keyring,
        FileChooser &chooser, Prompts &prompts);

    /// What the dialogs lie over from now on.
    void setWindow(QWidget *window) { m_window = window; }
    void takeFile(const QString &path);

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);
    void failed(const vitrine::Error &error);

private:
    void add(const CloudForm &form);
    void edit(const QString &id);
    void remove(const QString &id);
    void show(const CloudForm &form, const QString &formerName);
    void save(const CloudForm &form, const QString &formerName);
    void askForSecret(const QString &id, const QString &refusal);
    void takeOpenRc(const QString &path);
    void handleFileAdded(const QString &path, const QStringList &names);
    QString freeName(const QString &wanted) const;

    CatalogueRegistry &m_registry;
    CloudDirectory &m_clouds;
    CloudHost &m_host;
    Keyring &m_keyring;
    FileChooser &m_chooser;
    Prompts &m_prompts;
    CloudTester m_tester;
    QPointer<QWidget> m_window;
};

} // namespace vitrine
