#pragma once

#include <QWidget>

#include "core/service/asyncscope.h"
#include "ui/adding/addingrow.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace vitrine {

class CloudImageService;
class ImageService;

/// What holds for all files at once: the way in, the store, who may see the images, tags, protection.
class AddingOptions final : public QWidget
{
    Q_OBJECT

public:
    explicit AddingOptions(ImageService &service, QWidget *parent = nullptr);

    AddingChoices choices() const;
    /// Links take one way only, whatever is chosen.
    void setHasLinks(bool hasLinks);

private:
    void explainWay();
    ScopedTask<> askForStores();
    /// Not every cloud takes data through staging.
    ScopedTask<> askForMethods(CloudImageService *cloud);

    ImageService &m_service;
    QComboBox *m_way = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_storeLabel = nullptr;
    QComboBox *m_store = nullptr;
    QComboBox *m_visibility = nullptr;
    QLineEdit *m_tags = nullptr;
    QCheckBox *m_protected = nullptr;
    bool m_hasLinks = false;
    AsyncScope m_scope;
};

} // namespace vitrine
