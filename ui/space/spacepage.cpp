#include "ui/space/spacepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/space/spacelists.h"
#include "ui/space/spacesurvey.h"
#include "ui/space/treemap.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/messagestrip.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// Free space that is larger than this many times what is used would leave no room for the images.
constexpr double freeLimit = 1.5;

} // namespace

SpacePage::SpacePage(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_survey(new SpaceSurvey(service, this))
    , m_strip(new MessageStrip(this))
    , m_summary(new QLabel(this))
    , m_treemap(new Treemap(this))
    , m_lists(new SpaceLists(this))
{
    setObjectName(u"spacePage"_s);
    setAccessibleName(tr("Disk use"));
    m_strip->setObjectName(u"spaceStrip"_s);
    m_summary->setObjectName(u"spaceSummary"_s);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_treemap);
    split->addWidget(m_lists);
    split->setStretchFactor(0, 1);
    split->setChildrenCollapsible(false);
    split->setSizes({ 640, 340 });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_strip);
    column->addWidget(makeBar());
    column->addWidget(m_summary);
    column->addWidget(split, 1);
    connectParts();
}

QWidget *SpacePage::makeBar()
{
    auto *bar = new QWidget(this);
    //: Button: back to the list of images
    auto *back = new QPushButton(themedIcon(u"close"_s), tr("Close"), bar);
    back->setObjectName(u"spaceCloseButton"_s);
    back->setToolTip(tr("Back to the list of images"));
    auto *refresh = new QPushButton(themedIcon(u"refresh"_s), tr("Count again"), bar);
    refresh->setObjectName(u"spaceRefreshButton"_s);
    auto *title = new QLabel(tr("Disk use"), bar);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_measure = new QComboBox(bar);
    m_measure->setObjectName(u"spaceMeasure"_s);
    m_measure->setAccessibleName(tr("What the areas show"));
    m_measure->addItems({ tr("Size on disk"), tr("Virtual size") });
    m_free = new QCheckBox(tr("Show free space"), bar);
    m_free->setObjectName(u"spaceFree"_s);
    m_progress = new QLabel(bar);
    connect(back, &QPushButton::clicked, this, &SpacePage::closeRequested);
    connect(refresh, &QPushButton::clicked, this, &SpacePage::refresh);

    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(title);
    row->addSpacing(8);
    row->addWidget(m_measure);
    row->addWidget(m_free);
    row->addWidget(m_progress, 1);
    row->addWidget(refresh);
    row->addWidget(back);
    return bar;
}

void SpacePage::connectParts()
{
    connect(m_measure, &QComboBox::currentIndexChanged, this, &SpacePage::showTiles);
    connect(m_free, &QCheckBox::toggled, this, &SpacePage::showTiles);
    connect(m_survey, &SpaceSurvey::reported, this, &SpacePage::showReport);
    connect(m_survey, &SpaceSurvey::progressed, this, &SpacePage::showProgress);
    connect(m_survey, &SpaceSurvey::finished, m_progress, &QLabel::clear);
    connect(m_survey, &SpaceSurvey::failed, this, [this](const Error &error) {
        m_progress->clear();
        m_strip->showError(error);
    });
    connect(m_treemap, &Treemap::tileChosen, this, &SpacePage::handleTile);
    connect(m_treemap, &Treemap::tileActivated, this, &SpacePage::activateTile);
    connect(m_lists, &SpaceLists::imageChosen, m_treemap, &Treemap::setCurrentImage);
    connect(m_lists, &SpaceLists::imageChosen, this, &SpacePage::imageChosen);
    connect(m_lists, &SpaceLists::imageActivated, this,
        [this](const ImageId &id) { Q_EMIT imagesRequested({ id }); });
    connect(m_lists, &SpaceLists::copiesRequested, this, &SpacePage::imagesRequested);
}

SpaceMeasure SpacePage::measure() const
{
    return m_measure->currentIndex() == 0 ? SpaceMeasure::Stored : SpaceMeasure::Virtual;
}

bool SpacePage::isComplete() const
{
    return m_hasReport && !m_survey->isRunning();
}

void SpacePage::refresh()
{
    m_strip->dismiss();
    m_survey->start();
}

void SpacePage::showReport(const SpaceReport &report)
{
    m_report = report;
    if (!m_hasReport) {
        const double used = static_cast<double>(report.totalSize + report.trashBytes);
        m_free->setChecked(static_cast<double>(report.freeBytes) <= freeLimit * used);
    }
    m_hasReport = true;
    showTiles();
}

void SpacePage::showTiles()
{
    m_free->setEnabled(measure() == SpaceMeasure::Stored);
    m_treemap->setTiles(spaceTiles(m_report, measure(), m_free->isChecked()));
    m_lists->setReport(m_report, measure());
    m_summary->setText(spaceSummary(m_report));
}

void SpacePage::showProgress(qint64 counted, qint64 total)
{
    const QString words = locale().toString(counted);
    m_progress->setText(total > counted ? tr("%1 of %2 images counted…").arg(words, locale().toString(total))
                                        : tr("%1 images counted…").arg(words));
}

void SpacePage::handleTile(const TreemapTile &tile)
{
    if (tile.kind != TreemapTile::Kind::Image)
        return;
    m_lists->setCurrentImage(tile.id);
    Q_EMIT imageChosen(tile.id);
}

void SpacePage::activateTile(const TreemapTile &tile)
{
    if (tile.kind == TreemapTile::Kind::Image)
        Q_EMIT imagesRequested({ tile.id });
    else if (tile.kind == TreemapTile::Kind::Trash)
        Q_EMIT trashRequested();
}

void SpacePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        refresh();
}

void SpacePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous())
        m_survey->cancel();
}

void SpacePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace vitrine
