#pragma once

#include <memory>

#include <QWidget>

#include "core/image/image.h"

namespace vitrine {

class ImageService;
struct ImageSelection;

/// Everything about the selected image, with what can be edited in place, and its recorded life. For several
/// images their number and total size. Follows changes in the service by itself.
class ImageDetailsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageDetailsPane(ImageService &service, QWidget *parent = nullptr);
    ~ImageDetailsPane() override;

    void showSelection(const ImageSelection &selection);
    /// Puts the cursor into the name of the image shown.
    void startRenaming();
    /// Puts the cursor where a tag is added.
    void startTagging();

Q_SIGNALS:
    /// A tag was clicked: people want to see what else has it.
    void tagActivated(const QString &tag);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace vitrine
