#include "ui/images/sharingview.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/images/membersview.h"
#include "ui/text/imagetext.h"
#include "ui/widgets/wheelguard.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QLabel *makeSentence(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

SharingView::SharingView(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
    , m_explanation(makeSentence(this))
    , m_members(new MembersView(service, this))
{
    m_choice->setObjectName(u"visibilityComboBox"_s);
    m_choice->setAccessibleName(tr("Visibility"));
    new WheelGuard(*m_choice);
    for (const Visibility visibility : allVisibilities()) {
        m_choice->addItem(text::visibilityWord(visibility), QVariant::fromValue(visibility));
        m_choice->setItemData(
            m_choice->count() - 1, text::visibilityExplanation(visibility), Qt::ToolTipRole);
    }
    connect(m_choice, &QComboBox::activated, this, [this](int row) {
        const auto visibility = m_choice->itemData(row).value<Visibility>();
        if (visibility != m_visibility)
            Q_EMIT changeRequested({ .visibility = visibility });
    });
    QLabel *desk = makeSentence(this);
    desk->setForegroundRole(QPalette::PlaceholderText);
    desk->setText(
        tr("In a cloud each project answers for itself. Whoever opens a catalogue on this computer owns its "
           "images and may answer for all."));
    connect(m_members, &MembersView::changeRequested, this, &SharingView::memberChangeRequested);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_choice);
    column->addWidget(m_explanation);
    column->addWidget(m_members);
    column->addWidget(desk);
}

void SharingView::setImage(const Image &image)
{
    m_visibility = image.visibility;
    const QSignalBlocker quiet(m_choice);
    m_choice->setCurrentIndex(m_choice->findData(QVariant::fromValue(image.visibility)));
    m_explanation->setText(text::visibilityExplanation(image.visibility));
    m_choice->setAccessibleDescription(m_explanation->text());
    m_members->setImage(image);
}

} // namespace vitrine
