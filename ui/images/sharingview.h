#pragma once

#include <QWidget>

#include "core/image/image.h"
#include "ui/images/membereditor.h"

class QComboBox;
class QLabel;

namespace vitrine {

class MembersView;

/// Who may see and use an image, in words, the choice of it, and with whom it is shared.
class SharingView final : public QWidget
{
    Q_OBJECT

public:
    explicit SharingView(ImageService &service, QWidget *parent = nullptr);

    void setImage(const Image &image);

Q_SIGNALS:
    void changeRequested(const vitrine::ImagePatch &patch);
    void memberChangeRequested(const vitrine::MemberChange &change);

private:
    Visibility m_visibility = Visibility::Shared;
    QComboBox *m_choice = nullptr;
    QLabel *m_explanation = nullptr;
    MembersView *m_members = nullptr;
};

} // namespace vitrine
