#include "ui/dialogs/integritydialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int iconSize = 32;
constexpr int sampleMs = 100;
constexpr int barSteps = 1000;

} // namespace

IntegrityDialog::IntegrityDialog(ImageService &service, QWidget *parent)
    : QDialog(parent)
    , m_service(service)
    , m_icon(new QLabel)
    , m_sentence(new QLabel)
    , m_detail(new QLabel)
    , m_bar(new QProgressBar)
    , m_list(new QListWidget)
{
    setObjectName(u"integrityDialog"_s);
    setWindowTitle(tr("Check integrity"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setWeight(QFont::DemiBold);
    m_sentence->setFont(large);
    m_sentence->setObjectName(u"sentence"_s);
    m_detail->setObjectName(u"detail"_s);
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : { m_sentence, m_detail }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_icon->setFixedSize(iconSize, iconSize);
    m_bar->setObjectName(u"progress"_s);
    m_bar->setAccessibleName(tr("Progress of the check"));
    m_bar->setTextVisible(false);
    m_list->setObjectName(u"findings"_s);
    m_list->setAccessibleName(tr("What is wrong"));
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);

    auto *buttons = new QDialogButtonBox;
    //: Button: end the check now
    m_stopButton = buttons->addButton(tr("Stop"), QDialogButtonBox::ActionRole);
    m_copyButton = buttons->addButton(tr("Copy report"), QDialogButtonBox::ActionRole);
    m_againButton = buttons->addButton(tr("Check again"), QDialogButtonBox::ActionRole);
    m_closeButton = buttons->addButton(QDialogButtonBox::Close);
    // Else it is the first button, and with that hidden the Tab key goes nowhere.
    buttons->setFocusProxy(m_closeButton);
    m_stopButton->setObjectName(u"stopButton"_s);
    m_copyButton->setObjectName(u"copyButton"_s);
    m_againButton->setObjectName(u"againButton"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_stopButton, &QPushButton::clicked, this, [this] { m_stop.request_stop(); });
    connect(m_copyButton, &QPushButton::clicked, this, &IntegrityDialog::copyReport);
    connect(m_againButton, &QPushButton::clicked, this, &IntegrityDialog::start);

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_sentence);
    words->addWidget(m_detail);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addLayout(head);
    column->addWidget(m_bar);
    column->addWidget(m_list, 1);
    column->addStretch();
    column->addWidget(buttons);
    resize(560, sizeHint().height());

    m_timer.setInterval(sampleMs);
    connect(&m_timer, &QTimer::timeout, this, &IntegrityDialog::sampleProgress);
}

IntegrityDialog::~IntegrityDialog()
{
    m_stop.request_stop();
}

void IntegrityDialog::start()
{
    if (!m_scope.isIdle())
        return;
    m_stop = {};
    m_control = {};
    m_control.stop = m_stop.get_token();
    m_findings.clear();
    m_list->clear();
    m_list->hide();
    m_bar->setRange(0, 0);
    m_bar->show();
    m_stopButton->show();
    m_copyButton->hide();
    m_againButton->hide();
    showResult(u"history"_s, tr("Reading every image again…"),
        tr("The data are read and compared with the hashes taken when they came. You can go on working."));
    m_stopButton->setFocus();
    m_clock.start();
    m_timer.start();
    m_scope.launch(run());
}

ScopedTask<> IntegrityDialog::run()
{
    const QList<ImageId> all;
    const OperationControl control = m_control;
    const Result<VerifyReport> report = co_await m_service.verifyImages(all, control);
    m_timer.stop();
    m_bar->hide();
    m_stopButton->hide();
    m_againButton->show();
    m_closeButton->setFocus();
    if (report)
        showReport(*report);
    else
        showError(report.error());
    Q_EMIT finished();
}

void IntegrityDialog::sampleProgress()
{
    const qint64 total = m_control.progress->total();
    const qint64 done = m_control.progress->done();
    if (total <= 0)
        return;
    m_bar->setRange(0, barSteps);
    m_bar->setValue(static_cast<int>(barSteps * (static_cast<double>(done) / static_cast<double>(total))));
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    //: "2.20 of 5.10 GiB, 86.0 MiB/s"
    m_detail->setText(tr("%1, %2").arg(
        text::bytesOf(done, total), text::speed(seconds > 0 ? static_cast<double>(done) / seconds : 0)));
}

void IntegrityDialog::showReport(const VerifyReport &report)
{
    const QString read = tr("%n image(s) checked, %1 read in %2.", nullptr, report.imagesChecked)
                             .arg(text::bytes(report.bytesChecked), text::duration(m_clock.elapsed()));
    if (report.issues.isEmpty()) {
        showResult(u"success"_s, tr("Everything is as it was stored."), read);
        return;
    }
    for (const HealthIssue &issue : report.issues) {
        m_findings.append(issue.message);
        auto *item = new QListWidgetItem(themedIcon(u"error"_s, Tone::Danger), issue.message, m_list);
        item->setToolTip(issue.imageId);
    }
    m_list->show();
    m_list->setCurrentRow(0);
    m_copyButton->show();
    resize(width(), qMax(height(), 400));
    showResult(u"error"_s, tr("%n thing(s) are wrong.", nullptr, static_cast<int>(report.issues.size())),
        read % u' ' % tr("Add damaged images anew from where they came, or from a backup."));
}

void IntegrityDialog::showError(const Error &error)
{
    if (error.code == ErrorCode::Cancelled) {
        showResult(u"info"_s, tr("The check was stopped."), tr("Nothing was changed."));
        return;
    }
    showResult(u"error"_s, text::errorSentence(error), text::errorAdvice(error.code));
    m_findings = { text::errorSentence(error), text::errorReport(error) };
    m_copyButton->show();
}

void IntegrityDialog::showResult(const QString &icon, const QString &sentence, const QString &detail)
{
    const Tone tone = icon == "success"_L1 ? Tone::Success : icon == "error"_L1 ? Tone::Danger : Tone::Muted;
    m_icon->setPixmap(themedIcon(icon, tone).pixmap(QSize(iconSize, iconSize), devicePixelRatio()));
    m_sentence->setText(sentence);
    m_detail->setText(detail);
    setAccessibleDescription(sentence);
}

void IntegrityDialog::copyReport()
{
    QStringList lines{ m_sentence->text(), m_detail->text(), {} };
    lines += m_findings;
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace vitrine
