#pragma once

#include <optional>

#include <QWidget>

#include "core/image/image.h"
#include "core/image/transition.h"

class QScrollArea;
class QStackedLayout;

namespace vitrine {

class EmptyView;
class HistoryList;
class ImageForm;
class ImageHeading;
class ImageService;
class LifeSection;
class MessageStrip;
class TagsEditor;
class ValueList;
struct ImageSelection;

/// Everything about the selected image, with what can be edited in place, and its recorded life. For several
/// images their number and total size. Follows changes in the service by itself.
class ImageDetailsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageDetailsPane(ImageService &service, QWidget *parent = nullptr);

    void showSelection(const ImageSelection &selection);
    /// How much of a transfer of this image is done; ignored while another one is shown.
    void setProgress(const ImageId &id, std::optional<double> fraction);
    /// Puts the cursor into the name of the image shown.
    void startRenaming();
    /// Puts the cursor where a tag is added.
    void startTagging();

Q_SIGNALS:
    /// A tag was clicked: people want to see what else has it.
    void tagActivated(const QString &tag);
    /// People want to know how images live.
    void lessonRequested();

private:
    void layOut();
    void showNothing();
    void showImage(const Image &image);
    void showValues(const Image &image);
    void loadHistory();
    void showHistory(const QList<Transition> &history);
    void change(const ImagePatch &patch);
    void handleImagesChanged(const QList<Image> &images);
    void handleImagesRemoved(const QList<ImageId> &ids);

    ImageService &m_service;
    std::optional<Image> m_image; ///< none while no image, or several, are selected
    QStackedLayout *m_pages = nullptr;
    EmptyView *m_empty = nullptr;
    QScrollArea *m_scrollArea = nullptr;
    MessageStrip *m_strip = nullptr;
    ImageHeading *m_heading = nullptr;
    LifeSection *m_life = nullptr;
    HistoryList *m_history = nullptr;
    ImageForm *m_form = nullptr;
    TagsEditor *m_tags = nullptr;
    ValueList *m_data = nullptr;
    ValueList *m_stores = nullptr;
    ValueList *m_properties = nullptr;
};

} // namespace vitrine
