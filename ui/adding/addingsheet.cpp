#include "ui/adding/addingsheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/image/imagepreset.h"
#include "ui/adding/addingoptions.h"
#include "ui/adding/addingtable.h"
#include "ui/adding/addingtext.h"
#include "ui/adding/addingwork.h"
#include "ui/adding/findingspane.h"
#include "ui/adding/importdata.h"
#include "ui/text/numbertext.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QString sentenceOf(const AddingSummary &sum)
{
    QStringList parts;
    if (sum.ready > 0)
        parts.append(AddingSheet::tr("%n ready", "files to be added", sum.ready));
    if (sum.look > 0)
        parts.append(AddingSheet::tr("%n to look at", "files to be added", sum.look));
    if (sum.refused > 0)
        parts.append(AddingSheet::tr("%n cannot be added", "files to be added", sum.refused));
    const QString files = AddingSheet::tr("%n item(s)", "files and links to be added", sum.total);
    //: "12 items: 10 ready, 2 to look at"
    return parts.isEmpty() ? files : AddingSheet::tr("%1: %2").arg(files, parts.join(AddingSheet::tr(", ")));
}

} // namespace

AddingSheet::AddingSheet(
    AddingWork &work, ImageService &service, AddingPreferences preferences, QWidget *parent)
    : QDialog(parent)
    , m_work(work)
    , m_preferences(preferences)
{
    setObjectName(u"addingSheet"_s);
    setWindowTitle(tr("Add images"));
    setAcceptDrops(true);
    setSizeGripEnabled(true);
    buildLayout(service);
    // The dialog forgets a default button that was none of its own when it was made one.
    m_add->setDefault(true);
    m_preferences.restoreSize(*this);
    m_withoutAsking->setChecked(m_preferences.isWithoutAsking());

    connect(&work, &AddingWork::progressed, this, &AddingSheet::updateSummary);
    connect(&work.model(), &AddingModel::summaryChanged, this, &AddingSheet::updateSummary);
    connect(&work.model(), &QAbstractItemModel::dataChanged, this, &AddingSheet::updateFindings);
    connect(m_table, &AddingTable::currentRowChanged, this, &AddingSheet::updateFindings);
    if (work.model().rowCount() > 0)
        m_table->setCurrentIndex(work.model().index(0, static_cast<int>(AddingModel::Column::Name)));
    updateSummary();
    updateFindings();
    m_add->setFocus();
}

AddingSheet::~AddingSheet()
{
    // The editor of a cell hands over what is in it when the dialog vanishes: that must find it whole.
    hide();
}

void AddingSheet::buildLayout(ImageService &service)
{
    m_summary = new QLabel;
    m_summary->setObjectName(u"addingSummary"_s);
    QFont large = m_summary->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_summary->setFont(large);
    m_activity = new QLabel;
    m_activity->setObjectName(u"addingActivity"_s);
    m_activity->setForegroundRole(QPalette::PlaceholderText);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(16);
    heading->addWidget(m_summary);
    heading->addWidget(m_activity, 1, Qt::AlignRight | Qt::AlignVCenter);

    m_table = new AddingTable(m_work.model());
    m_findings = new FindingsPane;
    connect(m_findings, &FindingsPane::checkRequested, this, &AddingSheet::checkCurrent);
    connect(m_findings, &FindingsPane::unpackRequested, this, &AddingSheet::unpackCurrent);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_findings);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    m_table->setMinimumHeight(120);
    m_findings->setMinimumHeight(96);
    m_options = new AddingOptions(service);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(heading);
    column->addWidget(buildBar());
    column->addWidget(splitter, 1);
    column->addWidget(m_options);
    column->addWidget(buildFooter());
}

QWidget *AddingSheet::buildBar()
{
    m_preset = new QComboBox;
    m_preset->setObjectName(u"addingPreset"_s);
    m_preset->addItem(text::presetTitle({}), QString());
    for (const ImagePreset &preset : imagePresets()) {
        m_preset->addItem(text::presetTitle(preset.id), preset.id);
        m_preset->setItemData(m_preset->count() - 1, text::presetExplanation(preset.id), Qt::ToolTipRole);
    }
    m_applyPreset = new QPushButton;
    m_applyPreset->setObjectName(u"applyPreset"_s);
    m_applyPreset->setAutoDefault(false);
    connect(m_applyPreset, &QPushButton::clicked, this, &AddingSheet::applyPreset);
    m_fillDown = new QPushButton(tr("Fill &down"));
    m_fillDown->setObjectName(u"fillDown"_s);
    m_fillDown->setAutoDefault(false);
    //: %1 is a key such as "Ctrl+D"
    m_fillDown->setToolTip(
        tr("Copies the current cell into the selected rows below it, or into all below (%1)")
            .arg(QKeySequence(Qt::CTRL | Qt::Key_D).toString(QKeySequence::NativeText)));
    connect(m_fillDown, &QPushButton::clicked, m_table, &AddingTable::fillDown);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AddingSheet::updateSummary);

    auto *label = new QLabel(tr("P&reset:"));
    label->setBuddy(m_preset);
    auto *hint = new QLabel(tr("An edited cell goes to all selected rows."));
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_preset);
    row->addWidget(m_applyPreset);
    row->addStretch(1);
    row->addWidget(hint);
    row->addWidget(m_fillDown);
    return bar;
}

QWidget *AddingSheet::buildFooter()
{
    m_withoutAsking = new QCheckBox(tr("Add &without asking next time"));
    m_withoutAsking->setObjectName(u"withoutAsking"_s);
    m_withoutAsking->setToolTip(tr("Only files that somebody should look at are then shown here."));
    m_add = new QPushButton;
    m_add->setObjectName(u"addButton"_s);
    connect(m_add, &QPushButton::clicked, this, &AddingSheet::add);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_add, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *footer = new QWidget;
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_withoutAsking);
    row->addStretch(1);
    row->addWidget(buttons);
    return footer;
}

void AddingSheet::updateSummary()
{
    const AddingSummary sum = m_work.model().summary();
    m_summary->setText(sentenceOf(sum));
    m_options->setHasLinks(sum.links > 0);
    QString activity;
    if (m_work.isLooking())
        activity = tr("Looking into the files…");
    else if (m_work.isComparing())
        activity = tr("Comparing with the images that are here…");
    else if (m_work.isCutShort())
        activity = tr("Only the first %n file(s) were taken.", nullptr, AddingWork::fileLimit);
    else if (sum.checkedBytes > 0)
        activity = text::bytes(sum.checkedBytes);
    m_activity->setText(activity);

    const bool isSelection = m_table->selectedRows().size() > 1;
    m_applyPreset->setText(isSelection ? tr("&Apply to the selected") : tr("&Apply to all"));
    const bool canAdd = sum.checked > 0 && !m_isAdding;
    // Else the focus goes on to the button that cancels, and Enter with it.
    if (!canAdd && m_add->hasFocus())
        m_table->setFocus();
    m_add->setEnabled(canAdd);
    m_add->setText(m_isAdding ? tr("Adding…") : tr("Add %n image(s)", nullptr, sum.checked));
    if (m_isAdding && sum.looking == 0 && !m_work.isLooking())
        handOver();
}

void AddingSheet::updateFindings()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        m_findings->showRow(m_work.model().rowAt(current.row()));
    else
        m_findings->showNothing();
}

void AddingSheet::applyPreset()
{
    QList<int> rows = m_table->selectedRows();
    if (rows.size() < 2) {
        rows.clear();
        for (int row = 0; row < m_work.model().rowCount(); ++row)
            rows.append(row);
    }
    m_work.model().setPreset(rows, m_preset->currentData().toString());
}

void AddingSheet::checkCurrent(bool checked)
{
    if (m_table->currentIndex().isValid())
        m_work.model().setChecked({ m_table->currentIndex().row() }, checked);
}

void AddingSheet::unpackCurrent(bool unpacked, const QString &member)
{
    if (m_table->currentIndex().isValid())
        m_work.model().setUnpacking(m_table->currentIndex().row(), unpacked, member);
}

void AddingSheet::add()
{
    m_isAdding = true;
    m_isEager = m_work.isLooking();
    updateSummary();
}

void AddingSheet::handOver()
{
    m_isAdding = false;
    m_preferences.setWithoutAsking(m_withoutAsking->isChecked());
    const QList<TransferRequest> requests = m_work.model().takeChecked(m_options->choices());
    Q_EMIT handedOver(requests);
    // What nobody had seen when the button was pressed is not passed over in silence.
    const AddingSummary rest = m_work.model().summary();
    if (!m_isEager || rest.refused + rest.look == 0)
        accept();
}

void AddingSheet::done(int result)
{
    m_preferences.saveSize(*this);
    QDialog::done(result);
}

void AddingSheet::dragEnterEvent(QDragEnterEvent *event)
{
    if (!holdsImports(*event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void AddingSheet::dropEvent(QDropEvent *event)
{
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped(droppedPaths(*event->mimeData()), droppedLinks(*event->mimeData()));
}

} // namespace vitrine
