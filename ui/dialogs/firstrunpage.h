#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace vitrine {

class FileChooser;

/// A place where images could live.
struct CataloguePlace {
    QString folder; ///< of the catalogue to be made
    QString label; ///< of the disk, such as "Home"
    qint64 totalBytes = -1;
    qint64 freeBytes = -1;
};

/// What people have chosen at the first start.
struct FirstRunChoice {
    QString language; ///< null for the desktop's
    QString folder;
    bool wantsSample = false;
};

/// The folders that can be offered: the usual one, and one on each other disk that can be written. The disks
/// are asked, which may take a moment. Blocks.
QList<CataloguePlace> cataloguePlaces();

/// What the first start shows in place of the window: language, where images should live, a sample to try.
/// Everything is chosen already: one click is enough.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    FirstRunPage(const QList<CataloguePlace> &places, FileChooser &chooser, QWidget *parent = nullptr);

    FirstRunChoice choice() const;

Q_SIGNALS:
    /// The page is to be seen in this language at once; it translates itself when the language changes.
    void languageChosen(const QString &code);
    void finished(const vitrine::FirstRunChoice &choice);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addPlace(const CataloguePlace &place);
    void chooseFolder();
    void translate();
    void updateWarning();
    void finish(bool wantsSample);

    FileChooser &m_chooser;
    QList<CataloguePlace> m_places;
    QLabel *m_title = nullptr;
    QLabel *m_intro = nullptr;
    QLabel *m_languageLabel = nullptr;
    QComboBox *m_language = nullptr;
    QLabel *m_placeLabel = nullptr;
    QVBoxLayout *m_placeColumn = nullptr;
    QButtonGroup *m_placeButtons = nullptr;
    QPushButton *m_other = nullptr;
    QLabel *m_warning = nullptr;
    QCheckBox *m_sample = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace vitrine
