#include "ui/images/checksview.h"

#include <algorithm>

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/text/datetext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/copyablevalue.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int samplingMs = 100;
constexpr int iconSize = 16;
constexpr int progressSteps = 1000;

/// Whether the data of every copy still have the recorded hashes; none when they could not be read.
std::optional<bool> isEqualIn(const VerifyReport &report)
{
    std::optional<bool> isEqual = true;
    for (const HealthIssue &issue : report.issues) {
        // Other bytes have another hash by every algorithm.
        if (issue.kind == HealthIssue::Kind::WrongHash || issue.kind == HealthIssue::Kind::WrongSize)
            return false;
        if (issue.kind != HealthIssue::Kind::InvalidSidecar)
            isEqual.reset();
    }
    return isEqual;
}

/// The sentences of what is wrong with the data, or nothing.
QString complaints(const VerifyReport &report)
{
    QStringList sentences;
    for (const HealthIssue &issue : report.issues) {
        // A stale description beside the data is written anew by the check itself.
        if (issue.kind != HealthIssue::Kind::InvalidSidecar)
            sentences.append(issue.message);
    }
    return sentences.join(u'\n');
}

bool hasEnded(const Task &task)
{
    return task.status == TaskStatus::Success || task.status == TaskStatus::Failure;
}

} // namespace

ChecksView::ChecksView(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_empty(new QLabel(tr("The image has no data yet."), this))
    , m_stateIcon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_progressLine(new QWidget(this))
    , m_progress(new QProgressBar(this))
    , m_verifyButton(new QToolButton(this))
{
    m_verifyButton->setObjectName(u"verifyButton"_s);
    m_verifyButton->setIcon(themedIcon(u"check"_s, Tone::Muted));
    m_verifyButton->setIconSize(QSize(16, 16));
    //: Button: read the data again and compare their hashes
    m_verifyButton->setText(tr("Verify"));
    m_verifyButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_verifyButton->setAutoRaise(true);
    m_verifyButton->setFocusPolicy(Qt::StrongFocus);
    m_verifyButton->setToolTip(tr("Reads the data again and compares their hashes"));
    m_verifyButton->setAccessibleName(m_verifyButton->text());
    connect(m_verifyButton, &QToolButton::clicked, this, &ChecksView::verify);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    m_md5 = makeRow(grid, 0);
    m_strong = makeRow(grid, 1);
    m_empty->setForegroundRole(QPalette::PlaceholderText);

    m_state->setObjectName(u"checkStateLabel"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    auto *stateLine = new QHBoxLayout;
    stateLine->setSpacing(8);
    stateLine->addWidget(m_stateIcon, 0, Qt::AlignTop);
    stateLine->addWidget(m_state, 1);

    m_progress->setObjectName(u"checkProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    auto *cancel = new QToolButton(m_progressLine);
    cancel->setObjectName(u"cancelCheckButton"_s);
    cancel->setIcon(themedIcon(u"cancel"_s, Tone::Muted));
    cancel->setIconSize(QSize(16, 16));
    cancel->setAutoRaise(true);
    cancel->setFocusPolicy(Qt::StrongFocus);
    cancel->setToolTip(tr("Stop the check"));
    cancel->setAccessibleName(cancel->toolTip());
    connect(cancel, &QToolButton::clicked, this, [this] {
        if (const auto check = currentCheck())
            check->stop.request_stop();
    });
    auto *progressLine = new QHBoxLayout(m_progressLine);
    progressLine->setContentsMargins(0, 0, 0, 0);
    progressLine->setSpacing(8);
    progressLine->addWidget(m_progress, 1);
    progressLine->addWidget(cancel);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_empty);
    column->addLayout(grid);
    column->addLayout(stateLine);
    column->addWidget(m_progressLine);
    m_sampling.setInterval(samplingMs);
    connect(&m_sampling, &QTimer::timeout, this, &ChecksView::refresh);
    refresh();
}

ChecksView::~ChecksView()
{
    for (const auto &check : std::as_const(m_checks))
        check->stop.request_stop();
}

ChecksView::Row ChecksView::makeRow(QGridLayout *grid, int row)
{
    const Row made{ new QLabel(this), new CopyableValue(this), new ChipLabel(this) };
    grid->addWidget(made.name, row, 0);
    grid->addWidget(made.value, row, 1);
    grid->addWidget(made.verdict, row, 2, Qt::AlignRight | Qt::AlignVCenter);
    return made;
}

void ChecksView::setImage(const Image &image)
{
    const bool isOther = image.id != m_image.id;
    m_image = image;
    if (isOther) {
        m_lastCheck.reset();
        loadLastCheck();
    }
    refresh();
}

std::shared_ptr<ChecksView::Check> ChecksView::currentCheck() const
{
    const auto check = m_checks.value(m_image.id);
    // What was found out about other data says nothing.
    return check && check->osHashValue == m_image.osHashValue ? check : nullptr;
}

void ChecksView::verify()
{
    const auto check = std::make_shared<Check>();
    check->control.stop = check->stop.get_token();
    check->osHashValue = m_image.osHashValue;
    const ImageId id = m_image.id;
    m_checks.insert(id, check);
    QCoro::connect(m_service.verifyImages({ id }, check->control), this,
        [this, id](const Result<VerifyReport> &outcome) { finish(id, outcome); });
    m_sampling.start();
    refresh();
}

void ChecksView::finish(const ImageId &id, const Result<VerifyReport> &outcome)
{
    const auto check = m_checks.value(id);
    check->outcome = outcome;
    check->endedAt = QDateTime::currentDateTimeUtc();
    const bool isAnyRunning = std::any_of(
        m_checks.cbegin(), m_checks.cend(), [](const auto &each) { return !each->endedAt.isValid(); });
    if (!isAnyRunning)
        m_sampling.stop();
    refresh();
}

void ChecksView::loadLastCheck()
{
    const ImageId id = m_image.id;
    QCoro::connect(m_service.tasks(id), this, [this, id](const Result<QList<Task>> &tasks) {
        if (id != m_image.id || !tasks)
            return;
        // Newest first.
        const auto last = std::find_if(tasks->cbegin(), tasks->cend(),
            [](const Task &task) { return task.type == "verify"_L1 && hasEnded(task); });
        if (last != tasks->cend())
            m_lastCheck = *last;
        refresh();
    });
}

void ChecksView::refresh()
{
    const bool hasData = !m_image.checksum.isEmpty() || !m_image.osHashValue.isEmpty();
    const auto check = currentCheck();
    const bool isRunning = check && !check->endedAt.isValid();
    const VerifyReport *report
        = check && check->outcome && *check->outcome ? &check->outcome->value() : nullptr;
    const bool wasEqual = !check && m_lastCheck && m_lastCheck->status == TaskStatus::Success;
    const std::optional<bool> verdict = report ? isEqualIn(*report)
        : wasEqual                             ? std::optional(true)
                                               : std::nullopt;
    m_empty->setVisible(!hasData);
    showRow(m_md5, u"MD5"_s, m_image.checksum, verdict);
    showRow(m_strong, m_image.osHashAlgo.toUpper(), m_image.osHashValue, verdict);
    m_verifyButton->setEnabled(hasData && !isRunning && !m_image.stores.isEmpty());
    m_progressLine->setVisible(isRunning);

    if (!hasData) {
        showState({}, Tone::Muted, {});
    } else if (isRunning) {
        showProgress(*check);
    } else if (report) {
        const QString wrong = complaints(*report);
        if (wrong.isEmpty())
            showState(u"success"_s, Tone::Success, tr("Every byte is as it was stored."), check->endedAt);
        else
            showState(u"error"_s, Tone::Danger, wrong, check->endedAt);
    } else if (check && check->outcome->error().code == ErrorCode::Cancelled) {
        showState(u"info"_s, Tone::Muted, tr("The check was stopped."), check->endedAt);
    } else if (check) {
        showState(u"warning"_s, Tone::Warning, text::errorSentence(check->outcome->error()), check->endedAt);
    } else if (wasEqual) {
        showState(u"success"_s, Tone::Success, tr("Every byte is as it was stored."), m_lastCheck->updatedAt);
    } else if (m_lastCheck) {
        showState(u"error"_s, Tone::Danger, m_lastCheck->message, m_lastCheck->updatedAt);
    } else {
        showState(u"info"_s, Tone::Muted, tr("Not verified since it was stored."));
    }
}

void ChecksView::showRow(
    const Row &row, const QString &name, const QString &value, std::optional<bool> isEqual)
{
    row.name->setText(name);
    row.name->setVisible(!value.isEmpty());
    row.value->setVisible(!value.isEmpty());
    if (row.value->value() != value || row.value->accessibleName() != name)
        row.value->setValue(value, name);
    row.verdict->setVisible(!value.isEmpty() && isEqual.has_value());
    if (!isEqual)
        return;
    //: Result of a check: the hash of the data is the recorded one, or another
    const Chip chip = *isEqual ? Chip{ tr("Equal"), u"check"_s, Tone::Success }
                               : Chip{ tr("Different"), u"error"_s, Tone::Danger };
    if (chip.text != row.verdict->text())
        row.verdict->setChip(chip);
    row.verdict->setAccessibleName(name % u": "_s % chip.text);
}

void ChecksView::showProgress(const Check &check)
{
    const qint64 total = check.control.progress->total();
    const qint64 done = check.control.progress->done();
    const double share
        = total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 0.0;
    m_progress->setValue(static_cast<int>(share * progressSteps));
    const QString sentence = check.stop.stop_requested() ? tr("Stopping…")
        : check.control.progress->phase() == OperationPhase::Waiting
        ? tr("Waiting for another operation to end…")
        : tr("Reading the data: %1").arg(text::bytesOf(done, total));
    showState(u"refresh"_s, Tone::Info, sentence);
}

void ChecksView::showState(const QString &icon, Tone tone, const QString &sentence, const QDateTime &time)
{
    //: %1 is a sentence, %2 a time such as "5 min ago"
    const QString shown
        = time.isValid() ? tr("%1 Verified %2.").arg(sentence, text::relativeDate(time)) : sentence;
    m_state->setVisible(!shown.isEmpty());
    m_stateIcon->setVisible(!icon.isEmpty());
    if (!icon.isEmpty())
        m_stateIcon->setPixmap(themedIcon(icon, tone).pixmap(QSize(iconSize, iconSize)));
    m_state->setText(shown);
    m_state->setToolTip(time.isValid() ? text::exactDate(time) : QString());
}

void ChecksView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // The icon's picture was drawn in the colours of before.
    if (event->type() == QEvent::PaletteChange && m_state)
        refresh();
}

} // namespace vitrine
