#pragma once

#include <QMap>
#include <QWidget>

#include "core/image/image.h"
#include "ui/images/propertyrow.h"

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;
class QVBoxLayout;

namespace vitrine {

/// The custom properties of an image, each with an editor of its own, and a field that adds one. What is
/// refused is said by the engine's own rules before it is asked for.
class PropertiesEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit PropertiesEditor(QWidget *parent = nullptr);

    /// Touches only the rows that differ. The properties in `different`, which the image must not have, are
    /// shown as having several values.
    void setImage(const Image &image, const QStringList &different = {});
    /// What people wrote was refused: shows again what is.
    void takeBack();
    /// The keyboard goes where the name of another property is written.
    void startAdding();

Q_SIGNALS:
    void changeRequested(const vitrine::ImagePatch &patch);

private:
    void makeAdder();
    void fillBrowser();
    void add(const QString &name);
    PropertyRow *makeRow(const QString &name, PropertyRow::Standing standing, const QString &value = {});
    bool isStale(const PropertyRow &row, const QStringList &different) const;
    void removeValue(PropertyRow *row);
    void dropRow(const QString &name);
    void set(const QString &name, const QString &value);
    void complain(const QString &sentence);
    /// Empty when the engine would take the change.
    QString refusal(const ImagePatch &patch) const;

    Image m_image;
    QMap<QString, PropertyRow *> m_rows; ///< by name; also those that have no value yet
    QVBoxLayout *m_rowsColumn = nullptr;
    QLabel *m_none = nullptr;
    QLineEdit *m_nameField = nullptr;
    QToolButton *m_browseButton = nullptr;
    QMenu *m_browser = nullptr;
    QLabel *m_complaint = nullptr;
};

} // namespace vitrine
