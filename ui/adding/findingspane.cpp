#include "ui/adding/findingspane.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/adding/addingtext.h"
#include "ui/widgets/icons.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int iconSize = 16;

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

FindingsPane::FindingsPane(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"findingsPane"_s);
    m_icon = new QLabel;
    m_icon->setFixedSize(iconSize, iconSize);
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);

    m_text = new QLabel;
    m_text->setObjectName(u"findingsText"_s);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("About the current file"));

    m_copy = new QPushButton(themedIcon(u"copy"_s), tr("Copy the command"));
    m_copy->setObjectName(u"copyCommand"_s);
    m_copy->setAutoDefault(false);
    m_toggle = new QPushButton;
    m_toggle->setObjectName(u"toggleCurrent"_s);
    m_toggle->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &FindingsPane::copyCommand);
    connect(m_toggle, &QPushButton::clicked, this, [this] { Q_EMIT checkRequested(!m_isChecked); });

    m_contents = new QComboBox;
    m_contents->setObjectName(u"addingContents"_s);
    m_contents->setAccessibleName(tr("What of the file to add"));
    connect(m_contents, &QComboBox::activated, this,
        [this](int index) { Q_EMIT unpackRequested(index > 0, m_contents->itemData(index).toString()); });

    auto *heading = new QHBoxLayout;
    heading->setSpacing(8);
    heading->addWidget(m_icon);
    heading->addWidget(m_title, 1);
    heading->addWidget(m_contents);
    heading->addWidget(m_copy);
    heading->addWidget(m_toggle);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    column->addLayout(heading);
    column->addWidget(scrolled(m_text), 1);
    showNothing();
}

void FindingsPane::showRow(const AddingRow &row)
{
    m_isChecked = row.isChecked;
    m_icon->setPixmap(themedIcon(text::addingStateIcon(row.state), text::addingStateTone(row.state))
                          .pixmap(QSize(iconSize, iconSize), devicePixelRatio()));
    //: Heading: "debian-12.qcow2: Ready"
    m_title->setText(tr("%1: %2").arg(row.fileName.simplified(), text::addingStateWord(row.state)));
    m_text->setText(text::addingFindings(row));
    m_text->setAccessibleDescription(text::addingSentence(row));
    m_command = text::addingCommand(row);
    m_copy->setVisible(!m_command.isEmpty());
    showContents(row);
    m_toggle->setVisible(row.state == AddingState::Look);
    m_toggle->setText(row.isChecked ? tr("Skip this file") : tr("Add it anyway"));
}

void FindingsPane::showContents(const AddingRow &row)
{
    const std::optional<PackedFile> &packed = row.inspection.packed;
    m_contents->setVisible(packed && row.isEditable());
    m_contents->clear();
    if (!packed)
        return;
    //: Choice: the file becomes an image without being unpacked
    m_contents->addItem(tr("Add it as it is"));
    if (packed->isTrio()) {
        //: Choice: a tarball becomes three images
        m_contents->addItem(tr("Unpack: kernel, ramdisk, machine"));
    } else if (packed->disks.isEmpty()) {
        //: Choice: the disk inside becomes an image
        m_contents->addItem(tr("Unpack it"));
    }
    for (const QString &disk : packed->disks) {
        //: Choice: one disk of an archive becomes an image; %1 is its name
        m_contents->addItem(tr("Unpack “%1”").arg(disk), disk);
    }
    const int chosen = packed->disks.isEmpty() ? 1 : m_contents->findData(row.member);
    m_contents->setCurrentIndex(row.isUnpacked ? std::max(chosen, 1) : 0);
}

void FindingsPane::showNothing()
{
    m_icon->clear();
    m_title->clear();
    m_text->clear();
    m_contents->hide();
    m_copy->hide();
    m_toggle->hide();
}

void FindingsPane::copyCommand()
{
    QApplication::clipboard()->setText(m_command);
}

} // namespace vitrine
