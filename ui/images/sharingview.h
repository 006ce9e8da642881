#pragma once

#include <QWidget>

#include "core/image/image.h"

class QComboBox;
class QLabel;

namespace vitrine {

/// Who may see and use an image, in words, and the choice of it.
class SharingView final : public QWidget
{
    Q_OBJECT

public:
    explicit SharingView(QWidget *parent = nullptr);

    void setImage(const Image &image);

Q_SIGNALS:
    void changeRequested(const vitrine::ImagePatch &patch);

private:
    Visibility m_visibility = Visibility::Shared;
    QComboBox *m_choice = nullptr;
    QLabel *m_explanation = nullptr;
};

} // namespace vitrine
