#pragma once

#include <QDialog>

#include "ui/dialogs/preferences.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace vitrine {

class FileChooser;

/// The settings. What is changed holds at once.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(const Preferences &preferences, FileChooser &chooser, QWidget *parent = nullptr);

    const Preferences &preferences() const { return m_preferences; }

Q_SIGNALS:
    void preferencesChanged(const vitrine::Preferences &preferences);

private:
    QFormLayout *addGroup(const QString &title);
    void addAppearance();
    void addTransfers();
    void addCatalogues();
    void chooseFolder();
    void readFields();

    Preferences m_preferences;
    FileChooser &m_chooser;
    QComboBox *m_appearance = nullptr;
    QCheckBox *m_highContrast = nullptr;
    QCheckBox *m_reducedMotion = nullptr;
    QComboBox *m_language = nullptr;
    QSpinBox *m_parallel = nullptr;
    QSpinBox *m_trashDays = nullptr;
    QLineEdit *m_folder = nullptr;
};

} // namespace vitrine
