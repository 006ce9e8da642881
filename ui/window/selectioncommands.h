#pragma once

#include <QWidget>

#include "core/image/image.h"

class QAction;

namespace vitrine {

class CatalogueView;
class FileChooser;
class ImagesController;
class Prompts;
class WindowActions;

/// What the actions do with the selected images: asks what has to be asked, then has it carried out.
class SelectionCommands final : public QObject
{
    Q_OBJECT

public:
    SelectionCommands(CatalogueView &catalogue, ImagesController &images, FileChooser &chooser,
        Prompts &prompts, QWidget &window);

    void connectTo(const WindowActions &actions);

private:
    void remove();
    void removeFromCloud(const QList<Image> &selected);
    void exportData();
    void addData();
    void copyIds();
    void copyAs(const QAction *entry);

    CatalogueView &m_catalogue;
    ImagesController &m_images;
    FileChooser &m_chooser;
    Prompts &m_prompts;
    QWidget &m_window;
};

} // namespace vitrine
