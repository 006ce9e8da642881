#pragma once

#include <QWidget>

#include "core/image/image.h"

class QCheckBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace vitrine {

class CopyableValue;

/// The attributes of one image as a form. What people may set can be set here and takes effect at once.
class ImageForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageForm(QWidget *parent = nullptr);

    void setImage(const Image &image);

Q_SIGNALS:
    /// Holds the one attribute that people changed.
    void changeRequested(const vitrine::ImagePatch &patch);

private:
    void makeEditors();
    QLabel *addValue(QFormLayout *form, const QString &label);
    QSpinBox *makeMinimum(const QString &suffix, const QString &name);
    void showMinimum(QSpinBox *box, qint64 value);
    void showRow(QWidget *field, bool visible);

    Image m_image;
    QFormLayout *m_form = nullptr;
    CopyableValue *m_id = nullptr;
    CopyableValue *m_owner = nullptr;
    QCheckBox *m_protected = nullptr;
    QCheckBox *m_hidden = nullptr;
    QSpinBox *m_minDisk = nullptr;
    QSpinBox *m_minRam = nullptr;
    QLabel *m_format = nullptr;
    QLabel *m_container = nullptr;
    QLabel *m_size = nullptr;
    QLabel *m_virtualSize = nullptr;
    QLabel *m_saved = nullptr;
    QLabel *m_created = nullptr;
    QLabel *m_updated = nullptr;
    QLabel *m_purge = nullptr;
};

} // namespace vitrine
