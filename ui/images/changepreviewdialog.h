#pragma once

#include <QDialog>

#include "core/image/imagechange.h"

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTreeView;
class QTreeWidget;
class QStackedWidget;

namespace vitrine {

class ImageEditor;
struct EditOutcome;

/// Shows what an edit of several images will change before it does, then how far it is, then what failed.
/// Closes by itself when nothing did. Closing it while it works lets the image under way end and goes no
/// further.
class ChangePreviewDialog final : public QDialog
{
    Q_OBJECT

public:
    ChangePreviewDialog(ImageEditor &editor, const QList<ImageEdit> &edits, QWidget *parent = nullptr);

    void reject() override;

private:
    void apply();
    void showProgress(int run, int done);
    void showOutcome(const EditOutcome &outcome);

    ImageEditor &m_editor;
    QList<ImageEdit> m_edits;
    int m_run = 0; ///< 0 until it is applied, and once it has ended
    QLabel *m_summary = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTreeWidget *m_failures = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_applyButton = nullptr;
    QPushButton *m_closeButton = nullptr;
};

} // namespace vitrine
