#include "ui/images/changepreviewdialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/images/changepreviewmodel.h"
#include "ui/images/imageeditor.h"
#include "ui/text/errortext.h"
#include "ui/text/imagetext.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr qsizetype mostFailuresShown = 1000;

QTreeView *makeView(const QList<ImageEdit> &edits)
{
    auto *view = new QTreeView;
    view->setObjectName(u"changePreview"_s);
    view->setAccessibleName(ChangePreviewDialog::tr("What will change"));
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setModel(new ChangePreviewModel(edits, view));
    view->header()->setSectionResizeMode(QHeaderView::Interactive);
    view->header()->resizeSection(0, 200);
    view->header()->resizeSection(1, 140);
    view->header()->resizeSection(2, 140);
    view->header()->setStretchLastSection(true);
    return view;
}

} // namespace

ChangePreviewDialog::ChangePreviewDialog(ImageEditor &editor, const QList<ImageEdit> &edits, QWidget *parent)
    : QDialog(parent)
    , m_editor(editor)
    , m_edits(edits)
    , m_summary(new QLabel)
    , m_pages(new QStackedWidget)
    , m_failures(new QTreeWidget)
    , m_progress(new QProgressBar)
{
    setObjectName(u"changePreviewDialog"_s);
    setWindowTitle(tr("Change several images"));
    m_summary->setObjectName(u"changeSummaryLabel"_s);
    m_summary->setWordWrap(true);
    m_summary->setText(tr("%n image(s) will change:", nullptr, static_cast<int>(edits.size())));
    m_failures->setObjectName(u"failureList"_s);
    m_failures->setAccessibleName(tr("Images that could not be changed"));
    m_failures->setRootIsDecorated(false);
    m_failures->setHeaderLabels({ tr("Image"), tr("Reason") });
    m_pages->addWidget(makeView(edits));
    m_pages->addWidget(m_failures);
    m_progress->setObjectName(u"changeProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, static_cast<int>(edits.size()));
    m_progress->hide();

    auto *buttons = new QDialogButtonBox(this); // so that it finds the dialog whose default button it has
    //: Button: make the changes that are listed
    m_applyButton = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    m_applyButton->setObjectName(u"applyChangesButton"_s);
    m_applyButton->setDefault(true);
    m_closeButton = buttons->addButton(QDialogButtonBox::Cancel);
    m_closeButton->setObjectName(u"closeChangesButton"_s);
    connect(m_applyButton, &QPushButton::clicked, this, &ChangePreviewDialog::apply);
    connect(m_closeButton, &QPushButton::clicked, this, &ChangePreviewDialog::reject);
    connect(&m_editor, &ImageEditor::progressed, this, &ChangePreviewDialog::showProgress);
    connect(&m_editor, &ImageEditor::finished, this, &ChangePreviewDialog::showOutcome);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addWidget(m_summary);
    column->addWidget(m_pages, 1);
    column->addWidget(m_progress);
    column->addWidget(buttons);
    resize(680, 440);
}

void ChangePreviewDialog::apply()
{
    m_applyButton->setEnabled(false);
    m_closeButton->setText(tr("Stop"));
    m_summary->setText(tr("Changing %n image(s)…", nullptr, static_cast<int>(m_edits.size())));
    m_progress->show();
    m_run = m_editor.apply(m_edits);
}

void ChangePreviewDialog::reject()
{
    if (m_run == 0) {
        QDialog::reject();
        return;
    }
    m_editor.stop(m_run);
    m_closeButton->setEnabled(false);
}

void ChangePreviewDialog::showProgress(int run, int done)
{
    if (run == m_run)
        m_progress->setValue(done);
}

void ChangePreviewDialog::showOutcome(const EditOutcome &outcome)
{
    if (m_run == 0 || outcome.run != m_run)
        return;
    m_run = 0;
    if (outcome.failed.isEmpty()) {
        QDialog::accept();
        return;
    }
    QList<QTreeWidgetItem *> items;
    for (const auto &[edit, error] :
        outcome.failed.first(std::min(mostFailuresShown, outcome.failed.size()))) {
        Image image;
        image.name = edit.name;
        auto *item = new QTreeWidgetItem({ text::imageName(image), text::errorSentence(error) });
        item->setIcon(0, themedIcon(u"error"_s, Tone::Danger));
        item->setToolTip(1, text::errorSentence(error));
        items.append(item);
    }
    m_failures->addTopLevelItems(items);
    m_failures->resizeColumnToContents(0);
    m_pages->setCurrentWidget(m_failures);
    const QString changed = tr("%n image(s) were changed.", nullptr, outcome.changed);
    const QString failed
        = tr("%n image(s) could not be changed:", nullptr, static_cast<int>(outcome.failed.size()));
    m_summary->setText(changed % u' ' % failed);
    m_progress->hide();
    m_applyButton->hide();
    m_closeButton->setEnabled(true);
    m_closeButton->setText(tr("Close"));
    m_closeButton->setFocus();
}

} // namespace vitrine
