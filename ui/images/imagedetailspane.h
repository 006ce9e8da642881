#pragma once

#include <functional>
#include <optional>

#include <QSet>
#include <QWidget>

#include "core/image/imagechange.h"
#include "core/image/transition.h"
#include "core/support/error.h"
#include "ui/images/imagetableview.h"

class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace vitrine {

class AllocationView;
class ChecksView;
class EmptyView;
class FoldableSection;
class HistoryList;
class ImageEditor;
class ImageForm;
class ImageHeading;
class ImageService;
class JsonView;
class LifeSection;
class MemberEditor;
class MessageStrip;
class PropertiesEditor;
class SeveralImagesForm;
class SharingView;
class StoresView;
class TagsEditor;
struct EditOutcome;

/// Everything about the selected image, with what can be edited in place, and its recorded life; for several
/// images what they have in common. Follows changes in the service by itself.
class ImageDetailsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageDetailsPane(ImageService &service, QWidget *parent = nullptr);

    void showSelection(const ImageSelection &selection);
    /// How much of a transfer of this image is done; ignored while another one is shown.
    void setProgress(const ImageId &id, std::optional<double> fraction);
    /// Where all selected images come from when there are more than a selection tells.
    void setSelectionSource(std::function<QList<Image>()> source) { m_selectedImages = std::move(source); }
    /// Edits made here are remembered there.
    ImageEditor &editor() { return *m_editor; }
    /// Puts the cursor into the name of the image shown.
    void startRenaming();
    /// Puts the cursor where a tag is added.
    void startTagging();
    void startAddingProperty();

    /// Names of the sections that are folded away, for the next start.
    QStringList foldedSections() const;
    void setFoldedSections(const QStringList &names);

Q_SIGNALS:
    /// A tag was clicked: people want to see what else has it.
    void tagActivated(const QString &tag);
    /// People want to know how images live.
    void lessonRequested();
    /// People want to send data into the image shown.
    void dataRequested();
    /// The data that lie staged are to become the image's.
    void importRequested();

private:
    void layOut();
    void showNothing();
    void showImage(const Image &image);
    FoldableSection *addSection(const QString &name, const QString &title, QWidget *body);
    void showSummaries(const Image &image);
    void loadHistory();
    void showHistory(const QList<Transition> &history);
    void change(const ImagePatch &patch);
    void finishChange(const EditOutcome &outcome);
    void showRefusal(const Error &error);
    void refuse(const Error &error);
    void preview(const QList<FieldChange> &wishes);
    void handleImagesChanged(const QList<Image> &images);
    void handleImagesRemoved(const QList<ImageId> &ids);

    ImageService &m_service;
    ImageEditor *m_editor = nullptr;
    MemberEditor *m_memberEditor = nullptr;
    QSet<int> m_runs; ///< edits of the one image that are under way
    std::function<QList<Image>()> m_selectedImages;
    ImageSelection m_selection;
    std::optional<Image> m_image; ///< none while no image, or several, are selected
    QStackedLayout *m_pages = nullptr;
    EmptyView *m_empty = nullptr;
    SeveralImagesForm *m_several = nullptr;
    QScrollArea *m_scrollArea = nullptr;
    MessageStrip *m_strip = nullptr;
    ImageHeading *m_heading = nullptr;
    LifeSection *m_life = nullptr;
    HistoryList *m_history = nullptr;
    ImageForm *m_form = nullptr;
    TagsEditor *m_tags = nullptr;
    PropertiesEditor *m_properties = nullptr;
    SharingView *m_sharing = nullptr;
    StoresView *m_stores = nullptr;
    AllocationView *m_allocation = nullptr;
    ChecksView *m_checks = nullptr;
    JsonView *m_json = nullptr;
    QVBoxLayout *m_column = nullptr;
    QMap<QString, FoldableSection *> m_sections; ///< by name
};

} // namespace vitrine
