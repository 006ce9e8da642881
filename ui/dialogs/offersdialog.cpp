#include "ui/dialogs/offersdialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/service/cloudimageservice.h"
#include "ui/text/datetext.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/messagestrip.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr QSize dialogSize(680, 400);
constexpr int idRole = Qt::UserRole;

enum Column { Name, Project, Size, Changed };

QLabel *sentence(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QStringList chosenIds(const QTreeWidget &list)
{
    QStringList ids;
    for (const QTreeWidgetItem *row : list.selectedItems())
        ids.append(row->data(Name, idRole).toString());
    return ids;
}

QTreeWidgetItem *rowOf(const Image &image)
{
    auto *row = new QTreeWidgetItem(
        { text::imageName(image), image.owner, image.size ? text::bytes(*image.size) : QString(),
            text::relativeDate(image.updatedAt.toLocalTime()) });
    row->setData(Name, idRole, image.id);
    row->setToolTip(Name, image.id);
    row->setToolTip(Project, image.owner);
    row->setToolTip(Changed, text::exactDate(image.updatedAt.toLocalTime()));
    row->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
    return row;
}

} // namespace

OffersDialog::OffersDialog(CloudImageService &service, QWidget *parent)
    : QDialog(parent)
    , m_service(service)
{
    setObjectName(u"offersDialog"_s);
    setWindowTitle(tr("Images offered to you"));
    buildLayout();
    connect(&service, &CloudImageService::offersChanged, this, &OffersDialog::showOffers);
    showOffers();
    resize(dialogSize);
}

void OffersDialog::buildLayout()
{
    m_summary = sentence();
    m_summary->setObjectName(u"offersSummary"_s);
    QLabel *explanation = sentence(
        tr("An accepted image appears in your list; a rejected one does not, and is not offered again. "
           "The project that owns it sees your answer."));
    explanation->setForegroundRole(QPalette::PlaceholderText);
    m_strip = new MessageStrip;
    m_list = new QTreeWidget;
    m_list->setObjectName(u"offersList"_s);
    m_list->setAccessibleName(windowTitle());
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAllColumnsShowFocus(true);
    //: Heading of a column: the project that owns an image
    m_list->setHeaderLabels({ tr("Name"), tr("Project"), tr("Size"), tr("Changed") });
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &OffersDialog::updateButtons);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    //: Button: take an image that another project shares
    m_accept = buttons->addButton(tr("&Accept"), QDialogButtonBox::ActionRole);
    m_accept->setObjectName(u"acceptOffer"_s);
    //: Button: do not take an image that another project shares
    m_reject = buttons->addButton(tr("&Reject"), QDialogButtonBox::ActionRole);
    m_reject->setObjectName(u"rejectOffer"_s);
    m_accept->setDefault(true);
    connect(m_accept, &QPushButton::clicked, this, [this] { answer(MemberStatus::Accepted); });
    connect(m_reject, &QPushButton::clicked, this, [this] { answer(MemberStatus::Rejected); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_summary);
    column->addWidget(m_strip);
    column->addWidget(m_list, 1);
    column->addWidget(explanation);
    column->addWidget(buttons);
}

void OffersDialog::showOffers()
{
    const QStringList chosen = chosenIds(*m_list);
    m_list->clear();
    const QList<Image> offers = m_service.offers();
    for (const Image &image : offers) {
        QTreeWidgetItem *row = rowOf(image);
        m_list->addTopLevelItem(row);
        row->setSelected(chosen.contains(image.id));
    }
    if (m_list->selectedItems().isEmpty() && m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
    m_summary->setText(offers.isEmpty()
            ? tr("No image is offered to your project.")
            : tr("%n image(s) are offered to your project.", nullptr, static_cast<int>(offers.size())));
    updateButtons();
}

void OffersDialog::updateButtons()
{
    const bool canAnswer = !m_isAnswering && !m_list->selectedItems().isEmpty();
    m_accept->setEnabled(canAnswer);
    m_reject->setEnabled(canAnswer);
}

void OffersDialog::answer(MemberStatus status)
{
    const QStringList ids = chosenIds(*m_list);
    m_isAnswering = true;
    m_strip->dismiss();
    updateButtons();
    m_scope.launch(runAnswer(ids, status));
}

ScopedTask<> OffersDialog::runAnswer(QStringList ids, MemberStatus status)
{
    for (const QString &id : ids) {
        const Result<void> answered = co_await m_service.answerOffer(id, status);
        if (!answered) {
            m_strip->showError(answered.error());
            break;
        }
    }
    m_isAnswering = false;
    updateButtons();
    if (m_service.offers().isEmpty())
        accept();
}

} // namespace vitrine
