#include "ui/window/catalogueview.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSet>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/finding/facettext.h"
#include "ui/finding/filterbar.h"
#include "ui/images/imagecardview.h"
#include "ui/images/imagecolumns.h"
#include "ui/images/imagedetailspane.h"
#include "ui/images/imageeditor.h"
#include "ui/text/actiontext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/imagedrag.h"
#include "ui/window/listbar.h"
#include "ui/window/notice.h"
#include "ui/window/searchcontroller.h"
#include "ui/window/theme.h"
#include "ui/window/windowactions.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int detailsWidth = 368;
constexpr int narrowestDetails = 300;
constexpr int narrowestTable = 320;

} // namespace

CatalogueView::CatalogueView(ImageService &service, WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_model(service)
    , m_search(new SearchController(m_model, this))
    , m_strip(new MessageStrip)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_listBar(new ListBar(actions))
    , m_filterBar(&m_listBar->filterBar())
    , m_similar(new QLabel)
    , m_pages(new QStackedWidget)
    , m_table(new ImageTableView)
    , m_cards(new ImageCardView)
    , m_empty(new EmptyView)
    , m_details(new ImageDetailsPane(service))
{
    m_strip->setObjectName(u"messageStrip"_s);
    m_table->setObjectName(u"imageTable"_s);
    m_empty->setObjectName(u"emptyView"_s);
    m_details->setObjectName(u"detailsPane"_s);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setImageModel(&m_model);
    m_table->setMinimumWidth(narrowestTable);
    m_details->setMinimumWidth(narrowestDetails);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);

    m_similar->setObjectName(u"similarLabel"_s);
    m_similar->setTextFormat(Qt::PlainText);
    m_similar->setWordWrap(true);
    m_similar->setContentsMargins(spacing::unit, 0, spacing::unit, spacing::half);
    m_similar->setForegroundRole(QPalette::PlaceholderText);
    m_similar->hide();
    m_cards->setObjectName(u"imageCards"_s);
    m_cards->setFrameShape(QFrame::NoFrame);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_cards);
    m_pages->addWidget(m_empty);
    m_splitter->setObjectName(u"detailsSplitter"_s);
    auto *list = new QWidget;
    auto *listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->setSpacing(0);
    m_filterBar->setSuggestions([this](Facet facet) { return suggestions(facet); });
    listColumn->addWidget(m_listBar);
    listColumn->addWidget(m_similar);
    listColumn->addWidget(m_pages, 1);
    m_splitter->addWidget(list);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ 1280 - detailsWidth, detailsWidth });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_splitter, 1);

    for (QAbstractItemView *view :
        { static_cast<QAbstractItemView *>(m_table), static_cast<QAbstractItemView *>(m_cards) }) {
        auto *drag = new ImageDrag(*view, service, [this] { return selectedImages(); });
        connect(drag, &ImageDrag::refused, this, &CatalogueView::tellWhyNotDragged);
        m_drags.append(drag);
    }
    connect(m_table, &ImageTableView::selectedImagesChanged, this, &CatalogueView::handleSelection);
    connect(m_table, &ImageTableView::contextMenuRequested, this, &CatalogueView::showContextMenu);
    connect(m_table, &ImageTableView::headerMenuRequested, this, &CatalogueView::showColumnsMenu);
    connect(m_table, &ImageTableView::imageActivated, this, [this] { m_actions.details->setChecked(true); });
    m_details->setSelectionSource([this] { return selectedImages(); });
    connect(&m_details->editor(), &ImageEditor::told, this, &CatalogueView::showMessage);
    connect(m_cards, &ImageCardView::contextMenuRequested, this, &CatalogueView::showContextMenu);
    connect(m_cards, &ImageCardView::imageActivated, this, [this] { m_actions.details->setChecked(true); });
    connect(m_actions.viewCards, &QAction::toggled, this, &CatalogueView::showCards);
    connect(m_listBar, &ListBar::searchChosen, this, &CatalogueView::applySearch);
    connect(m_listBar, &ListBar::groupingChosen, this, &CatalogueView::setGrouping);
    connect(m_details, &ImageDetailsPane::tagActivated, this, &CatalogueView::showTagged);
    connect(m_filterBar, &FilterBar::filtersChanged, m_search, &SearchController::setFilters);
    connect(m_actions.addFilter, &QAction::triggered, m_filterBar, &FilterBar::startAdding);
    connect(m_actions.clearSearch, &QAction::triggered, m_filterBar, [this] { m_filterBar->setFilters({}); });
    connect(&m_model, &ImageListModel::stateChanged, this, &CatalogueView::updatePage);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &CatalogueView::updatePage);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &CatalogueView::updatePage);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &CatalogueView::updatePage);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &CatalogueView::showProgress);
    if (m_actions.viewCards->isChecked())
        m_cards->attachTo(*m_table);
    handleSelection();
}

UndoHistory &CatalogueView::history()
{
    return m_details->editor().history();
}

void CatalogueView::offerLists(QSettings &settings, const QString &catalogue)
{
    m_listBar->offerLists(settings, catalogue, [this] {
        return Search{ m_search->typed().text, m_search->allFilters() };
    });
}

void CatalogueView::load(
    const QList<SortKey> &sort, const QString &filters, const QString &searchText, const ListPlace &place)
{
    if (!place.selected.isEmpty())
        m_table->selectImages(place.selected);
    if (place.scroll > 0)
        scrollBack(place.scroll);
    const FilterSet chips = searchFrom(filters).filters;
    m_search->start(sort, chips, searchText);
    m_filterBar->setFilters(chips);
}

void CatalogueView::scrollBack(int position)
{
    // Only once: later lists begin where people go.
    auto *once = new QObject(this);
    connect(&m_model, &ImageListModel::stateChanged, once, [this, once, position] {
        if (m_model.state() == ImageListModel::State::Loading)
            return;
        once->deleteLater();
        m_table->doItemsLayout();
        m_table->verticalScrollBar()->setValue(position);
    });
}

ListPlace CatalogueView::place() const
{
    QList<ImageId> selected = m_table->selectedImageIds();
    const qsizetype current = selected.indexOf(m_table->currentImageId());
    if (current > 0)
        selected.swapItemsAt(0, current);
    return { .selected = selected, .scroll = m_table->verticalScrollBar()->value() };
}

void CatalogueView::setSearchText(const QString &text)
{
    m_search->setText(text);
}

void CatalogueView::setGrouping(std::optional<SortField> field)
{
    m_model.setGrouping(field);
    m_listBar->showGrouping(field);
}

void CatalogueView::keepTypedFilters()
{
    const Search typed = m_search->typed();
    if (typed.filters.isEmpty())
        return;
    m_filterBar->setFilters(m_search->allFilters());
    Q_EMIT searchRequested(typed.text);
}

QString CatalogueView::filters() const
{
    return typedForm({ {}, m_filterBar->filters() });
}

void CatalogueView::applySearch(const Search &search)
{
    m_filterBar->setFilters(search.filters);
    Q_EMIT searchRequested(search.text);
}

QAbstractItemView *CatalogueView::listView() const
{
    return m_actions.viewCards->isChecked() ? static_cast<QAbstractItemView *>(m_cards) : m_table;
}

void CatalogueView::showCards(bool shown)
{
    const bool hadFocus = m_pages->isAncestorOf(window()->focusWidget());
    if (shown)
        m_cards->attachTo(*m_table);
    updatePage();
    if (hadFocus)
        listView()->setFocus();
    // Last, because the table takes over what was current.
    if (!shown)
        m_cards->detach();
}

void CatalogueView::showTagged(const QString &tag)
{
    m_filterBar->setFilters(withValues(m_filterBar->filters(), Facet::Tag, { tag }));
}

QStringList CatalogueView::suggestions(Facet facet) const
{
    // The rows at the top stand for all: people are offered what they see.
    constexpr int looked = 500;
    QSet<QString> found;
    for (int row = 0; row < qMin(looked, m_model.rowCount()); ++row) {
        const Image &image = *m_model.imageAt(row);
        if (facet == Facet::Tag)
            found.unite({ image.tags.cbegin(), image.tags.cend() });
        else if (const QString distro = image.properties.value(u"os_distro"_s); !distro.isEmpty())
            found.insert(distro);
    }
    return found.values();
}

void CatalogueView::focusList()
{
    listView()->setFocus();
    if (!m_table->selectionModel()->hasSelection() && m_model.rowCount() > 0)
        m_table->setCurrentImage(m_model.imageAt(0)->id);
}

void CatalogueView::setTrash(bool trash)
{
    m_search->setTrash(trash);
}

void CatalogueView::setCloud(bool isCloud)
{
    m_isCloud = isCloud;
    for (ImageDrag *drag : std::as_const(m_drags))
        drag->setLending(!isCloud);
}

void CatalogueView::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
}

void CatalogueView::showRestored(const QList<ImageId> &ids)
{
    if (!isTrash())
        m_table->selectImages(ids);
}

void CatalogueView::setStale(bool isStale)
{
    QPalette colours;
    if (isStale) {
        const QColor faint = palette().color(QPalette::PlaceholderText);
        colours.setColor(QPalette::Text, faint);
        colours.setColor(QPalette::WindowText, faint);
    }
    m_table->setPalette(colours);
    m_cards->setPalette(colours);
}

void CatalogueView::clearNotice(const QString &sentence)
{
    if (m_strip->sentence() == sentence)
        m_strip->dismiss();
}

void CatalogueView::showNotice(const Notice &notice)
{
    m_strip->showMessage(notice.kind, notice.sentence, notice.details);
    if (!notice.actionLabel.isEmpty())
        m_strip->addAction(notice.actionLabel, notice.action);
    if (notice.closeAfterMs > 0)
        m_strip->closeAfter(notice.closeAfterMs);
}

void CatalogueView::showMessage(
    MessageStrip::Kind kind, const QString &sentence, const QString &details, int closeAfterMs)
{
    Notice notice;
    notice.kind = kind;
    notice.sentence = sentence;
    notice.details = details;
    notice.closeAfterMs = closeAfterMs;
    showNotice(notice);
}

QList<Image> CatalogueView::selectedImages() const
{
    QList<Image> images;
    const QList<ImageId> ids = m_table->selectedImageIds();
    for (const ImageId &id : ids) {
        if (const Image *image = m_model.image(id))
            images.append(*image);
    }
    return images;
}

void CatalogueView::fillColumnsMenu(QMenu &menu)
{
    ImageColumns &columns = m_table->columns();
    menu.clear();
    for (int column = 1; column < static_cast<int>(ImageListModel::Column::Group); ++column) {
        const auto each = static_cast<ImageListModel::Column>(column);
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const bool hasGivenWay = columns.isWanted(each) && !columns.isShown(each);
        //: %1 is a column of the table that the window is too narrow for
        QAction *entry = menu.addAction(hasGivenWay ? tr("%1 (no room)").arg(title) : title);
        entry->setCheckable(true);
        entry->setChecked(columns.isWanted(each));
        connect(entry, &QAction::toggled, &columns,
            [&columns, each](bool checked) { columns.setWanted(each, checked); });
    }
    menu.addSeparator();
    menu.addAction(tr("Reset columns"), &columns, &ImageColumns::reset);
}

void CatalogueView::tellWhyNotDragged(const Error &error)
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Warning;
    notice.sentence = text::errorSentence(error);
    notice.details = error.detail;
    notice.actionLabel = plainActionText(m_actions.exportImages->text());
    notice.action = [action = m_actions.exportImages] { action->trigger(); };
    showNotice(notice);
}

void CatalogueView::showContextMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions.fillContextMenu(*menu, isTrash());
    menu->popup(position);
}

void CatalogueView::showColumnsMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnsMenu(*menu);
    menu->popup(position);
}

void CatalogueView::handleSelection()
{
    m_details->showSelection(m_table->selection());
    Q_EMIT selectionChanged();
}

void CatalogueView::showProgress(const QModelIndex &cell, const QModelIndex &, const QList<int> &roles)
{
    const Image *image = m_model.imageAt(cell.row());
    if (!image || !roles.contains(ImageListModel::ProgressRole))
        return;
    const QVariant fraction = cell.data(ImageListModel::ProgressRole);
    m_details->setProgress(image->id, fraction.isValid() ? std::optional(fraction.toDouble()) : std::nullopt);
}

void CatalogueView::showWhetherSimilar()
{
    const bool isSimilar = m_model.shownQuery().isFuzzy && m_model.rowCount() > 0;
    if (isSimilar)
        m_similar->setText(
            tr("Nothing has “%1” in it. These names are similar:").arg(m_model.shownQuery().text));
    m_similar->setVisible(isSimilar);
}

void CatalogueView::updatePage()
{
    showWhetherSimilar();
    const bool isEmpty = m_model.rowCount() == 0;
    const bool isLoading = m_model.state() == ImageListModel::State::Loading;
    if (!isEmpty) {
        m_pages->setCurrentWidget(listView());
        m_emptyKind.clear();
        return;
    }
    // What was shown stays while an answer is awaited, so that typing does not flicker.
    if (isLoading)
        return;
    updateEmptyView();
    m_pages->setCurrentWidget(m_empty);
}

void CatalogueView::updateEmptyView()
{
    const ImageQuery &query = m_model.query();
    const bool hasFailed = m_model.state() == ImageListModel::State::Failed;
    const bool isNarrowed = !query.text.isEmpty() || !query.filters.isEmpty();
    const QString kind = hasFailed ? u"failed"_s
        : isNarrowed  ? u"search:"_s % query.text % u'|' % typedForm({ {}, m_search->allFilters() })
        : query.trash ? u"trash"_s
                      : u"catalogue"_s;
    if (kind == m_emptyKind)
        return;
    m_emptyKind = kind;
    if (hasFailed) {
        const Error error = m_model.error().value_or(Error{});
        m_empty->setContent(u"error"_s, text::errorSentence(error), text::errorAdvice(error.code));
        m_empty->addAction(m_actions.refresh);
    } else if (isNarrowed) {
        showNothingFound(query);
    } else if (query.trash) {
        m_empty->setContent(u"trash"_s, tr("The trash is empty."),
            tr("Deleted images can be restored from here until their time is up."));
    } else if (m_isCloud) {
        m_empty->setContent(u"cloud"_s, tr("There are no images that you may see. Drop disk images here."),
            tr("They are checked on this PC, uploaded, and their hash is compared with the cloud’s."));
        m_empty->addAction(m_actions.add);
    } else {
        m_empty->setContent(u"disk"_s, tr("Drop disk images here."),
            tr("They are copied into the catalogue, hashed and checked."));
        m_empty->addAction(m_actions.add);
    }
}

void CatalogueView::showNothingFound(const ImageQuery &query)
{
    const QString filters = text::filtersSentence(m_search->allFilters());
    QString sentence;
    if (filters.isEmpty())
        sentence = query.trash ? tr("Nothing in the trash has “%1” in it.").arg(query.text)
                               : tr("No image has “%1” in it.").arg(query.text);
    else if (query.text.isEmpty())
        sentence
            = query.trash ? tr("Nothing in the trash fits the filters.") : tr("No image fits the filters.");
    else
        sentence = query.trash
            ? tr("Nothing in the trash fits the filters and has “%1” in it.").arg(query.text)
            : tr("No image fits the filters and has “%1” in it.").arg(query.text);
    m_empty->setContent(u"search"_s, sentence,
        filters.isEmpty() ? tr("Names, IDs, tags and property values were searched.") : filters);
    m_empty->addAction(m_actions.clearSearch);
}

} // namespace vitrine
