#pragma once

#include <QWidget>

#include "core/image/imagechange.h"
#include "ui/images/imagetableview.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace vitrine {

class PropertiesEditor;
class TagsEditor;

/// What several images have in common, and what people wish them to have. Nothing changes until the wishes
/// are looked through.
class SeveralImagesForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SeveralImagesForm(QWidget *parent = nullptr);

    /// Keeps the wishes while the same images are selected.
    void setSelection(const ImageSelection &selection);
    void forgetWishes();
    void startTagging();
    void startAddingProperty();

Q_SIGNALS:
    /// Each with the field and its value after.
    void previewRequested(const QList<vitrine::FieldChange> &wishes);

private:
    void makeEditors();
    QCheckBox *makeSwitch(QFormLayout &form, const QString &text, ImageField::Kind kind);
    QSpinBox *makeMinimum(const QString &name, const QString &suffix, ImageField::Kind kind);
    QWidget *makeFooter();
    void wish(const ImageField &field, const std::optional<QString> &value);
    void wishPatch(const ImagePatch &patch);
    void showAll();
    void showSwitch(QCheckBox *box, ImageField::Kind kind);
    void showMinimum(QSpinBox *box, ImageField::Kind kind);
    void showTags();
    void showProperties();
    /// The wished value, else the common one; none when it differs.
    struct Shown {
        bool isDifferent = false;
        std::optional<QString> value;
    };
    Shown shown(const ImageField &field) const;

    ImageSelection m_selection;
    QList<FieldChange> m_wishes;
    int m_round = 0; ///< so that editors take another selection for another image
    QVBoxLayout *m_column = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_summary = nullptr;
    QComboBox *m_visibility = nullptr;
    QCheckBox *m_protected = nullptr;
    QCheckBox *m_hidden = nullptr;
    QSpinBox *m_minDisk = nullptr;
    QSpinBox *m_minRam = nullptr;
    TagsEditor *m_tags = nullptr;
    QLabel *m_otherTags = nullptr;
    PropertiesEditor *m_properties = nullptr;
    QLabel *m_wishCount = nullptr;
    QPushButton *m_preview = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace vitrine
