#pragma once

#include <QPointer>
#include <QWidget>

#include "core/service/asyncscope.h"
#include "ui/window/notice.h"

namespace vitrine {

class ImageService;
class IntegrityDialog;
class Prompts;
class WindowActions;

/// What can be done with the catalogue as a whole: its trash is emptied, its data are checked.
class CatalogueCommands final : public QObject
{
    Q_OBJECT

public:
    CatalogueCommands(ImageService &service, Prompts &prompts, QWidget &window, QObject *parent);
    ~CatalogueCommands() override;

    void connectTo(const WindowActions &actions);

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);

private:
    void askToEmptyTrash();
    void checkIntegrity();
    ScopedTask<> runAsk();
    ScopedTask<> runEmptyTrash();
    void tell(MessageStrip::Kind kind, const QString &sentence);
    void tell(const Error &error);

    ImageService &m_service;
    Prompts &m_prompts;
    QWidget &m_window;
    QPointer<IntegrityDialog> m_check;
    AsyncScope m_scope;
};

} // namespace vitrine
