#include "ui/images/membersview.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/service/imageservice.h"
#include "ui/text/errortext.h"
#include "ui/text/membertext.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int longestProject = 255; // as Glance's column

} // namespace

MembersView::MembersView(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_state(new QLabel(this))
    , m_rows(new QVBoxLayout)
    , m_field(new QLineEdit(this))
{
    m_state->setObjectName(u"membersState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_field->setObjectName(u"newMemberEdit"_s);
    m_field->setPlaceholderText(tr("Share with a project (its ID)"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setMaxLength(longestProject);
    connect(m_field, &QLineEdit::returnPressed, this, &MembersView::addFromField);
    m_rows->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_state);
    column->addLayout(m_rows);
    column->addWidget(m_field);
    hide();
    // A change of the members is announced as one of their image, which stays as it was.
    connect(&service, &ImageService::imagesChanged, this, [this](const QList<Image> &images) {
        const bool isMine = std::any_of(
            images.cbegin(), images.cend(), [this](const Image &image) { return image.id == m_image; });
        if (isMine && m_isShared)
            loadWhenSeen();
    });
}

void MembersView::setImage(const Image &image)
{
    const bool isShared = image.visibility == Visibility::Shared;
    if (image.id == m_image && isShared == m_isShared)
        return;
    m_image = image.id;
    m_isShared = isShared;
    m_members.reset();
    m_field->clear();
    m_state->clear();
    rebuild();
    setVisible(isShared);
    if (isShared)
        loadWhenSeen();
}

void MembersView::loadWhenSeen()
{
    m_isStale = !isVisible();
    if (!m_isStale)
        load();
}

void MembersView::load()
{
    m_isStale = false;
    const int asked = ++m_asked;
    QCoro::connect(m_service.listMembers(m_image), this, [this, asked](const Result<QList<Member>> &members) {
        if (asked == m_asked && m_isShared)
            show(members);
    });
}

void MembersView::show(const Result<QList<Member>> &members)
{
    if (!members) {
        m_members.reset();
        m_state->setText(text::errorSentence(members.error()));
    } else if (m_members != *members) {
        m_members = *members;
        m_state->setText(members->isEmpty() ? tr("Shared with no project yet.") : QString());
    } else {
        return;
    }
    rebuild();
}

void MembersView::rebuild()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        // A row may be answering to its own click.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_state->setVisible(!m_state->text().isEmpty());
    // The Tab key goes through the rows before it comes to the field.
    QWidget *before = m_field->previousInFocusChain();
    while (before->focusPolicy() == Qt::NoFocus && before != m_field)
        before = before->previousInFocusChain();
    for (const Member &member : m_members.value_or(QList<Member>())) {
        QWidget *row = makeRow(member);
        m_rows->addWidget(row);
        for (QToolButton *button : row->findChildren<QToolButton *>()) {
            setTabOrder(before, button);
            before = button;
        }
    }
    updateGeometry();
}

QWidget *MembersView::makeRow(const Member &member)
{
    auto *row = new QWidget(this);
    auto *name = new CopyableValue(row);
    name->setObjectName(u"memberLabel"_s);
    //: What is copied: the ID of a project
    name->setValue(member.memberId, tr("Project ID"));

    QToolButton *answer = makeAnswer(member, row);
    auto *removeButton = new QToolButton(row);
    removeButton->setObjectName(u"removeMemberButton"_s);
    removeButton->setIcon(themedIcon(u"close"_s, Tone::Muted));
    removeButton->setIconSize(QSize(12, 12));
    removeButton->setAutoRaise(true);
    removeButton->setFocusPolicy(Qt::StrongFocus);
    //: %1 is a project
    removeButton->setToolTip(tr("Share with %1 no longer").arg(member.memberId));
    removeButton->setAccessibleName(removeButton->toolTip());
    connect(removeButton, &QToolButton::clicked, this, [this, member] {
        Q_EMIT changeRequested({ member.imageId, member.memberId, member.status, std::nullopt });
    });

    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(name, 1);
    line->addWidget(answer);
    line->addWidget(removeButton);
    return row;
}

QToolButton *MembersView::makeAnswer(const Member &member, QWidget *row)
{
    auto *button = new QToolButton(row);
    button->setObjectName(u"memberAnswerButton"_s);
    button->setIcon(themedIcon(text::memberStatusIcon(member.status), text::memberStatusTone(member.status)));
    button->setIconSize(QSize(14, 14));
    button->setText(text::memberStatusWord(member.status));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolTip(text::memberStatusExplanation(member.status));
    //: %1 is a project, %2 what it answered
    button->setAccessibleName(tr("Answer of %1: %2").arg(member.memberId, button->text()));
    button->setAccessibleDescription(button->toolTip());
    auto *menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const MemberStatus status : allMemberStatuses()) {
        QAction *entry
            = menu->addAction(themedIcon(text::memberStatusIcon(status), text::memberStatusTone(status)),
                text::memberStatusWord(status));
        entry->setToolTip(text::memberStatusExplanation(status));
        entry->setEnabled(status != member.status);
        connect(entry, &QAction::triggered, this, [this, member, status] {
            Q_EMIT changeRequested({ member.imageId, member.memberId, member.status, status });
        });
    }
    button->setMenu(menu);
    return button;
}

void MembersView::addFromField()
{
    const QString project = m_field->text().trimmed();
    if (project.isEmpty())
        return;
    m_field->clear();
    Q_EMIT changeRequested({ m_image, project, std::nullopt, MemberStatus::Pending });
}

void MembersView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        load();
}

void MembersView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace vitrine
