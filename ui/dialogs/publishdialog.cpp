#include "ui/dialogs/publishdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "ui/dialogs/dialogform.h"
#include "ui/text/imagetext.h"
#include "ui/widgets/filechooser.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int mostVersions = 99;
constexpr int usualVersions = 3;
/// More names than that are not read.
constexpr qsizetype namesShown = 5;

QLabel *sentence(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

PublishDialog::PublishDialog(
    const Image &replaced, const QList<Image> &candidates, FileChooser &chooser, QWidget *parent)
    : QDialog(parent)
    , m_replaced(replaced)
    , m_candidates(candidates)
    , m_chooser(chooser)
    , m_file(new QLineEdit)
    , m_keep(new QSpinBox)
    , m_summary(sentence())
    , m_retire(new QCheckBox)
    , m_retired(sentence())
{
    const QString name = text::imageName(replaced);
    setObjectName(u"publishDialog"_s);
    setWindowTitle(tr("Publish a new version"));
    m_file->setObjectName(u"publishFile"_s);
    m_keep->setObjectName(u"publishKeep"_s);
    m_keep->setRange(1, mostVersions);
    m_keep->setValue(usualVersions);
    m_keep->setMaximumWidth(96);
    m_summary->setObjectName(u"publishSummary"_s);
    m_retire->setObjectName(u"publishRetire"_s);
    m_retired->setForegroundRole(QPalette::PlaceholderText);
    //: Button: look for a file
    auto *choose = new QPushButton(tr("&Choose…"));
    choose->setObjectName(u"publishChoose"_s);
    auto *fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(choose);

    QFormLayout *form = newDialogForm(this);
    form->addRow(sentence(tr("The file becomes a new image with the name, visibility, tags and properties of "
                             "“%1”. It takes its place once it is active; until then nothing changes.")
                              .arg(name)));
    auto *fileLabel = new QLabel(tr("&File"));
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, fileRow);
    //: Label before a number: how many replaced versions of an image are kept
    form->addRow(tr("Versions to &keep"), m_keep);
    form->addRow(m_summary);
    form->addRow(m_retire);
    form->addRow(m_retired);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    //: Button: let the new version take the place of the old one
    m_publish = buttons->addButton(tr("&Publish"), QDialogButtonBox::AcceptRole);
    m_publish->setObjectName(u"publishAccept"_s);
    form->addRow(buttons);

    connect(choose, &QPushButton::clicked, this, &PublishDialog::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, &PublishDialog::refresh);
    connect(m_keep, &QSpinBox::valueChanged, this, &PublishDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT publishRequested(plan().request);
        accept();
    });
    refresh();
    resize(520, sizeHint().height());
}

PublishPlan PublishDialog::plan() const
{
    return planPublish(m_replaced, m_file->text().trimmed(), m_candidates,
        { .today = QDate::currentDate(),
            .keepVersions = m_keep->value(),
            .retireOlder = m_retire->isChecked() });
}

void PublishDialog::chooseFile()
{
    FileChooser::Request request;
    request.title = tr("Choose the file of the new version");
    request.filters = { tr("All files (*)") };
    m_chooser.openFiles(
        this, request, [this](const QStringList &paths) { m_file->setText(paths.constFirst()); });
}

void PublishDialog::refresh()
{
    const PublishPlan planned = plan();
    m_summary->setText(tr("“%1” is renamed to “%2” and hidden.")
                           .arg(text::imageName(m_replaced), planned.request.replacement->newName));
    const auto count = static_cast<int>(planned.retired.size());
    m_retire->setText(tr("Move %n older version(s) to the trash", nullptr, count));
    m_retire->setVisible(count > 0);
    m_retired->setVisible(count > 0);
    QStringList names;
    for (const Image &image : planned.retired.first(std::min(namesShown, planned.retired.size())))
        names.append(text::imageName(image));
    if (planned.retired.size() > namesShown)
        names.append(u"…"_s);
    m_retired->setText(names.join(u'\n'));
    m_publish->setEnabled(!m_file->text().trimmed().isEmpty());
}

} // namespace vitrine
