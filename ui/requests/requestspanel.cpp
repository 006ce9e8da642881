#include "ui/requests/requestspanel.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "core/service/cloudimageservice.h"
#include "ui/requests/exchangemodel.h"
#include "ui/requests/exchangetext.h"
#include "ui/requests/openstackcommand.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

RequestsPanel::RequestsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new ExchangeModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit)
    , m_list(new QTreeView)
    , m_text(new QPlainTextEdit)
    , m_hint(new QLabel)
{
    setObjectName(u"requestsPanel"_s);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(ExchangeModel::SearchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setObjectName(u"requestsFilter"_s);
    m_filter->setPlaceholderText(tr("Filter requests"));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setClearButtonEnabled(true);
    m_list->setObjectName(u"requestsList"_s);
    m_list->setAccessibleName(tr("Requests"));
    m_list->setModel(m_filtered);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_text->setObjectName(u"requestText"_s);
    m_text->setAccessibleName(tr("Request and answer"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_hint->setObjectName(u"requestsHint"_s);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setMargin(16);
    //: Button: the openstack command of the chosen request
    m_copyCommand = makeButton(u"copyCommand"_s, u"copy"_s, tr("Copy command"));
    //: Button: request and answer as text
    m_copy = makeButton(u"copyRequest"_s, u"copy"_s, tr("Copy all"));
    //: Button: forget the requests that are listed
    m_clear = makeButton(u"clearRequests"_s, u"close"_s, tr("Clear"));
    buildLayout();

    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(
        m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RequestsPanel::showCurrent);
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, &RequestsPanel::update);
    connect(m_filtered, &QAbstractItemModel::rowsRemoved, this, &RequestsPanel::update);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &RequestsPanel::update);
    connect(m_copyCommand, &QToolButton::clicked, this, &RequestsPanel::copyCommand);
    connect(m_copy, &QToolButton::clicked, this, &RequestsPanel::copy);
    connect(m_clear, &QToolButton::clicked, this, &RequestsPanel::clear);
    update();
}

RequestsPanel::~RequestsPanel()
{
    listen(false);
}

QToolButton *RequestsPanel::makeButton(const QString &name, const QString &icon, const QString &label)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(label);
    button->setIcon(themedIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void RequestsPanel::buildLayout()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(m_filter, 1);
    for (QToolButton *button : { m_copyCommand, m_copy, m_clear })
        bar->addWidget(button);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(m_text);
    splitter->setSizes({ 560, 440 });
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(static_cast<int>(ExchangeModel::Column::Address), QHeaderView::Stretch);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_hint, 1);
    column->addWidget(splitter, 1);
    setMinimumHeight(160);
}

void RequestsPanel::setService(CloudImageService *service)
{
    listen(false);
    m_service = service;
    m_model->clear();
    listen(isVisible());
    update();
}

void RequestsPanel::listen(bool listens)
{
    CloudImageService *service = m_service;
    if (!service)
        return;
    disconnect(service, nullptr, this, nullptr);
    service->setExchangesSeen(listens);
    if (listens)
        connect(service, &CloudImageService::exchangeSeen, this, &RequestsPanel::take);
}

void RequestsPanel::take(const WebExchange &exchange)
{
    const QScrollBar *bar = m_list->verticalScrollBar();
    const bool wasAtEnd = bar->value() == bar->maximum();
    m_model->add(exchange);
    // Whoever looks at an older one is left in peace.
    if (wasAtEnd)
        m_list->scrollToBottom();
}

void RequestsPanel::update()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_hint->setText(!m_service
            ? tr("What is done with a catalogue on this PC sends no requests. Open a cloud to see them.")
            : tr("Click anything: each request to the cloud is shown here with its answer, and with the "
                 "openstack command that asks the same."));
    m_hint->setVisible(isEmpty);
    m_list->parentWidget()->setVisible(!isEmpty);
    m_clear->setEnabled(!isEmpty);
    showCurrent();
}

void RequestsPanel::showCurrent()
{
    const QModelIndex current = m_filtered->mapToSource(m_list->currentIndex());
    const QString report = currentReport();
    if (m_text->toPlainText() != report)
        m_text->setPlainText(report);
    m_copy->setEnabled(current.isValid());
    m_copyCommand->setEnabled(current.isValid() && !openstackCommand(m_model->at(current.row())).isEmpty());
}

QString RequestsPanel::currentReport() const
{
    const QModelIndex current = m_filtered->mapToSource(m_list->currentIndex());
    return current.isValid() ? text::exchangeReport(m_model->at(current.row())) : QString();
}

void RequestsPanel::copy()
{
    QApplication::clipboard()->setText(currentReport());
}

void RequestsPanel::copyCommand()
{
    const QModelIndex current = m_filtered->mapToSource(m_list->currentIndex());
    if (current.isValid())
        QApplication::clipboard()->setText(openstackCommand(m_model->at(current.row())));
}

void RequestsPanel::clear()
{
    m_model->clear();
    m_filter->setFocus();
}

void RequestsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listen(true);
}

void RequestsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    listen(false);
}

} // namespace vitrine
